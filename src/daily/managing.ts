import type { Place, Reply, Request } from "../conversation.ts";
import { draw } from "../items/draw.ts";
import type { TopicFinder } from "../items/topic.ts";
import type { Library } from "../knowledge/library.ts";
import type { Learners } from "../learners/learners.ts";
import { localDate } from "../learners/zones.ts";
import { say } from "../replies.ts";
import { isFirstTime } from "../seen/records.ts";
import type { Database, Store, Tx } from "../store/store.ts";
import type { Asking } from "./asking.ts";
import { readDate } from "./date-words.ts";
import {
  addSchedule,
  deleteSchedule,
  deleteSkipped,
  heldSchedule,
  openDays,
  saveSchedule,
  scheduleOf,
  schedulesIn,
  type StoredSchedule,
} from "./records.ts";
import { newSchedule, nextDaily, resume, type Schedule } from "./schedule.ts";
import { setForm } from "./set-form.ts";
import { onlyManagers, setView, statusView, whichView } from "./status-view.ts";
import { readWish } from "./wish.ts";

/** How many schedules a place may have. */
const mostSchedules = 5;

/** In milliseconds: a year. */
const longestPause = 366 * 24 * 60 * 60 * 1000;

export type ManagingSurroundings = {
  readonly store: Store;
  readonly learners: Pick<Learners, "meet" | "get">;
  readonly newToken: () => string;
  readonly mayManage: (request: Request) => Promise<boolean>;
};

type Managed = "daily-set" | "daily-now" | "daily-pause" | "daily-resume" | "daily-off" | "daily-digest";

