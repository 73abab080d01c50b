import type { Item } from "../knowledge/item.ts";
import type { Chance } from "../knowledge/numbers.ts";
import { pick } from "./chance.ts";

/** What items may be about. Several fields narrow it down together. */
export type Topic = {
  readonly objective?: Item["objective"];
  readonly curriculum?: string;
  readonly module?: number;
  readonly stage?: Item["stage"];
  /** An entry that the item is the key of, or names. */
  readonly entry?: string;
  /** Entries of which it is the key, or names, one at least. */
  readonly entries?: readonly string[];
  /** Entries that compete in the item, all of them. */
  readonly lookAlikes?: readonly string[];
};

export type Wish = {
  readonly count: number;
  readonly topic?: Topic;
  /** Item ids not to be shown again while others remain, the longest unseen last in line. */
  readonly seen?: readonly string[];
  /** Item ids that are not shown at all. */
  readonly not?: readonly string[];
  /** How much more an exam objective is wanted than others; 1 where it is not named. */
  readonly weak?: Readonly<Partial<Record<Item["objective"], number>>>;
  /** Draws from the part that is kept for mock exams instead. */
  readonly reserved?: boolean;
};

/** What is to be shown: no item twice, none withdrawn, from the reserved part only where that is asked for. */
export function draw(items: readonly Item[], wish: Wish, chance: Chance): Item[] {
  const { count, topic = {}, seen = [], not = [], weak = {}, reserved = false } = wish;
  const pool = items.filter(
    (item) => !item.withdrawn && item.reserved === reserved && !not.includes(item.id) && isAbout(item, topic),
  );
  const lastSeen = new Map(seen.map((id, turn) => [id, turn]));
  const unseen = pool.filter(({ id }) => !lastSeen.has(id));
  const drawn: Item[] = [];
  const take = (from: readonly Item[]) => {
    const left = new Set(from);
    while (drawn.length < count) {
      const next = pick([...left], (item) => weak[item.objective] ?? 1, chance);
      if (!next) return;
      left.delete(next);
      drawn.push(next);
    }
  };
  take(unseen);
  // All were seen: those come again whose last time is longest ago.
  const again = pool
    .filter(({ id }) => lastSeen.has(id))
    .sort((a, b) => (lastSeen.get(a.id) ?? 0) - (lastSeen.get(b.id) ?? 0));
  return [...drawn, ...again.slice(0, count - drawn.length)];
}

export function isAbout(
  item: Item,
  { objective, curriculum, module, stage, entry, entries, lookAlikes }: Topic,
): boolean {
  const named = () => [...item.answers, ...item.services, ...item.concepts];
  return (
    (objective === undefined || item.objective === objective) &&
    (curriculum === undefined || item.curriculum === curriculum) &&
    (module === undefined || item.module === module) &&
    (stage === undefined || item.stage === stage) &&
    (entry === undefined || named().includes(entry)) &&
    (entries === undefined || named().some((id) => entries.includes(id))) &&
    (lookAlikes === undefined || compete(item, lookAlikes))
  );
}

/** Whether the entries are rivals in an item: each an option, one of them the key. */
export function compete(item: Item, ids: readonly string[]): boolean {
  if (item.type === "order" || item.type === "match") return false;
  const among = item.options.filter(({ about }) => about !== undefined && ids.includes(about));
  return ids.every((id) => among.some(({ about }) => about === id)) && among.some(({ correct }) => correct);
}

/** An item that may be studied in place of a reserved one: on the same key where there is one, else on the same objective. */
export function siblingOf(item: Item, items: readonly Item[], chance: Chance): Item | undefined {
  const open = items.filter((other) => !other.reserved && !other.withdrawn && other.id !== item.id);
  const shared = (other: Item) => other.answers.filter((id) => item.answers.includes(id)).length;
  const nearest = open.filter((other) => shared(other) > 0);
  const like = nearest.length > 0 ? nearest : open.filter((other) => other.curriculum === item.curriculum);
  return pick(like, (other) => 1 + shared(other), chance);
}
