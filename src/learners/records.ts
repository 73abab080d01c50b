import type { LearnerRow } from "../store/tables.ts";
import type { Database, Tx } from "../store/store.ts";

export function learnerOf(db: Database, id: string): Promise<LearnerRow | undefined> {
  return db.selectFrom("learners").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function learnersOf(db: Database, ids: readonly string[]): Promise<LearnerRow[]> {
  return ids.length === 0 ? [] : db.selectFrom("learners").selectAll().where("id", "in", ids).execute();
}

/** Adds a learner, or brings the name up to date; settings stay. */
export async function meetLearner(
  tx: Tx,
  { id, name, since }: Pick<LearnerRow, "id" | "name" | "since">,
): Promise<void> {
  const insert = tx.insertInto("learners").values({ id, name, since, zone: null, on_boards: 1, nudges: 0 });
  await insert
    .onConflict((conflict) => (name === null ? conflict.doNothing() : conflict.column("id").doUpdateSet({ name })))
    .execute();
}

export async function setLearner(
  tx: Tx,
  id: string,
  settings: Partial<Pick<LearnerRow, "zone" | "on_boards" | "nudges">>,
): Promise<void> {
  await tx.updateTable("learners").set(settings).where("id", "=", id).execute();
}

/** Notes that somebody's days go by another zone from a time on. */
export async function addZoneChange(
  tx: Tx,
  { learner, at, from, to }: { learner: string; at: number; from: string; to: string },
): Promise<void> {
  await tx.insertInto("zone_changes").values({ learner, at, from_zone: from, to_zone: to }).execute();
}

export async function zoneChangesOf(
  db: Database,
  learner: string,
): Promise<{ readonly at: number; readonly from: string; readonly to: string }[]> {
  const rows = await db.selectFrom("zone_changes").selectAll().where("learner", "=", learner).orderBy("at").execute();
  return rows.map(({ at, from_zone: from, to_zone: to }) => ({ at, from, to }));
}

export async function deleteLearner(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom("zone_changes").where("learner", "=", id).execute();
  await tx.deleteFrom("learners").where("id", "=", id).execute();
}

/** Everybody who is not to be shown on boards. */
export async function hiddenLearners(db: Database): Promise<string[]> {
  const found = await db.selectFrom("learners").select("id").where("on_boards", "=", 0).execute();
  return found.map(({ id }) => id);
}

/** Everybody whose id begins so. */
export async function learnersBeginning(db: Database, beginning: string): Promise<string[]> {
  // No comparison by order: that is for the database's language to say.
  const found = await db
    .selectFrom("learners")
    .select("id")
    .where((row) => row.fn<string>("substr", ["id", row.lit(1), row.val(beginning.length)]), "=", beginning)
    .execute();
  return found.map(({ id }) => id);
}
