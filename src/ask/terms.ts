/**
 * What texts are looked up by: a word's stem, or two neighbours, each as one number. Most pairs of a question stand
 * nowhere in the knowledge; looking them up by texts made for the purpose took longer than all the rest.
 */
export type Term = number;

/** Gives every stem a number, the same each time; `known` has those that were given. */
export type Numbering = { (stem: string): Term; readonly known: ReadonlyMap<string, Term> };

/** What stands before the first word of a message, and after the last. */
export const begins: Term = 0;
export const ends: Term = 1;

export function makeNumbering(): Numbering {
  const known = new Map<string, Term>();
  const number = (stem: string) => {
    const given = known.get(stem) ?? ends + 1 + known.size;
    known.set(stem, given);
    return given;
  };
  return Object.assign(number, { known });
}

/** Two neighbours. With up to 32,767 stems the engine keeps it as a small integer; with more it is right as well. */
export function pairOf(word: Term, next: Term): Term {
  return (word + 1) * 65_536 + next;
}

/** Each word and the one after it. */
export function pairsOf(words: readonly Term[]): Term[] {
  return words.slice(1).map((word, i) => pairOf(words[i] as Term, word));
}
