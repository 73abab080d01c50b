import type { Database, Tx } from "../store/store.ts";
import type { Exam } from "./exam.ts";

/** A mock exam as it is stored. */
export type StoredExam = { readonly id: string; readonly exam: Exam };

/** All of a learner's, oldest first. */
export async function examsOf(db: Database, learner: string): Promise<StoredExam[]> {
  const rows = await db
    .selectFrom("exams")
    .select(["id", "state"])
    .where("learner", "=", learner)
    .orderBy("started_at")
    .orderBy("id")
    .execute();
  return rows.map(stored);
}

/** The one that is under way. */
export async function liveExam(db: Database, learner: string): Promise<StoredExam | undefined> {
  const row = await db
    .selectFrom("exams")
    .select(["id", "state"])
    .where("learner", "=", learner)
    .where("live", "=", 1)
    .executeTakeFirst();
  return row && stored(row);
}

/** Whether it was added: not if the learner began another one a moment before, as that has the same number. */
export async function addExam(tx: Tx, learner: string, number: number, exam: Exam): Promise<boolean> {
  const added = await tx
    .insertInto("exams")
    .values({
      ...{ id: `${learner} ${String(number)}`, learner, state: JSON.stringify(exam), turn: 1, live: 1 },
      started_at: exam.setup.startedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return added !== undefined;
}

/** An exam, with nobody else changing it until the transaction ends. */
export async function heldExam(tx: Tx, id: string): Promise<StoredExam | undefined> {
  const row = await tx
    .updateTable("exams")
    .set((is) => ({ turn: is("turn", "+", 1) }))
    .where("id", "=", id)
    .returning(["id", "state"])
    .executeTakeFirst();
  return row && stored(row);
}

export async function saveExam(tx: Tx, { id, exam }: StoredExam): Promise<void> {
  await tx
    .updateTable("exams")
    .set({ state: JSON.stringify(exam), live: exam.phase === "underWay" ? 1 : 0 })
    .where("id", "=", id)
    .execute();
}

export async function deleteExams(tx: Tx, learner: string): Promise<void> {
  await tx.deleteFrom("exams").where("learner", "=", learner).execute();
}

function stored({ id, state }: { id: string; state: string }): StoredExam {
  return { id, exam: JSON.parse(state) as Exam };
}
