import type { Answer } from "../items/grade.ts";

/**
 * The machine of a mock exam. It is in exactly one phase; all it needs to know comes with the event, so that the same log
 * of events always leads to the same exam. Plain data that survives JSON: times are milliseconds since 1970, questions are
 * counted from 0.
 *
 *     underWay ─► submitted      (by the learner, or by the clock)
 *         └─────► abandoned
 */
export type Exam = UnderWay | Submitted | Abandoned;

export type UnderWay = Sheet & {
  readonly phase: "underWay";
  /** The question that is before the learner. */
  readonly question: number;
};

export type Submitted = Sheet & {
  readonly phase: "submitted";
  readonly by: "learner" | "clock";
  readonly at: number;
  /** Of each question, whether it was answered right; nothing where the bank has it no longer, and it does not count. */
  readonly correct: readonly (boolean | null)[];
};

export type Abandoned = Sheet & { readonly phase: "abandoned"; readonly at: number };

type Sheet = {
  readonly setup: Setup;
  /** Of each question, what is answered so far. */
  readonly answers: readonly (Answer | null)[];
  readonly flagged: readonly number[];
};

/** What was settled at the start. */
export type Setup = {
  /** Everything left to chance follows from it. */
  readonly token: string;
  readonly startedAt: number;
  /** Nothing that is answered then or later counts; nothing in an untimed one. */
  readonly endsAt: number | null;
  /** Ids of items. */
  readonly questions: readonly string[];
};

export type ExamEvent =
  | { readonly kind: "answer"; readonly question: number; readonly answer: Answer; readonly at: number }
  | { readonly kind: "flag" | "unflag" | "go"; readonly question: number; readonly at: number }
  /** `correct` as in a submitted exam, for the answers as they are. */
  | (Graded & { readonly kind: "submit" })
  | (Graded & { readonly kind: "timeUp" })
  | { readonly kind: "stop"; readonly at: number };

type Graded = { readonly correct: readonly (boolean | null)[]; readonly at: number };

/** Why an exam does not do what was asked for, each with what the learner is told. */
export const refusals = {
  timeOver: "Time was up before that came, so it no longer counts.",
  notYet: "There is time left. Hand in whenever you are ready.",
  noQuestion: "This mock exam has no question of that number.",
  otherSheet: "That does not fit this mock exam. Say exam, and go on with the latest one.",
  handedIn: "This mock exam is handed in, and its answers stand.",
  stopped: "You stopped this mock exam, so it does not count. Say exam for another one.",
  unknown: "I no longer know that mock exam. Say exam for another one.",
} as const;

export type Refusal = keyof typeof refusals;

export type Step = { readonly exam: Exam } | { readonly refused: Refusal };

export function beginExam(setup: Setup): UnderWay {
  return { phase: "underWay", setup, question: 0, answers: setup.questions.map(() => null), flagged: [] };
}

export function step(exam: Exam, event: ExamEvent): Step {
  if (exam.phase !== "underWay") return { refused: exam.phase === "submitted" ? "handedIn" : "stopped" };
  if (event.kind === "timeUp") return isTimeUp(exam, event.at) ? submitted(exam, event) : { refused: "notYet" };
  if (isTimeUp(exam, event.at)) return { refused: "timeOver" };
  switch (event.kind) {
    case "submit":
      return submitted(exam, event);
    case "stop": {
      const { setup, answers, flagged } = exam;
      return { exam: { phase: "abandoned", setup, answers, flagged, at: event.at } };
    }
    case "answer":
    case "flag":
    case "unflag":
    case "go":
      return onQuestion(exam, event);
  }
}

export function isTimeUp({ setup: { endsAt } }: Exam, at: number): boolean {
  return endsAt !== null && at >= endsAt;
}

/** The questions that have no answer yet. */
export function openIn({ answers }: Exam): number[] {
  return answers.flatMap((answer, question) => (answer === null ? [question] : []));
}

export type Score = { readonly right: number; readonly of: number };

export function scoreOf({ correct }: Pick<Submitted, "correct">): Score {
  return { right: correct.filter(Boolean).length, of: correct.filter((one) => one !== null).length };
}

/** The questions that count and were not right. */
export function missesOf({ correct }: Submitted): number[] {
  return correct.flatMap((one, question) => (one === false ? [question] : []));
}

type OnQuestion = Extract<ExamEvent, { question: number }>;

function onQuestion(exam: UnderWay, event: OnQuestion): Step {
  const { question } = event;
  if (!(question in exam.setup.questions)) return { refused: "noQuestion" };
  const others = exam.flagged.filter((one) => one !== question);
  switch (event.kind) {
    case "answer": {
      const answers = exam.answers.map((answer, i) => (i === question ? event.answer : answer));
      return { exam: { ...exam, question, answers } };
    }
    case "flag":
      return { exam: { ...exam, question, flagged: [...others, question].sort((a, b) => a - b) } };
    case "unflag":
      return { exam: { ...exam, question, flagged: others } };
    case "go":
      return { exam: { ...exam, question } };
  }
}

/** A blank is wrong, whatever is said of it. */
function submitted({ setup, answers, flagged }: UnderWay, event: Extract<ExamEvent, { correct: unknown }>): Step {
  if (event.correct.length !== setup.questions.length) return { refused: "otherSheet" };
  const correct = event.correct.map((one, i) => (one === null ? null : one && answers[i] !== null));
  const [by, at] = event.kind === "timeUp" ? (["clock", setup.endsAt ?? event.at] as const) : (["learner", event.at] as const); // prettier-ignore
  return { exam: { phase: "submitted", setup, answers, flagged, by, at, correct } };
}
