import type { Alarms } from "../alarms/alarms.ts";
import type { Alarm } from "../alarms/records.ts";
import { offeredAmongOthers, tokens, type Door } from "../command.ts";
import { channelOf, type Delivery, type Request } from "../conversation.ts";
import { makeTopicFinder, type EntryResolver } from "../items/topic.ts";
import type { Library } from "../knowledge/library.ts";
import type { Learners } from "../learners/learners.ts";
import { zoneCompletions } from "../learners/zones.ts";
import { say } from "../replies.ts";
import type { Keeper } from "../store/keeper.ts";
import type { Store, Tx } from "../store/store.ts";
import { readAct, readDue } from "./act.ts";
import { makeAnswering, type StreakOf } from "./answering.ts";
import { makeAsking } from "./asking.ts";
import { fullHours } from "./clock-words.ts";
import { dayOfPost, makeClosing } from "./closing.ts";
import { refusals } from "./day.ts";
import { makeDailiesKeeper } from "./forgetting.ts";
import { makeManaging } from "./managing.ts";
import { rows } from "./rows.ts";
import { reveals, tolds } from "./set-form.ts";

export type Daily = Door & {
  /** Hears the alarms of schedules and of their dailies. */
  readonly ring: (tx: Tx, alarm: Alarm) => Promise<void>;
  /** A post of that key could not be made, or can be shown no more. */
  readonly lost: (key: string) => Promise<void>;
  readonly keeper: Keeper;
};

export type DailySurroundings = {
  readonly store: Store;
  readonly alarms: Alarms;
  readonly send: (tx: Tx, delivery: Delivery) => Promise<void>;
  readonly learners: Pick<Learners, "meet" | "get">;
  readonly entryOf: EntryResolver;
  readonly newToken: () => string;
  readonly now: () => number;
  /** Whether somebody manages a place, where the request does not say. */
  readonly mayManage: (request: Request) => Promise<boolean>;
  readonly streakOf: StreakOf;
};

/** The daily question of a channel: setting it, asking it at its time, and answering it. */
export function makeDaily(library: Library, surroundings: DailySurroundings): Daily {
  const { store, now, entryOf } = surroundings;
  const items = new Map(library.items.map((item) => [item.id, item]));
  const closing = makeClosing(items, surroundings);
  const asking = makeAsking(library, items, closing, surroundings);
  const answer = makeAnswering(library, asking, surroundings);
  const managing = makeManaging(library, makeTopicFinder(library, entryOf), asking, surroundings);

  return {
    rows,
    resolvers: { day: tokens("d") },
    completers: {
      zone: zoneCompletions,
      "daily-time": (typed) => offeredAmongOthers(fullHours, typed),
      "daily-days": (typed) => offeredAmongOthers(days, typed),
      "daily-reveal": (typed) => offeredAmongOthers(reveals, typed),
      "daily-told": (typed) => offeredAmongOthers(tolds, typed),
    },
    handle(asked) {
      const request = { ...asked, place: channelOf(asked.place) }; // a thread's daily question is its channel's
      const { name, arguments: [first = "", second = ""] } = request.command; // prettier-ignore
      switch (name) {
        case "daily-status":
          return managing.status(request);
        case "daily-set":
        case "daily-now":
        case "daily-pause":
        case "daily-resume":
        case "daily-off":
        case "daily-digest":
          return managing.manage(request, name, first);
        case "day": {
          const act = readAct(second);
          return act ? answer(request, first, act) : say(refusals.unknown);
        }
        default:
          throw new Error(`daily does not take the command "${name}"`);
      }
    },
    async ring(tx, { at, command }) {
      const [id = "", words = ""] = command.arguments;
      const due = readDue(words);
      const time = Math.max(at, now());
      if (due?.kind === "due") await asking.due(tx, id, time);
      else if (due?.kind === "reveal") await closing.reveal(tx, id, time);
      else if (due?.kind === "digest") await asking.digest(tx, id, due.week, time);
    },
    async lost(key) {
      const id = dayOfPost(key);
      if (id !== undefined) await store.write((tx) => closing.lost(tx, id, now()));
    },
    keeper: makeDailiesKeeper(asking),
  };
}

const days = ["weekdays", "every day", "weekends", "Mon, Wed and Fri", "Tue and Thu"];
