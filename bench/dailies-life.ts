import { setImmediate as othersTurn } from "node:timers/promises";
import Sqlite from "libsql";
import { localAlarms } from "../src/alarms/local.ts";
import { answersKeeper } from "../src/answers/answers.ts";
import { makeAsk } from "../src/ask/ask.ts";
import { makeGrammar } from "../src/command.ts";
import type { Delivery, Platform, Reply, Request } from "../src/conversation.ts";
import { makeDaily } from "../src/daily/daily.ts";
import { expectedOf } from "../src/daily/expected.ts";
import { makeDelivery } from "../src/delivery/delivery.ts";
import { makeOutbox } from "../src/delivery/outbox.ts";
import type { Library } from "../src/knowledge/library.ts";
import { makeLearners } from "../src/learners/learners.ts";
import { wakeUp } from "../src/memory.ts";
import { makeStreaks } from "../src/progress/streaks.ts";
import { openSqlite } from "../src/store/sqlite.ts";
import type { Database, Store, Tx } from "../src/store/store.ts";
import type { HandClock } from "./dailies-clock.ts";
import { never, type Moment, type Poking, type Recording } from "./dailies-platform.ts";

export type World = {
  readonly file: string;
  readonly library: Library;
  readonly clock: HandClock;
  readonly platforms: readonly Recording[];
  readonly newToken: () => string;
  readonly log: (line: string) => void;
  /** Hears of each delivery that was committed to. */
  readonly onSent: (delivery: Delivery) => void;
  /** Whether a process is killed at such a moment. */
  readonly strikes: (moment: Moment) => boolean;
};

/** One process of the tutor, from its start to its end: all it remembers is in the file. */
export type Life = {
  readonly isOver: () => boolean;
  /** Resolves to nothing when it is over. */
  readonly over: Promise<undefined>;
  readonly say: (request: Omit<Request, "command">, text: string) => Promise<Reply>;
  /** Lets everything happen that does not wait for the clock. */
  readonly quiet: () => Promise<void>;
  /** From now on nothing of it happens any more, and what it had not saved is lost. */
  readonly kill: () => void;
  /** Ends it in good order, which may take some time by the clock. */
  readonly stop: () => void;
  /** Lets go of the file. */
  readonly bury: () => Promise<void>;
};

/** How long the alarms pause at most, in milliseconds. */
const longestPause = 60_000;

const asks = new WeakMap<Library, ReturnType<typeof makeAsk>>();

