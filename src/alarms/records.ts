import type { Command } from "../conversation.ts";
import type { Database, Tx } from "../store/store.ts";

/** A command that is said at a time. One key has one alarm. */
export type Alarm = {
  readonly key: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly command: Command;
};

/** An alarm that was moved meanwhile no longer has this time, and does not fire for it. */
export type AlarmName = { readonly key: string; readonly at: number };

/** Sets an alarm, or moves it: its failures so far are forgotten. */
export async function put(tx: Tx, { key, at, command }: Alarm): Promise<void> {
  const row = { at, command: JSON.stringify(command), tries: 0, next_at: at, given_up: 0 };
  await tx
    .insertInto("alarms")
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
    .execute();
}

/** Whether there was one that had yet to fire; one that was given up is removed too. */
export async function drop(tx: Tx, key: string): Promise<boolean> {
  const row = await tx.deleteFrom("alarms").where("key", "=", key).returning("given_up").executeTakeFirst();
  return row?.given_up === 0;
}

/** Takes the alarm away and says its command: to whoever comes first. Nothing for one that was moved, or is gone. */
export async function take(tx: Tx, { key, at }: AlarmName): Promise<Command | undefined> {
  const row = await tx
    .deleteFrom("alarms")
    .where("key", "=", key)
    .where("at", "=", at)
    .where("given_up", "=", 0)
    .returning("command")
    .executeTakeFirst();
  return row && (JSON.parse(row.command) as Command);
}

export type Postponed = {
  readonly tries: number;
  /** In milliseconds since 1970. */
  readonly nextAt: number;
  /** It stays in the table, and no longer fires. */
  readonly givenUp: boolean;
};

/** Notes that an alarm could not be handled. Nothing for one that was moved, or is gone. */
export async function postpone(
  tx: Tx,
  { key, at }: AlarmName,
  next: (triesBefore: number) => Postponed,
): Promise<Postponed | undefined> {
  const it = tx.selectFrom("alarms").where("key", "=", key).where("at", "=", at).where("given_up", "=", 0);
  const row = await it.select("tries").executeTakeFirst();
  if (!row) return undefined;
  const postponed = next(row.tries);
  const { numUpdatedRows } = await tx
    .updateTable("alarms")
    .set({ tries: postponed.tries, next_at: postponed.nextAt, given_up: postponed.givenUp ? 1 : 0 })
    .where("key", "=", key)
    .where("at", "=", at)
    .where("given_up", "=", 0)
    .executeTakeFirst();
  // Between the two statements another process may have moved, cancelled or handled it.
  return numUpdatedRows > 0n ? postponed : undefined;
}

/** The alarms that are due, in due order, at most so many. */
export async function due(db: Database, now: number, most: number): Promise<readonly AlarmName[]> {
  return await db
    .selectFrom("alarms")
    .select(["key", "at"])
    .where("given_up", "=", 0)
    .where("next_at", "<=", now)
    .orderBy("next_at")
    .orderBy("key")
    .limit(most)
    .execute();
}

/** When the next alarm is due, in milliseconds since 1970; nothing where none is set. */
export async function nextDue(db: Database): Promise<number | undefined> {
  const next = db.selectFrom("alarms").select("next_at").where("given_up", "=", 0).orderBy("next_at").limit(1);
  return (await next.executeTakeFirst())?.next_at;
}
