import fc from "fast-check";
import { expect, test } from "vitest";
import { makeVocabulary } from "../../src/ask/vocabulary.ts";
import { editDistance } from "../../src/spelling.ts";

const counts = new Map([
  ["model", 90],
  ["models", 40],
  ["drift", 30],
  ["label", 25],
  ["labels", 12],
  ["training", 60],
  ["raining", 1],
  ["endpoint", 20],
  ["s3", 9],
  ["ai", 9],
]);
const vocabulary = makeVocabulary(counts);

test.each([
  ["modle", "model"],
  ["drfit", "drift"],
  ["trainning", "training"], // as near to "raining", which is rarer
  ["endpiont", "endpoint"],
  ["endpiotn", "endpoint"],
  ["lables", "labels"],
  ["zzzzzz", undefined],
  ["mod", undefined], // too short to mend
  ["s4", undefined], // nothing with a digit is mended
])("%j is mended to %j", (typed, meant) => {
  expect(vocabulary.correct(typed)).toBe(meant);
});

test("finds every word that a search of the whole vocabulary finds", () => {
  const letters = fc.constantFrom(..."adelmnoprt".split(""));
  const words = fc.array(fc.string({ unit: letters, minLength: 4, maxLength: 9 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(words, fc.string({ unit: letters, minLength: 4, maxLength: 9 }), (known, typed) => {
      const found = makeVocabulary(new Map(known.map((word) => [word, 1]))).correct(typed);
      const allowed = typed.length < 7 ? 1 : 2;
      const nearest = Math.min(...known.map((word) => editDistance(typed, word, allowed)));
      expect(found === undefined ? allowed + 1 : editDistance(typed, found, allowed)).toBe(nearest);
    }),
  );
});