/** Starts a process on the file, as `main.ts` does, with the daily question alone. */
export async function openLife(world: World): Promise<Life> {
  const { file, library, clock, platforms, newToken, log, onSent, strikes } = world;
  let isOver = false;
  let tell: (nothing: undefined) => void = () => undefined;
  const over = new Promise<undefined>((resolve) => (tell = resolve));
  const end = () => {
    isOver = true;
    tell(undefined);
  };
  const poking: Poking = {
    isOver: () => isOver,
    mayEnd(moment) {
      if (!isOver && strikes(moment)) end();
      return isOver;
    },
  };
  const opened = await openSqlite({ file, shared: true });
  const store = mortal(opened, poking.isOver, poking.mayEnd);
  const { now } = clock;
  const sleeping =
    (wait: HandClock["along"]) =>
    (ms: number, signal?: AbortSignal): Promise<void> => {
      if (isOver) return never();
      if (ms <= 0 || signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = () => {
          cancel();
          signal?.removeEventListener("abort", wake);
          if (!isOver) resolve();
        };
        const { cancel } = wait(now() + ms, wake);
        signal?.addEventListener("abort", wake);
      });
    };
  const bare = new Sqlite(file, { timeout: 5000 });
  const nextAlarm = bare.prepare("select min(next_at) as next from alarms where given_up = 0");
  let alarmsRest = false;
  /** Where the alarms only look whether the clock was changed, it jumps to the next one. */
  const timer = (ms: number) => {
    alarmsRest = true;
    let wake: { cancel: () => void } | undefined;
    const next = ms < longestPause ? 0 : ((nextAlarm.get() as { next: number | null }).next ?? 0);
    const over = new Promise<void>((resolve) => {
      wake = clock.at(Math.max(now() + ms, next), () => {
        alarmsRest = false;
        if (!isOver) resolve();
      });
    });
    const cancel = () => {
      alarmsRest = false;
      wake?.cancel();
    };
    return { over, cancel };
  };

  const ask = asks.get(library) ?? makeAsk(library);
  asks.set(library, ask);
  const posters = Object.fromEntries(platforms.map(({ name, posterFor }) => [name, posterFor(poking)]));
  const queue = makeDelivery(posters, { now, sleep: sleeping(clock.at) }, log);
  // With one process there is nothing to find every 15 seconds but what was committed to, of which it is told.
  const around = { now, sleep: sleeping(clock.along) };
  const outbox = makeOutbox(
    ...([store, queue, around, (platform: Platform) => platform in posters, log] as const),
    (key) => daily.lost(key),
  );
  const alarms = localAlarms(store, { now, log, timer });
  const sent = new WeakMap<Tx, Delivery[]>();
  const send = (tx: Tx, delivery: Delivery): Promise<void> => {
    sent.set(tx, [...(sent.get(tx) ?? []), delivery]);
    return outbox.send(tx, delivery);
  };
  store.onCommit((tx) => {
    for (const delivery of sent.get(tx) ?? []) onSent(delivery);
  });
  const learners = makeLearners({ store, keepers: [answersKeeper], send });
  const streaks = makeStreaks({ learners, expectedOf });
  const daily = makeDaily(library, {
    ...{ store, alarms, send, learners, entryOf: ask.names.resolve, newToken, now },
    mayManage: ({ command }) => Promise.resolve(command.name.startsWith("daily-")),
    streakOf: async (db: Database, learner: string, at: number) => (await streaks(db, learner, at)).days,
  });
  const grammar = makeGrammar(daily.rows, daily.resolvers);
  // It may be killed while it wakes up.
  await Promise.race([wakeUp({ store, alarms }, { library, outbox, ring: daily.ring, now, log }), over]);

  return {
    isOver: poking.isOver,
    over,
    say: async (request, text) => daily.handle({ ...request, command: grammar.parse(text) }),
    async quiet() {
      do await othersTurn();
      while (!isOver && !alarmsRest);
    },
    kill: end,
    stop() {
      void alarms
        .stop()
        .then(() => {
          alarmsRest = true;
          return outbox.stop();
        })
        .then(queue.stop)
        .then(end);
    },
    async bury() {
      bare.close();
      await othersTurn(); // what it was about to save is rolled back
      await opened.close().catch(() => undefined);
    },
  };
}

/** A store whose process may end in the middle of a transaction, or just after it. */
function mortal(store: Store, isOver: () => boolean, mayEnd: (moment: Moment) => boolean): Store {
  const unlessOver = <T>(work: Promise<T>): Promise<T> =>
    work.then(
      (result) => (isOver() ? never<T>() : result),
      (error: unknown) => {
        if (isOver()) return never<T>();
        throw error;
      },
    );
  const within =
    <T>(work: (tx: Tx) => Promise<T>) =>
    async (tx: Tx) => {
      if (isOver()) throw new Error("killed");
      const result = await work(tx);
      if (mayEnd("before commit")) throw new Error("killed");
      return result;
    };
  const saving =
    (save: Store["write"]): Store["write"] =>
    (work) =>
      isOver() ? never() : unlessOver(save(within(work)).then((result) => (mayEnd("after commit"), result)));
  return {
    ...store,
    read: (work) => (isOver() ? never() : unlessOver(store.read(work))),
    write: saving(store.write),
    add: saving(store.add),
    settle: () => (isOver() ? never() : unlessOver(store.settle())),
  };
}
