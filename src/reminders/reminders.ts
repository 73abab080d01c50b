import type { Alarms } from "../alarms/alarms.ts";
import type { Alarm } from "../alarms/records.ts";
import { offeredAmongOthers, type Door } from "../command.ts";
import {
  channelOf,
  directMessage,
  hasDirectMessages,
  type Delivery,
  type Reply,
  type Request,
} from "../conversation.ts";
import { fullHours } from "../daily/clock-words.ts";
import { knownZoneOf, schedulesOfLearner, unansweredOf } from "../daily/expected.ts";
import { schedulesIn } from "../daily/records.ts";
import { lastUpTo, nextAfter, weekdays, type Recurrence } from "../daily/recurrence.ts";
import type { Library } from "../knowledge/library.ts";
import type { Learners } from "../learners/learners.ts";
import { setLearner } from "../learners/records.ts";
import { say } from "../replies.ts";
import type { Keeper } from "../store/keeper.ts";
import type { Database, Store, Tx } from "../store/store.ts";
import { countDue } from "../study/records.ts";
import { alarmKey, makeRemindersKeeper } from "./forgetting.ts";
import { heldReminder, putReminder, remindersOf, setTold, setZone, switchOff, type Reminder } from "./records.ts";
import { rows } from "./rows.ts";
import { dailyNudge, offView, reviewsNudge, setView, statusView } from "./view.ts";
import { isWish, readWish, reminderKinds, type ReminderKind, type Wish } from "./wish.ts";

/** A nudge comes so late at most, in milliseconds, else not at all: 2 hours. */
const patience = 2 * 60 * 60 * 1000;

export type Reminders = Door & {
  /** Hears the alarms of reminders. */
  readonly ring: (tx: Tx, alarm: Alarm) => Promise<void>;
  /** A learner's days go by another zone from now on, and so do their reminders. */
  readonly moved: (tx: Tx, learner: string, zone: string, now: number) => Promise<void>;
  /** Switches off reminders of a learner, all where no kind is given; whether any was on. */
  readonly stop: (tx: Tx, learner: string, of?: ReminderKind) => Promise<boolean>;
  readonly keeper: Keeper;
};

export type RemindersSurroundings = {
  readonly store: Store;
  readonly alarms: Alarms;
  readonly send: (tx: Tx, delivery: Delivery) => Promise<void>;
  readonly learners: Pick<Learners, "meet" | "get">;
  readonly now: () => number;
};

