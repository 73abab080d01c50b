import { expect, test } from "vitest";
import type { Item } from "../../src/knowledge/item.ts";
import type { AnswerRow } from "../../src/store/tables.ts";
import { weakSpots } from "../../src/study/weak.ts";
import { weakView } from "../../src/study/weak-view.ts";
import { toItem } from "../items/item-for-tests.ts";
import { library } from "../tutor-for-tests.ts";

const plain = toItem({ type: "choice" });
const about = { key: "model-monitor", other: "clarify", third: "ground-truth", fourth: "canvas" } as const;
const options = plain.options.map((option) => ({ ...option, about: about[option.id as keyof typeof about] }));
const drift: Item = { ...plain, id: "drift", options, answers: ["model-monitor"] };
const steps: Item = { ...toItem({ type: "order", id: "steps", objective: "1.3.1" }), answers: [] };
const items = new Map<string, Item>([drift, steps].map((item) => [item.id, item]));

/** Answers in the order of the letters: k right, o the look-alike, s the steps right. */
function answers(written: string): AnswerRow[] {
  return Array.from(written, (letter, at) => ({
    ...{ question: `q${String(at)}`, learner: "web:1", vote: 1, mode: "study", platform: "web", place: "page" },
    ...{ community: null, revision: "r1", graded_by: "r1", took_ms: 1, at, local_date: "2026-11-24" },
    item: letter === "s" ? "steps" : "drift",
    chosen: JSON.stringify({ kind: "options", ids: [letter === "o" ? "other" : "key"] }),
    correct: letter === "o" ? 0 : 1,
  }));
}

test("what was missed is weak, what was known is not, the weakest first", () => {
  const { objectives, entries, answered } = weakSpots(answers("ooks"), items);
  expect(objectives.map(({ id, right }) => [id, right])).toEqual([["1.3.4", 1]]);
  expect(entries.map(({ id }) => id)).toEqual(["model-monitor"]);
  expect(answered).toBe(4);
});

test("what was missed once and known ever since is weak no longer", () => {
  expect(weakSpots(answers("okkkkkk"), items)).toEqual({ objectives: [], entries: [], mixedUp: [], answered: 7 });
});

test("a pair is named after the second mix-up, with both ways to work on it", () => {
  expect(weakSpots(answers("o"), items).mixedUp).toEqual([]);
  const spots = weakSpots(answers("oo"), items);
  expect(spots.mixedUp).toEqual([{ ids: ["clarify", "model-monitor"], times: 2 }]);
  const choices = weakView(spots, library()).parts.flatMap((part) => (part.kind === "choices" ? part.choices : []));
  expect(choices).toEqual([
    { label: "Study objective 1.3.4", command: "study 1.3.4" },
    { label: "Study Model Monitor", command: "study model-monitor" },
    { label: "Compare Clarify and Model Monitor", command: "compare clarify model-monitor" },
    { label: "Tell apart Clarify and Model Monitor", command: "study 3 clarify vs model-monitor" },
  ]);
});

test("where nothing is weak, or nothing known, it says so", () => {
  const told = (written: string) => JSON.stringify(weakView(weakSpots(answers(written), items), library()));
  expect(told("")).toContain("I know nothing of you yet.");
  expect(told("kkss")).toContain("Nothing stands out");
});
