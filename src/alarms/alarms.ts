import type { Command } from "../conversation.ts";
import { StoreTrouble } from "../store/trouble.ts";
import type { Store, Tx } from "../store/store.ts";
import { messageOf } from "../thrown.ts";
import { drop, postpone, put, take, type Alarm, type AlarmName } from "./records.ts";

/**
 * Does what an alarm says, in the transaction that also takes the alarm away: what it writes counts once. When it
 * throws, nothing of it is kept and it is tried again later. It awaits nothing outside the database.
 */
export type AlarmHandler = (tx: Tx, alarm: Alarm) => Promise<void>;

export type Alarms = {
  /** Sets an alarm together with what it belongs to: rolled back, it never fires. Setting again moves it. */
  readonly set: (tx: Tx, key: string, at: number, command: Command) => Promise<void>;
  /** Whether there was one that had yet to fire. */
  readonly cancel: (tx: Tx, key: string) => Promise<boolean>;
  /** Begins to fire, what is overdue first. To be called once. */
  readonly start: (handler: AlarmHandler) => void;
  /** Resolves when the alarm that is being handled is done with. Afterwards nothing fires. */
  readonly stop: () => Promise<void>;
};

/** Time, and where lines for the maintainers go. */
export type AlarmSurroundings = {
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly log: (line: string) => void;
};

/** What an engine adds to the table: it wakes us when an alarm is due, and no more. The table says what is true. */
export type Waker = {
  /** Arranges in the same transaction that the alarm of that key and time is fired at `when`. */
  readonly wake: (tx: Tx, alarm: AlarmName, when: number) => Promise<void>;
  readonly forget: (tx: Tx, key: string) => Promise<void>;
};

/** How often a handler is tried. */
export const mostTries = 10;

export type Firing = Pick<Alarms, "set" | "cancel"> & {
  /** Throws only where the store is in trouble, so that not even the failure could be noted. */
  readonly fire: (name: AlarmName, handler: AlarmHandler) => Promise<void>;
};

/** The part that both engines share. */
export function alarmsWokenBy({ wake, forget }: Waker, store: Store, { now, log }: AlarmSurroundings): Firing {
  /** Counts a failure, unless the alarm was moved or cancelled since. A trouble of the store is not the handler's. */
  const fail = async ({ key, at }: AlarmName, error: unknown): Promise<void> => {
    const counts = !(error instanceof StoreTrouble);
    const why = messageOf(error);
    const outcome = await store.write(async (tx) => {
      const failed = await postpone(tx, { key, at }, (triesBefore) => {
        const tries = triesBefore + (counts ? 1 : 0);
        return { tries, nextAt: now() + (counts ? pauseAfter(tries) : troublePause), givenUp: tries >= mostTries };
      });
      if (failed && !failed.givenUp) await wake(tx, { key, at }, failed.nextAt);
      return failed;
    });
    if (!outcome) return;
    const { tries, nextAt, givenUp } = outcome;
    const next = givenUp ? "GIVEN UP" : `again in ${String(Math.round((nextAt - now()) / 1000))} s`;
    log(`The alarm ${key} failed, ${String(tries)} of ${String(mostTries)} tries counted, ${next}: ${why}`);
  };

  return {
    async set(tx, key, at, command) {
      await put(tx, { key, at, command });
      await wake(tx, { key, at }, at);
    },
    async cancel(tx, key) {
      const wasSet = await drop(tx, key);
      if (wasSet) await forget(tx, key);
      return wasSet;
    },
    async fire(name, handler) {
      try {
        await store.write(async (tx) => {
          const command = await take(tx, name);
          if (command) await handler(tx, { ...name, command });
        });
      } catch (error) {
        await fail(name, error);
      }
    },
  };
}

/** Milliseconds until the next try, as graphile-worker has them: from 3 seconds to 6 hours. */
export function pauseAfter(tries: number): number {
  return Math.round(1000 * Math.exp(Math.min(tries, mostTries)));
}

/** Milliseconds until an alarm is tried again that a trouble of the store kept from being handled. */
const troublePause = 10_000;
