import { expect, test } from "vitest";
import { lintSpread, spreadOf } from "../../src/knowledge/spread.ts";
import { library } from "../tutor-for-tests.ts";

test("our bank is spread over all that is taught", () => {
  expect(lintSpread(library())).toEqual([]);
});

test("what is missing is named with how much there is", () => {
  const without = { ...library(), items: library().items.filter((item) => !item.answers.includes("macie")) };
  expect(lintSpread(without)).toContain("keys: macie has 0 items; it needs 12");
});

test("withdrawn items do not count", () => {
  const withdrawn = { ...library(), items: library().items.map((item) => ({ ...item, withdrawn: true })) };
  expect(spreadOf(withdrawn).types[0]?.count).toBe(0);
});
