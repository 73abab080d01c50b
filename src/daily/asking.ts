import type { Alarms } from "../alarms/alarms.ts";
import { answersIn, answersTo, countAnswers } from "../answers/records.ts";
import { weakness } from "../answers/weak.ts";
import type { Delivery, Place } from "../conversation.ts";
import { seeded } from "../items/chance.ts";
import { draw } from "../items/draw.ts";
import { show, type Showing } from "../items/showing.ts";
import type { Item } from "../knowledge/item.ts";
import type { Library } from "../knowledge/library.ts";
import { localDate, mondayOf, type LocalDate } from "../learners/zones.ts";
import type { Database, Tx } from "../store/store.ts";
import { digestKey, dueKey, outcomeOf, postKey, type Closing } from "./closing.ts";
import { questionName, type Day } from "./day.ts";
import { digestOf } from "./digest.ts";
import { digestView } from "./digest-view.ts";
import {
  addDay,
  dayBefore,
  daysSince,
  heldSchedule,
  itemsSince,
  saveSchedule,
  type StoredDay,
  type StoredSchedule,
} from "./records.ts";
import { occurrenceOn, type Occurrence } from "./recurrence.ts";
import { daysBefore, dueNow, lastOfWeek, nextDaily, patience, resume, type Schedule } from "./schedule.ts";
import { revealAt } from "./terms.ts";
import { nothingToAskView } from "./notes.ts";
import { questionPost } from "./question-view.ts";

/** A place does not see an item again for so long while others remain, in milliseconds: 90 days. */
const unseenFor = 90 * 24 * 60 * 60 * 1000;

/** How many of a place's latest answers say what it is weak at. */
const answersLookedAt = 400;

/** A digest tells of what closed so long before it, in milliseconds: six days and a half, so that none is told of twice. */
const digestSpan = 6.5 * 24 * 60 * 60 * 1000;

/** A digest comes at the latest so long after the week's last daily, in milliseconds: 8 hours. */
const digestAfter = 8 * 60 * 60 * 1000;

export type AskingSurroundings = {
  readonly alarms: Alarms;
  readonly send: (tx: Tx, delivery: Delivery) => Promise<void>;
  readonly newToken: () => string;
};

/** What the clock does of its own accord: asks and sums the week up. All of it in a transaction of the caller's. */
export type Asking = {
  /** Sets the alarm of a schedule's next daily, or calls it off. */
  readonly arrange: (tx: Tx, id: string, schedule: Schedule, now: number) => Promise<void>;
  readonly due: (tx: Tx, id: string, now: number) => Promise<void>;
  /** Asks the daily of a date, whatever the time: whether that is its first. */
  readonly ask: (
    tx: Tx,
    stored: StoredSchedule,
    date: LocalDate,
    now: number,
  ) => Promise<"asked" | "before" | "nothing">;
  readonly digest: (tx: Tx, id: string, week: LocalDate, now: number) => Promise<void>;
  /** Changes what a daily's post says of how many have answered. */
  readonly showProgress: (tx: Tx, stored: StoredDay) => Promise<void>;
  /** A schedule ends: nothing more is asked. */
  readonly retire: (tx: Tx, id: string) => Promise<void>;
  readonly showingOf: (stored: Pick<StoredDay, "id" | "day">) => Showing | undefined;
};

