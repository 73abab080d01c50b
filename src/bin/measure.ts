import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Matcher } from "../ask/match.ts";
import { writeResult, type Result } from "./result.ts";

/** Measuring the matcher on questions whose right answers experts agreed on. */

const asked = z.object({
  id: z.string(),
  q: z.string(),
  accept: z.array(z.string()).min(1),
  style: z.string().optional(),
});
const rejected = z.object({ id: z.string(), q: z.string(), kind: z.string() });

export type Question = z.infer<typeof asked>;
export type Rejected = z.infer<typeof rejected>;

/** A folder's questions; an empty list for a file that is not there. */
export function readQuestions(folder: string): { ask: Question[]; concepts: Question[]; reject: Rejected[] } {
  return {
    ask: readLines(join(folder, "ask.jsonl"), asked),
    concepts: readLines(join(folder, "concepts.jsonl"), asked),
    reject: readLines(join(folder, "reject.jsonl"), rejected),
  };
}

export type Answered<Q> = { readonly question: Q; readonly result: Result };

export type Measure = {
  readonly count: number;
  /** Shares, 0 to 1. Top-3 is the best match and the first two runners-up. */
  readonly top1: number;
  readonly top3: number;
  readonly notConfident: number;
  /** Of the confident answers, the share that is right; 1 where none is confident. */
  readonly confidentRight: number;
  /** Top-1 by style. */
  readonly byStyle: ReadonlyMap<string, { readonly count: number; readonly top1: number }>;
};

export function answer<Q extends { readonly q: string }>(
  match: Matcher["match"],
  questions: readonly Q[],
): Answered<Q>[] {
  return questions.map((question) => ({ question, result: writeResult(question.q, match(question.q)) }));
}

export function measure(answered: readonly Answered<Question>[]): Measure {
  const confident = answered.filter(({ result }) => result.confident);
  const styles = [...new Set(answered.map(({ question }) => question.style ?? "all"))].sort();
  return {
    count: answered.length,
    top1: share(answered, isRight),
    top3: share(answered, isNear),
    notConfident: 1 - share(answered, ({ result }) => result.confident),
    confidentRight: confident.length === 0 ? 1 : share(confident, isRight),
    byStyle: new Map(
      styles.map((style) => {
        const of = answered.filter(({ question }) => (question.style ?? "all") === style);
        return [style, { count: of.length, top1: share(of, isRight) }];
      }),
    ),
  };
}

export function isRight({ question, result }: Answered<Question>): boolean {
  return result.id !== null && question.accept.includes(result.id);
}

function isNear({ question, result }: Answered<Question>): boolean {
  return [result.id, ...result.runnersUp.slice(0, 2)].some((id) => id !== null && question.accept.includes(id));
}

export function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length;
}

function readLines<T>(file: string, schema: z.ZodType<T>): T[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => schema.parse(JSON.parse(line)));
}
