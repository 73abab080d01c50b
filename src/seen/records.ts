import type { Tx } from "../store/store.ts";

/** How long a platform may deliver the same press again, in milliseconds. */
const remembered = 10 * 60 * 1000;

/**
 * Whether a press or message comes for the first time, by its id; noted together with its effect, so that a second
 * delivery has none, to whichever tutor and after whatever restart it comes.
 */
export async function isFirstTime(tx: Tx, id: string, now: number): Promise<boolean> {
  const noted = await tx
    .insertInto("seen")
    .values({ id, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return noted !== undefined;
}

export async function pruneSeen(tx: Tx, now: number): Promise<void> {
  await tx
    .deleteFrom("seen")
    .where("at", "<", now - remembered)
    .execute();
}
