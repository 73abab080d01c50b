import type { Keeper } from "../store/keeper.ts";
import type { Database, Tx } from "../store/store.ts";
import type { Desk } from "./desk.ts";

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

/** When each card of a learner's deck is due, in milliseconds since 1970, the earliest first. */
export async function dueTimes(db: Database, learner: string): Promise<number[]> {
  const rows = await db.selectFrom("cards").select("due").where("learner", "=", learner).orderBy("due").execute();
  return rows.map(({ due }) => due);
}

/** The items of a learner's deck that are due, the longest due first. */
export async function dueItems(db: Database, learner: string, now: number): Promise<string[]> {
  const rows = await db
    .selectFrom("cards")
    .select("item")
    .where("learner", "=", learner)
    .where("due", "<=", now)
    .orderBy("due")
    .orderBy("item")
    .execute();
  return rows.map(({ item }) => item);
}

/** A card as it is stored; empty where there is none, or it was never rated. */
export async function cardOf(db: Database, learner: string, item: string): Promise<string> {
  const row = await db
    .selectFrom("cards")
    .select("card")
    .where("learner", "=", learner)
    .where("item", "=", item)
    .executeTakeFirst();
  return row?.card ?? "";
}

export async function putCard(
  tx: Tx,
  { learner, item, due, card }: { learner: string; item: string; due: number; card: string },
): Promise<void> {
  await tx
    .insertInto("cards")
    .values({ learner, item, due, card })
    .onConflict((conflict) => conflict.columns(["learner", "item"]).doUpdateSet({ due, card }))
    .execute();
}

export async function deskOf(db: Database, learner: string): Promise<Desk> {
  const row = await db.selectFrom("sittings").select("state").where("learner", "=", learner).executeTakeFirst();
  return row ? (JSON.parse(row.state) as Desk) : {};
}

/** The same, with nobody else changing it until the transaction ends. */
export async function heldDesk(tx: Tx, learner: string): Promise<Desk> {
  // Also for who has none yet, and on SQLite, which has no such lock and needs none: writing takes the row.
  const row = await tx
    .insertInto("sittings")
    .values({ learner, state: "{}", turn: 1 })
    .onConflict((conflict) => conflict.column("learner").doUpdateSet((is) => ({ turn: is("sittings.turn", "+", 1) })))
    .returning("state")
    .executeTakeFirstOrThrow();
  return JSON.parse(row.state) as Desk;
}

export async function saveDesk(tx: Tx, learner: string, desk: Desk): Promise<void> {
  await tx
    .updateTable("sittings")
    .set({ state: JSON.stringify(desk) })
    .where("learner", "=", learner)
    .execute();
}

export const deckKeeper: Keeper = {
  name: "cards",
  async forget(tx, learner) {
    await tx.deleteFrom("cards").where("learner", "=", learner).execute();
  },
  export: (db, learner) => db.selectFrom("cards").selectAll().where("learner", "=", learner).orderBy("due").execute(),
};

export const sittingsKeeper: Keeper = {
  name: "study",
  async forget(tx, learner) {
    await tx.deleteFrom("sittings").where("learner", "=", learner).execute();
  },
  export: deskOf,
};
