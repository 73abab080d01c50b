import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "../../src/items/chance.ts";
import { compete, isAbout } from "../../src/items/draw.ts";
import { drillsOn, madeDrill } from "../../src/items/drills.ts";
import { drawSitting, type Past } from "../../src/study/drawing.ts";
import { library } from "../tutor-for-tests.ts";

const { items } = library();
const open = items.filter(({ reserved, withdrawn }) => !reserved && !withdrawn);
const nothing: Past = { due: [], answered: [], weak: {}, usual: {} };
const some = fc.subarray(items.map(({ id }) => id), { maxLength: 40 }); // prettier-ignore

test("no item comes twice, none that is reserved, and as many as are wanted", () => {
  fc.assert(
    fc.property(some, some, fc.integer({ min: 1, max: 10 }), fc.string(), (due, answered, count, seed) => {
      const past = { due, answered, weak: { "1.3.4": 9 }, usual: { "1.3.4": 2 } };
      const drawn = drawSitting(items, { count }, past, [], seeded(seed)).map(({ item }) => item);
      expect(drawn).toHaveLength(count);
      expect(new Set(drawn).size).toBe(count);
      expect(drawn.every((id) => open.some((item) => item.id === id))).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test("what is due comes first, the longest due before the others, then weak spots, then the rest", () => {
  const due = open.slice(0, 4).map(({ id }) => id);
  const past = { ...nothing, due, weak: { "1.3.6": 1000 } };
  const drawn = drawSitting(items, { count: 10 }, past, [], seeded("a"));
  expect(drawn.map(({ origin }) => origin)).toEqual([
    ...Array<string>(4).fill("due"),
    ...Array<string>(3).fill("weak"),
    ...Array<string>(3).fill("new"),
  ]);
  expect(drawn.slice(0, 4).map(({ item }) => item)).toEqual(due);
  for (const { item } of drawn.slice(4, 7)) expect(items.find(({ id }) => id === item)?.objective).toBe("1.3.6");
});

test("what is due leaves room for what was never asked, and takes all of it where there is nothing", () => {
  const dueOf = (due: readonly string[], answered: readonly string[], count = 10) =>
    drawSitting(items, { count }, { ...nothing, due, answered }, [], seeded("a")).filter(
      ({ origin }) => origin === "due",
    ).length;
  const ids = open.map(({ id }) => id);
  expect(dueOf(ids.slice(0, 30), ids.slice(0, 30))).toBe(6);
  expect(dueOf(ids.slice(0, 30), ids.slice(0, -2))).toBe(8);
  expect(dueOf(ids.slice(0, 30), ids)).toBe(10);
  expect([1, 2, 3].map((count) => dueOf(ids.slice(0, 30), [], count))).toEqual([1, 1, 1]);
});

test("who has answered nothing yet gets what is new", () => {
  const drawn = drawSitting(items, { count: 10 }, nothing, [], seeded("b"));
  expect(drawn.every(({ origin }) => origin === "new")).toBe(true);
});

test("what was answered comes again only when nothing else is left", () => {
  const answered = open.slice(3).map(({ id }) => id);
  const drawn = drawSitting(items, { count: 3 }, { ...nothing, answered }, [], seeded("c"));
  expect(drawn.map(({ item }) => item).sort()).toEqual(open.slice(0, 3).map(({ id }) => id).sort()); // prettier-ignore
});

test("a topic narrows it, what is due too", () => {
  const topic = { entry: "model-monitor" };
  const due = open.slice(0, 100).map(({ id }) => id);
  const drawn = drawSitting(items, { count: 10, topic }, { ...nothing, due }, [], seeded("d"));
  expect(drawn.length).toBeGreaterThan(2);
  for (const { item } of drawn) expect(isAbout(items.find(({ id }) => id === item) as never, topic)).toBe(true);
});

test.each([
  { ids: ["model-monitor", "clarify"], asked: 3 },
  { ids: ["glue", "emr"], asked: 3 },
  { ids: ["eventbridge"], asked: 3 },
  { ids: ["fraud-detector"], asked: 2 },
])("questions on $ids can be asked, made where the bank has fewer than three", ({ ids, asked }) => {
  const topic = ids.length > 1 ? { lookAlikes: ids } : { entry: ids[0] as string };
  const made = drillsOn(library(), ids).filter((id) => madeDrill(library(), id, seeded("e")));
  const drawn = drawSitting(items, { count: 3, topic }, nothing, made, seeded("e"));
  expect(drawn).toHaveLength(asked);
  for (const { item: id } of drawn) {
    const item = items.find((one) => one.id === id) ?? madeDrill(library(), id, seeded("e"));
    expect(item).toBeDefined();
    if (item && ids.length > 1 && items.includes(item)) expect(compete(item, ids)).toBe(true);
  }
});
