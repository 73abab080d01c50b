import { expect, test } from "vitest";
import { makeSeen } from "../../src/platforms/seen.ts";

test("a delivery is new once in ten minutes", () => {
  let now = 0;
  const seen = makeSeen(() => now);
  expect([seen.isNew("a"), seen.isNew("a"), seen.isNew("b")]).toEqual([true, false, true]);
  now = 600_000;
  expect(seen.isNew("a")).toBe(false);
  now = 600_001;
  expect(seen.isNew("a")).toBe(true);
});
