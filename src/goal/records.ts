import type { Database, Tx } from "../store/store.ts";
import type { Goal } from "./goal.ts";

/** Sets it, in place of an earlier one. */
export async function putGoal(tx: Tx, learner: string, goal: Goal, now: number): Promise<void> {
  const row = { state: JSON.stringify(goal), at: now };
  await tx
    .insertInto("goals")
    .values({ learner, ...row })
    .onConflict((conflict) => conflict.column("learner").doUpdateSet(row))
    .execute();
}

export async function goalOf(db: Database, learner: string): Promise<Goal | undefined> {
  const row = await db.selectFrom("goals").select("state").where("learner", "=", learner).executeTakeFirst();
  return row && (JSON.parse(row.state) as Goal);
}

/** The same, with nobody else changing it until the transaction ends. */
export async function heldGoal(tx: Tx, learner: string): Promise<Goal | undefined> {
  const row = await tx
    .updateTable("goals")
    .set((is) => ({ at: is.ref("at") }))
    .where("learner", "=", learner)
    .returning("state")
    .executeTakeFirst();
  return row && (JSON.parse(row.state) as Goal);
}

/** Whether there was one. */
export async function deleteGoal(tx: Tx, learner: string): Promise<boolean> {
  const row = await tx.deleteFrom("goals").where("learner", "=", learner).returning("learner").executeTakeFirst();
  return row !== undefined;
}
