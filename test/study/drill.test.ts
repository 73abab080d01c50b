import { expect, test } from "vitest";
import {
  answerDrill,
  beginDrill,
  bestOf,
  closesAt,
  drillQuestion,
  drillTime,
  tally,
  type Drill,
} from "../../src/study/drill.ts";
import { library } from "../tutor-for-tests.ts";

const start = Date.UTC(2026, 10, 24, 9);
const begun = beginDrill("s-000001", start);
const said = (drill: Drill, given: string, at: number) => {
  const done = answerDrill(drill, { question: drill.answers.length, service: "clarify", given, at });
  if (!("drill" in done)) throw new Error("the answer was not taken");
  return done.drill;
};

test("the same drill asks the same questions, each service once before any comes again", () => {
  const asked = library().services.map((_, question) => drillQuestion(library(), begun, question));
  expect(new Set(asked.map(({ answers }) => answers[0])).size).toBe(library().services.length);
  expect(drillQuestion(library(), begun, 7)).toEqual(asked[7]);
  for (const { options } of asked) expect(new Set(options.map(({ text }) => text)).size).toBe(4);
});

test("answers count until the time is up, counted from the first question", () => {
  const { answers } = said(begun, "clarify", start + drillTime);
  expect(answers).toEqual([{ service: "clarify", given: "clarify", correct: true, tookMs: drillTime }]);
  const late = { question: 0, service: "clarify", given: "clarify", at: closesAt(begun) + 1 };
  expect(answerDrill(begun, late)).toEqual({ timeUp: true });
});

test("an answer to an earlier question changes nothing", () => {
  const drill = said(begun, "clarify", start + 1000);
  const late = { question: 0, service: "clarify", given: "debugger", at: start + 2000 };
  expect(answerDrill(drill, late)).toEqual({ refused: "movedOn" });
});

test("how many were right, and how long the one in the middle took", () => {
  let drill = begun;
  for (const [given, at] of [
    ["clarify", 2000],
    ["debugger", 5000],
    ["clarify", 12_000],
  ] as const)
    // prettier-ignore
    drill = said(drill, given, start + at);
  expect(tally(drill.answers)).toEqual({ answered: 3, right: 2, medianMs: 3000 });
});

test("the best has most right, then fewest wrong, then is the quickest", () => {
  const best = { answered: 9, right: 8, medianMs: 4000 };
  expect(bestOf([{ ...best, answered: 12 }, { ...best, medianMs: 5000 }, best, { ...best, right: 7 }])).toEqual(best);
  expect(bestOf([])).toBeUndefined();
});
