import fc from "fast-check";
import { expect, test } from "vitest";
import { begins, ends, makeNumbering, pairOf, pairsOf } from "../../src/ask/terms.ts";

test("a stem has one number, and two have two", () => {
  const number = makeNumbering();
  expect(number("drift")).toBe(number("drift"));
  expect(number("drift")).not.toBe(number("bias"));
  expect([begins, ends]).not.toContain(number("bias"));
});

test("two pairs have one number only if they are one pair, and no pair is a word", () => {
  const word = fc.integer({ min: 0, max: 65_535 });
  fc.assert(
    fc.property(word, word, word, word, (a, b, c, d) => {
      expect(pairOf(a, b) === pairOf(c, d)).toBe(a === c && b === d);
      expect(pairOf(a, b)).toBeGreaterThan(65_535);
    }),
  );
});

test("neighbours are paired in order", () => {
  expect(pairsOf([7, 8, 9])).toEqual([pairOf(7, 8), pairOf(8, 9)]);
  expect(pairsOf([7])).toEqual([]);
});
