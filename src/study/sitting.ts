import type { Answer } from "../items/grade.ts";
import type { CardRating } from "./cards.ts";
import { ratingOf } from "./rating.ts";

/**
 * One learner's sitting: some questions in a row, each explained as soon as it is answered. It is in exactly one phase, and
 * a phase holds only what it needs. Plain data that survives JSON: times are milliseconds since 1970, questions are
 * counted from 0.
 *
 *     asking ─► told ─► asking … told ─► finished
 *        └────────┴───► left ─► asking
 */
export type Sitting = Asking | Told | Left | Finished;

export type Asking = Begun & { readonly phase: "asking"; readonly askedAt: number };

/** The last of `results` is explained; `before` is its card as it was stored before that answer. */
export type Told = Begun & { readonly phase: "told"; readonly before: string };

export type Left = Begun & { readonly phase: "left" };

export type Finished = Begun & { readonly phase: "finished" };

type Begun = { readonly setup: Setup; readonly results: readonly Result[] };

/** What was settled at the start; only a question that can be asked no more is taken out. */
export type Setup = {
  /** Everything left to chance follows from it. */
  readonly token: string;
  readonly startedAt: number;
  /** What the questions are on, in words. */
  readonly about: string;
  /** The id of the lesson that it checks. */
  readonly lesson?: string;
  readonly questions: readonly Question[];
};

/** Why a question was drawn. */
export const origins = ["due", "weak", "new"] as const;
export type Origin = (typeof origins)[number];

export type Question = {
  readonly item: string;
  readonly origin: Origin;
  /** In a level check, the part of the course that it is on. */
  readonly part?: LevelPart;
};

/** What a level check asks about, in the order of the course: what to know beforehand, then each module. */
export const levelParts = ["prerequisites", "1", "2", "3", "4"] as const;
export type LevelPart = (typeof levelParts)[number];

export type Result = {
  readonly answer: Answer;
  readonly correct: boolean;
  /** Much slower than this learner usually is. */
  readonly slow: boolean;
  /** The learner said that it was a guess. */
  readonly guessed: boolean;
  readonly tookMs: number;
  readonly at: number;
};

export type SittingEvent =
  | {
      readonly kind: "answer";
      readonly question: number;
      readonly answer: Answer;
      readonly correct: boolean;
      readonly slow: boolean;
      /** The card as it is stored so far. */
      readonly before: string;
      readonly at: number;
    }
  | { readonly kind: "guessed"; readonly question: number }
  | { readonly kind: "next"; readonly question: number; readonly at: number }
  /** The question can be asked no more: the bank has it no longer. */
  | { readonly kind: "gone"; readonly question: number; readonly at: number }
  | { readonly kind: "leave" }
  | { readonly kind: "resume"; readonly at: number };

/** A card is to be rated, from what it was `before`. */
export type Effect = {
  readonly kind: "rate";
  readonly item: string;
  readonly before: string;
  readonly rating: CardRating;
  readonly at: number;
};

/** Why a sitting does not do what was asked for, each with what the learner is told. */
export const refusals = {
  answered: "You have answered this one, and the first answer stands.",
  notAnswered: "Answer this one first; its explanation comes at once.",
  movedOn: "That button belongs to an earlier question. Use those of the latest one.",
  away: "You left this sitting. Go on with it, and the question comes again.",
  missed: "A miss comes again soon in any case, guessed or not.",
  noted: "It is noted as a guess already.",
  over: "This sitting is over. Start another one with the command study.",
  unknown: "I no longer know that sitting. Start one with the command study.",
} as const;

export type Refusal = keyof typeof refusals;

export type Step = { readonly sitting: Sitting; readonly effects: readonly Effect[] } | { readonly refused: Refusal };

export function begin(setup: Setup): Sitting {
  return asked({ setup, results: [] }, setup.startedAt);
}

