import { channelFrom, type Place } from "../conversation.ts";
import type { Database, Tx } from "../store/store.ts";
import type { DailyRow, ScheduleRow } from "../store/tables.ts";
import type { Day } from "./day.ts";
import type { LocalDate } from "../learners/zones.ts";
import type { Schedule } from "./schedule.ts";

/** A schedule as it is stored. */
export type StoredSchedule = { readonly id: string; readonly place: Place; readonly schedule: Schedule };

/** A daily as it is stored; `turn` counts how often it was taken up. */
export type StoredDay = { readonly id: string; readonly place: Place; readonly day: Day; readonly turn: number };

/** Whether it is a new one: a place has one at most for the same times. */
export async function addSchedule(tx: Tx, { id, place, schedule }: StoredSchedule, at: number): Promise<boolean> {
  const added = await tx
    .insertInto("schedules")
    .values({
      ...{ id, ...whereabouts(place), setter: schedule.setter, times: JSON.stringify(schedule.recurrence) },
      ...{ state: JSON.stringify(schedule), set_at: at },
    })
    .onConflict((conflict) => conflict.columns(["platform", "place", "times"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return added !== undefined;
}

export async function scheduleOf(db: Database, id: string): Promise<StoredSchedule | undefined> {
  const row = await db.selectFrom("schedules").selectAll().where("id", "=", id).executeTakeFirst();
  return row && storedSchedule(row);
}

/** The same, with nobody else changing it until the transaction ends. */
export async function heldSchedule(tx: Tx, id: string): Promise<StoredSchedule | undefined> {
  const row = await tx
    .updateTable("schedules")
    .set((is) => ({ set_at: is.ref("set_at") }))
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
  return row && storedSchedule(row);
}

export async function saveSchedule(tx: Tx, id: string, schedule: Schedule): Promise<void> {
  await tx
    .updateTable("schedules")
    .set({ setter: schedule.setter, state: JSON.stringify(schedule) })
    .where("id", "=", id)
    .execute();
}

export async function deleteSchedule(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom("schedules").where("id", "=", id).execute();
}

/** The schedules of a place, in the order in which they were set. */
export async function schedulesIn(db: Database, { platform, id }: Place): Promise<StoredSchedule[]> {
  const rows = await db
    .selectFrom("schedules")
    .selectAll()
    .where("platform", "=", platform)
    .where("place", "=", id)
    .orderBy("set_at")
    .orderBy("id")
    .execute();
  return rows.map(storedSchedule);
}

export async function schedulesSetBy(db: Database, learner: string): Promise<StoredSchedule[]> {
  const rows = await db.selectFrom("schedules").selectAll().where("setter", "=", learner).orderBy("set_at").execute();
  return rows.map(storedSchedule);
}

/** The schedules that some dailies belong to and that still go on, in the order in which they were set. */
export async function schedulesOfDays(db: Database, days: readonly string[]): Promise<StoredSchedule[]> {
  if (days.length === 0) return [];
  const rows = await db
    .selectFrom("schedules")
    .selectAll()
    .where("id", "in", (where) => where.selectFrom("dailies").select("schedule").where("id", "in", days))
    .orderBy("set_at")
    .execute();
  return rows.map(storedSchedule);
}

/** The schedules of a workspace or server, in the order in which they were set. */
export async function schedulesOf(db: Database, platform: string, community: string): Promise<StoredSchedule[]> {
  const rows = await db
    .selectFrom("schedules")
    .selectAll()
    .where("platform", "=", platform)
    .where("community", "=", community)
    .orderBy("set_at")
    .execute();
  return rows.map(storedSchedule);
}

/** Whether the schedule's daily of that date is a new one: there is one at most. */
export async function addDay(tx: Tx, { id, place, day }: Omit<StoredDay, "turn">): Promise<boolean> {
  const added = await tx
    .insertInto("dailies")
    .values({
      ...{ id, schedule: day.schedule, date: day.date, ...whereabouts(place) },
      ...{ item: day.item, state: JSON.stringify(day), turn: 0, open: 1, asked_at: day.askedAt },
    })
    .onConflict((conflict) => conflict.columns(["schedule", "date"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return added !== undefined;
}

export async function dayOf(db: Database, id: string): Promise<StoredDay | undefined> {
  const row = await db.selectFrom("dailies").selectAll().where("id", "=", id).executeTakeFirst();
  return row && storedDay(row);
}

export async function daysOf(db: Database, ids: readonly string[]): Promise<StoredDay[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("dailies").selectAll().where("id", "in", ids).execute();
  return rows.map(storedDay);
}

/** The same, with nobody else changing it until the transaction ends. */
export async function heldDay(tx: Tx, id: string): Promise<StoredDay | undefined> {
  const row = await tx
    .updateTable("dailies")
    .set((is) => ({ turn: is("turn", "+", 1) }))
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
  return row && storedDay(row);
}

export async function saveDay(tx: Tx, id: string, day: Day): Promise<void> {
  await tx
    .updateTable("dailies")
    .set({ state: JSON.stringify(day), open: day.phase === "open" ? 1 : 0 })
    .where("id", "=", id)
    .execute();
}

/** The dailies of a schedule that are still open. */
export async function openDays(db: Database, schedule: string): Promise<StoredDay[]> {
  const rows = await db
    .selectFrom("dailies")
    .selectAll()
    .where("schedule", "=", schedule)
    .where("open", "=", 1)
    .orderBy("date")
    .execute();
  return rows.map(storedDay);
}

/** Takes out a schedule's daily of a date, if it could not be posted. */
export async function deleteSkipped(tx: Tx, schedule: string, date: LocalDate): Promise<void> {
  const row = await tx
    .selectFrom("dailies")
    .selectAll()
    .where("schedule", "=", schedule)
    .where("date", "=", date)
    .executeTakeFirst();
  if (row && storedDay(row).day.phase === "skipped") await tx.deleteFrom("dailies").where("id", "=", row.id).execute();
}

/** The dailies of a place that are still open. */
export async function openDaysIn(db: Database, { platform, id }: Place): Promise<StoredDay[]> {
  const rows = await db
    .selectFrom("dailies")
    .selectAll()
    .where("platform", "=", platform)
    .where("place", "=", id)
    .where("open", "=", 1)
    .execute();
  return rows.map(storedDay);
}

/** The dailies of a schedule from a date on, oldest first. */
export async function daysSince(db: Database, schedule: string, date: LocalDate): Promise<StoredDay[]> {
  const rows = await db
    .selectFrom("dailies")
    .selectAll()
    .where("schedule", "=", schedule)
    .where("date", ">=", date)
    .orderBy("date")
    .execute();
  return rows.map(storedDay);
}

/** The last daily of a schedule that was asked before a date. */
export async function dayBefore(db: Database, schedule: string, date: LocalDate): Promise<StoredDay | undefined> {
  const row = await db
    .selectFrom("dailies")
    .selectAll()
    .where("schedule", "=", schedule)
    .where("date", "<", date)
    .orderBy("date", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && storedDay(row);
}

/** The items that dailies in a place have asked since a time, oldest first. */
export async function itemsSince(db: Database, { platform, id }: Place, since: number): Promise<string[]> {
  const rows = await db
    .selectFrom("dailies")
    .select("item")
    .where("platform", "=", platform)
    .where("place", "=", id)
    .where("asked_at", ">=", since)
    .orderBy("asked_at")
    .execute();
  return rows.map(({ item }) => item);
}

export async function deleteDailiesOf(tx: Tx, platform: string, community: string): Promise<void> {
  for (const table of ["schedules", "dailies"] as const)
    await tx.deleteFrom(table).where("platform", "=", platform).where("community", "=", community).execute();
}

function whereabouts({ platform, id, community }: Place) {
  return { platform, place: id, community: community ?? null };
}

function storedSchedule(row: ScheduleRow): StoredSchedule {
  return {
    id: row.id,
    place: channelFrom(row.platform, row.place, row.community),
    schedule: JSON.parse(row.state) as Schedule,
  };
}

function storedDay(row: DailyRow): StoredDay {
  return {
    id: row.id,
    place: channelFrom(row.platform, row.place, row.community),
    day: JSON.parse(row.state) as Day,
    turn: row.turn,
  };
}
