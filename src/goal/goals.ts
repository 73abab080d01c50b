import type { Alarms } from "../alarms/alarms.ts";
import type { Alarm } from "../alarms/records.ts";
import { answersOf } from "../answers/records.ts";
import { offeredAmongOthers, type Door } from "../command.ts";
import { directMessage, type Delivery, type Reply, type Request } from "../conversation.ts";
import type { Library } from "../knowledge/library.ts";
import type { Learners } from "../learners/learners.ts";
import { setLearner } from "../learners/records.ts";
import { localDate } from "../learners/zones.ts";
import { say } from "../replies.ts";
import type { Keeper } from "../store/keeper.ts";
import type { Database, Store, Tx } from "../store/store.ts";
import { makeConfused } from "./confused.ts";
import { alarmKey, makeGoalKeeper } from "./forgetting.ts";
import { dueAt, isWanted, letters, lettersToCome, worthUntil, type Goal, type Letter } from "./goal.ts";
import { deleteGoal, goalOf, heldGoal, putGoal } from "./records.ts";
import { rows } from "./rows.ts";
import { makeStanding, plannedDays, type LearnedOf } from "./standing.ts";
import {
  eveView,
  examTodayView,
  howDidItGoView,
  movedView,
  noGoalView,
  notThatExamView,
  notYetView,
  offView,
  passedView,
  setView,
  statusView,
  untoldView,
  whichDayView,
  type Starts,
} from "./view.ts";
import { isWish, readWish, type Wish } from "./wish.ts";

/** Minutes a day, where none are told. */
const usualMinutes = 20;

export type Goals = Door & {
  /** Hears the alarms of letters. */
  readonly ring: (tx: Tx, alarm: Alarm) => Promise<void>;
  /** A learner's days go by another zone from now on, and so do their letters. */
  readonly moved: (tx: Tx, learner: string, zone: string, now: number) => Promise<void>;
  readonly keeper: Keeper;
};

export type GoalsSurroundings = {
  readonly store: Store;
  readonly alarms: Alarms;
  readonly send: (tx: Tx, delivery: Delivery) => Promise<void>;
  readonly learners: Pick<Learners, "meet" | "get">;
  readonly now: () => number;
  /** The zone that somebody's days go by who has set none. */
  readonly zoneOf: (db: Database, learner: string, at: number) => Promise<string>;
  readonly learnedOf: LearnedOf;
  /** Ends all reminders of a learner. */
  readonly stopReminders: (tx: Tx, learner: string) => Promise<unknown>;
  readonly starts?: Starts;
};

