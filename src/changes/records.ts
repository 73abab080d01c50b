import type { Keeper } from "../store/keeper.ts";
import type { Database, Tx } from "../store/store.ts";
import type { Told } from "./unseen.ts";

/** What a learner was told of. */
export function toldTo(db: Database, learner: string): Promise<Told[]> {
  return db
    .selectFrom("changes_told")
    .select(["service", "day"])
    .where("learner", "=", learner)
    .orderBy("day")
    .orderBy("service")
    .execute();
}

/** Notes that a learner is told of changes; those of them that nobody else has told them of meanwhile. */
export async function markTold(tx: Tx, learner: string, changes: readonly Told[], at: number): Promise<Told[]> {
  return tx
    .insertInto("changes_told")
    .values(changes.map(({ service, day }) => ({ learner, service, day, at })))
    .onConflict((conflict) => conflict.doNothing())
    .returning(["service", "day"])
    .execute();
}

export const changesKeeper: Keeper = {
  name: "changes told",
  async forget(tx, learner) {
    await tx.deleteFrom("changes_told").where("learner", "=", learner).execute();
  },
  export: (db, learner) =>
    db.selectFrom("changes_told").selectAll().where("learner", "=", learner).orderBy("at").orderBy("day").execute(),
};
