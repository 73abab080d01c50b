import type { Keeper } from "../store/keeper.ts";
import type { Database, Tx } from "../store/store.ts";

/** Puts items into a learner's deck, due at once; those that are in it stay as they are. How many are new. */
export async function addToDeck(tx: Tx, learner: string, items: readonly string[], now: number): Promise<number> {
  if (items.length === 0) return 0;
  const added = await tx
    .insertInto("cards")
    .values(items.map((item) => ({ learner, item, due: now, card: "" })))
    .onConflict((conflict) => conflict.doNothing())
    .returning("item")
    .execute();
  return added.length;
}

/** How many cards of a learner's deck are due at a time. */
export async function countDue(db: Database, learner: string, now: number): Promise<number> {
  const { count } = await db
    .selectFrom("cards")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("learner", "=", learner)
    .where("due", "<=", now)
    .executeTakeFirstOrThrow();
  return count;
}

export const deckKeeper: Keeper = {
  name: "cards",
  async forget(tx, learner) {
    await tx.deleteFrom("cards").where("learner", "=", learner).execute();
  },
  export: (db, learner) => db.selectFrom("cards").selectAll().where("learner", "=", learner).orderBy("due").execute(),
};
