import type { Place } from "../conversation.ts";
import { itemAlias } from "../items/flag.ts";
import { grade, type Answer } from "../items/grade.ts";
import { partsOf, type Item } from "../knowledge/item.ts";
import type { Keeper } from "../store/keeper.ts";
import type { AnswerRow, DraftRow } from "../store/tables.ts";
import type { Database, Tx } from "../store/store.ts";
import {
  answersGradedBy,
  answersOf,
  deleteAnswersOf,
  draftsOf,
  forgetWhere,
  gradings,
  insertAnswer,
  putDraft,
  readChosen,
  setGrade,
  takeDrafts,
  writeChosen,
} from "./records.ts";

/** `late`: a daily that was answered after its reveal. */
export const modes = ["round", "daily", "late", "study", "drill", "exam", "blueprint"] as const;
export type Mode = (typeof modes)[number];

/** The vote of drafts that are no answers yet, but forms which are being filled in. */
export const unsent = 0;

/** What a learner said to an item that was put before them. */
export type Said = {
  /** The asking that it belongs to: the same item asked again is another question. */
  readonly question: string;
  readonly learner: string;
  /** 1, or 2 where a round votes again. */
  readonly vote: number;
  readonly mode: Mode;
  readonly place: Place;
  readonly item: Item;
  readonly chosen: Answer | undefined;
  readonly tookMs: number;
  readonly at: number;
  /** The learner's own day. */
  readonly localDate: string;
};

/** Writes a final answer; `isNew` is false where the question was answered already, and that answer stands. */
export async function record(tx: Tx, said: Said): Promise<{ readonly correct: boolean; readonly isNew: boolean }> {
  const { correct } = grade(said.item, said.chosen);
  return { correct, isNew: await insertAnswer(tx, graded(rowOf(said), said.item)) };
}

/** Keeps an answer that may still be changed, in place of an earlier one. */
export function draft(tx: Tx, said: Said): Promise<void> {
  return putDraft(tx, rowOf(said));
}

/** Makes the drafts of a question final: one row for each learner. The rows, as they were graded. */
export async function close(tx: Tx, question: string, vote: number, item: Item): Promise<AnswerRow[]> {
  const written: AnswerRow[] = [];
  for (const draft of await takeDrafts(tx, question, vote)) {
    const row = graded(draft, item);
    if (await insertAnswer(tx, row)) written.push(row);
  }
  return written;
}

/** What became of one learner's answer because its item changed: right, wrong, or no longer counted. */
export type Regraded = {
  readonly learner: string;
  readonly item: string;
  readonly was: AnswerRow["correct"];
  readonly is: AnswerRow["correct"];
};

/**
 * Grades afresh what was graded by another revision than today's. An item that was only reworded gives the same grades;
 * one that was withdrawn, or has lost the option that was chosen, no longer counts. Those whose grade changed.
 */
export async function regrade(tx: Tx, items: ReadonlyMap<string, Item>): Promise<Regraded[]> {
  const changed: Regraded[] = [];
  for (const { item: id, graded_by } of await gradings(tx)) {
    const item = items.get(id);
    const revision = item && !item.withdrawn ? item.revision : withdrawn;
    if (graded_by === revision || graded_by === madeUp) continue;
    for (const row of await answersGradedBy(tx, id, graded_by)) {
      const correct = item && revision !== withdrawn ? gradeAgain(item, row) : null;
      const isOurs = await setGrade(tx, row, { correct, graded_by: revision });
      if (isOurs && correct !== row.correct)
        changed.push({ learner: row.learner, item: id, was: row.correct, is: correct });
    }
  }
  return changed;
}

/** The revision that an answer to an item which no longer counts is graded by. */
const withdrawn = "withdrawn";

/** The revision of items that are made from the knowledge at each asking, and so are never changed. */
const madeUp = "drill";

export const answersKeeper: Keeper = {
  name: "answers",
  forget: deleteAnswersOf,
  export: async (db: Database, learner: string) => [
    ...(await answersOf(db, learner)).map(({ chosen, correct, ...row }) => ({
      ...row,
      chosen: readChosen(chosen) ?? null,
      correct: correct === null ? null : correct === 1,
    })),
    ...(await draftsOf(db, learner)).map(({ chosen, item, ...row }) => ({
      // Many an item's id gives away its answer, which somebody in a mock exam is not to know yet.
      ...{
        ...row,
        item: row.mode === "exam" ? itemAlias(item) : item,
        chosen: readChosen(chosen) ?? null,
        final: false,
      },
    })),
  ],
  leave: (tx, { platform, id }) => forgetWhere(tx, platform, id),
};

/** A draft as it is stored. */
export function rowOf({ item, place, chosen, tookMs, localDate, ...said }: Said): DraftRow {
  return {
    question: said.question,
    learner: said.learner,
    vote: said.vote,
    mode: said.mode,
    platform: place.platform,
    place: place.id,
    community: place.community ?? null,
    item: item.id,
    revision: item.revision,
    chosen: writeChosen(chosen),
    took_ms: Math.round(tookMs),
    at: said.at,
    local_date: localDate,
  };
}

function graded(row: DraftRow, item: Item): AnswerRow {
  return { ...row, correct: Number(grade(item, readChosen(row.chosen)).correct), graded_by: item.revision };
}

function gradeAgain(item: Item, row: AnswerRow): number | null {
  const answer = readChosen(row.chosen);
  const ids = new Set(partsOf(item).map(({ id }) => id));
  const said = answer === undefined ? [] : answer.kind === "match" ? Object.entries(answer.given).flat() : answer.ids;
  return said.every((id) => ids.has(id)) ? Number(grade(item, answer).correct) : null;
}
