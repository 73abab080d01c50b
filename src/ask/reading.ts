import { isStopWord, stem, wordsOf } from "./words.ts";
import { makeVocabulary } from "./vocabulary.ts";

/** A text as the matcher reads it. */
export type Reading = {
  /** Every word's stem, in order, slips of the pen mended. */
  readonly stems: readonly string[];
  /** The stems that say something about the subject, each with how sure its reading is, 0 to 1. */
  readonly content: ReadonlyMap<string, number>;
  /** What was typed for each of the stems. */
  readonly words: readonly string[];
};

export type Reader = (text: string) => Reading;

/** How far a mended word is trusted. */
const mendedSureness = 0.8;

/** Makes a reader that knows the words of `texts`. */
export function makeReader(texts: Iterable<string>): Reader {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const vocabulary = makeVocabulary(counts);
  const known = new Map([...counts.keys()].map((word) => [word, look(word)]));

  return (text) => {
    const words = wordsOf(text);
    const stems: string[] = [];
    const content = new Map<string, number>();
    for (const word of words) {
      const asTyped = known.get(word);
      const mended = asTyped ? undefined : vocabulary.correct(word);
      const { stem, telling } = asTyped ?? known.get(mended ?? word) ?? look(word);
      stems.push(stem);
      if (!telling) continue;
      const sureness = mended === undefined ? 1 : mendedSureness;
      content.set(stem, Math.max(sureness, content.get(stem) ?? 0));
    }
    return { stems, content, words };
  };
}

/** What there is to know of a word: its stem, and whether it says something about the subject. */
type Looked = { readonly stem: string; readonly telling: boolean };

function look(word: string): Looked {
  return { stem: stem(word), telling: !isStopWord(word) };
}

/** The stems that say something about the subject, in order, repetitions included. */
export function tellingStems({ stems, content }: Reading): string[] {
  return stems.filter((word) => content.has(word));
}
