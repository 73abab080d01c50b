import { setImmediate as othersTurn } from "node:timers/promises";
import type { Store, Tx } from "../store/store.ts";
import { messageOf } from "../thrown.ts";
import { alarmsWokenBy, type AlarmHandler, type Alarms, type AlarmSurroundings } from "./alarms.ts";
import { due, nextDue } from "./records.ts";

export type LocalSurroundings = AlarmSurroundings & {
  /** A pause of so many milliseconds that can be called off. */
  readonly timer: (ms: number) => { readonly over: Promise<void>; readonly cancel: () => void };
};

/** How many due alarms are read at once. */
const batch = 100;

/**
 * The longest pause before the table is looked at again, in milliseconds: the clock may have been put forward or the
 * machine have slept, and no timer takes more than 2^31 milliseconds.
 */
const longestPause = 60_000;

/** First and longest pause while the store is in trouble, in milliseconds. */
const [firstTroublePause, longestTroublePause] = [1000, 60_000];

/** Alarms for the one process on this machine: the table, and a timer until the next one in it. */
export function localAlarms(store: Store, { now, log, timer }: LocalSurroundings): Alarms {
  const setIn = new WeakSet<Tx>();
  let isStopping = false;
  const stopping = () => isStopping;
  let running: Promise<void> | undefined;
  let lookAgain: () => void = () => undefined;

  const { set, cancel, fire } = alarmsWokenBy(
    {
      wake(tx) {
        setIn.add(tx);
        return Promise.resolve();
      },
      forget: () => Promise.resolve(),
    },
    store,
    { now, log },
  );
  store.onCommit((tx) => {
    if (setIn.has(tx)) lookAgain();
  });

  /** Waits so many milliseconds, or until an alarm is set or firing is to stop. */
  const pause = async (ms: number, woken: Promise<void>) => {
    if (stopping()) return;
    const { over, cancel } = timer(ms);
    await Promise.race([over, woken]);
    cancel();
  };

  const work = async (handler: AlarmHandler) => {
    let troublePause = firstTroublePause;
    while (!stopping()) {
      // Before the table is read: an alarm that is set meanwhile is not missed.
      const woken = new Promise<void>((resolve) => (lookAgain = resolve));
      try {
        const names = await store.read((db) => due(db, now(), batch));
        for (const name of names) {
          if (stopping()) return;
          await fire(name, handler);
          // The driver never waits, so nothing else would run until all alarms are handled.
          await othersTurn();
        }
        troublePause = firstTroublePause;
        if (names.length > 0) continue;
        const next = await store.read(nextDue);
        await pause(next === undefined ? longestPause : Math.min(Math.max(next - now(), 0), longestPause), woken);
      } catch (error) {
        const why = messageOf(error);
        log(`The alarms wait ${String(troublePause / 1000)} s, since the store is in trouble: ${why}`);
        await pause(troublePause, new Promise((resolve) => (lookAgain = resolve)));
        troublePause = Math.min(2 * troublePause, longestTroublePause);
      }
    }
  };

  return {
    set,
    cancel,
    start(handler) {
      if (running) throw new Error("the alarms were started already");
      running = work(handler);
    },
    async stop() {
      isStopping = true;
      lookAgain();
      await running;
    },
  };
}
