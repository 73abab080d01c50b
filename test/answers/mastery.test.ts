import { expect, test } from "vitest";
import { confusedBy, confusions, mastery } from "../../src/answers/mastery.ts";
import type { Item } from "../../src/knowledge/item.ts";
import type { Pair } from "../../src/knowledge/schema.ts";
import type { AnswerRow } from "../../src/store/tables.ts";
import { toItem } from "../items/item-for-tests.ts";

const plain = toItem({ type: "choice" });
const options = plain.options.map((option) => ({
  ...option,
  about: { key: "model-monitor", other: "clarify", third: "ground-truth", fourth: "canvas" }[option.id] ?? "",
}));
const drift: Item = { ...plain, id: "drift", options, answers: ["model-monitor"] };
const other = { ...toItem({ type: "order", id: "steps", objective: "1.3.1" }), answers: [] };
const items = new Map<string, Item>([drift, other].map((item) => [item.id, item]));
const pair = (id: string, ...ids: string[]) => ({ id, sides: ids.map((side) => ({ id: side })) }) as unknown as Pair;
const pairs = [pair("mm-clarify", "model-monitor", "clarify"), pair("far", "model-monitor", "macie")];

let count = 0;
function row(item: string, chosen: string, correct: 0 | 1 | null, more: Partial<AnswerRow> = {}): AnswerRow {
  count += 1;
  return {
    ...{ question: `q${String(count)}`, learner: "web:1", vote: 1, mode: "study", platform: "web", place: "page" },
    ...{ community: null, item, revision: "r1", graded_by: "r1", took_ms: 1, at: count, local_date: "2026-11-24" },
    ...{ chosen: JSON.stringify({ kind: "options", ids: [chosen] }), correct, ...more },
  };
}

test("counts by objective, by the services that are the key, and by pairs that compete", () => {
  const report = mastery([row("drift", "key", 1), row("drift", "other", 0), row("steps", "", 1)], items, pairs);
  expect(report.objectives.get("1.3.4")).toMatchObject({ answered: 2, right: 1 });
  expect(report.objectives.get("1.3.1")).toMatchObject({ answered: 1, right: 1 });
  expect([...report.services.keys()]).toEqual(["model-monitor"]);
  expect([...report.pairs]).toMatchObject([["mm-clarify", { answered: 2, right: 1, confused: 1 }]]);
});

test("a wrong choice outside the pair is no confusion of it", () => {
  expect(mastery([row("drift", "third", 0)], items, pairs).pairs.get("mm-clarify")?.confused).toBe(0);
});

test("little is known of a subject that was answered once, and late answers weigh more", () => {
  const strength = (...answers: (0 | 1)[]) =>
    mastery(
      answers.map((correct) => row("drift", "key", correct)),
      items,
      pairs,
    ).objectives.get("1.3.4")?.strength ?? Number.NaN;
  expect(strength(1)).toBeCloseTo(2 / 3);
  expect(strength(0)).toBeCloseTo(1 / 3);
  expect(strength(0, 0, 0, 1, 1, 1)).toBeGreaterThan(0.5);
  expect(strength(1, 1, 1, 0, 0, 0)).toBeLessThan(0.5);
});

test("of one question each learner's answer counts", () => {
  const both = [
    row("drift", "key", 1, { question: "r" }),
    row("drift", "other", 0, { question: "r", learner: "web:2" }),
  ];
  expect(mastery(both, items, pairs).objectives.get("1.3.4")).toMatchObject({ answered: 2, right: 1 });
});

test("a second vote takes the place of the first; what no longer counts does not", () => {
  const rows = [
    row("drift", "other", 0, { question: "r" }),
    row("drift", "key", 1, { question: "r", vote: 2 }),
    row("drift", "key", null),
    row("unknown", "key", 1),
  ];
  expect(mastery(rows, items, pairs).objectives.get("1.3.4")).toMatchObject({ answered: 1, right: 1 });
});

test("which look-alikes were mixed up, most often first, whichever of them was right", () => {
  const clarify: Item = {
    ...drift,
    id: "bias",
    options: options.map((option) => ({ ...option, correct: option.id === "other" })),
  };
  const both = new Map([...items, ["bias", clarify]]);
  const rows = [row("drift", "third", 0), row("drift", "other", 0), row("bias", "key", 0), row("steps", "", 0)];
  expect(confusions(rows, both)).toEqual([
    { ids: ["clarify", "model-monitor"], times: 2 },
    { ids: ["ground-truth", "model-monitor"], times: 1 },
  ]);
});

test("a pair is told apart after three right answers in a row", () => {
  const missed = [row("drift", "other", 0), row("drift", "other", 0)];
  const right = () => row("drift", "key", 1);
  expect(confusions([...missed, right(), right()], items)).toHaveLength(1);
  expect(confusions([...missed, right(), right(), row("drift", "other", 0), right()], items)[0]?.times).toBe(3);
  expect(confusions([...missed, right(), right(), right()], items)).toEqual([]);
});

test("of several keys, one that was chosen was taken for nothing else", () => {
  const several: Item = { ...drift, options: options.map((one) => ({ ...one, correct: one.id !== "third" })) };
  expect(confusedBy(several, { kind: "options", ids: ["key", "other", "third"] })).toEqual([
    ["canvas", "ground-truth"],
  ]);
  expect(confusedBy(several, undefined)).toEqual([]);
});
