import { draw, isAbout, type Topic, type Wish } from "../items/draw.ts";
import type { Item } from "../knowledge/item.ts";
import type { Chance } from "../knowledge/numbers.ts";
import type { Question } from "./sitting.ts";

/** What is known of a learner when a sitting is drawn. */
export type Past = {
  /** The items whose cards are due, the longest due first. */
  readonly due: readonly string[];
  /** The items answered before, oldest first. */
  readonly answered: readonly string[];
  /** How much more the weak objectives are wanted: when they are looked for, and as a rule. */
  readonly weak: NonNullable<Wish["weak"]>;
  readonly usual: NonNullable<Wish["weak"]>;
};

export type Wanted = {
  readonly count: number;
  readonly topic?: Topic;
  /** All that is not due comes from the weak spots. */
  readonly weakSpots?: boolean;
};

/** Items that are made from the knowledge are taken where the bank has fewer than this on a topic. */
const fewest = 3;

/**
 * The part of a sitting that is due at most, while there is something on the topic that was never asked. Somebody who finds
 * all of it hard misses so much that what is due would fill every sitting: of 435 questions such a learner met 56 in a
 * month of 600 answers, and 246 with this (`npm run study`).
 */
const mostDue = 0.6;

/**
 * What a sitting asks: first what is due, then, of the room that is left, one half from the weak spots and one of the rest.
 * No item twice, none that is kept for mock exams. `made`: ids of items on this topic that can be made.
 */
export function drawSitting(
  items: readonly Item[],
  { count, topic = {}, weakSpots = false }: Wanted,
  { due, answered, weak, usual }: Past,
  made: readonly string[],
  chance: Chance,
): Question[] {
  const open = new Map(items.filter((item) => isOpen(item) && isOn(item, topic)).map((item) => [item.id, item]));
  const asked = new Set([...due, ...answered]);
  const unasked = [...open.keys()].filter((id) => !asked.has(id)).length;
  const drawn: Question[] = due
    .filter((id) => open.has(id))
    .slice(0, Math.max(1, Math.floor(mostDue * count), count - unasked))
    .map((item) => ({ item, origin: "due" }));
  const add = (most: number, origin: "weak" | "new", weights: Past["weak"]) => {
    const taken = new Set(drawn.map(({ item }) => item));
    const left = [...open.values()].filter(({ id }) => !taken.has(id));
    for (const { id } of draw(left, { count: most, seen: answered, weak: weights }, chance))
      drawn.push({ item: id, origin });
  };
  const room = count - drawn.length;
  const isWeakKnown = Object.keys(weak).length > 0;
  if (isWeakKnown) add(weakSpots ? room : Math.ceil(room / 2), "weak", weak);
  add(count - drawn.length, "new", usual);
  const wanting = Math.max(0, Math.min(count, fewest) - drawn.length);
  return [...drawn, ...made.slice(0, wanting).map((item) => ({ item, origin: "new" as const }))];
}

function isOpen({ reserved, withdrawn }: Item): boolean {
  return !reserved && !withdrawn;
}

/** Of three look-alikes and more, two that compete are enough. */
function isOn(item: Item, { lookAlikes, ...topic }: Topic): boolean {
  if (!isAbout(item, topic)) return false;
  if (lookAlikes === undefined) return true;
  return pairsOf(lookAlikes).some((pair) => isAbout(item, { lookAlikes: pair }));
}

function pairsOf(ids: readonly string[]): string[][] {
  return ids.flatMap((one, i) => ids.slice(i + 1).map((other) => [one, other]));
}
