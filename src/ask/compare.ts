import type { Library } from "../knowledge/library.ts";
import type { Entry, Pair } from "../knowledge/schema.ts";
import { indexNames, type Names } from "./names.ts";

/** Look-alikes side by side. A side is an entry, or a thing that only the pair knows (such as Bedrock Guardrails). */
export type Comparison = {
  /** The one fact that decides; missing where nobody wrote one. */
  readonly difference?: string;
  readonly sides: readonly Side[];
  readonly source: string;
  readonly checked: string;
};

export type Side = { readonly name: string; readonly id?: string; readonly tell: string };

export type Comparer = {
  /** The id of an entry or a pair's own side that a typed name means. */
  readonly resolve: Names["resolve"];
  /** Sides are told apart by their ids; nothing if fewer than two of them are different and known. */
  readonly compare: (ids: readonly string[]) => Comparison | undefined;
  /** The pair that tells about a side which has no entry of its own. */
  readonly pairOf: (id: string) => Comparison | undefined;
};

export function makeComparer({ entries, pairs }: Library, entryNames: Names): Comparer {
  const own = pairs.flatMap((pair) => pair.sides.filter((side) => !side.id));
  const sideNames = indexNames(
    own.flatMap((side) => [side.name, ...side.aliases].map((name) => ({ name, id: sideId(side) }))),
  );
  return {
    // A pair's own side first: "online store" is a side, though the entry on both stores goes by that name too.
    resolve: (typed, exactly) =>
      (entries.has(typed) ? typed : undefined) ??
      sideNames.resolve(typed, true) ??
      entryNames.resolve(typed, exactly) ??
      sideNames.resolve(typed, exactly),
    compare(ids) {
      const different = [...new Set(ids)];
      return different.length < 2 ? undefined : (written(pairs, different) ?? fromEntries(entries, different));
    },
    pairOf: (id) => written(pairs, [id]),
  };
}

/** A side's id: its entry's, else its name in lower case with hyphens. */
export function sideId(side: Pair["sides"][number]): string {
  return (
    side.id ??
    side.name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
  );
}

/** The pair somebody wrote that has all these sides; the one with fewest where several do. */
function written(pairs: readonly Pair[], ids: readonly string[]): Comparison | undefined {
  const having = pairs.filter((pair) => ids.every((id) => pair.sides.some((side) => sideId(side) === id)));
  const pair = having.sort((x, y) => x.sides.length - y.sides.length)[0];
  return (
    pair && {
      difference: pair.difference,
      sides: pair.sides.map(({ name, id, tell }) => (id ? { name, id, tell } : { name, tell })),
      source: pair.source,
      checked: pair.checked,
    }
  );
}

/** Any entries can stand side by side; of two, with the difference where one of them tells it. */
function fromEntries(entries: Library["entries"], ids: readonly string[]): Comparison | undefined {
  const found = ids.flatMap((id) => entries.get(id) ?? []);
  const [first, second] = found;
  if (!first || !second || found.length < ids.length) return undefined;
  const told = found.length === 2 ? differenceTold(first, second) : undefined;
  return {
    ...(told ? { difference: told } : {}),
    sides: found.map((entry) => ({ name: entry.short, id: entry.id, tell: entry.summary })),
    source: first.doc,
    checked: found.map((entry) => entry.checked).sort()[0] ?? first.checked,
  };
}

/** What one of two entries says about the other. */
export function differenceTold(a: Entry, b: Entry): string | undefined {
  return (a.lookAlikes.find((l) => l.id === b.id) ?? b.lookAlikes.find((l) => l.id === a.id))?.difference;
}
