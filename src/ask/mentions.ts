import type { Library } from "../knowledge/library.ts";
import type { Reader, Reading } from "./reading.ts";
import { stem } from "./words.ts";

/**
 * Entries that a question calls by name, each with how much of the question the name makes up: 1 where it is nothing
 * but the name ("what is a model registry?"), little where it is one word among many.
 */
export type Mentions = (reading: Reading) => ReadonlyMap<string, number>;

const longestName = 5;

/** Said of so many entries that it names none. */
const vendorStem = stem("sagemaker");

export function makeMentions(entries: Library["entries"], read: Reader): Mentions {
  const owners = new Map<string, Set<string>>();
  for (const { id, name, short, formerNames, aliases } of entries.values())
    for (const given of [name, short, id.replaceAll("-", " "), ...formerNames, ...aliases]) {
      const words = tellingStems(read(given)).join(" ");
      if (words !== "") owners.set(words, (owners.get(words) ?? new Set()).add(id));
    }

  return (reading) => {
    const words = tellingStems(reading);
    const mentioned = new Map<string, number>();
    for (let from = 0; from < words.length; from++)
      for (let length = 1; length <= longestName && from + length <= words.length; length++)
        for (const id of owners.get(words.slice(from, from + length).join(" ")) ?? [])
          mentioned.set(id, Math.max(mentioned.get(id) ?? 0, length / words.length));
    return mentioned;
  };
}

function tellingStems({ stems, content }: Reading): string[] {
  return stems.filter((word) => content.has(word) && word !== vendorStem);
}
