import { expect, test } from "vitest";
import { isSlow, median, ratingOf } from "../../src/study/rating.ts";

test.each([
  { correct: false, guessed: false, slow: false, rated: "again" },
  { correct: false, guessed: true, slow: true, rated: "again" },
  { correct: true, guessed: true, slow: false, rated: "hard" },
  { correct: true, guessed: false, slow: true, rated: "hard" },
  { correct: true, guessed: false, slow: false, rated: "good" },
])("right $correct, guessed $guessed, slow $slow is $rated", ({ rated, ...answer }) => {
  expect(ratingOf(answer)).toBe(rated);
});

test.each([
  [[], 0],
  [[7], 7],
  [[1, 9], 5],
  [[9, 1, 4], 4],
  [[8, 2, 4, 6], 5],
])("the median of %j is %d", (numbers, middle) => {
  expect(median(numbers)).toBe(middle);
});

test("slow is more than twice one's own median, once that is known", () => {
  const usual = [8000, 9000, 10_000, 11_000, 12_000];
  expect(isSlow(20_000, usual)).toBe(false);
  expect(isSlow(20_001, usual)).toBe(true);
  expect(isSlow(60_000, usual.slice(1))).toBe(false);
});

test("who was away for long was not slow, nor is that their usual time", () => {
  const usual = [8000, 9000, 10_000, 11_000, 12_000];
  expect(isSlow(3_600_000, usual)).toBe(false);
  expect(isSlow(30_000, [...usual, 3_600_000, 3_600_000, 3_600_000, 3_600_000, 3_600_000, 3_600_000])).toBe(true);
});
