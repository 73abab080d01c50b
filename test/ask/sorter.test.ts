import { expect, test } from "vitest";
import { featuresOf, makeSorter } from "../../src/ask/sorter.ts";
import { begins, ends, makeNumbering, pairOf } from "../../src/ask/terms.ts";

const number = makeNumbering();
const stems = (texts: string[]) => texts.map((text) => text.split(" ").map(number));
const sorter = makeSorter(
  new Map([
    [
      "ours",
      stems(["which service finds drift", "which service tracks drift", "how do i find bias", "who finds bias"]),
    ],
    ["talk", stems(["how are you", "thank you", "are you there", "how are things"])],
  ]),
);

const lean = (said: readonly string[], group: string) => sorter.lean(said.map(number)).get(group) ?? Number.NaN;

test("leans to the group whose words and word pairs were said", () => {
  expect(lean("how are you".split(" "), "talk")).toBeGreaterThan(2);
  expect(lean("how are you".split(" "), "ours")).toBeLessThan(-2);
  expect(lean("which service tracks drift".split(" "), "ours")).toBeGreaterThan(2);
});

test("two groups lean by the same amount against each other", () => {
  const said = "how do you find drift".split(" ");
  expect(lean(said, "ours")).toBeCloseTo(-lean(said, "talk"), 9);
});

test("words never heard, or heard once, say nothing", () => {
  expect(lean(["blorp", "wibble"], "ours")).toBe(0);
  expect(lean(["there"], "ours")).toBe(0);
});

test("what is said twice counts once", () => {
  expect(lean(["bias", "bias", "bias"], "ours")).toBe(lean(["bias", "bias"], "ours"));
});

test("features are the stems and the pairs, the ends included", () => {
  const [thank, you] = [number("thank"), number("you")];
  expect(featuresOf([thank, you])).toEqual([
    ...[thank, you],
    ...[pairOf(begins, thank), pairOf(thank, you), pairOf(you, ends)],
  ]);
  expect(featuresOf([])).toEqual([pairOf(begins, ends)]);
});
