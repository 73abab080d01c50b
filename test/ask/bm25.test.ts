import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeIndex } from "../../src/ask/bm25.ts";
import { makeNumbering } from "../../src/ask/terms.ts";

const number = makeNumbering();
const document = (text: string, boost = 0) => ({ terms: text.split(" ").map(number), boost });
const documents = new Map([
  ["monitor", document("drift live model watch drift baseline alarm model")],
  ["clarify", document("bias explain model fair group")],
  ["macie", document("bucket personal data find")],
]);
const asked = (words: Readonly<Record<string, number>>) =>
  new Map(Object.entries(words).map(([word, sureness]) => [number(word), sureness]));
const search = (words: string, limit = 5) =>
  makeIndex(documents).search(asked(Object.fromEntries(words.split(" ").map((word) => [word, 1]))), limit);

describe("the index", () => {
  test("puts the entry first that uses the rarest words most", () => {
    expect(search("model drift").map((hit) => hit.key)).toEqual(["monitor", "clarify"]);
  });

  test("finds nothing for words that nobody uses", () => {
    expect(search("pizza oven")).toEqual([]);
  });

  test("counts a word that is surely meant for more", () => {
    const index = makeIndex(documents);
    const hits = index.search(asked({ bias: 1, bucket: 0.5 }), 2);
    expect(hits.map((hit) => hit.key)).toEqual(["clarify", "macie"]);
  });

  test("of two that are met alike, the one asked for more comes first", () => {
    const index = makeIndex(new Map([["a", document("drift model")], ["b", document("drift model", 0.5)]])); // prettier-ignore
    const [first, second] = index.search(asked({ drift: 1 }), 2);
    expect([first?.key, second?.key]).toEqual(["b", "a"]);
    expect((first?.score ?? 0) - (second?.score ?? 0)).toBeCloseTo(0.5);
  });

  test("one search leaves nothing behind for the next", () => {
    const index = makeIndex(documents);
    const first = index.search(asked({ model: 1 }), 3);
    index.search(asked({ drift: 1 }), 3);
    expect(index.search(asked({ model: 1 }), 3)).toEqual(first);
  });

  test("adds up what the words give one by one", () => {
    const word = fc.constantFrom(..."abcdefgh".split(""));
    const texts = fc.array(fc.array(word, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(texts, fc.uniqueArray(word, { minLength: 1, maxLength: 5 }), (given, said) => {
        const index = makeIndex(new Map(given.map((words, i) => [String(i), document(words.join(" "))])));
        const together = index.search(asked(Object.fromEntries(said.map((one) => [one, 1]))), given.length);
        const alone = new Map<string, number>();
        for (const one of said)
          for (const hit of index.search(asked({ [one]: 1 }), given.length))
            alone.set(hit.key, (alone.get(hit.key) ?? 0) + hit.score);
        expect(together.length).toBe(alone.size);
        for (const hit of together) expect(hit.score).toBeCloseTo(alone.get(hit.key) ?? 0, 9);
        expect(together.map((hit) => hit.score)).toEqual(together.map((hit) => hit.score).sort((a, b) => b - a));
      }),
    );
  });
});
