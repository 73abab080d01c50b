import { expect, test } from "vitest";
import { makeAsk } from "../../src/ask/ask.ts";
import { makeGrammar } from "../../src/command.ts";
import { makeQuizOn } from "../../src/study/quiz-on.ts";
import { askDoor, library } from "../tutor-for-tests.ts";

const quizOn = makeQuizOn(library());

test.each([
  [["clarify"], "study 3 clarify"],
  [["clarify", "model-monitor"], "study 3 clarify vs model-monitor"],
  [["clarify", "translate"], undefined],
  [["fraud-detector"], undefined],
  [[], undefined],
])("of %j the command is %s", (ids, command) => {
  expect(quizOn(ids)).toBe(command);
});

test.each([
  ["ask detect drift in prod?", "study 3 model-monitor"],
  ["explain Clarify", "study 3 clarify"],
  ["card Clarify", "study 3 clarify"],
  ["compare Clarify and Model Monitor", "study 3 model-monitor vs clarify"],
])("“%s” offers it, where study is to be had", (text, command) => {
  const place = { platform: "web", id: "page", private: true } as const;
  const choices = [makeAsk(library(), { quizOn }), askDoor()].map(async (door) => {
    const request = { id: text, learner: "web:1", place, at: 0, command: makeGrammar(door.rows, door.resolvers).parse(text) }; // prettier-ignore
    const { parts } = await door.handle(request);
    return parts.flatMap((part) => (part.kind === "choices" ? part.choices : []));
  });
  return Promise.all(choices).then(([offered, plain]) => {
    expect(offered).toContainEqual({ label: "Quiz me on this", command });
    expect(plain?.map(({ label }) => label)).not.toContain("Quiz me on this");
  });
});

test("no such command is longer than a button holds", () => {
  const ids = [...library().entries.keys()].sort((a, b) => b.length - a.length);
  expect(`study 3 ${ids.slice(0, 2).join(" vs ")}`.length).toBeLessThanOrEqual(75);
});
