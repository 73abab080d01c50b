import { describe, expect, test } from "vitest";
import type { Part, Reply } from "../../src/conversation.ts";
import { answersView, objectiveView, startView } from "../../src/browse/view.ts";
import { library } from "../tutor-for-tests.ts";

const factsOf = ({ parts }: Reply) => parts.flatMap((part: Part) => (part.kind === "facts" ? [...part.facts] : []));
const choicesOf = ({ parts }: Reply) =>
  parts.flatMap((part: Part) => (part.kind === "choices" ? [...part.choices] : []));

describe("the quick check", () => {
  const { selfAssessment } = library().curriculum;

  test("is asked by start, which keeps the answers behind its first button", () => {
    const start = startView(library());
    const shown = JSON.stringify(start.parts);
    for (const { question, answer } of selfAssessment) {
      expect(shown).toContain(question);
      expect(shown).not.toContain(answer);
    }
    expect(choicesOf(start)[0]).toEqual({ label: "Show the answers", command: "answers" });
  });

  test("is answered by answers, each question with its own", () => {
    expect(factsOf(answersView(library()))).toEqual(
      selfAssessment.map(({ question, answer }) => ({ label: question, text: answer })),
    );
  });
});

describe("an objective of the exam", () => {
  test("keeps what is new apart from what the guide says", () => {
    const groups = objectiveView(library(), "1.3.4")?.parts.flatMap((part) =>
      part.kind === "facts" ? [part.facts.map(({ label }) => label)] : [],
    );
    expect(groups).toEqual([
      ["Guide now", "Earlier guide", "Services", "Ideas"],
      [
        "New: Amazon Bedrock",
        "New: Amazon Quick",
        "New: Kiro",
        "New: Fewer SageMaker names",
        "New elsewhere in the guide",
      ],
      ["Exam guide"],
    ]);
  });

  test("has no empty group where nothing is new", () => {
    for (const { id } of library().curriculum.exam.objectives)
      for (const part of objectiveView(library(), id)?.parts ?? [])
        if (part.kind === "facts") expect(part.facts.length, id).toBeGreaterThan(0);
  });
});
