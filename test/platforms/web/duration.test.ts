import { expect, test } from "vitest";

const { duration } = (await import(new URL("../../../src/platforms/web/page/duration.js", import.meta.url).href)) as {
  readonly duration: (seconds: number) => string;
};

test.each([
  [1, "0:01"],
  [65, "1:05"],
  [120, "2 min"],
  [3599, "1 h"],
  [28_740, "7 h 59 min"],
  [28_800, "8 h"],
  [3 * 86_400 - 60, "3 days"],
])("%i seconds are shown as %s", (seconds, shown) => {
  expect(duration(seconds)).toBe(shown);
});
