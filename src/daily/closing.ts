import type { Alarms } from "../alarms/alarms.ts";
import { close as closeAnswers, unsent } from "../answers/answers.ts";
import { answersTo, countAnswers, takeDrafts } from "../answers/records.ts";
import { directMessage, type Delivery, type Reply } from "../conversation.ts";
import { show } from "../items/showing.ts";
import type { Item } from "../knowledge/item.ts";
import type { Database, Tx } from "../store/store.ts";
import { questionName, type Day, type Outcome } from "./day.ts";
import { gaveUpView, notPostedView } from "./notes.ts";
import { closedView } from "./question-view.ts";
import {
  dayOf,
  heldDay,
  heldSchedule,
  openDays,
  saveDay,
  saveSchedule,
  type StoredDay,
  type StoredSchedule,
} from "./records.ts";
import { afterClosing, type Schedule } from "./schedule.ts";

/** A note is tried for so long, as what it tells of may have befallen the whole platform; in milliseconds: 2 days. */
const notesLast = 2 * 24 * 60 * 60 * 1000;

/** So is the closing of a post, before which none can be made in its channel; in milliseconds: half an hour. */
const closingLasts = 30 * 60 * 1000;

export type Closing = {
  /** Closes a daily, at its own time. */
  readonly reveal: (tx: Tx, id: string, now: number) => Promise<void>;
  /** Closes those of a schedule whose time has come, though their own alarms have yet to ring. The schedule as it then is. */
  readonly closeOverdue: (tx: Tx, held: StoredSchedule, now: number) => Promise<Schedule>;
  /** A daily's post could not be made, or can be shown no more. */
  readonly lost: (tx: Tx, id: string, now: number) => Promise<void>;
  /** Tells whoever set a schedule. */
  readonly note: (tx: Tx, schedule: Schedule, key: string, reply: Reply, now: number) => Promise<void>;
};

/** The one alarm of a schedule. */
export function dueKey(schedule: string): string {
  return `daily ${schedule}`;
}

/** Of its weekly summary. */
export function digestKey(schedule: string): string {
  return `digest ${schedule}`;
}

/** Names the post of a daily, so that it is found again. */
export function postKey(id: string): string {
  return `day ${id} post`;
}

/** The daily that a post belongs to. */
export function dayOfPost(key: string): string | undefined {
  return /^day (d-\S+) post/.exec(key)?.[1];
}

/** How dailies end: their figures are made final, and their schedules keep count. */
export function makeClosing(
  items: ReadonlyMap<string, Item>,
  { alarms, send }: { readonly alarms: Alarms; readonly send: (tx: Tx, delivery: Delivery) => Promise<void> },
): Closing {
  const note: Closing["note"] = async (tx, { setter }, key, reply, now) => {
    if (setter === "") return; // who set it is forgotten
    await send(tx, { key, place: directMessage(setter), reply, until: now + notesLast });
  };

  const closeHeld = async (tx: Tx, { id, place, day, turn }: StoredDay, now: number): Promise<number> => {
    const item = items.get(day.item);
    const question = questionName(id);
    await takeDrafts(tx, question, unsent);
    if (item) await closeAnswers(tx, question, 1, item);
    const closed: Day = { ...day, phase: "closed" };
    await saveDay(tx, id, closed);
    const outcome = await outcomeOf(tx, { id, day: closed });
    const showing = item && show(item, id);
    if (showing)
      await send(tx, {
        ...{ key: `${postKey(id)} ${String(turn)}`, replaces: postKey(id), place, until: now + closingLasts },
        reply: closedView(id, closed, showing, outcome),
      });
    return outcome.answered;
  };

  /** Pauses the schedule where nobody has answered for long. */
  const countClosing = async (
    tx: Tx,
    held: StoredSchedule,
    dayId: string,
    answered: number,
    now: number,
  ): Promise<Schedule> => {
    const { schedule, gaveUp } = afterClosing(held.schedule, answered);
    await saveSchedule(tx, held.id, schedule);
    if (gaveUp) {
      await alarms.cancel(tx, dueKey(held.id));
      await note(tx, schedule, `gave up ${dayId}`, gaveUpView(held.id, schedule), now);
    }
    return schedule;
  };

  const close = async (
    tx: Tx,
    held: StoredSchedule | undefined,
    dayId: string,
    now: number,
  ): Promise<Schedule | undefined> => {
    const stored = await heldDay(tx, dayId);
    if (stored?.day.phase !== "open") return held?.schedule;
    const answered = await closeHeld(tx, stored, now);
    return held && countClosing(tx, held, dayId, answered, now);
  };

  const closeOverdue: Closing["closeOverdue"] = async (tx, held, now) => {
    let { schedule } = held;
    for (const open of await openDays(tx, held.id))
      if (open.day.revealAt <= now) schedule = (await close(tx, { ...held, schedule }, open.id, now)) ?? schedule;
    return schedule;
  };

  return {
    note,
    closeOverdue,
    async reveal(tx, id, now) {
      const stored = await heldDayOfSchedule(tx, id);
      if (stored) await close(tx, stored.held, id, now);
    },
    async lost(tx, id, now) {
      const stored = await heldDayOfSchedule(tx, id);
      if (stored?.day.phase !== "open") return;
      // Somebody has answered: it was there, and was deleted since. What was answered counts.
      if ((await countAnswers(tx, questionName(id), "daily")) > 0) {
        await close(tx, stored.held, id, now);
        return;
      }
      await saveDay(tx, id, { ...stored.day, phase: "skipped" });
      if (!stored.held) return;
      await note(tx, stored.held.schedule, `not posted ${id}`, notPostedView(stored.held), now);
      await countClosing(tx, stored.held, id, 0, now);
    },
  };
}

/** How a closed daily went, as it is told for good. */
export async function outcomeOf(db: Database, { id, day }: Pick<StoredDay, "id" | "day">): Promise<Outcome> {
  const rows = (await answersTo(db, questionName(id))).filter(({ mode }) => mode === "daily");
  return { day: id, date: day.date, answered: rows.length, right: rows.filter(({ correct }) => correct === 1).length };
}

/** The schedule is taken up first, then its daily: whoever changes both does so in this order. */
async function heldDayOfSchedule(tx: Tx, id: string) {
  const seen = await dayOf(tx, id);
  if (!seen) return undefined;
  const held = await heldSchedule(tx, seen.day.schedule);
  const stored = await heldDay(tx, id);
  return stored && { ...stored, held };
}
