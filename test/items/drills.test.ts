import { describe, expect, test } from "vitest";
import { seeded } from "../../src/items/chance.ts";
import { tellApart, whichService, whichStage, type Drill } from "../../src/items/drills.ts";
import { library } from "../tutor-for-tests.ts";

const known = library();
const { entries, services, pairs } = known;

const drills: Drill[] = ["a", "b", "c"].flatMap((seed) => [
  ...services.flatMap((service) => whichService(known, service, seeded(`${seed} ${service.id}`)) ?? []),
  ...services.flatMap((service) => whichStage(known, service, seeded(`${seed} ${service.id}`)) ?? []),
  ...pairs.flatMap((pair) => tellApart(known, pair, seeded(`${seed} ${pair.id}`)) ?? []),
]);

test("there are many", () => {
  expect(new Set(drills.map(({ stem }) => stem)).size).toBeGreaterThan(200);
});

describe("every drill", () => {
  test("has four options, one of them right, each explained", () => {
    for (const { id, options } of drills) {
      expect(options, id).toHaveLength(4);
      expect(
        options.filter(({ correct }) => correct),
        id,
      ).toHaveLength(1);
      expect(new Set(options.map(({ text }) => text)).size, id).toBe(4);
      for (const { why } of options) expect(why.length, id).toBeGreaterThan(30);
    }
  });

  test("offers nothing that the knowledge marks as right as well", () => {
    for (const { id, options } of drills) {
      const key = entries.get(options.find(({ correct }) => correct)?.about ?? "");
      for (const { about, correct } of options) {
        const other = entries.get(about ?? "");
        if (!key || !other || correct) continue;
        expect(key.alsoRight.includes(other.id) || other.alsoRight.includes(key.id), `${id}: ${other.id}`).toBe(false);
      }
    }
  });

  test("does not name its key in the stem", () => {
    for (const { id, stem, options } of drills.filter((drill) => !drill.id.startsWith("drill-stage"))) {
      const key = entries.get(options.find(({ correct }) => correct)?.about ?? "");
      expect(stem.toLowerCase(), id).not.toContain(key?.short.toLowerCase());
    }
  });
});

test("the stage of a drill is the entry's first, and no other of its stages is offered", () => {
  for (const { answers, options } of drills.filter(({ id }) => id.startsWith("drill-stage"))) {
    const entry = entries.get(answers[0] ?? "");
    expect(options.find(({ correct }) => correct)?.id).toBe(entry?.stages[0]);
    for (const { id, correct } of options) if (!correct) expect(entry?.stages).not.toContain(id);
  }
});

test("near look-alikes come first as distractors", () => {
  const service = services.find(({ id }) => id === "model-monitor");
  if (!service) throw new Error("no Model Monitor");
  const drill = whichService(known, service, seeded("x"));
  const offered = drill?.options.map(({ id }) => id) ?? [];
  const alike = service.lookAlikes.map(({ id }) => id);
  expect(offered.filter((id) => alike.includes(id)).length).toBeGreaterThan(0);
});

test("the same seed makes the same drill", () => {
  const [pair] = pairs;
  if (!pair) throw new Error("no pair");
  expect(tellApart(known, pair, seeded("s"))).toEqual(tellApart(known, pair, seeded("s")));
});
