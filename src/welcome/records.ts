import type { Keeper } from "../store/keeper.ts";
import type { Database, Tx } from "../store/store.ts";

/** Notes that a learner has been welcomed. Whether for the first time: of several at once, one is. */
export async function noteWelcome(tx: Tx, learner: string, at: number): Promise<boolean> {
  const added = await tx
    .insertInto("welcomes")
    .values({ learner, at })
    .onConflict((conflict) => conflict.doNothing())
    .returning("learner")
    .executeTakeFirst();
  return added !== undefined;
}

export async function wasWelcomed(db: Database, learner: string): Promise<boolean> {
  return (
    (await db.selectFrom("welcomes").select("learner").where("learner", "=", learner).executeTakeFirst()) !== undefined
  );
}

export const welcomesKeeper: Keeper = {
  name: "welcome",
  async forget(tx, learner) {
    await tx.deleteFrom("welcomes").where("learner", "=", learner).execute();
  },
  export: (db, learner) => db.selectFrom("welcomes").select("at").where("learner", "=", learner).executeTakeFirst(),
};