/** Sets, changes and shows the schedules of a place; all but showing is for whoever manages it, or set the schedule. */
export function makeManaging(
  library: Library,
  topicOf: TopicFinder,
  { ask, arrange, retire }: Asking,
  { store, learners, newToken, mayManage }: ManagingSurroundings,
) {
  /** The zone that goes without saying: that of the place's other dailies, or of whoever asks. */
  const usualZone = async (db: Database, { learner, place }: Request): Promise<string | undefined> => {
    const [other] = await schedulesIn(db, place);
    return other?.schedule.recurrence.zone ?? (await learners.get(db, learner)).zone;
  };

  const set = async (request: Request, words: string): Promise<Reply> => {
    const { place, learner, at } = request;
    const zone = await store.read((db) => usualZone(db, request));
    if (words.trim() === "") return setForm(zone, place.platform);
    const terms = readWish(words, topicOf, place.private, zone);
    if ("refused" in terms) return say(terms.refused);
    if ("asked" in terms)
      return say(
        terms.asked,
        terms.choices.map(({ zone: label, command }) => ({ label, command })),
      );
    const [any] = draw(library.items, { count: 1, ...(terms.about ? { topic: terms.about.topic } : {}) }, () => 0);
    if (!any) return say(`I have no questions on ${terms.about?.name ?? "that"} yet. Try a wider topic, or none.`);
    return store.write(async (tx) => {
      // Two tutors may both be told of it: the second waits here for the first, and finds what that has set.
      const isRepeated = !(await isFirstTime(tx, request.id, at));
      const there = await schedulesIn(tx, place);
      const same = there.find(({ schedule }) => isSameTime(schedule, terms));
      if (same && isRepeated) return setView({ ...same, place }, nextDaily(same.schedule, at), false);
      if (!same && there.length >= mostSchedules)
        return say(`This channel has ${String(there.length)} daily questions already. Switch one off first.`);
      await learners.meet(tx, request);
      const held = same && (await heldSchedule(tx, same.id));
      const id = held?.id ?? `s-${newToken()}`;
      const schedule = { ...newSchedule(learner, terms), ...(held ? { digest: held.schedule.digest } : {}) };
      if (held) await saveSchedule(tx, id, schedule);
      else if (!(await addSchedule(tx, { id, place: { ...place, private: false }, schedule }, at)))
        return say("Somebody has just set one for that time. See: daily status");
      await arrange(tx, id, schedule, at);
      return setView({ id, place, schedule }, nextDaily(schedule, at), held !== undefined);
    });
  };

  /** Of one that could not be posted the turn is still to be used. */
  const now = async (tx: Tx, stored: StoredSchedule, at: number): Promise<Reply> => {
    const today = localDate(at, stored.schedule.recurrence.zone);
    await deleteSkipped(tx, stored.id, today);
    const asked = await ask(tx, stored, today, at);
    if (asked === "nothing") return say("I have no question on that topic. Set one with a wider topic.");
    return say(
      asked === "asked"
        ? "Here it comes. It is today's; the next one comes at its time."
        : "Today's question was posted already. The next one comes at its time.",
    );
  };

  const change = async (
    tx: Tx,
    stored: StoredSchedule,
    request: Request,
    command: Exclude<Managed, "daily-set">,
    words: string,
  ): Promise<Reply> => {
    const { id, schedule } = stored;
    const { at } = request;
    switch (command) {
      case "daily-now":
        return now(tx, stored, at);
      case "daily-pause": {
        const typed = words.replace(/^until\s+/i, "").trim();
        const today = localDate(at, schedule.recurrence.zone);
        const until = typed === "" ? undefined : readDate(typed, today);
        if (typed !== "" && until === undefined)
          return say("I do not know that day. Write it like 2027-01-07, 7 January, next Monday, or: for two weeks");
        if (until !== undefined && until <= today) return say("That day is past, or today. Name a later one.");
        if (until !== undefined && Date.parse(until) - at > longestPause)
          return say("That is more than a year away. Pause it without a day, and resume it when you like.");
        const paused: Schedule = { ...schedule, paused: until === undefined ? {} : { until } };
        await saveSchedule(tx, id, paused);
        await arrange(tx, id, paused, at);
        return setView({ ...stored, schedule: paused }, nextDaily(paused, at), true);
      }
      case "daily-resume": {
        const going = resume(schedule);
        await saveSchedule(tx, id, going);
        await arrange(tx, id, going, at);
        return setView({ ...stored, schedule: going }, nextDaily(going, at), true);
      }
      case "daily-off": {
        const open = await openDays(tx, id);
        await retire(tx, id);
        await deleteSchedule(tx, id);
        return say(
          open.length > 0
            ? "There will be no more of these daily questions. The one that is open gets its result at its time."
            : "There will be no more of these daily questions.",
        );
      }
      case "daily-digest": {
        const wanted = /^(on|yes)$/i.test(words) ? true : /^(off|no)$/i.test(words) ? false : undefined;
        if (wanted === undefined) return say("On or off? Write for example: daily digest off");
        await saveSchedule(tx, id, { ...schedule, digest: wanted });
        return say(wanted ? "I sum each week up after its last question." : "I no longer sum up the week.");
      }
    }
  };

  /** Rights hold where the schedule is. Whoever set it may answer the notes they get about it, wherever they are. */
  const allowed = async (request: Request, command: Managed, place: Place, setter?: string): Promise<boolean> => {
    if (request.learner === setter && (command === "daily-resume" || command === "daily-off")) return true;
    if (place.id !== request.place.id) return false;
    return request.mayManage ?? (await mayManage(request));
  };

  return {
    status: async ({ place, at }: Request): Promise<Reply> =>
      statusView(
        (await store.read((db) => schedulesIn(db, place))).map((stored) => ({
          ...stored,
          next: nextDaily(stored.schedule, at),
        })),
      ),

    async manage(request: Request, command: Managed, text: string): Promise<Reply> {
      const { place } = request;
      if (command === "daily-set") {
        if (place.private)
          return say("A daily question is for a channel that I am in: invite me there, and set it there.");
        return (await allowed(request, command, place)) ? set(request, text) : say(onlyManagers);
      }
      const [, named, words = ""] = /^(s-\w+)?\s*(.*)$/s.exec(text.trim()) ?? [];
      const there = await store.read((db) => schedulesIn(db, place));
      const [only, ...more] = there;
      if (named === undefined && !only)
        return say("This channel has no daily question yet. Set one with: daily set 09:00");
      if (named === undefined && more.length > 0) return whichView(there, command, words);
      const id = named ?? only?.id ?? "";
      const found = await store.read((db) => scheduleOf(db, id));
      if (!found) return say("That daily question was switched off already.");
      if (!(await allowed(request, command, found.place, found.schedule.setter))) return say(onlyManagers);
      return store.write(async (tx) => {
        const held = await heldSchedule(tx, id);
        return held ? change(tx, held, request, command, words) : say("That daily question was switched off already.");
      });
    },
  };
}

function isSameTime({ recurrence }: Pick<Schedule, "recurrence">, other: Pick<Schedule, "recurrence">): boolean {
  return JSON.stringify(recurrence) === JSON.stringify(other.recurrence);
}
