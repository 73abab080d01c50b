import { expect, test } from "vitest";
import { featuresOf, makeSorter } from "../../src/ask/sorter.ts";

const stems = (texts: string[]) => texts.map((text) => text.split(" "));
const sorter = makeSorter(
  new Map([
    [
      "ours",
      stems(["which service finds drift", "which service tracks drift", "how do i find bias", "who finds bias"]),
    ],
    ["talk", stems(["how are you", "thank you", "are you there", "how are things"])],
  ]),
);

test("leans to the group whose words and word pairs were said", () => {
  expect(sorter.lean("how are you".split(" "), "talk")).toBeGreaterThan(2);
  expect(sorter.lean("how are you".split(" "), "ours")).toBeLessThan(-2);
  expect(sorter.lean("which service tracks drift".split(" "), "ours")).toBeGreaterThan(2);
});

test("two groups lean by the same amount against each other", () => {
  const said = "how do you find drift".split(" ");
  expect(sorter.lean(said, "ours")).toBeCloseTo(-sorter.lean(said, "talk"), 9);
});

test("words never heard, or heard once, say nothing", () => {
  expect(sorter.lean(["blorp", "wibble"], "ours")).toBe(0);
  expect(sorter.lean(["there"], "ours")).toBe(0);
});

test("features are the stems and the pairs, the ends included", () => {
  expect([...featuresOf(["thank", "you"])]).toEqual(["thank", "you", "^ thank", "thank you", "you $"]);
  expect([...featuresOf([])]).toEqual(["^ $"]);
});
