import { shuffled, seeded } from "../items/chance.ts";
import { whichService, type Drill as Item } from "../items/drills.ts";
import type { Library } from "../knowledge/library.ts";
import { median } from "./rating.ts";

/**
 * Service matching against the clock: what is done is told, which service does it is asked, and the next question comes
 * with the answer. Plain data that survives JSON; times are milliseconds since 1970, questions are counted from 0.
 */
export type Drill = {
  /** The order of the services and their options follow from it. */
  readonly token: string;
  readonly startedAt: number;
  /** When the question that is open was asked. */
  readonly askedAt: number;
  readonly answers: readonly Given[];
};

/** `service` was right, `given` is what was said. */
export type Given = {
  readonly service: string;
  readonly given: string;
  readonly correct: boolean;
  readonly tookMs: number;
};

/** From the first question, in milliseconds. */
export const drillTime = 60_000;

/** Why an answer is not taken, each with what the learner is told. */
export const drillRefusals = {
  noDrill: "No drill is on. Start one with the command drill.",
  movedOn: "That button belongs to an earlier question of the drill. Use those of the latest one.",
} as const;

export type DrillStep =
  | { readonly drill: Drill; readonly given: Given }
  | { readonly timeUp: true }
  | { readonly refused: keyof typeof drillRefusals };

export function beginDrill(token: string, now: number): Drill {
  return { token, startedAt: now, askedAt: now, answers: [] };
}

export function closesAt({ startedAt }: Drill): number {
  return startedAt + drillTime;
}

export function isTimeUp(drill: Drill, now: number): boolean {
  return now > closesAt(drill);
}

/** An answer to a question; `service` is what was right there. */
export function answerDrill(
  drill: Drill,
  { question, service, given, at }: { question: number; service: string; given: string; at: number },
): DrillStep {
  if (isTimeUp(drill, at)) return { timeUp: true };
  if (question !== drill.answers.length) return { refused: "movedOn" };
  const tookMs = Math.max(0, at - drill.askedAt);
  const one: Given = { service, given, correct: given === service, tookMs };
  return { drill: { ...drill, askedAt: Math.max(at, drill.askedAt), answers: [...drill.answers, one] }, given: one };
}

/** The question of that number: each service once, then all of them again. */
export function drillQuestion(library: Library, { token }: Pick<Drill, "token">, question: number): Item {
  const services = shuffled(library.services, seeded(token));
  for (let tried = 0; tried < services.length; tried++) {
    const service = services[(question + tried) % services.length];
    const item = service && whichService(library, service, seeded(`${token} ${String(question)}`));
    if (item) return item;
  }
  throw new Error("the knowledge has no service that can be drilled");
}

/** How a drill went; `medianMs` of the answers' times. */
export type Tally = { readonly answered: number; readonly right: number; readonly medianMs: number };

export function tally(answers: readonly Pick<Given, "correct" | "tookMs">[]): Tally {
  return {
    answered: answers.length,
    right: answers.filter(({ correct }) => correct).length,
    medianMs: median(answers.map(({ tookMs }) => tookMs)),
  };
}

/** The best of some drills: most right, then fewest wrong, then quickest. */
export function bestOf(tallies: readonly Tally[]): Tally | undefined {
  return [...tallies].sort((a, b) => b.right - a.right || a.answered - b.answered || a.medianMs - b.medianMs)[0];
}