/** Private nudges, for who asked for them: that a daily is unanswered, or that reviews are due. */
export function makeReminders(
  library: Pick<Library, "items">,
  { store, alarms, send, learners, now }: RemindersSurroundings,
): Reminders {
  const items = new Map(library.items.map((item) => [item.id, item]));

  const arrange = (tx: Tx, reminder: Reminder, after: number) => {
    const { learner, kind } = reminder;
    const { at } = nextAfter(recurrenceOf(reminder), after);
    return alarms.set(tx, alarmKey(learner, kind), at, { name: "remind", arguments: [learner, kind] });
  };

  /** The zone that goes without saying: the learner's own, that of another reminder, or of a daily question of theirs. */
  const usualZone = async (db: Database, { learner, place, at }: Request): Promise<string | undefined> => {
    const { zone } = await learners.get(db, learner);
    if (zone !== undefined) return zone;
    const [other] = await remindersOf(db, learner);
    if (other) return other.zone;
    const [answered] = await schedulesOfLearner(db, learner, at);
    return (await knownZoneOf(db, place)) ?? answered?.schedule.recurrence.zone;
  };

  const set = async (request: Request, { of: kind, time, zone: written }: Wish & { kind: "set" }): Promise<Reply> => {
    const { learner, place, at } = request;
    const zone = written ?? (await store.read((db) => usualZone(db, request)));
    if (zone === undefined)
      return say(`In which time zone? For example: remind ${kind === "reviews" ? "reviews " : ""}${time} Europe/Rome`);
    const reminder: Reminder = { learner, kind, time, zone, ...(place.private ? {} : { place: channelOf(place) }) };
    return store.write(async (tx) => {
      await learners.meet(tx, request);
      const { nudges } = await learners.get(tx, learner);
      if (!nudges) await setLearner(tx, learner, { nudges: 1 });
      // First the alarm, then the reminder: in this order it fires too.
      await alarms.cancel(tx, alarmKey(learner, kind));
      await putReminder(tx, reminder);
      await arrange(tx, reminder, at);
      return setView(reminder, place.platform, !nudges);
    });
  };

  const stop = async (tx: Tx, learner: string, of?: ReminderKind): Promise<boolean> => {
    let wereOn = false;
    for (const kind of of === undefined ? reminderKinds : [of]) {
      await alarms.cancel(tx, alarmKey(learner, kind));
      wereOn = (await switchOff(tx, learner, kind)) || wereOn;
    }
    return wereOn;
  };

  const off = (learner: string, of: ReminderKind | undefined): Promise<Reply> =>
    store.write(async (tx) => offView(of, await stop(tx, learner, of)));

  const status = async (learner: string): Promise<Reply> => {
    const there = await store.read((db) => remindersOf(db, learner));
    return statusView(there, (await store.read((db) => learners.get(db, learner))).nudges);
  };

  /** What there is to remind of, and until when; nothing if nothing is due. */
  const nudgeOf = async (tx: Tx, { learner, kind, place }: Reminder, at: number) => {
    if (kind === "reviews") {
      const due = await countDue(tx, learner, at);
      return due > 0 ? { reply: reviewsNudge(due), until: Infinity } : undefined;
    }
    const schedules = [...(place ? await schedulesIn(tx, place) : []), ...(await schedulesOfLearner(tx, learner, at))];
    const ids = [...new Set(schedules.map(({ id }) => id))];
    const open = (await unansweredOf(tx, learner, ids, at)).flatMap((stored) => {
      const item = items.get(stored.day.item);
      return item ? [{ stored, item }] : [];
    });
    if (open.length === 0) return undefined;
    return { reply: dailyNudge(open), until: Math.max(...open.map(({ stored }) => stored.day.revealAt)) };
  };

  return {
    rows,
    resolvers: { reminder: (typed) => (isWish(typed) ? typed : undefined) },
    completers: {
      "remind-time": (typed) => offeredAmongOthers(["off", ...fullHours], typed),
      "remind-about": (typed) => offeredAmongOthers(reminderKinds, typed),
    },
    async handle(request) {
      const { learner, command } = request;
      if (command.name !== "remind") throw new Error(`reminders does not take the command "${command.name}"`);
      const own = (await store.read((db) => learners.get(db, learner))).zone;
      const wish = readWish(command.arguments[0] ?? "", own);
      switch (wish.kind) {
        case "status":
          return status(learner);
        case "off":
          return off(learner, wish.of);
        case "set":
          return set(request, wish);
        case "which":
          return say(
            "That name stands for several zones. Which city is nearest to you?",
            wish.choices.map(({ zone: label, command: told }) => ({ label, command: told })),
          );
        case "refused":
          return say(wish.told);
      }
    },
    async ring(tx, { at, command }) {
      const [learner = "", kind = ""] = command.arguments;
      const held = await heldReminder(tx, learner, kind);
      if (!held) return;
      const time = Math.max(at, now());
      const { at: due, date } = lastUpTo(recurrenceOf(held), time);
      await arrange(tx, held, time);
      const isWanted = time - due <= patience && (held.toldOn ?? "") < date;
      if (!isWanted || !(await learners.get(tx, learner)).nudges) return;
      const nudge = await nudgeOf(tx, held, time);
      if (!nudge) return;
      await setTold(tx, held, date);
      const place = directMessage(learner);
      // Where it waits for the learner to say something, it waits until the next one comes.
      const latest = hasDirectMessages[place.platform] ? due + patience : nextAfter(recurrenceOf(held), time).at;
      const until = Math.min(nudge.until, latest);
      await send(tx, { key: `remind ${learner} ${kind} ${date}`, place, reply: nudge.reply, until });
    },
    async moved(tx, learner, zone, at) {
      for (const kind of reminderKinds) await alarms.cancel(tx, alarmKey(learner, kind));
      await setZone(tx, learner, zone);
      for (const reminder of await remindersOf(tx, learner)) await arrange(tx, reminder, at);
    },
    stop,
    keeper: makeRemindersKeeper(alarms),
  };
}

function recurrenceOf({ time, zone }: Reminder): Recurrence {
  return { time, zone, days: weekdays };
}
