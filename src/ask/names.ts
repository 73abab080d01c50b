import Fuse from "fuse.js";
import type { Library } from "../knowledge/library.ts";
import { editDistance } from "../spelling.ts";

/** A name a learner may type, in plain form, and the id of what it means. */
type Name = { readonly plain: string; readonly id: string };

export type Names = {
  /**
   * The id that a typed name means: to the letter, or with a slip or two unless `exactly` is asked for. Nothing where
   * two names are equally near; the first given where a name means several.
   */
  readonly resolve: (typed: string, exactly: boolean) => string | undefined;
  /** The ids whose names come nearest to what was typed so far, best first; the first ones where nothing was. */
  readonly complete: (typed: string) => readonly string[];
  /** The entries called by name in a text, in the order they stand in it. */
  readonly within: (text: string) => readonly string[];
};

/** No name of ours is longer, in letters, or has more words. */
const longestName = 60;
const mostWords = 5;

/** More are shown by no platform: Discord takes 25. */
const mostCompletions = 25;

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
  const byPlain = new Map<string, string>();
  for (const { name, id } of given) {
    const plain = plainName(name);
    if (!byPlain.has(plain)) byPlain.set(plain, id);
  }
  const names = [...byPlain].map(([plain, id]) => ({ plain, id }));
  const fuse = new Fuse(names, { keys: ["plain"], threshold: 0.4, ignoreLocation: true, ignoreDiacritics: true });
  // A written command holds an id: that is never anybody else's name.
  const ids = new Set(given.map(({ id }) => id));
  const written = given
    .map(({ name, id }) => ({ name: name.toLowerCase(), id }))
    .sort((a, b) => a.name.length - b.name.length);
  /** Whose names begin with what was typed, then those of which a later word does; of these the shortest first. */
  const beginningWith = (typed: string): readonly string[] => {
    if (typed === "" || typed.length > longestName) return [];
    const first = written.filter(({ name }) => name.startsWith(typed));
    const later = written.filter(({ name }) => name.includes(` ${typed}`));
    return [...new Set([...first, ...later].map(({ id }) => id))];
  };
  const exact = (typed: string) => (ids.has(typed) ? typed : byPlain.get(plainName(typed)));

  return {
    resolve(typed, exactly) {
      if (typed.length > longestName) return undefined;
      const id = exact(typed);
      const plain = plainName(typed);
      if (id || exactly || plain.length < 4) return id;
      return nearest(plain, fuse.search(plain, { limit: 12 }).map((hit) => hit.item)); // prettier-ignore
    },
    complete(typed) {
      const plain = typed.length > longestName ? "" : plainName(typed);
      const begun = beginningWith(typed.trim().toLowerCase());
      if (begun.length > 0) return begun.slice(0, mostCompletions);
      const near = plain === "" ? names : fuse.search(plain, { limit: 4 * mostCompletions }).map((hit) => hit.item);
      return [...new Set(near.map(({ id }) => id))].slice(0, mostCompletions);
    },
    within(text) {
      const words = text.split(/\s+/).filter(Boolean);
      const found: string[] = [];
      for (let from = 0; from < words.length; from++)
        for (let length = Math.min(mostWords, words.length - from); length > 0; length--) {
          const id = exact(words.slice(from, from + length).join(" "));
          if (!id || vendorWords.has((words[from] ?? "").toLowerCase())) continue;
          found.push(id);
          from += length - 1;
          break;
        }
      return [...new Set(found)];
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
