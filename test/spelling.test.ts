import { describe, expect, test } from "vitest";
import { editDistance, isMisspelling } from "../src/spelling.ts";

describe("editDistance", () => {
  test.each([
    ["", "", 0],
    ["drift", "drift", 0],
    ["drfit", "drift", 1], // swapped neighbours are one slip
    ["montior", "monitor", 1],
    ["endpiont", "endpoint", 1],
    ["clarfy", "clarify", 1],
    ["registery", "registry", 1],
    ["kitten", "sitting", 3],
  ])("from %j to %j is %i", (a, b, distance) => {
    expect(editDistance(a, b, 5)).toBe(distance);
    expect(editDistance(b, a, 5)).toBe(distance);
  });

  test("gives up one past the limit", () => {
    expect(editDistance("kitten", "sitting", 2)).toBe(3);
    expect(editDistance("a", "completely else", 2)).toBe(3);
  });

  test("agrees with the plain recursion", () => {
    const words = ["", "a", "ab", "ba", "abc", "acb", "cab", "abcd", "badc", "drift", "drfit", "dirft"];
    for (const a of words) for (const b of words) expect(editDistance(a, b, 9), `${a} ${b}`).toBe(naive(a, b));
  });
});

test.each([
  ["explane", "explain", true],
  ["comapre", "compare", true],
  ["compare", "compare", false], // spelt right
  ["hlep", "help", true],
  ["whelp", "help", true],
  ["hepl me", "help", false],
  ["pipelines", "pipeline", true],
  ["ex", "explain", false],
  ["asks", "ask", false], // too short to be told from other words
])("isMisspelling(%j, %j) is %s", (typed, word, is) => {
  expect(isMisspelling(typed, word)).toBe(is);
});

/** Restricted Damerau-Levenshtein straight from its definition. */
function naive(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const same = a.at(-1) === b.at(-1);
  const distances = [
    naive(a.slice(0, -1), b) + 1,
    naive(a, b.slice(0, -1)) + 1,
    naive(a.slice(0, -1), b.slice(0, -1)) + (same ? 0 : 1),
  ];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1))
    distances.push(naive(a.slice(0, -2), b.slice(0, -2)) + 1);
  return Math.min(...distances);
}
