import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seeded } from "../../src/items/chance.ts";
import { compete, draw, isAbout, siblingOf } from "../../src/items/draw.ts";
import { library } from "../tutor-for-tests.ts";

const { items } = library();
const ids = (drawn: readonly { readonly id: string }[]) => drawn.map(({ id }) => id);

test("the same seed draws the same items, another one others", () => {
  const drawn = (seed: string) => ids(draw(items, { count: 10 }, seeded(seed)));
  expect(drawn("a")).toEqual(drawn("a"));
  expect(drawn("a")).not.toEqual(drawn("b"));
});

test("no item comes twice, none that is reserved, none that is withdrawn", () => {
  const bank = items.map((item, i) => (i % 10 === 0 ? { ...item, withdrawn: true } : item));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 700 }), fc.string(), (count, seed) => {
      const drawn = draw(bank, { count }, seeded(seed));
      const open = bank.filter((item) => !item.reserved && !item.withdrawn);
      expect(drawn.length).toBe(Math.min(count, open.length));
      expect(new Set(ids(drawn)).size).toBe(drawn.length);
      expect(drawn.every((item) => !item.reserved && !item.withdrawn)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test("mock exams draw from what is reserved, and from nothing else", () => {
  const drawn = draw(items, { count: 20, reserved: true }, seeded("mock"));
  expect(drawn).toHaveLength(20);
  expect(drawn.every(({ reserved }) => reserved)).toBe(true);
});

test("what was seen comes again only when nothing else is left, the longest ago first", () => {
  const topic = { curriculum: "1.4" };
  const pool = items.filter((item) => !item.reserved && isAbout(item, topic));
  const [first, second, ...rest] = ids(pool);
  const drawn = ids(draw(items, { count: pool.length, topic, seen: [second ?? "", first ?? ""] }, seeded("x")));
  expect([...drawn.slice(0, -2)].sort()).toEqual([...rest].sort());
  expect(drawn.slice(-2)).toEqual([second, first]);
});

test("leans to weak objectives", () => {
  const share = (weak: Record<string, number>) => {
    const drawn = draw(items, { count: 60, weak }, seeded("lean"));
    return drawn.filter(({ objective }) => objective === "1.3.2").length;
  };
  expect(share({ "1.3.2": 8 })).toBeGreaterThan(2 * share({}));
});

describe("a topic narrows the draw", () => {
  test.each([
    [{ objective: "1.3.3" } as const],
    [{ curriculum: "4.2" }],
    [{ module: 2 }],
    [{ stage: "monitoring" } as const],
    [{ entry: "macie" }],
    [{ lookAlikes: ["model-monitor", "clarify"] }],
  ])("%j", (topic) => {
    const drawn = draw(items, { count: 5, topic }, seeded("topic"));
    expect(drawn.length).toBeGreaterThan(1);
    for (const item of drawn) expect(isAbout(item, topic), item.id).toBe(true);
  });

  test("look-alikes compete: both are options, and one of them is the key", () => {
    for (const item of draw(items, { count: 9, topic: { lookAlikes: ["canvas", "studio"] } }, seeded("pair"))) {
      expect(compete(item, ["canvas", "studio"])).toBe(true);
      expect(item.answers.some((id) => ["canvas", "studio"].includes(id))).toBe(true);
    }
  });

  test("a topic that nothing is about draws nothing", () => {
    expect(draw(items, { count: 5, topic: { entry: "nobody" } }, seeded("none"))).toEqual([]);
  });
});

test("every reserved item has a sibling to study that is not reserved", () => {
  for (const item of items.filter(({ reserved }) => reserved)) {
    const sibling = siblingOf(item, items, seeded(item.id));
    expect(sibling, item.id).toBeDefined();
    expect(sibling?.reserved).toBe(false);
    expect(sibling?.id).not.toBe(item.id);
  }
});
