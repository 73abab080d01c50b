import type { Library } from "../knowledge/library.ts";
import type { Reader, Reading } from "./reading.ts";
import type { Term } from "./terms.ts";
import { stem } from "./words.ts";

/**
 * Entries that a question calls by name, each with how much of the question the name makes up: 1 where it is nothing
 * but the name ("what is a model registry?"), little where it is one word among many. A question whose telling words
 * are just those of an example ("how do I version a model?") counts as calling that entry too.
 */
export type Mentions = (reading: Reading) => ReadonlyMap<string, number>;

const longestName = 5;

/** An example with fewer telling words is told by what else it says. */
const fewestAsked = 2;

/** Said of so many entries that it names none. */
const vendor = "sagemaker";

export function makeMentions(entries: Library["entries"], read: Reader): Mentions {
  const named = new Map<string, Set<string>>();
  const asked = new Map<string, Set<string>>();
  /** The first words of all names: a question is searched from these on only. */
  const beginnings = new Set<Term>();
  const vendorStem = read.numberOf(stem(vendor));
  const nameStems = ({ telling }: Reading) => telling.filter((word) => word !== vendorStem);
  const add = (to: Map<string, Set<string>>, words: string, id: string) => {
    if (words !== "") to.set(words, (to.get(words) ?? new Set()).add(id));
  };
  for (const { id, name, short, formerNames, aliases, examples } of entries.values()) {
    for (const given of [name, short, id.replaceAll("-", " "), ...formerNames, ...aliases]) {
      const words = nameStems(read(given));
      if (words[0] !== undefined) beginnings.add(words[0]);
      add(named, words.join(" "), id);
    }
    for (const example of examples) {
      const words = nameStems(read(example));
      if (words.length >= fewestAsked) add(asked, words.join(" "), id);
    }
  }

  return (reading) => {
    const words = nameStems(reading);
    const mentioned = new Map<string, number>();
    for (let from = 0; from < words.length; from++) {
      if (!beginnings.has(words[from] as Term)) continue;
      for (let length = 1; length <= longestName && from + length <= words.length; length++)
        for (const id of named.get(words.slice(from, from + length).join(" ")) ?? [])
          mentioned.set(id, Math.max(mentioned.get(id) ?? 0, length / words.length));
    }
    for (const id of asked.get(words.join(" ")) ?? []) mentioned.set(id, 1);
    return mentioned;
  };
}
