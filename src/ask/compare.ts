import type { Library } from "../knowledge/library.ts";
import type { Pair } from "../knowledge/schema.ts";
import { indexNames, type Names } from "./names.ts";

/** Look-alikes side by side. A side is an entry, or a thing that only the pair knows (such as Bedrock Guardrails). */
export type Comparison = {
  /** The one fact that decides; missing where nobody wrote one. */
  readonly difference?: string;
  readonly sides: readonly { readonly name: string; readonly id?: string; readonly tell: string }[];
  readonly source: string;
  readonly checked: string;
};

export type Comparer = {
  /** The id of an entry or a pair's own side that a typed name means. */
  readonly resolve: Names["resolve"];
  readonly compare: (a: string, b: string) => Comparison | undefined;
};

export function makeComparer(library: Library, entryNames: Names): Comparer {
  const own = library.pairs.flatMap((pair) => pair.sides.filter((side) => !side.id));
  const sideNames = indexNames(
    own.flatMap((side) => [side.name, ...side.aliases].map((name) => ({ name, id: sideId(side) }))),
  );
  return {
    // A pair's own side first: "online store" is a side, though the entry on both stores goes by that name too.
    resolve: (typed) =>
      (library.entries.has(typed) ? typed : undefined) ??
      sideNames.exact(typed) ??
      entryNames.resolve(typed) ??
      sideNames.resolve(typed),
    compare: (a, b) => written(library.pairs, a, b) ?? fromEntries(library, a, b),
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

/** The pair somebody wrote that has both sides; the one with fewest sides where several do. */
function written(pairs: readonly Pair[], a: string, b: string): Comparison | undefined {
  const having = pairs.filter((pair) => {
    const ids = pair.sides.map(sideId);
    return a !== b && ids.includes(a) && ids.includes(b);
  });
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

/** Any two entries can stand side by side, with the difference where one of them tells it. */
function fromEntries(library: Library, a: string, b: string): Comparison | undefined {
  const [first, second] = [library.entries.get(a), library.entries.get(b)];
  if (!first || !second || first === second) return undefined;
  const told =
    first.lookAlikes.find((l) => l.id === b)?.difference ?? second.lookAlikes.find((l) => l.id === a)?.difference;
  return {
    ...(told ? { difference: told } : {}),
    sides: [first, second].map((entry) => ({ name: entry.short, id: entry.id, tell: entry.summary })),
    source: first.doc,
    checked: first.checked < second.checked ? first.checked : second.checked,
  };
}
