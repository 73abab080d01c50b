import type { Form, Part } from "../../src/conversation.ts";
import type { Answer } from "../../src/items/grade.ts";
import type { Given, Question, Round, Setup } from "../../src/quiz/phases.ts";
import { openRound, step, type RoundEvent } from "../../src/quiz/round.ts";
import type { Effect } from "../../src/quiz/turns.ts";

/** The round is called at 0 by Ada. */
export function toSetup(more: Partial<Setup> = {}): Setup {
  return {
    ...{ starter: "ada", createdAt: 0, seed: "s", about: "everything", questions: questions(3) },
    ...{ teams: [], speed: false, peer: false, ...more },
  };
}

export function questions(count: number, seconds = 30): Question[] {
  return Array.from({ length: count }, (_, i) => ({ item: `item-${String(i)}`, revision: "r1", seconds }));
}

export function untimed(count: number): Question[] {
  return questions(count).map(({ item, revision }) => ({ item, revision }));
}

export const rightAnswer: Answer = { kind: "options", ids: ["key"] };
export const wrongAnswer: Answer = { kind: "options", ids: ["other"] };

export function given(learner: string, correct: boolean, at = 0): Given {
  return { learner, answer: correct ? rightAnswer : wrongAnswer, correct, at };
}

export function answers(learner: string, question: number, vote: number, correct: boolean, at: number): RoundEvent {
  return { kind: "answer", question, vote, ...given(learner, correct, at) };
}

/** Takes the steps one after the other; a refusal is a failure of the test. */
export function play(setup: Setup, events: readonly RoundEvent[]): { round: Round; effects: readonly Effect[] } {
  return events.reduce((turn, event) => {
    const done = step(turn.round, event);
    if ("refused" in done) throw new Error(`${event.kind} at ${String(event.at)} was refused: ${done.refused}`);
    return done;
  }, openRound(setup));
}

/** The form among parts, as JSON. */
export function formIn(told: string): Form {
  const found = (JSON.parse(told) as Part[]).find((part) => part.kind === "form");
  if (!found) throw new Error(`there is no form in ${told}`);
  return found.form;
}

/** What is chosen in each of its menus. */
export function chosenIn(told: string): string[] {
  return formIn(told).fields.map((field) => (field.kind === "menu" ? field.chosen.join(",") : ""));
}
