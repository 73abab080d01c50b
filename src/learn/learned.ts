import type { LocalDate } from "../learners/zones.ts";

/** An answer to a question that checks a lesson, on the learner's own day; `correct` is nothing where it no longer counts. */
export type Answered = {
  readonly item: string;
  readonly local_date: LocalDate;
  readonly correct: number | null;
};

/** So many of the questions of a check are right. */
const rightWanted = 2;

/** Different questions that a check has. */
export const itemsOfCheck = 3;

/**
 * The day on which a lesson was learned: the first one later than `readOn`, the day when its last card was read, on which
 * two of three different questions in a row were right. Of a question the first answer of a day counts. Nothing if there
 * is no such day. Later misses change nothing. Two that are right at once are enough: a third one could not undo them.
 */
export function learnedOn(answers: readonly Answered[], readOn: LocalDate): LocalDate | undefined {
  const byDay = new Map<LocalDate, Map<string, boolean>>();
  for (const { item, local_date: day, correct } of answers) {
    if (correct === null || day <= readOn) continue;
    const first = byDay.get(day) ?? new Map<string, boolean>();
    if (!first.has(item)) first.set(item, correct === 1);
    byDay.set(day, first);
  }
  return [...byDay.keys()].sort().find((day) => passes([...(byDay.get(day)?.values() ?? [])]));
}

/** `results`: of different questions, in the order of their answers. */
function passes(results: readonly boolean[]): boolean {
  return results.some((_, from) => {
    const check = results.slice(from, from + itemsOfCheck);
    return check.filter(Boolean).length >= rightWanted;
  });
}
