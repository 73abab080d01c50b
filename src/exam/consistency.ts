import { scoreOf, type Exam, type Score } from "./exam.ts";

/** What practice aims at, in per cent. It is the course's own target, not the exam's passing score. */
export const target = 85;

/** So many mocks in a row at the target, each of so many questions at least. */
export const [rowWanted, fewestCounted] = [3, 20];

export type Consistency = {
  /** How many of the latest mocks that count were at the target, one after the other. */
  readonly inRow: number;
  readonly ready: boolean;
};

/** Only mocks count that were handed in, against the clock, and long enough; others neither add nor break. `exams`: oldest first. */
export function consistency(exams: readonly Exam[]): Consistency {
  let inRow = 0;
  for (const exam of exams)
    if (exam.phase === "submitted" && countsForReadiness(exam)) inRow = isAtTarget(scoreOf(exam)) ? inRow + 1 : 0;
  return { inRow, ready: inRow >= rowWanted };
}

/** Whether one like it, once handed in, counts. */
export function countsForReadiness({ setup: { questions, endsAt } }: Pick<Exam, "setup">): boolean {
  return endsAt !== null && questions.length >= fewestCounted;
}

export function isAtTarget({ right, of }: Score): boolean {
  return of > 0 && right * 100 >= target * of;
}
