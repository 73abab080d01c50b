import type { CardRating } from "./cards.ts";

/** How an answer is rated for the deck: a miss, a right answer that was no knowledge yet, or a right one. */
export function ratingOf({
  correct,
  guessed,
  slow,
}: {
  readonly correct: boolean;
  readonly guessed: boolean;
  readonly slow: boolean;
}): CardRating {
  if (!correct) return "again";
  return guessed || slow ? "hard" : "good";
}

/** Fewer answers than this do not tell how quick somebody is. */
const fewest = 5;

/** Longer than this nobody thinks, in milliseconds: they were away. */
const away = 10 * 60_000;

/** Whether an answer took more than twice the learner's own median; `earlier` are their earlier times, in milliseconds. */
export function isSlow(tookMs: number, earlier: readonly number[]): boolean {
  const usual = earlier.filter((took) => took > 0 && took <= away);
  return usual.length >= fewest && tookMs <= away && tookMs > 2 * median(usual);
}

/** The middle of some numbers, the mean of the two middle ones; 0 of none. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (low + high) / 2;
}