export function step(sitting: Sitting, event: SittingEvent): Step {
  if (sitting.phase === "finished") return { refused: "over" };
  switch (event.kind) {
    case "answer":
      return answer(sitting, event);
    case "guessed":
      return guessed(sitting, event.question);
    case "next":
      if (sitting.phase === "left") return { refused: "away" };
      if (event.question !== questionOf(sitting)) return { refused: "movedOn" };
      return sitting.phase === "told" ? to(asked(sitting, event.at)) : { refused: "notAnswered" };
    case "gone":
      if (sitting.phase !== "asking" || event.question !== questionOf(sitting)) return { refused: "movedOn" };
      return to(asked(without(sitting, event.question), event.at));
    case "leave":
      return sitting.phase === "left" ? { refused: "away" } : to(left(sitting));
    case "resume":
      return to(sitting.phase === "asking" || sitting.phase === "left" ? asked(sitting, event.at) : sitting);
  }
}

/** The question that is asked or explained just now. */
export function questionOf({ phase, results }: Sitting): number {
  return phase === "asking" || phase === "left" ? results.length : results.length - 1;
}

/** Why an answer to a question would not be taken; nothing where it would. */
export function whyNotAnswered(sitting: Sitting, question: number): Refusal | undefined {
  if (sitting.phase === "finished") return "over";
  if (question !== questionOf(sitting)) return "movedOn";
  if (sitting.phase === "asking") return undefined;
  return sitting.phase === "told" ? "answered" : "away";
}

export function itemAt({ setup }: Sitting, question: number): string | undefined {
  return setup.questions[question]?.item;
}

/** `guessed` are among those that were right. */
export function scoreOf({ results }: Sitting) {
  const right = results.filter(({ correct }) => correct);
  return { answered: results.length, right: right.length, guessed: right.filter((one) => one.guessed).length };
}

function answer(sitting: Asking | Told | Left, event: Extract<SittingEvent, { kind: "answer" }>): Step {
  const refused = whyNotAnswered(sitting, event.question);
  if (refused !== undefined || sitting.phase !== "asking") return { refused: refused ?? "movedOn" };
  const { setup, results, askedAt } = sitting;
  const { answer: given, correct, slow, before, at } = event;
  const result = { answer: given, correct, slow, guessed: false, tookMs: Math.max(0, at - askedAt), at };
  return rated({ phase: "told", setup, results: [...results, result], before });
}

/** The same answer counts otherwise: its card is rated again, from what it was before it. */
function guessed(sitting: Asking | Told | Left, question: number): Step {
  const result = sitting.results.at(-1);
  if (sitting.phase === "asking" && question === questionOf(sitting)) return { refused: "notAnswered" };
  if (sitting.phase !== "told" || question !== questionOf(sitting) || !result) return { refused: "movedOn" };
  if (!result.correct) return { refused: "missed" };
  if (result.guessed) return { refused: "noted" };
  return rated({ ...sitting, results: [...sitting.results.slice(0, -1), { ...result, guessed: true }] });
}

function rated(sitting: Told): Step {
  const [result, item] = [sitting.results.at(-1), itemAt(sitting, questionOf(sitting))];
  if (!result || item === undefined) return to(sitting);
  const { before } = sitting;
  return { sitting, effects: [{ kind: "rate", item, before, rating: ratingOf(result), at: result.at }] };
}

/** The next question, if there is one. */
function asked({ setup, results }: Begun, at: number): Sitting {
  return results.length < setup.questions.length
    ? { phase: "asking", setup, results, askedAt: at }
    : { phase: "finished", setup, results };
}

/** Whoever leaves after the last question is done. */
function left({ setup, results }: Begun): Sitting {
  return results.length < setup.questions.length
    ? { phase: "left", setup, results }
    : { phase: "finished", setup, results };
}

function without({ setup, results }: Begun, question: number): Begun {
  return { setup: { ...setup, questions: setup.questions.filter((_, i) => i !== question) }, results };
}

function to(sitting: Sitting): Step {
  return { sitting, effects: [] };
}
