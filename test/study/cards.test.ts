import fc from "fast-check";
import { expect, test } from "vitest";
import { rate, ratings, readCard, writeCard, type Card, type CardRating } from "../../src/study/cards.ts";

const start = Date.UTC(2026, 10, 24, 9);
const day = 24 * 60 * 60_000;

const rating = fc.constantFrom(...ratings);
/** Answers one after the other, each some milliseconds after the one before it. */
const history = fc.array(fc.record({ rating, later: fc.integer({ min: 0, max: 60 * day }) }), { maxLength: 12 });
const gap = fc.integer({ min: 0, max: 60 * day });

function played(answers: readonly { readonly rating: CardRating; readonly later: number }[]) {
  let [card, now]: [Card | undefined, number] = [undefined, start];
  for (const answer of answers) card = rate(card, answer.rating, (now += answer.later));
  return { card, now };
}

test("nothing is due before it was answered", () => {
  fc.assert(
    fc.property(history, gap, rating, (answers, later, last) => {
      const { card, now } = played(answers);
      expect(rate(card, last, now + later).due).toBeGreaterThan(now + later);
    }),
  );
});

test("a miss comes sooner than a guess, a guess sooner than what was known", () => {
  fc.assert(
    fc.property(history, gap, (answers, later) => {
      const { card, now } = played(answers);
      const [again, hard, good] = ratings.map((each) => rate(card, each, now + later).due);
      expect(again).toBeLessThan(hard ?? 0);
      expect(hard).toBeLessThan(good ?? 0);
    }),
  );
});

test("a card survives storing, and is rated after it as before it", () => {
  fc.assert(
    fc.property(history, rating, gap, (answers, next, later) => {
      const { card, now } = played(answers);
      const stored = readCard(writeCard(card));
      expect(stored).toEqual(card);
      expect(rate(stored, next, now + later)).toEqual(rate(card, next, now + later));
    }),
  );
});

test("a clock that was set back brings nothing forward", () => {
  fc.assert(
    fc.property(history, rating, gap, (answers, last, back) => {
      const { card, now } = played(answers);
      expect(rate(card, last, now - back).due).toBeGreaterThan(card?.lastReview ?? now - back);
    }),
  );
});

test("what was missed is due within the hour, what was known in days", () => {
  const [again, hard, good] = ratings.map((each) => rate(undefined, each, start).due - start);
  expect(again).toBe(10 * 60_000);
  expect(hard).toBe(15 * 60_000);
  expect(good).toBeGreaterThanOrEqual(day);
});
