import type { Keeper } from "../store/keeper.ts";
import type { Database, Tx } from "../store/store.ts";
import type { LessonRow } from "../store/tables.ts";
import type { Place } from "./place.ts";

/** How far a learner is with each lesson that they opened. */
export async function placesOf(db: Database, learner: string): Promise<ReadonlyMap<string, LessonRow>> {
  const rows = await db.selectFrom("lessons").selectAll().where("learner", "=", learner).execute();
  return new Map(rows.map((row) => [row.lesson, row]));
}

export async function placeOf(db: Database, learner: string, lesson: string): Promise<Place | undefined> {
  const row = await db
    .selectFrom("lessons")
    .select(["card", "read_on"])
    .where("learner", "=", learner)
    .where("lesson", "=", lesson)
    .executeTakeFirst();
  return row && { card: row.card, ...(row.read_on === null ? {} : { readOn: row.read_on }) };
}

export async function savePlace(
  tx: Tx,
  { learner, lesson, at }: { learner: string; lesson: string; at: number },
  { card, readOn }: Place,
): Promise<void> {
  const now = { card, read_on: readOn ?? null, at };
  await tx
    .insertInto("lessons")
    .values({ learner, lesson, ...now })
    .onConflict((conflict) => conflict.columns(["learner", "lesson"]).doUpdateSet(now))
    .execute();
}

export const lessonsKeeper: Keeper = {
  name: "lessons",
  async forget(tx, learner) {
    await tx.deleteFrom("lessons").where("learner", "=", learner).execute();
  },
  export: (db, learner) =>
    db.selectFrom("lessons").selectAll().where("learner", "=", learner).orderBy("at").orderBy("lesson").execute(),
};
