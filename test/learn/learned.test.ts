import { expect, test } from "vitest";
import { learnedOn, type Answered } from "../../src/learn/learned.ts";

/** "a+ b-" on a day: the questions in their order, right or not; "c?" was withdrawn. */
function on(day: string, answers: string): Answered[] {
  return answers.split(" ").map((each) => {
    const correct = { "+": 1, "-": 0 }[each.slice(-1)] ?? null;
    return { item: each.slice(0, -1), local_date: day, correct };
  });
}

const [read, next, later] = ["2026-11-24", "2026-11-25", "2026-12-02"];

test.each([
  ["two right on the day after", on(next, "a+ b+"), next],
  ["two of three, the miss in the middle", on(next, "a+ b- c+"), next],
  ["two of three, the miss first", on(next, "a- b+ c+"), next],
  ["one right of three", on(next, "a+ b- c-"), undefined],
  ["two right with two misses between", on(next, "a+ b- c- d+"), undefined],
  ["all right on the day of reading itself", on(read, "a+ b+ c+"), undefined],
  ["one right on each of two days", [...on(next, "a+ b-"), ...on(later, "c+ d-")], undefined],
  ["the same question right twice", on(next, "a+ a+ b-"), undefined],
  ["a question missed first and then right", on(next, "a- a+ b+ c-"), undefined],
  ["a question that was withdrawn counts neither way", on(next, "a+ b? c+"), next],
  ["the first of two days that would do", [...on(next, "a+ b+"), ...on(later, "c+ d+")], next],
  ["misses afterwards", [...on(next, "a+ b+"), ...on(later, "a- b- c-")], next],
  ["nothing answered", [], undefined],
] as const)("%s", (_, answers, day) => {
  expect(learnedOn(answers, read)).toBe(day);
});
