import { expect, test } from "vitest";
import { flagChoice, itemAlias } from "../../src/items/flag.ts";
import { library } from "../tutor-for-tests.ts";

test("a flag names its item and none other, and not by its id, which may tell the answer", () => {
  const { items } = library();
  expect(new Set(items.map(({ id }) => itemAlias(id))).size).toBe(items.length);
  for (const item of items) {
    expect(flagChoice(item)).toEqual({ label: "Something is wrong", command: `flag ${itemAlias(item.id)}` });
    expect(itemAlias(item.id)).toMatch(/^i-[0-9a-f]{10}$/);
  }
});