/** A learner's exam date: the plan until then, a letter on the evening before, and the question of how it went. */
export function makeGoals(library: Library, surroundings: GoalsSurroundings): Goals {
  const { store, alarms, send, learners, now, zoneOf, stopReminders, starts = {} } = surroundings;
  const standingOf = makeStanding(library, surroundings.learnedOf);
  const confused = makeConfused(library);

  const cancelAll = async (tx: Tx, learner: string) => {
    for (const letter of letters) await alarms.cancel(tx, alarmKey(learner, letter));
  };

  /** One that is overdue rings at once, and is sent if it is still worth it. */
  const arrange = async (tx: Tx, learner: string, goal: Goal) => {
    for (const letter of lettersToCome(goal))
      await alarms.set(tx, alarmKey(learner, letter), dueAt(goal, letter), {
        ...{ name: "goal", arguments: [learner, letter] },
      });
  };

  const set = async (request: Request, wish: Wish & { kind: "set" }, zone: string): Promise<Reply> => {
    const { learner, place, at } = request;
    return store.write(async (tx) => {
      await learners.meet(tx, request);
      const before = await goalOf(tx, learner);
      const open = before?.outcome === undefined ? before : undefined;
      const { examOn = open?.examOn, minutes = open?.minutes ?? usualMinutes } = wish;
      if (examOn === undefined || examOn <= localDate(at, zone)) return noGoalView;
      const told = open?.examOn === examOn ? open.told : [];
      const standing = await standingOf(tx, learner, { examOn, minutes, zone, planned: {} }, at);
      const goal: Goal = { examOn, minutes, zone, setAt: at, planned: plannedDays(standing.plan), told };
      // First the alarms, then the goal: in this order they fire too.
      await cancelAll(tx, learner);
      await arrange(tx, learner, goal);
      await putGoal(tx, learner, goal, at);
      const zoneKnown = (await learners.get(tx, learner)).zone !== undefined;
      return setView(goal, standing, { starts, platform: place.platform, zoneKnown });
    });
  };

  const status = (learner: string, at: number): Promise<Reply> =>
    store.read(async (db) => {
      const goal = await goalOf(db, learner);
      if (!goal || goal.outcome !== undefined) return noGoalView;
      const today = localDate(at, goal.zone);
      if (today > goal.examOn) return howDidItGoView(goal);
      if (today === goal.examOn) return examTodayView(goal);
      return statusView(goal, await standingOf(db, learner, goal, at), starts);
    });

  const off = (learner: string): Promise<Reply> =>
    store.write(async (tx) => {
      const goal = await goalOf(tx, learner);
      await cancelAll(tx, learner);
      await deleteGoal(tx, learner);
      return offView(goal !== undefined && goal.outcome === undefined);
    });

  const close = (request: Request, { outcome, examOn }: Wish & { kind: "outcome" }): Promise<Reply> =>
    store.write(async (tx) => {
      const { learner, at } = request;
      await learners.meet(tx, request);
      const before = await goalOf(tx, learner);
      if (!before) return offView(false);
      if (examOn !== undefined && examOn !== before.examOn) return notThatExamView;
      await cancelAll(tx, learner);
      await putGoal(tx, learner, { ...before, outcome }, at);
      const today = localDate(at, before.zone);
      switch (outcome) {
        case "passed":
          await stopReminders(tx, learner);
          await setLearner(tx, learner, { nudges: 0 });
          return passedView;
        case "not-yet":
          return notYetView(today, before.minutes);
        case "moved":
          return movedView(today, before.minutes);
        case "untold":
          return untoldView;
      }
    });

  return {
    rows,
    resolvers: {
      "goal-date": (typed) => (isWish(typed) ? typed : undefined),
      "goal-minutes": (typed) => (isWish(typed) ? typed : undefined),
    },
    completers: {
      "goal-date": (typed) =>
        offeredAmongOthers(["in 2 weeks", "in 4 weeks", "in 6 weeks", "in 8 weeks", "off"], typed),
      "goal-minutes": (typed) => offeredAmongOthers(["10", "15", "20", "30", "45", "60"], typed),
    },
    async handle(request) {
      const { learner, at, command } = request;
      if (command.name !== "goal") throw new Error(`goals does not take the command "${command.name}"`);
      const zone = await store.read(async (db) => {
        return (await learners.get(db, learner)).zone ?? (await zoneOf(db, learner, at));
      });
      const wish = readWish(command.arguments.join(" "), localDate(at, zone));
      switch (wish.kind) {
        case "status":
          return status(learner, at);
        case "off":
          return off(learner);
        case "set":
          return set(request, wish, zone);
        case "outcome":
          return close(request, wish);
        case "which":
          return whichDayView(wish.choices);
        case "refused":
          return say(wish.told);
      }
    },
    async ring(tx, { at, command }) {
      const [learner = "", written] = command.arguments;
      const letter = letters.find((known) => known === written);
      const goal = await heldGoal(tx, learner);
      const time = Math.max(at, now());
      if (!goal || !letter || !isWanted(goal, letter, time)) return;
      await putGoal(tx, learner, { ...goal, told: [...goal.told, letter] }, time);
      await send(tx, {
        ...{ key: `goal ${learner} ${letter} ${goal.examOn}`, place: directMessage(learner) },
        ...{ reply: await letterOf(tx, learner, goal, letter), until: worthUntil(goal, letter) },
      });
    },
    async moved(tx, learner, zone) {
      await cancelAll(tx, learner);
      const goal = await heldGoal(tx, learner);
      if (!goal) return;
      const moved = { ...goal, zone };
      await arrange(tx, learner, moved);
      await putGoal(tx, learner, moved, goal.setAt);
    },
    keeper: makeGoalKeeper(alarms),
  };

  async function letterOf(tx: Tx, learner: string, goal: Goal, letter: Letter): Promise<Reply> {
    return letter === "after" ? howDidItGoView(goal) : eveView(confused(await answersOf(tx, learner)));
  }
}
