import { editDistance } from "../spelling.ts";

/** The words the knowledge uses, and the way from a misspelt one to the one that was meant. */
export type Vocabulary = {
  /** The known word nearest to an unknown one: the commonest of those with fewest slips. */
  readonly correct: (word: string) => string | undefined;
};

/** Words shorter than this are too easily turned into one another. */
const shortestCorrected = 4;

/** `counts` says how often each word stands in the knowledge. */
export function makeVocabulary(counts: ReadonlyMap<string, number>): Vocabulary {
  const words = [...counts.keys()]
    .filter((word) => word.length >= shortestCorrected - 1 && !/\d/.test(word))
    .sort((a, b) => a.length - b.length);
  const holding = indexPairs(words);
  /** Where words of each length begin in `words`. */
  const starts = startsByLength(words);
  const shared = new Uint8Array(words.length);

  /**
   * The words that can be within `allowed` slips: a slip changes the length by one at most, and spoils at most three
   * pairs of letters (a swap of neighbours does), so a near word shares all others.
   */
  const sharingMost = (word: string, allowed: number): number[] => {
    const pairs = pairsOf(word);
    const least = Math.max(1, pairs.length - 3 * allowed);
    const from = starts(word.length - allowed);
    const to = starts(word.length + allowed + 1);
    const near: number[] = [];
    for (const pair of pairs) {
      const list = holding.get(pair);
      if (!list) continue;
      for (let place = firstFrom(list, from); place < list.length && (list[place] as number) < to; place++) {
        const i = list[place] as number;
        shared[i] = (shared[i] as number) + 1;
        if (shared[i] === least) near.push(i);
      }
    }
    shared.fill(0, from, to);
    return near;
  };

  return {
    correct(word) {
      if (word.length < shortestCorrected || /\d/.test(word)) return undefined;
      const allowed = word.length < 7 ? 1 : 2;
      let best: { word: string; distance: number; count: number } | undefined;
      for (const i of sharingMost(word, allowed)) {
        const candidate = words[i] as string;
        const distance = editDistance(word, candidate, best?.distance ?? allowed);
        if (distance > (best?.distance ?? allowed)) continue;
        const count = counts.get(candidate) ?? 0;
        if (!best || distance < best.distance || count > best.count) best = { word: candidate, distance, count };
      }
      return best?.word;
    },
  };
}

/** Which words, by number and in order, hold each pair of neighbouring letters; `^` stands before a word, `$` after it. */
function indexPairs(words: readonly string[]): ReadonlyMap<number, readonly number[]> {
  const holding = new Map<number, number[]>();
  for (const [i, word] of words.entries())
    for (const pair of pairsOf(word)) {
      const list = holding.get(pair);
      if (list) list.push(i);
      else holding.set(pair, [i]);
    }
  return holding;
}

/** Each pair of letters once, as one number. */
function pairsOf(word: string): number[] {
  const pairs: number[] = [];
  let last = caret;
  for (let i = 0; i <= word.length; i++) {
    const letter = i < word.length ? word.charCodeAt(i) : dollar;
    const pair = last * 256 + letter;
    if (!pairs.includes(pair)) pairs.push(pair);
    last = letter;
  }
  return pairs;
}

const [caret, dollar] = [94, 36];

/** For a length, the number of the first word that is as long or longer. `words` go from short to long. */
function startsByLength(words: readonly string[]): (length: number) => number {
  return (length) => partition(words.length, (i) => (words[i] as string).length < length);
}

/** The place of the first number in an ascending list that is `least` or more. */
function firstFrom(list: readonly number[], least: number): number {
  return partition(list.length, (i) => (list[i] as number) < least);
}

/** The first of 0 to `size` for which `before` no longer holds. */
function partition(size: number, before: (i: number) => boolean): number {
  let [from, to] = [0, size];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (before(middle)) from = middle + 1;
    else to = middle;
  }
  return from;
}
