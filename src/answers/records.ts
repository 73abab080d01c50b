import { CompiledQuery } from "kysely";
import type { Answer } from "../items/grade.ts";
import type { AnswerRow, DraftRow } from "../store/tables.ts";
import type { Database, Tx } from "../store/store.ts";

/** What the answer log asks of the database. Rows go in and out as they are; what they mean is for `answers.ts`. */

/** Whether the answer is new: the same learner, question and vote is written once, whatever came first. */
export async function insertAnswer(tx: Tx, row: AnswerRow): Promise<boolean> {
  const values = columns.map((column) => row[column]);
  const { rows } = await tx.executeQuery(CompiledQuery.raw(insertion(tx), values));
  return rows.length > 0;
}

const columns = [
  ...(["question", "learner", "vote", "mode", "platform", "place", "community", "item", "revision", "chosen"] as const),
  ...(["took_ms", "at", "local_date", "correct", "graded_by"] as const),
] satisfies (keyof AnswerRow)[];

/** Compiled once for each database: it is what the tutor says most often to it. */
const insertions = new WeakMap<object, string>();

function insertion(tx: Tx): string {
  const { adapter } = tx.getExecutor();
  const known = insertions.get(adapter);
  if (known !== undefined) return known;
  const anyRow = Object.fromEntries(columns.map((column) => [column, ""])) as unknown as AnswerRow;
  const { sql } = tx
    .insertInto("answers")
    .values(anyRow)
    .onConflict((conflict) => conflict.doNothing())
    .returning("question")
    .compile();
  insertions.set(adapter, sql);
  return sql;
}

/** Keeps a draft, in place of an earlier one of the same learner, question and vote. */
export async function putDraft(tx: Tx, row: DraftRow): Promise<void> {
  const { question, learner, vote, ...rest } = row;
  await tx
    .insertInto("drafts")
    .values({ question, learner, vote, ...rest })
    .onConflict((conflict) => conflict.columns(["question", "learner", "vote"]).doUpdateSet(rest))
    .execute();
}

