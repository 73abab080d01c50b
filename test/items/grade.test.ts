import { describe, expect, test } from "vitest";
import { grade, type Answer } from "../../src/items/grade.ts";
import { toItem } from "./item-for-tests.ts";

const choice = toItem({ type: "choice" });
const multi = toItem({ type: "multi" });
const order = toItem({ type: "order" });
const match = toItem({ type: "match" });
const options = (...ids: string[]): Answer => ({ kind: "options", ids });

describe("a choice", () => {
  test.each([
    [["key"], true],
    [["other"], false],
    [["key", "other"], false],
    [[], false],
  ])("%j is right: %j", (ids, correct) => {
    expect(grade(choice, options(...ids)).correct).toBe(correct);
  });
});

describe("several options: all that are right and no other, or nothing", () => {
  test.each([
    [["key", "second"], true, 2],
    [["second", "key"], true, 2],
    [["key"], false, 1],
    [["key", "second", "other"], false, 2],
    [["key", "key"], false, 1],
    [["other", "third"], false, 0],
  ])("%j is right: %j", (ids, correct, right) => {
    const graded = grade(multi, options(...ids));
    expect([graded.correct, graded.right.length]).toEqual([correct, right]);
  });
});

describe("an order: the whole of it, or nothing", () => {
  test.each([
    [["one", "two", "three"], true, 3],
    [["one", "three", "two"], false, 1],
    [["one", "two"], false, 2],
    [["one", "two", "three", "four"], false, 3],
  ])("%j is right: %j", (ids, correct, right) => {
    const graded = grade(order, { kind: "order", ids });
    expect([graded.correct, graded.right.length]).toEqual([correct, right]);
  });
});

describe("a match: every pair, or nothing", () => {
  test.each([
    [{ a: "a", b: "b", c: "c" }, true, 3],
    [{ a: "b", b: "a", c: "c" }, false, 1],
    [{ a: "a", b: "b" }, false, 2],
    [{}, false, 0],
  ])("%j is right: %j", (given, correct, right) => {
    const graded = grade(match, { kind: "match", given });
    expect([graded.correct, graded.right.length]).toEqual([correct, right]);
  });
});

test("no answer, or one of another kind, is wrong", () => {
  for (const item of [choice, multi, order, match]) expect(grade(item, undefined).correct).toBe(false);
  expect(grade(choice, { kind: "order", ids: ["key"] }).correct).toBe(false);
  expect(grade(order, options("one", "two", "three")).correct).toBe(false);
  expect(grade(match, options("a", "b", "c")).correct).toBe(false);
});
