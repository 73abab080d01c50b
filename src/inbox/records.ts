import { createHash } from "node:crypto";
import type { Keeper } from "../store/keeper.ts";
import type { Database, Tx } from "../store/store.ts";
import type { InboxRow } from "../store/tables.ts";
import { scrub } from "./scrub.ts";

/** What maintainers should look at: what learners sent of their own will, kept without what could tell whose it is. */

export const inboxKinds = ["question", "not-this", "flag"] as const;
export type InboxKind = (typeof inboxKinds)[number];

export type Message = {
  readonly kind: InboxKind;
  readonly learner: string;
  readonly text: string;
  readonly at: number;
};

/** How long a message is kept, in milliseconds: 90 days. */
export const keptFor = 90 * 24 * 60 * 60 * 1000;

/** Keeps a message; the same from the same learner twice is one. What was kept of the text. */
export async function keep(tx: Tx, { kind, learner, text, at }: Message): Promise<string> {
  const scrubbed = scrub(text);
  const id = createHash("sha256").update(`${kind} ${learner} ${scrubbed}`).digest("hex").slice(0, idLength);
  await tx
    .insertInto("inbox")
    .values({ id, kind, learner, text: scrubbed, at, resolved_at: null })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ at, resolved_at: null }))
    .execute();
  return scrubbed;
}

/** Long enough that two never meet, short enough to be typed. */
const idLength = 8;

/** Oldest first; those that were resolved only where they are asked for. */
export function messages(db: Database, { resolved }: { readonly resolved: boolean }): Promise<InboxRow[]> {
  const all = db.selectFrom("inbox").selectAll().orderBy("at").orderBy("id");
  return (resolved ? all : all.where("resolved_at", "is", null)).execute();
}

/** Whether there was an open message of this id. */
export async function resolve(tx: Tx, id: string, at: number): Promise<boolean> {
  const [updated] = await tx
    .updateTable("inbox")
    .set({ resolved_at: at })
    .where("id", "=", id)
    .where("resolved_at", "is", null)
    .execute();
  return Number(updated?.numUpdatedRows ?? 0) > 0;
}

/** Deletes what has been kept long enough. */
export async function purge(tx: Tx, now: number): Promise<void> {
  await tx
    .deleteFrom("inbox")
    .where("at", "<", now - keptFor)
    .execute();
}

export const inboxKeeper: Keeper = {
  name: "messages to the maintainers",
  async forget(tx, learner) {
    await tx.deleteFrom("inbox").where("learner", "=", learner).execute();
  },
  export: (db, learner) =>
    db.selectFrom("inbox").select(["kind", "text", "at"]).where("learner", "=", learner).orderBy("at").execute(),
};
