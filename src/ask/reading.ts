import { isStopWord, stem, wordsOf } from "./words.ts";
import { makeVocabulary } from "./vocabulary.ts";

/** A text as the matcher reads it. */
export type Reading = {
  /** Every word's stem, in order, slips of the pen mended. */
  readonly stems: readonly string[];
  /** The stems that say something about the subject, each with how sure its reading is, 0 to 1. */
  readonly content: ReadonlyMap<string, number>;
  /** What was typed for a stem. */
  readonly typed: ReadonlyMap<string, string>;
};

export type Reader = (text: string) => Reading;

/** How far a mended word is trusted. */
const mendedSureness = 0.8;

/** Makes a reader that knows the words of `texts`. */
export function makeReader(texts: Iterable<string>): Reader {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const vocabulary = makeVocabulary(counts);
  const stemOf = new Map([...counts.keys()].map((word) => [word, stem(word)]));

  return (text) => {
    const stems: string[] = [];
    const content = new Map<string, number>();
    const typed = new Map<string, string>();
    for (const word of wordsOf(text)) {
      const mended = counts.has(word) ? undefined : vocabulary.correct(word);
      const meant = mended ?? word;
      const meantStem = stemOf.get(meant) ?? stem(meant);
      stems.push(meantStem);
      if (isStopWord(meant)) continue;
      const sureness = mended === undefined ? 1 : mendedSureness;
      content.set(meantStem, Math.max(sureness, content.get(meantStem) ?? 0));
      if (!typed.has(meantStem)) typed.set(meantStem, word);
    }
    return { stems, content, typed };
  };
}

/** The stems that say something about the subject, in order, repetitions included. */
export function tellingStems({ stems, content }: Reading): string[] {
  return stems.filter((word) => content.has(word));
}
