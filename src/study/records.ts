import type { Keeper } from "../store/keeper.ts";
import type { Tx } from "../store/store.ts";

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

export const deckKeeper: Keeper = {
  name: "cards",
  async forget(tx, learner) {
    await tx.deleteFrom("cards").where("learner", "=", learner).execute();
  },
  export: (db, learner) => db.selectFrom("cards").selectAll().where("learner", "=", learner).orderBy("due").execute(),
};
