import { pick, shuffled } from "../items/chance.ts";
import type { Item } from "../knowledge/item.ts";
import type { Chance } from "../knowledge/numbers.ts";

/** What the current guide asks: single questions of its four types, nothing that lies beyond it. */
export function examPool(items: readonly Item[]): Item[] {
  return items.filter(
    (item) => item.reserved && !item.withdrawn && item.case === undefined && !item.tags.includes("beyond-exam"),
  );
}

export type Drawn = {
  readonly items: readonly Item[];
  /** How many of them the learner has met in a mock before. */
  readonly repeated: number;
};

/**
 * The questions of a mock: each type once at least where there is room, the objectives as even as the pool allows, what is
 * unseen before anything seen, and of that the longest unseen first. `seen`: ids, oldest first.
 */
export function drawExam(pool: readonly Item[], count: number, seen: readonly string[], chance: Chance): Drawn {
  const lastSeen = new Map(seen.map((id, turn) => [id, turn]));
  const drawn: Item[] = [];
  const take = (from: readonly Item[], choose: (left: readonly Item[]) => Item | undefined) => {
    const left = from.filter((item) => !drawn.includes(item));
    const next = drawn.length < count ? choose(left) : undefined;
    if (next) drawn.push(next);
    return next !== undefined;
  };
  const any = (left: readonly Item[]) => pick(left, () => 1, chance);
  const unseen = pool.filter(({ id }) => !lastSeen.has(id));
  if (count >= roomForTypes)
    for (const type of types) take(unseen, (left) => any(left.filter((item) => item.type === type)));
  while (take(unseen, (left) => any(fromRarest(left, drawn))));
  const again = pool
    .filter(({ id }) => lastSeen.has(id))
    .sort((a, b) => (lastSeen.get(a.id) ?? 0) - (lastSeen.get(b.id) ?? 0));
  const fresh = drawn.length;
  while (take(again, ([longestUnseen]) => longestUnseen));
  return { items: shuffled(drawn, chance), repeated: drawn.length - fresh };
}

const types = ["choice", "multi", "order", "match"] as const satisfies readonly Item["type"][];

/** With fewer questions, one of each type would leave little of the most common one. */
const roomForTypes = 8;

/** Those on the objectives that have been drawn least. */
function fromRarest(left: readonly Item[], drawn: readonly Item[]): Item[] {
  const countOf = ({ objective }: Item) => drawn.filter((item) => item.objective === objective).length;
  const least = Math.min(...left.map(countOf));
  return left.filter((item) => countOf(item) === least);
}
