import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { letter, show } from "../../src/items/showing.ts";
import { library } from "../tutor-for-tests.ts";

const { items } = library();

test("the same item and seed give the same showing", () => {
  for (const item of items.slice(0, 50)) expect(show(item, "round 7")).toEqual(show(item, "round 7"));
});

test("options come in another order at another showing, and all of them come", () => {
  for (const item of items.filter(({ type }) => type === "choice").slice(0, 50)) {
    const orders = ["a", "b", "c", "d", "e", "f", "g"].map((seed) => show(item, seed).slots.map(({ id }) => id));
    expect(new Set(orders.map((order) => order.join(" "))).size).toBeGreaterThan(1);
    for (const order of orders) expect([...order].sort()).toEqual([...(orders[0] ?? [])].sort());
  }
});

test("each position gets the key about equally often", () => {
  const at = [0, 0, 0, 0];
  for (const item of items)
    if (item.type === "choice") {
      const shown = show(item, "anywhere");
      const slot = shown.kind === "choice" ? shown.slots.findIndex(({ correct }) => correct) : 0;
      at[slot] = (at[slot] ?? 0) + 1;
    }
  const all = at.reduce((a, b) => a + b);
  for (const count of at) expect(count / all).toBeCloseTo(0.25, 1);
});

test("steps are never shown in their right order", () => {
  const orders = items.filter((item) => item.type === "order");
  fc.assert(
    fc.property(fc.constantFrom(...orders), fc.string(), (item, seed) => {
      const shown = show(item, seed);
      expect(shown.slots.map(({ id }) => id)).not.toEqual(item.steps.map(({ id }) => id));
    }),
  );
});

describe("numbers of calculation items", () => {
  const calculations = items.filter((item) => item.numbers !== undefined);

  test("there are twenty at least", () => {
    expect(calculations.length).toBeGreaterThanOrEqual(20);
  });

  test("are drawn at every showing, fill every place, and never make two options equal", () => {
    fc.assert(
      fc.property(fc.constantFrom(...calculations), fc.string(), (item, seed) => {
        const shown = show(item, seed);
        expect(JSON.stringify(shown.item)).not.toMatch(/\{\w+\}/);
        if (shown.kind !== "choice") return;
        const texts = shown.slots.map(({ text }) => text);
        expect(new Set(texts).size, `${item.id}: ${texts.join(", ")}`).toBe(texts.length);
      }),
      { numRuns: 2000 },
    );
  });

  test("change with the seed", () => {
    for (const item of calculations)
      expect(new Set(["a", "b", "c", "d", "e"].map((seed) => show(item, seed).item.stem)).size).toBeGreaterThan(1);
  });
});

test("slots are lettered", () => {
  expect([0, 1, 5].map(letter)).toEqual(["A", "B", "F"]);
});
