import type { LocalDate } from "../learners/zones.ts";

/**
 * One daily question of a place, as it was drawn for one local date. Plain data that survives JSON; times are
 * milliseconds since 1970.
 *
 *     open ─► closed          (skipped: it could not be posted)
 */
export type Day = {
  readonly phase: "open" | "closed" | "skipped";
  readonly schedule: string;
  readonly date: LocalDate;
  readonly zone: string;
  readonly item: string;
  readonly revision: string;
  readonly askedAt: number;
  readonly revealAt: number;
  readonly toldAtOnce: boolean;
  /** How the daily before it went. */
  readonly before?: Outcome;
};

export type Outcome = {
  readonly day: string;
  readonly date: LocalDate;
  readonly answered: number;
  readonly right: number;
};

/** What a learner has said to it so far: nothing, something that may be changed, or something final. */
export type Standing = "nothing" | "kept" | "final";

/** How an answer is taken: graded for good, kept until the reveal, or graded too late for points. */
export type Taken = "final" | "kept" | "late";

/** Why one is not, each with what the learner is told. */
export const refusals = {
  answered: "You have answered this one, and the first answer stands.",
  closed: "This question has closed, and your answer with it.",
  skipped: "That question was never posted, so it counts for nothing.",
  unknown: "I no longer know that question. Use the buttons of the latest post.",
} as const;

export type Refusal = keyof typeof refusals;

/** Whether and how an answer is taken, that was given at a time. */
export function admit(day: Day, standing: Standing, at: number): Taken | { readonly refused: Refusal } {
  if (day.phase === "skipped") return { refused: "skipped" };
  if (standing === "final") return { refused: "answered" };
  if (isOver(day, at)) return standing === "kept" ? { refused: "closed" } : "late";
  return day.toldAtOnce ? "final" : "kept";
}

/** Whether answers no longer count, also in the moment before the post says so. */
export function isOver({ phase, revealAt }: Day, at: number): boolean {
  return phase !== "open" || at >= revealAt;
}

/** The question of the answer log that a daily is. */
export function questionName(id: string): string {
  return `daily:${id}`;
}

/** The daily that a question of the answer log is; nothing if it is none. */
export function dayOfQuestion(question: string): string | undefined {
  return /^daily:(.+)$/.exec(question)?.[1];
}
