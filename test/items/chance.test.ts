import fc from "fast-check";
import { expect, test } from "vitest";
import { pick, seeded, shuffled } from "../../src/items/chance.ts";

test("one seed always says the same, two say different things", () => {
  const said = (seed: string) => {
    const chance = seeded(seed);
    return Array.from({ length: 20 }, () => chance(1000));
  };
  expect(said("a")).toEqual(said("a"));
  expect(said("a")).not.toEqual(said("b"));
});

test("numbers stay below what is asked for", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 50 }), (seed, below) => {
      const chance = seeded(seed);
      for (let i = 0; i < 50; i++) expect(chance(below)).toBeLessThan(below);
    }),
  );
});

test("shuffling loses nothing and favours no place", () => {
  const firsts = new Map<string, number>();
  for (let i = 0; i < 2000; i++) {
    const list = shuffled(["a", "b", "c", "d"], seeded(`seed ${String(i)}`));
    expect([...list].sort()).toEqual(["a", "b", "c", "d"]);
    firsts.set(list[0] ?? "", (firsts.get(list[0] ?? "") ?? 0) + 1);
  }
  for (const count of firsts.values()) expect(count / 2000).toBeCloseTo(0.25, 1);
});

test("picking follows the weights", () => {
  const chance = seeded("weights");
  const times = { a: 0, b: 0, c: 0 };
  const weights = { a: 3, b: 1, c: 0 };
  for (let i = 0; i < 4000; i++) {
    const one = pick(["a", "b", "c"] as const, (name) => weights[name], chance);
    if (one) times[one] += 1;
  }
  expect(times.c).toBe(0);
  expect(times.a / times.b).toBeGreaterThan(2.5);
  expect(times.a / times.b).toBeLessThan(3.5);
  expect(pick<string>([], () => 1, chance)).toBeUndefined();
});
