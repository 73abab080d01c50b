import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeIndex } from "../../src/ask/bm25.ts";

const document = (text: string, boost = 0) => ({ words: text.split(" "), boost });
const documents = new Map([
  ["monitor", document("drift live model watch drift baseline alarm model")],
  ["clarify", document("bias explain model fair group")],
  ["macie", document("bucket personal data find")],
]);
const term = (word: string, sureness = 1) => ({ word, sureness });
const search = (words: string, limit = 5) =>
  makeIndex(documents).search(
    words.split(" ").map((word) => term(word)),
    limit,
  );

describe("the index", () => {
  test("puts the entry first that uses the rarest words most", () => {
    expect(search("model drift").map((hit) => hit.id)).toEqual(["monitor", "clarify"]);
  });

  test("says which words met, the weightiest first", () => {
    expect(
      makeIndex(documents).evidence(
        "monitor",
        ["model", "drift", "pizza"].map((word) => term(word)),
      ),
    ).toEqual(["drift", "model"]);
  });

  test("finds nothing for words that nobody uses", () => {
    expect(search("pizza oven")).toEqual([]);
  });

  test("counts a word that is surely meant for more", () => {
    const index = makeIndex(documents);
    const hits = index.search([term("bias"), term("bucket", 0.5)], 2);
    expect(hits.map((hit) => hit.id)).toEqual(["clarify", "macie"]);
  });

  test("of two that are met alike, the one asked for more comes first", () => {
    const index = makeIndex(new Map([["a", document("drift model")], ["b", document("drift model", 0.5)]])); // prettier-ignore
    const [first, second] = index.search([term("drift")], 2);
    expect([first?.id, second?.id]).toEqual(["b", "a"]);
    expect((first?.score ?? 0) - (second?.score ?? 0)).toBeCloseTo(0.5);
  });

  test("one search leaves nothing behind for the next", () => {
    const index = makeIndex(documents);
    const first = index.search([term("model")], 3);
    index.search([term("drift")], 3);
    expect(index.search([term("model")], 3)).toEqual(first);
  });

  test("adds up what the words give one by one", () => {
    const word = fc.constantFrom(..."abcdefgh".split(""));
    const texts = fc.array(fc.array(word, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(texts, fc.uniqueArray(word, { minLength: 1, maxLength: 5 }), (given, asked) => {
        const index = makeIndex(new Map(given.map((words, i) => [String(i), { words, boost: 0 }])));
        const together = index.search(
          asked.map((one) => term(one)),
          given.length,
        );
        const alone = new Map<string, number>();
        for (const one of asked)
          for (const hit of index.search([term(one)], given.length))
            alone.set(hit.id, (alone.get(hit.id) ?? 0) + hit.score);
        expect(together.length).toBe(alone.size);
        for (const hit of together) expect(hit.score).toBeCloseTo(alone.get(hit.id) ?? 0, 9);
        expect(together.map((hit) => hit.score)).toEqual(together.map((hit) => hit.score).sort((a, b) => b - a));
      }),
    );
  });
});