/** The draft that is there, else the one given, with nobody else changing it until the transaction ends. */
export async function heldDraft(tx: Tx, row: DraftRow): Promise<DraftRow> {
  await tx
    .insertInto("drafts")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return tx
    .updateTable("drafts")
    .set((is) => ({ took_ms: is.ref("took_ms") }))
    .where("question", "=", row.question)
    .where("learner", "=", row.learner)
    .where("vote", "=", row.vote)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Removes the drafts of a question and hands them out. */
export async function takeDrafts(tx: Tx, question: string, vote: number): Promise<DraftRow[]> {
  const drafts = await tx
    .deleteFrom("drafts")
    .where("question", "=", question)
    .where("vote", "=", vote)
    .returningAll()
    .execute();
  return drafts.sort((a, b) => a.at - b.at || (a.learner < b.learner ? -1 : 1));
}

export async function deleteDraft(tx: Tx, question: string, learner: string, vote: number): Promise<void> {
  await tx
    .deleteFrom("drafts")
    .where("question", "=", question)
    .where("learner", "=", learner)
    .where("vote", "=", vote)
    .execute();
}

export function draftsOf(db: Database, learner: string): Promise<DraftRow[]> {
  return db.selectFrom("drafts").selectAll().where("learner", "=", learner).orderBy("at").execute();
}

/** Deletes drafts of a mode that were begun before a time and never became answers. */
export async function deleteDraftsBefore(tx: Tx, mode: string, before: number): Promise<void> {
  await tx.deleteFrom("drafts").where("mode", "=", mode).where("at", "<", before).execute();
}

export function draftOf(db: Database, question: string, learner: string, vote: number): Promise<DraftRow | undefined> {
  return db
    .selectFrom("drafts")
    .selectAll()
    .where("question", "=", question)
    .where("learner", "=", learner)
    .where("vote", "=", vote)
    .executeTakeFirst();
}

/** The latest answers that were given in a place, newest first. */
export function answersIn(db: Database, platform: string, place: string, most: number): Promise<AnswerRow[]> {
  return db
    .selectFrom("answers")
    .selectAll()
    .where("platform", "=", platform)
    .where("place", "=", place)
    .orderBy("at", "desc")
    .limit(most)
    .execute();
}

/** Channels, a thread and its channel perhaps; or all of a workspace or server. */
export type Where =
  | { readonly platform: string; readonly places: readonly string[] }
  | { readonly platform: string; readonly community: string };

/** What somebody gave to the questions that count in company; `firstRightAt` is nothing where none was right. */
export type Tally = {
  readonly learner: string;
  readonly answered: number;
  readonly right: number;
  readonly firstRightAt: number | null;
};

/**
 * Everybody's answers since a time, in some modes, added up: of a question the last vote alone, nothing that no longer
 * counts, and no question that one person alone has answered, whenever the others did.
 *
 * The database adds up, so that one row a person is all that travels. For 1,000 learners who answered a question a day
 * for 30 days (30,000 answers) a board took 0.04 s on SQLite and 0.2 s on PostgreSQL, on two cores of a virtual machine
 * that had other work; with ten questions a day 0.8 s and 2.1 s. Of these, a week took 0.01 and 0.03 s, 0.04 and 0.1 s
 * (`npm run boards`). The conditions are asked of each answer by its key, not as joins: without statistics PostgreSQL
 * plans those ten times as slow.
 */
export async function talliesSince(
  db: Database,
  where: Where,
  modes: readonly string[],
  since: number,
): Promise<Tally[]> {
  return db
    .selectFrom("answers as said")
    .where("said.platform", "=", where.platform)
    .where((said) =>
      "places" in where ? said("said.place", "in", where.places) : said("said.community", "=", where.community),
    )
    .where("said.at", ">=", since)
    .where("said.mode", "in", modes)
    .where("said.correct", "is not", null)
    .where((said) => {
      const later = said
        .selectFrom("answers as later")
        .whereRef("later.question", "=", "said.question")
        .whereRef("later.learner", "=", "said.learner")
        .whereRef("later.vote", ">", "said.vote");
      return said(later.select("later.vote").limit(1), "is", null);
    })
    .where((said) => {
      const other = said
        .selectFrom("answers as other")
        .whereRef("other.question", "=", "said.question")
        .whereRef("other.learner", "<>", "said.learner");
      return said(other.select("other.vote").limit(1), "is not", null);
    })
    .groupBy("said.learner")
    .select((said) => [
      "said.learner",
      said.fn.countAll<number>().as("answered"),
      said.fn.sum<number>("said.correct").as("right"),
      said.fn
        .min<number | null>(said.case().when("said.correct", "=", 1).then(said.ref("said.at")).end())
        .as("firstRightAt"),
    ])
    .execute();
}

/** Of the latest answers of a learner, how many there are and how many were right. */
export async function latestOf(
  db: Database,
  learner: string,
  most: number,
): Promise<{ answered: number; right: number }> {
  const rows = await db
    .selectFrom("answers")
    .select("correct")
    .where("learner", "=", learner)
    .where("correct", "is not", null)
    .orderBy("at", "desc")
    .limit(most)
    .execute();
  return { answered: rows.length, right: rows.filter(({ correct }) => correct === 1).length };
}

/** The local dates on which somebody answered anything. */
export async function datesPractised(db: Database, learner: string): Promise<string[]> {
  const rows = await db
    .selectFrom("answers")
    .select("local_date")
    .distinct()
    .where("learner", "=", learner)
    .where("local_date", "<>", "")
    .execute();
  return rows.map(({ local_date: date }) => date);
}

/** The questions of some modes that somebody has answered since a time. */
export async function questionsAnswered(
  db: Database,
  learner: string,
  modes: readonly string[],
  since: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom("answers")
    .select("question")
    .distinct()
    .where("learner", "=", learner)
    .where("mode", "in", modes)
    .where("at", ">=", since)
    .execute();
  return rows.map(({ question }) => question);
}

/** How many have answered a question: for good in that mode, or so that they may still change it. */
export async function countAnswers(db: Database, question: string, mode: string): Promise<number> {
  let total = 0;
  for (const table of ["answers", "drafts"] as const) {
    const { count } = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("question", "=", question)
      .where("mode", "=", mode)
      .where("vote", "=", 1)
      .executeTakeFirstOrThrow();
    total += count;
  }
  return total;
}

/** A learner's final answer to a question, if there is one. */
export function answerOf(db: Database, question: string, learner: string): Promise<AnswerRow | undefined> {
  return db
    .selectFrom("answers")
    .selectAll()
    .where("question", "=", question)
    .where("learner", "=", learner)
    .orderBy("vote", "desc")
    .executeTakeFirst();
}

export function answersTo(db: Database, question: string): Promise<AnswerRow[]> {
  return db.selectFrom("answers").selectAll().where("question", "=", question).orderBy("at").execute();
}

/** All of a learner's answers, oldest first. */
export function answersOf(db: Database, learner: string): Promise<AnswerRow[]> {
  return db.selectFrom("answers").selectAll().where("learner", "=", learner).orderBy("at").execute();
}

/** When a learner first answered each of some items, where that was before a time. */
export function firstAnswersTo(
  db: Database,
  learner: string,
  items: readonly string[],
  before: number,
): Promise<{ item: string; at: number }[]> {
  return db
    .selectFrom("answers")
    .select(({ fn }) => ["item", fn.min<number>("at").as("at")])
    .where("learner", "=", learner)
    .where("at", "<", before)
    .where("item", "in", items)
    .groupBy("item")
    .execute();
}

/** The latest answers of a learner, oldest first. */
export async function latestAnswersOf(db: Database, learner: string, most: number): Promise<AnswerRow[]> {
  const rows = await db
    .selectFrom("answers")
    .selectAll()
    .where("learner", "=", learner)
    .orderBy("at", "desc")
    .limit(most)
    .execute();
  return rows.reverse();
}

/** The latest answers of a learner in one mode, newest first: to which question, right or not, how long it took. */
export function latestInMode(
  db: Database,
  learner: string,
  mode: string,
  most: number,
): Promise<Pick<AnswerRow, "question" | "correct" | "took_ms">[]> {
  return db
    .selectFrom("answers")
    .select(["question", "correct", "took_ms"])
    .where("learner", "=", learner)
    .where("mode", "=", mode)
    .orderBy("at", "desc")
    .limit(most)
    .execute();
}

/** Which items were graded by which revision. */
export function gradings(db: Database): Promise<Pick<AnswerRow, "item" | "graded_by">[]> {
  return db.selectFrom("answers").select(["item", "graded_by"]).distinct().execute();
}

export function answersGradedBy(db: Database, item: string, revision: string): Promise<AnswerRow[]> {
  return db
    .selectFrom("answers")
    .selectAll()
    .where("item", "=", item)
    .where("graded_by", "=", revision)
    .orderBy("at")
    .execute();
}

/** Whether it was still graded as the row says: another tutor may have been there before. */
export async function setGrade(
  tx: Tx,
  { question, learner, vote, graded_by }: Pick<AnswerRow, "question" | "learner" | "vote" | "graded_by">,
  grade: Pick<AnswerRow, "correct" | "graded_by">,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("answers")
    .set(grade)
    .where("question", "=", question)
    .where("learner", "=", learner)
    .where("vote", "=", vote)
    .where("graded_by", "=", graded_by)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function deleteAnswersOf(tx: Tx, learner: string): Promise<void> {
  await tx.deleteFrom("answers").where("learner", "=", learner).execute();
  await tx.deleteFrom("drafts").where("learner", "=", learner).execute();
}

/** Takes out where something was answered, for a workspace or server that the tutor has left. */
export async function forgetWhere(tx: Tx, platform: string, community: string): Promise<void> {
  for (const table of ["answers", "drafts"] as const)
    await tx
      .updateTable(table)
      .set({ place: "", community: null })
      .where("platform", "=", platform)
      .where("community", "=", community)
      .execute();
}

/** An answer as it is stored; an empty text where none was given. */
export function writeChosen(answer: Answer | undefined): string {
  return answer ? JSON.stringify(answer) : "";
}

export function readChosen(stored: string): Answer | undefined {
  return stored === "" ? undefined : (JSON.parse(stored) as Answer);
}
