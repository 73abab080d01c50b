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
  const words = [...counts.keys()].filter((word) => word.length >= shortestCorrected - 1 && !/\d/.test(word));
  const holding = indexPairs(words);
  const shared = new Uint8Array(words.length);

  return {
    correct(word) {
      if (word.length < shortestCorrected || /\d/.test(word)) return undefined;
      const allowed = word.length < 7 ? 1 : 2;
      let best: { word: string; distance: number; count: number } | undefined;
      for (const candidate of sharingMost(word, words, holding, shared, allowed)) {
        const distance = editDistance(word, candidate, allowed);
        if (distance > allowed) continue;
        const count = counts.get(candidate) ?? 0;
        if (!best || distance < best.distance || (distance === best.distance && count > best.count))
          best = { word: candidate, distance, count };
      }
      return best?.word;
    },
  };
}

/** Which words hold each pair of neighbouring letters; `^` stands before a word, `$` after it. */
function indexPairs(words: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const holding = new Map<string, number[]>();
  for (const [i, word] of words.entries())
    for (const pair of pairsOf(word)) {
      const list = holding.get(pair);
      if (list) list.push(i);
      else holding.set(pair, [i]);
    }
  return holding;
}

/**
 * The words that can be within `allowed` slips: a slip spoils at most three pairs of letters (a swap of neighbours
 * does), so a near word shares all others. `shared` is scratch space, all zero before and after.
 */
function sharingMost(
  word: string,
  words: readonly string[],
  holding: ReadonlyMap<string, readonly number[]>,
  shared: Uint8Array,
  allowed: number,
): string[] {
  const pairs = pairsOf(word);
  const least = Math.max(1, pairs.length - 3 * allowed);
  const touched: number[] = [];
  for (const pair of pairs)
    for (const i of holding.get(pair) ?? []) {
      if (shared[i] === 0) touched.push(i);
      shared[i] = (shared[i] ?? 0) + 1;
    }
  const near = touched.filter(
    (i) => (shared[i] ?? 0) >= least && Math.abs((words[i]?.length ?? 0) - word.length) <= allowed,
  );
  for (const i of touched) shared[i] = 0;
  return near.map((i) => words[i] ?? "");
}

function pairsOf(word: string): string[] {
  const marked = `^${word}$`;
  return [...new Set(Array.from({ length: marked.length - 1 }, (_, i) => marked.slice(i, i + 2)))];
}
