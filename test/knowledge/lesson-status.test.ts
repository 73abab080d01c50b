import { describe, expect, test } from "vitest";
import { lintStatusTold } from "../../src/knowledge/lesson-status.ts";
import { library } from "../tutor-for-tests.ts";
import { toLesson } from "./lesson-for-tests.ts";

const { entries, lessons } = library();
const lintText = (text: string) => lintStatusTold(toLesson([text]), entries);

describe("what a lesson may say", () => {
  test.each([
    "Model Monitor watches. Model Monitor is closed to new customers since 30 July 2026.",
    "Clarify was closed to new customers in mid-2026, reportedly on 30 July.",
    "Ground Truth and A2I are closed to new customers.",
    "Ground Truth Plus reportedly ended on 30 June 2026.",
    "Studio takes no new set-ups in Studio Classic, which is legacy.",
    "SageMaker Pipelines is active, though its checks need Clarify, which is closed to new customers.",
    "Exam guide version 1.1 came on 30 April 2026.",
  ])("%s", (text) => {
    expect(lintText(text)).toEqual([]);
  });
});

describe("what contradicts a service's own entry, or leaves its status out", () => {
  test.each([
    ["Model Monitor detects drift.", "Model Monitor is closed; a card has to say so"],
    ["Ground Truth Plus is gone. Ground Truth is closed.", "Ground Truth Plus is ended; a card has to say so"],
    ["Know SageMaker Experiments.", "SageMaker Experiments is legacy; a card has to say so"],
    ["Model Registry is closed to new customers.", "Model Registry is active, not so here: Model Registry is closed to new customers."],
    [
      "Debugger is closed to new customers since 30 June 2026.",
      "“30 June 2026” is not in the status of Debugger, but here: Debugger is closed to new customers since 30 June 2026.",
    ],
    [
      "Ground Truth is closed to new customers since 30 July 2026.",
      "“30 July 2026” is reported, not certain, but not so here: Ground Truth is closed to new customers since 30 July 2026.",
    ],
    [
      "Clarify is still available to all. Clarify is closed.",
      "Clarify is closed, not so here: Clarify is still available to all.",
    ],
  ])("%s", (text, message) => {
    expect(lintText(text)).toEqual([message]);
  });
});

test("a team's own entry may have any name", () => {
  const clarify = entries.get("clarify");
  if (clarify?.kind !== "service") throw new Error("clarify");
  const ours = new Map(entries).set("our-checker", { ...clarify, id: "our-checker", short: "Checker (v1+)" });
  expect(lintStatusTold(toLesson(["Use Checker (v1+) first."]), ours)).toEqual([
    "Checker (v1+) is closed; a card has to say so",
  ]);
});

test("our lessons say what the entries say", () => {
  expect(lessons.flatMap((lesson) => lintStatusTold(lesson, entries))).toEqual([]);
});