export function makeAsking(
  library: Library,
  items: ReadonlyMap<string, Item>,
  { closeOverdue, note }: Closing,
  { alarms, send, newToken }: AskingSurroundings,
): Asking {
  const showingOf: Asking["showingOf"] = ({ id, day }) => {
    const item = items.get(day.item);
    return item && show(item, id);
  };

  const drawn = async (db: Database, place: Place, schedule: Schedule, seed: string, now: number) => {
    const answers = await answersIn(db, place.platform, place.id, answersLookedAt);
    const answered = answers.filter(({ at }) => at >= now - unseenFor).map(({ item }) => item);
    const [item] = draw(
      library.items,
      {
        count: 1,
        ...(schedule.about ? { topic: schedule.about.topic } : {}),
        seen: [...answered.reverse(), ...(await itemsSince(db, place, now - unseenFor))],
        weak: weakness(answers.reverse(), items, false),
      },
      seeded(seed),
    );
    return item;
  };

  const arrange: Asking["arrange"] = async (tx, id, schedule, now) => {
    const next = nextDaily(schedule, now);
    if (next) await alarms.set(tx, dueKey(id), next.at, { name: "day", arguments: [id, "due"] });
    else await alarms.cancel(tx, dueKey(id));
  };

  const ask: Asking["ask"] = async (tx, { id: scheduleId, place, schedule }, date, now) => {
    const last = await dayBefore(tx, scheduleId, date);
    const item = await drawn(tx, place, schedule, `${scheduleId} ${date}`, now);
    if (!item) return "nothing";
    const id = `d-${newToken()}`;
    const before = last && last.day.phase === "closed" ? await outcomeOf(tx, last) : undefined;
    const day: Day = {
      ...{ phase: "open", schedule: scheduleId, date, zone: schedule.recurrence.zone },
      ...{ item: item.id, revision: item.revision, askedAt: now, toldAtOnce: schedule.toldAtOnce },
      revealAt: revealAt(schedule, { at: onTime(schedule, date, now), date }),
      ...(before ? { before } : {}),
    };
    if (!(await addDay(tx, { id, place, day }))) return "before";
    await send(tx, {
      ...{ key: postKey(id), place, until: now + patience },
      reply: questionPost(id, day, show(item, id), 0),
    });
    await alarms.set(tx, `reveal ${id}`, day.revealAt, { name: "day", arguments: [id, "reveal"] });
    if (schedule.digest)
      await alarms.set(tx, digestKey(scheduleId), digestAt(schedule, date, day), {
        ...{ name: "day", arguments: [scheduleId, `digest.${mondayOf(date)}`] },
      });
    return "asked";
  };

  return {
    showingOf,
    arrange,
    ask,
    async due(tx, id, now) {
      const held = await heldSchedule(tx, id);
      if (!held) return;
      let schedule = await closeOverdue(tx, held, now);
      const occurrence: Occurrence | undefined = dueNow(schedule, now, localDate(now, schedule.recurrence.zone));
      if (occurrence) {
        if (schedule.paused) {
          schedule = resume(schedule); // the day has come until which it was paused
          await saveSchedule(tx, id, schedule);
        }
        const asked = await ask(tx, { ...held, schedule }, occurrence.date, now);
        if (asked === "nothing")
          await note(tx, schedule, `nothing ${id} ${occurrence.date}`, nothingToAskView(id, schedule), now);
      }
      await arrange(tx, id, schedule, now);
    },
    async retire(tx, id) {
      await alarms.cancel(tx, dueKey(id));
      await alarms.cancel(tx, digestKey(id));
    },
    async digest(tx, id, week, now) {
      const held = await heldSchedule(tx, id);
      if (!held?.schedule.digest) return;
      await closeOverdue(tx, held, now);
      // By when they closed: of one that is open nothing is told, and it counts the week after.
      const days = (await daysSince(tx, id, daysBefore(week, 7))).filter(
        ({ day }) => day.phase === "closed" && day.revealAt > now - digestSpan && day.revealAt <= now,
      );
      const rows = [];
      for (const day of days) rows.push(...(await answersTo(tx, questionName(day.id))));
      const digest = digestOf(days, rows, items, library.pairs);
      if (digest.people < 2) return; // what one person did is nobody else's business
      await send(tx, { key: `digest ${id} ${week}`, place: held.place, reply: digestView(id, digest) });
    },
    async showProgress(tx, stored) {
      const showing = showingOf(stored);
      if (!showing || stored.day.phase !== "open") return;
      const answered = await countAnswers(tx, questionName(stored.id), "daily");
      await send(tx, {
        ...{ key: `${postKey(stored.id)} ${String(stored.turn)}`, replaces: postKey(stored.id), minor: true },
        ...{ place: stored.place, reply: questionPost(stored.id, stored.day, showing, answered) },
      });
    },
  };
}

/** The time that was promised, where the daily came hardly later than that. */
function onTime({ recurrence }: Schedule, date: LocalDate, now: number): number {
  const promised = occurrenceOn(recurrence, date)?.at ?? now;
  return now >= promised && now - promised < hardlyLater ? promised : now;
}

const hardlyLater = 60_000;

/** With the result of the week's last daily, or some hours after it where that comes later. */
function digestAt(schedule: Schedule, date: LocalDate, asked: Day): number {
  const last = lastOfWeek(schedule, date);
  if (last === undefined) return Math.min(asked.revealAt, asked.askedAt + digestAfter);
  return Math.min(revealAt(schedule, last), last.at + digestAfter);
}
