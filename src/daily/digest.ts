import { mastery } from "../answers/mastery.ts";
import type { Item } from "../knowledge/item.ts";
import type { Pair } from "../knowledge/schema.ts";
import type { AnswerRow } from "../store/tables.ts";
import { questionName } from "./day.ts";
import type { StoredDay } from "./records.ts";

/** What a week of dailies came to. */
export type Digest = {
  readonly questions: number;
  readonly answers: number;
  readonly people: number;
  readonly right: number;
  /** The daily that fewest had right, of those that are closed and that two at least have answered. */
  readonly hardest?: { readonly day: string; readonly item: Item; readonly answered: number; readonly right: number };
  /** The look-alikes that were taken for one another most often, twice at least. */
  readonly confusion?: { readonly pair: Pair; readonly times: number };
};

/** `rows` are the answers to those dailies; what came late counts for nothing. */
export function digestOf(
  days: readonly StoredDay[],
  rows: readonly AnswerRow[],
  items: ReadonlyMap<string, Item>,
  pairs: readonly Pair[],
): Digest {
  const closed = days.filter(({ day }) => day.phase === "closed");
  const counted = rows.filter(({ mode, correct }) => mode === "daily" && correct !== null);
  const told = closed.flatMap(({ id, day }) => {
    const answers = counted.filter(({ question }) => question === questionName(id));
    const item = items.get(day.item);
    return item ? [{ day: id, item, answered: answers.length, right: rightOf(answers) }] : [];
  });
  const [hardest] = told
    .filter(({ answered, right }) => answered >= 2 && right < answered)
    .sort((a, b) => a.right / a.answered - b.right / b.answered);
  // Of an open daily nothing is told that hints at its answer.
  const ofClosed = counted.filter(({ question }) => closed.some(({ id }) => question === questionName(id)));
  const confused = mastery(ofClosed, items, pairs).pairs;
  const [most] = pairs
    .map((pair) => ({ pair, times: confused.get(pair.id)?.confused ?? 0 }))
    .filter(({ times }) => times >= 2)
    .sort((a, b) => b.times - a.times);
  return {
    questions: days.length,
    answers: ofClosed.length,
    people: new Set(ofClosed.map(({ learner }) => learner)).size,
    right: rightOf(ofClosed),
    ...(hardest ? { hardest } : {}),
    ...(most ? { confusion: most } : {}),
  };
}

function rightOf(rows: readonly AnswerRow[]): number {
  return rows.filter(({ correct }) => correct === 1).length;
}
