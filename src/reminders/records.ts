import { channelFrom, type Place } from "../conversation.ts";
import type { LocalTime } from "../daily/recurrence.ts";
import type { LocalDate } from "../learners/zones.ts";
import type { Database, Tx } from "../store/store.ts";
import type { ReminderRow } from "../store/tables.ts";
import type { ReminderKind } from "./wish.ts";

/** When a learner is reminded of something. */
export type Reminder = {
  readonly learner: string;
  readonly kind: ReminderKind;
  readonly time: LocalTime;
  /** An IANA name. */
  readonly zone: string;
  /** The channel that it was asked for in, if it was in one. */
  readonly place?: Place;
  /** The day for which the last nudge was sent. */
  readonly toldOn?: LocalDate;
};

/** Sets it, in place of an earlier one of its kind; which day was the last one told stays. */
export async function putReminder(tx: Tx, { learner, kind, time, zone, place }: Reminder): Promise<void> {
  const row = {
    ...{ time, zone, platform: place?.platform ?? null, place: place?.id ?? null },
    community: place?.community ?? null,
  };
  await tx
    .insertInto("reminders")
    .values({ learner, kind, ...row, told_on: null })
    .onConflict((conflict) => conflict.columns(["learner", "kind"]).doUpdateSet(row))
    .execute();
}

/** Whether it was on. It is kept which day was the last one told. */
export async function switchOff(tx: Tx, learner: string, kind: ReminderKind): Promise<boolean> {
  const row = await tx
    .updateTable("reminders")
    .set({ time: null })
    .where("learner", "=", learner)
    .where("kind", "=", kind)
    .where("time", "is not", null)
    .returning("kind")
    .executeTakeFirst();
  return row !== undefined;
}

/** Those of a learner that are on. */
export async function remindersOf(db: Database, learner: string): Promise<Reminder[]> {
  const rows = await db
    .selectFrom("reminders")
    .selectAll()
    .where("learner", "=", learner)
    .where("time", "is not", null)
    .orderBy("kind")
    .execute();
  return rows.flatMap((row) => reminderFrom(row) ?? []);
}

/** All about a learner, as it is stored. */
export function reminderRowsOf(db: Database, learner: string): Promise<ReminderRow[]> {
  return db.selectFrom("reminders").selectAll().where("learner", "=", learner).orderBy("kind").execute();
}

/** One that is on, with nobody else changing it until the transaction ends. */
export async function heldReminder(tx: Tx, learner: string, kind: string): Promise<Reminder | undefined> {
  const row = await tx
    .updateTable("reminders")
    .set((is) => ({ told_on: is.ref("told_on") }))
    .where("learner", "=", learner)
    .where("kind", "=", kind)
    .returningAll()
    .executeTakeFirst();
  return row && reminderFrom(row);
}

export async function setTold(tx: Tx, { learner, kind }: Reminder, date: LocalDate): Promise<void> {
  await tx
    .updateTable("reminders")
    .set({ told_on: date })
    .where("learner", "=", learner)
    .where("kind", "=", kind)
    .execute();
}

export async function setZone(tx: Tx, learner: string, zone: string): Promise<void> {
  await tx.updateTable("reminders").set({ zone }).where("learner", "=", learner).execute();
}

export async function deleteReminders(tx: Tx, learner: string): Promise<void> {
  await tx.deleteFrom("reminders").where("learner", "=", learner).execute();
}

/** Takes out where they were asked for, for a workspace or server that the tutor has left. */
export async function forgetWhere(tx: Tx, platform: string, community: string): Promise<void> {
  await tx
    .updateTable("reminders")
    .set({ platform: null, place: null, community: null })
    .where("platform", "=", platform)
    .where("community", "=", community)
    .execute();
}

function reminderFrom({ learner, kind, time, zone, told_on, ...where }: ReminderRow): Reminder | undefined {
  if (time === null) return undefined;
  const { platform, place, community } = where;
  return {
    ...{ learner, kind: kind as ReminderKind, time, zone },
    ...(told_on === null ? {} : { toldOn: told_on }),
    ...(platform === null || place === null ? {} : { place: channelFrom(platform, place, community) }),
  };
}
