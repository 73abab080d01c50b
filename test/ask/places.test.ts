import fc from "fast-check";
import { expect, test } from "vitest";
import { placesIn } from "../../src/ask/places.ts";

test("finds a term at its place, and no other term", () => {
  const term = fc.oneof(fc.integer({ min: -20, max: 200 }), fc.integer({ min: -70_000, max: 2 ** 33 }));
  fc.assert(
    fc.property(fc.uniqueArray(term, { maxLength: 200 }), fc.array(term), (terms, others) => {
      const placeOf = placesIn(terms);
      const naive = new Map(terms.map((one, place) => [one, place]));
      for (const one of [...terms, ...others]) expect(placeOf(one)).toBe(naive.get(one));
    }),
  );
});

test("the empty list has no term", () => {
  expect(placesIn([])(0)).toBeUndefined();
});
