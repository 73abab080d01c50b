import { confusions } from "../answers/mastery.ts";
import { compete } from "../items/draw.ts";
import type { Library } from "../knowledge/library.ts";
import type { AnswerRow } from "../store/tables.ts";

/** Two look-alikes by their short names, and the one thing that tells them apart. */
export type ToldApart = { readonly names: readonly [string, string]; readonly difference: string };

export type Confused = {
  /** At most five, the worst first. */
  readonly pairs: readonly ToldApart[];
  /** Whether the learner mixed them up; else they are those of the practice questions. */
  readonly own: boolean;
};

type Known = Pick<Library, "entries" | "pairs" | "items">;

const most = 5;

/** In one list an entry stands so often, where the learner's own answers do not ask for more. */
const mostOfOne = 2;

/** What a learner mixes up; for who mixes up nothing, what the practice questions set against each other most. */
export function makeConfused(library: Known): (answers: readonly AnswerRow[]) => Confused {
  const items = new Map(library.items.map((item) => [item.id, item]));
  let usual: readonly ToldApart[] | undefined;
  return (answers) => {
    const own = confusions(answers, items)
      .flatMap(({ ids }) => toldApart(library, ids) ?? [])
      .slice(0, most);
    if (own.length > 0) return { pairs: own, own: true };
    return { pairs: (usual ??= oftenSetAgainst(library)), own: false };
  };
}

/** By a comparison of both, else by what one says of the other; nothing where the knowledge does not tell them apart. */
export function toldApart({ entries, pairs }: Known, [a, b]: readonly [string, string]): ToldApart | undefined {
  const [first, second] = [entries.get(a), entries.get(b)];
  if (!first || !second) return undefined;
  const both = pairs.filter(({ sides }) => [a, b].every((id) => sides.some((side) => side.id === id)));
  // A comparison of three tells less of two of them.
  const [compared] = both.sort((one, other) => one.sides.length - other.sides.length);
  const difference =
    (compared?.sides.length === 2 ? compared.difference : undefined) ??
    first.lookAlikes.find(({ id }) => id === b)?.difference ??
    second.lookAlikes.find(({ id }) => id === a)?.difference ??
    compared?.difference;
  return difference === undefined ? undefined : { names: [first.short, second.short], difference };
}

function oftenSetAgainst(library: Known): ToldApart[] {
  const items = library.items.filter(({ withdrawn }) => !withdrawn);
  const ranked = library.pairs
    .flatMap(({ sides }): (readonly [string, string])[] => {
      const [a, b] = sides.map(({ id }) => id);
      return sides.length === 2 && a !== undefined && b !== undefined ? [[a, b]] : [];
    })
    .map((ids) => ({ ids, times: items.filter((item) => compete(item, ids)).length }))
    .sort((one, other) => other.times - one.times);
  const stands = new Map<string, number>();
  const chosen = ranked.filter(({ ids }) => {
    if (ids.some((id) => (stands.get(id) ?? 0) >= mostOfOne)) return false;
    for (const id of ids) stands.set(id, (stands.get(id) ?? 0) + 1);
    return true;
  });
  return chosen.slice(0, most).flatMap(({ ids }) => toldApart(library, ids) ?? []);
}
