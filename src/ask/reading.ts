import { makeNumbering, type Term } from "./terms.ts";
import { isStopWord, stem, wordsOf } from "./words.ts";
import { makeVocabulary } from "./vocabulary.ts";

/** A text as the matcher reads it. */
export type Reading = {
  /** Every word's stem, in order, slips of the pen mended. */
  readonly stems: readonly Term[];
  /** Those of the stems that say something about the subject, in order, repetitions included. */
  readonly telling: readonly Term[];
  /** The same, once each, with how sure its reading is, 0 to 1. */
  readonly content: ReadonlyMap<Term, number>;
};

export type Reader = {
  (text: string): Reading;
  /** The number of a stem, or that of no stem of the knowledge. */
  readonly numberOf: (stem: string) => Term;
};

/** No stem of the knowledge; low enough that no pair with it is one of the knowledge either. */
const unknown: Term = -2;

/** How far a mended word is trusted. */
const mendedSureness = 0.8;

/** Makes a reader that knows the words of `texts`. */
export function makeReader(texts: Iterable<string>): Reader {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const vocabulary = makeVocabulary(counts);
  const number = makeNumbering();
  const known = new Map([...counts.keys()].map((word) => [word, look(word, number)]));

  const read = (text: string): Reading => {
    const all: Term[] = [];
    const telling: Term[] = [];
    const content = new Map<Term, number>();
    // Words that the knowledge does not have get numbers of this text alone, below those of any stem.
    const strange = new Map<string, Term>();
    const stranger = (of: string) => {
      const given = number.known.get(of) ?? strange.get(of) ?? unknown - strange.size;
      if (given < 0) strange.set(of, given);
      return given;
    };
    for (const word of wordsOf(text)) {
      const asTyped = known.get(word);
      const mended = asTyped ? undefined : vocabulary.correct(word);
      const looked = asTyped ?? known.get(mended ?? word) ?? look(word, stranger);
      all.push(looked.stem);
      if (!looked.telling) continue;
      telling.push(looked.stem);
      const sureness = mended === undefined ? 1 : mendedSureness;
      content.set(looked.stem, Math.max(sureness, content.get(looked.stem) ?? 0));
    }
    return { stems: all, telling, content };
  };
  return Object.assign(read, { numberOf: (of: string) => number.known.get(of) ?? unknown });
}

/** What there is to know of a word: its stem, and whether it says something about the subject. */
type Looked = { readonly stem: Term; readonly telling: boolean };

function look(word: string, number: (stem: string) => Term): Looked {
  return { stem: number(stem(word)), telling: !isStopWord(word) };
}
