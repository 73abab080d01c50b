import type { ExpressionBuilder } from "kysely";
import { hasDirectMessages, platforms, type Delivery, type Reply } from "../conversation.ts";
import type { Database, Store, Tx } from "../store/store.ts";
import type { Keeper } from "../store/keeper.ts";
import type { OutboxRow, Tables } from "../store/tables.ts";
import type { Ledger } from "./ledger.ts";

/** The outbox: deliveries that were saved together with what they tell. */

/** How long a row is kept after its post was made or given up, in milliseconds: as long as it may be edited. */
const keptFor = 30 * 24 * 60 * 60 * 1000;

/** A post to a channel that has waited so long for its platform, or longer than it was worth, tells nothing any more. */
const waitsFor = 2 * 24 * 60 * 60 * 1000;

const states = ["waiting", "sending", "sent", "failed", "unknown"];

/** The first turn of a time in milliseconds: a turn is a thousandth of one, so that several keep their order. */
export function turnAt(time: number): number {
  return time * 1000;
}

/**
 * The same key twice is one delivery. An edit takes the place of those of the same post that still wait. `turn` orders
 * what goes out; whatever it stands on comes before it, also if that was put by a tutor whose clock is ahead.
 */
export async function putDelivery(tx: Tx, delivery: Delivery, turn: number, now: number): Promise<void> {
  const { key, place, replaces = null } = delivery;
  if (replaces !== null)
    await tx.deleteFrom("outbox").where("replaces", "=", replaces).where("state", "=", "waiting").execute();
  const before = await lastBefore(tx, delivery);
  await tx
    .insertInto("outbox")
    .values({
      ...{ key, turn: Math.max(turn, before + 1), replaces, put_at: now, platform: place.platform, place: place.id },
      learner: place.id.startsWith(`${place.platform}:`) ? place.id : null,
      delivery: JSON.stringify(delivery),
      ...{ state: "waiting", reference: null, claimed_at: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The turn of the last delivery that another stands on; 0 where it stands on none. */
async function lastBefore(tx: Tx, { replaces, under }: Delivery): Promise<number> {
  if (replaces === undefined && under === undefined) return 0;
  const { turn } = await tx
    .selectFrom("outbox")
    .select(({ fn }) => fn.max<number | null>("turn").as("turn"))
    .where(standsOn({ replaces, under }))
    .executeTakeFirstOrThrow();
  return turn ?? 0;
}

/** The post that is edited, other edits of it, and the post that it is put under. */
function standsOn({ replaces, under }: { readonly replaces: string | undefined; readonly under: string | undefined }) {
  return (where: ExpressionBuilder<Tables, "outbox">) =>
    where.or([
      ...(replaces === undefined ? [] : [where("key", "=", replaces), where("replaces", "=", replaces)]),
      ...(under === undefined ? [] : [where("key", "=", under)]),
    ]);
}

/**
 * What waits for these platforms, in its order, and what was begun before the given time and never ended; but for the
 * keys that are in hand, and for what waits for a learner to say something.
 */
export async function unsettled(
  db: Database,
  begunBefore: number,
  reached: readonly string[],
  inHand: ReadonlySet<string>,
): Promise<Delivery[]> {
  if (reached.length === 0) return [];
  const rows = await db
    .selectFrom("outbox")
    .select(["key", "delivery"])
    .where("platform", "in", reached)
    .where((where) =>
      where.or([
        where("state", "=", "waiting"),
        where.and([where("state", "=", "sending"), where("claimed_at", "<", begunBefore)]),
      ]),
    )
    .where((where) => where.or([where("learner", "is", null), where("platform", "in", withDirectMessages)]))
    .orderBy("turn")
    .limit(mostAtOnce + inHand.size)
    .execute();
  return rows.flatMap(({ key, delivery }) => (inHand.has(key) ? [] : [JSON.parse(delivery) as Delivery]));
}

const mostAtOnce = 1000;

const withDirectMessages = platforms.filter((platform) => hasDirectMessages[platform]);

/** Whether something waits for a learner whom the tutor cannot write to. */
export async function isAnythingWaiting(store: Store, learner: string): Promise<boolean> {
  const waits = (db: Database) =>
    db
      .selectFrom("outbox")
      .select("key")
      .where("learner", "=", learner)
      .where("state", "=", "waiting")
      .executeTakeFirst();
  return (await store.read(waits)) !== undefined;
}

/** Takes it out: to be told with whatever they are told next, unless it is no longer worth it. */
export async function takeWaiting(store: Store, learner: string, now: number): Promise<Reply[]> {
  const taken = await store.write((tx) =>
    tx
      .deleteFrom("outbox")
      .where("learner", "=", learner)
      .where("state", "=", "waiting")
      .returning(["turn", "delivery"])
      .execute(),
  );
  return taken
    .sort((a, b) => a.turn - b.turn)
    .map(({ delivery }) => JSON.parse(delivery) as Delivery)
    .filter(({ until = Infinity }) => now < until)
    .map(({ reply }) => reply);
}

/** Who hears what becomes of deliveries in the outbox. */
export type Hearing = {
  /** Of those that can be shown no more, and of those with an `until` that were given up. It is heard before it is noted. */
  readonly onLost: (key: string) => Promise<void> | void;
  /** Of posts, not of edits, that are there. */
  readonly onPosted: (key: string, at: number) => void;
  /** That one cannot be made yet. */
  readonly onWait: () => void;
  /** A try that was begun since then and not here is another tutor's, and under way. */
  readonly begunBefore: () => number;
  readonly now: () => number;
};

/** The ledger of deliveries that were put in the outbox. */
export function outboxLedger(store: Store, { onLost, onPosted, onWait, begunBefore, now }: Hearing): Ledger {
  const ours = new Map<string, number>();
  const update = ({ key }: Delivery, change: Partial<OutboxRow>) =>
    store.write(async (tx) => {
      await tx.updateTable("outbox").set(change).where("key", "=", key).execute();
    });
  return {
    claim: (delivery, now) =>
      store.write(async (tx) => {
        const { key } = delivery;
        const row = await tx
          .selectFrom("outbox")
          .select(["turn", "state", "claimed_at"])
          .where("key", "=", key)
          .executeTakeFirst();
        if (!row || (row.state !== "waiting" && row.state !== "sending")) return undefined;
        const begun = row.state === "sending" ? row.claimed_at : null;
        if (begun !== null && begun !== ours.get(key) && begun >= begunBefore()) return undefined;
        if (await isSuperseded(tx, delivery, row.turn)) return undefined;
        if (await mustWait(tx, delivery, row.turn)) {
          onWait();
          return undefined;
        }
        const claimed = await tx
          .updateTable("outbox")
          .set({ state: "sending", claimed_at: now })
          .where("key", "=", key)
          .where("state", "=", row.state)
          .where("claimed_at", row.claimed_at === null ? "is" : "=", row.claimed_at)
          .returning("key")
          .executeTakeFirst();
        if (!claimed) return undefined;
        ours.set(key, now);
        return begun === null ? {} : { since: begun };
      }),
    release: (delivery) => update(delivery, { state: "waiting", claimed_at: null }),
    async settle(delivery, outcome) {
      const at = now();
      ours.delete(delivery.key);
      // Before it is noted: killed in between, it would never be told of.
      if (outcome.state === "failed" && outcome.refused) await onLost(delivery.replaces ?? delivery.key);
      else if (outcome.state === "failed" && delivery.until !== undefined) await onLost(delivery.key);
      // Once made, what it said is no longer needed here: it may be private.
      const said = JSON.stringify({ ...delivery, reply: { ...delivery.reply, parts: [] } });
      const reference = outcome.state === "sent" ? outcome.reference : null;
      await store.write(async (tx) => {
        await tx
          .updateTable("outbox")
          .set({ state: outcome.state, reference, delivery: said })
          .where("key", "=", delivery.key)
          .execute();
        if (reference !== null && delivery.replaces !== undefined)
          await tx.updateTable("outbox").set({ reference }).where("key", "=", delivery.replaces).execute();
      });
      // Not before it is noted: an edit that this leads to stands on it.
      if (outcome.state === "sent" && delivery.replaces === undefined) onPosted(delivery.key, at);
    },
    async referenceOf(key) {
      const row = await store.read((db) =>
        db.selectFrom("outbox").select("reference").where("key", "=", key).executeTakeFirst(),
      );
      return row?.reference ?? undefined;
    },
  };
}

/** Takes an edit out that says less than a later one of the same post, which may be there already. */
async function isSuperseded(tx: Tx, { key, replaces }: Delivery, turn: number): Promise<boolean> {
  if (replaces === undefined) return false;
  const later = await tx
    .selectFrom("outbox")
    .select("key")
    .where("replaces", "=", replaces)
    .where("turn", ">", turn)
    .executeTakeFirst();
  if (later) await tx.deleteFrom("outbox").where("key", "=", key).execute();
  return later !== undefined;
}

/** Whether something that it stands on is still to be made: with two tutors, by the other one perhaps. */
async function mustWait(tx: Tx, { replaces, under }: Delivery, turn: number): Promise<boolean> {
  if (replaces === undefined && under === undefined) return false;
  const before = await tx
    .selectFrom("outbox")
    .select("key")
    .where(standsOn({ replaces, under }))
    .where("turn", "<", turn)
    .where("state", "in", ["waiting", "sending"])
    .executeTakeFirst();
  return before !== undefined;
}

/** Deletes what was settled long ago, and what waited too long for its platform. */
export async function pruneOutbox(tx: Tx, now: number): Promise<void> {
  // By state and turn, of which there is an index: the table may hold a month of posts, and this is done every hour.
  await tx
    .deleteFrom("outbox")
    .where("state", "in", states)
    .where("turn", "<", turnAt(now - keptFor))
    .execute();
  const old = await tx
    .selectFrom("outbox")
    .select(["key", "delivery"])
    .where("state", "=", "waiting")
    .where("learner", "is", null)
    .where("put_at", "<", now - waitsFor)
    .execute();
  const outdated = old.filter(({ delivery }) => ((JSON.parse(delivery) as Delivery).until ?? 0) < now - waitsFor);
  for (const { key } of outdated) await tx.deleteFrom("outbox").where("key", "=", key).execute();
}

export const outboxKeeper: Keeper = {
  name: "direct messages",
  async forget(tx, learner) {
    await tx.deleteFrom("outbox").where("learner", "=", learner).execute();
  },
  export: (db, learner) =>
    db.selectFrom("outbox").select(["key", "state", "put_at"]).where("learner", "=", learner).orderBy("turn").execute(),
};
