import { record, type Mode } from "../answers/answers.ts";
import type { Request } from "../conversation.ts";
import type { Answer } from "../items/grade.ts";
import type { Item } from "../knowledge/item.ts";
import type { Learn } from "../learn/learn.ts";
import { dayOf } from "../learners/learner.ts";
import type { Learners } from "../learners/learners.ts";
import type { Database, Store, Tx } from "../store/store.ts";

export type StudySurroundings = {
  readonly store: Store;
  readonly learners: Pick<Learners, "meet" | "get">;
  readonly newToken: () => string;
  /** The zone that a learner's days go by, where they have set none. */
  readonly zoneOf: (db: Database, learner: string, at: number) => Promise<string>;
  /** Finds lessons, and tells where learners stand with them. */
  readonly lessons: Pick<Learn, "find" | "lessonsOf" | "lessonOf">;
};

/** What a learner has said to one question of a sitting or a drill. */
type Said = {
  readonly mode: Extract<Mode, "study" | "drill">;
  readonly token: string;
  readonly question: number;
  readonly item: Item;
  readonly answer: Answer;
  readonly tookMs: number;
};

/** Puts an answer into the log, on the learner's own day. */
export async function recordAnswer(
  tx: Tx,
  { learner, place, at }: Request,
  { mode, token, question, item, answer, tookMs }: Said,
  { learners, zoneOf }: StudySurroundings,
): Promise<void> {
  const localDate = dayOf(await learners.get(tx, learner), at, await zoneOf(tx, learner, at));
  await record(tx, {
    ...{ question: questionName(mode, token, question), learner, vote: 1, mode, place, item },
    ...{ chosen: answer, tookMs, at, localDate },
  });
}

/** The question of the answer log that one of a sitting or a drill is. */
export function questionName(mode: Said["mode"], token: string, question: number): string {
  return `${mode}:${token}:${String(question)}`;
}

/** The sitting or drill that a question of the answer log belongs to. */
export function tokenOf(question: string): string {
  return question.split(":")[1] ?? "";
}
