/**
 * What a question is looked up by: a word, or two neighbours. A pair is found through its first word, without making
 * a text of the two: most pairs of a question are nowhere, and making and hashing their texts cost more than the rest.
 */
export type Term = {
  readonly word: string;
  readonly next?: string;
  /** How sure its reading is, 0 to 1. */
  readonly sureness: number;
};

/** Values by word, and by pair of words. */
export type Terms<T> = {
  readonly word: (word: string) => T | undefined;
  readonly pair: (word: string, next: string) => T | undefined;
};

/** The keys are terms as they are written: a word, or two with a space between. */
export function makeTerms<T>(values: Iterable<readonly [string, T]>): Terms<T> {
  const alone = new Map<string, T>();
  const following = new Map<string, Map<string, T>>();
  for (const [written, value] of values) {
    const [word = "", next] = written.split(" ");
    if (next === undefined) alone.set(word, value);
    else {
      const nexts = following.get(word) ?? new Map<string, T>();
      following.set(word, nexts.set(next, value));
    }
  }
  return {
    word: (word) => alone.get(word),
    pair: (word, next) => following.get(word)?.get(next),
  };
}

export function writeTerm({ word, next }: Term): string {
  return next === undefined ? word : writePair(word, next);
}

export function writePair(word: string, next: string): string {
  return `${word} ${next}`;
}
