import { expect, test } from "vitest";
import { messageOf } from "../src/thrown.ts";

test.each<[unknown, string]>([
  [new TypeError("no such thing"), "no such thing"],
  ["a string", "a string"],
  [undefined, "undefined"],
])("%s says %s", (thrown, said) => {
  expect(messageOf(thrown)).toBe(said);
});
