import Fuse from "fuse.js";
import type { Library } from "../knowledge/library.ts";
import { editDistance } from "../spelling.ts";

/** A name a learner may type, in plain form, and the id of what it means. */
type Name = { readonly plain: string; readonly id: string };

export type Names = {
  /** The id whose name was typed to the letter; the first given where a name means several. */
  readonly exact: (typed: string) => string | undefined;
  /** The same with a slip or two allowed; nothing where two names are equally near. */
  readonly resolve: (typed: string) => string | undefined;
};

/** Every name, former name and alias of the entries, ready to be looked up. */
export function makeNames(entries: Library["entries"]): Names {
  return indexNames(
    [...entries.values()].flatMap((entry) =>
      [entry.name, entry.short, entry.id, ...entry.formerNames, ...entry.aliases].map((name) => ({
        name,
        id: entry.id,
      })),
    ),
  );
}

export function indexNames(given: readonly { readonly name: string; readonly id: string }[]): Names {
  const names: Name[] = given.map(({ name, id }) => ({ plain: plainName(name), id }));
  const byPlain = new Map<string, string>();
  for (const { plain, id } of names) if (!byPlain.has(plain)) byPlain.set(plain, id);
  const fuse = new Fuse(
    [...byPlain].map(([plain, id]) => ({ plain, id })),
    { keys: ["plain"], threshold: 0.4, ignoreLocation: true, ignoreDiacritics: true },
  );

  const ids = new Set(names.map((name) => name.id));
  // A written command holds an id: that is never anybody else's name.
  const exact = (typed: string) => (ids.has(typed) ? typed : byPlain.get(plainName(typed)));
  return {
    exact,
    resolve(typed) {
      const plain = plainName(typed);
      const id = exact(typed);
      if (id) return id;
      return plain.length < 4
        ? undefined
        : nearest(
            plain,
            fuse.search(plain, { limit: 12 }).map((hit) => hit.item),
          );
    },
  };
}

/** The one candidate within a slip per six letters, at most three; a tie between two ids is no answer. */
function nearest(plain: string, candidates: readonly Name[]): string | undefined {
  const allowed = Math.min(3, Math.ceil(plain.length / 6));
  let best: { id: string; distance: number } | undefined;
  let tied = false;
  for (const { plain: name, id } of candidates) {
    const distance = editDistance(plain, name, allowed);
    if (distance > allowed || (best && distance > best.distance)) continue;
    tied = best?.distance === distance && best.id !== id;
    best = { id, distance };
  }
  return tied ? undefined : best?.id;
}

/** "Amazon SageMaker Model Cards" and "model card" are the same name. */
export function plainName(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .split(" ");
  const bare = words.filter((word) => !vendorWords.has(word));
  return (bare.length > 0 ? bare : words).map((word) => word.replace(/(?<=[a-z]{3})s$/, "")).join(" ");
}

const vendorWords = new Set(["amazon", "aws", "sagemaker", "the", "a", "an"]);
