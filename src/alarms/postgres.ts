import {
  Logger,
  makeWorkerUtils,
  runTaskList,
  type WorkerPool,
  type WorkerUtils,
  type WorkerUtilsOptions,
} from "graphile-worker";
import pg from "pg";
import type { Store } from "../store/store.ts";
import { messageOf } from "../thrown.ts";
import { alarmsWokenBy, type AlarmHandler, type Alarms, type AlarmSurroundings } from "./alarms.ts";
import { beat, forgetLongSilent, silentWorkers } from "./heartbeats.ts";
import { forgetJob, putJob, putMissingJobs, readPayload, task } from "./jobs.ts";
import type { AlarmName } from "./records.ts";

export type PostgresSurroundings = AlarmSurroundings & {
  readonly url: string;
  /** Waits so many milliseconds, or until it is called off. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** How often the table is asked for what is due, in milliseconds. An alarm may be that late. */
  readonly poll?: number;
  /** How often this process says that it is there, in milliseconds. */
  readonly heartbeat?: number;
  /** A process that was silent for so many milliseconds is taken for dead, and its alarms are taken over. */
  readonly silence?: number;
};

/** First and longest pause while PostgreSQL is away, in milliseconds. */
const [firstAwayPause, longestAwayPause] = [500, 10_000];

/** How long we wait before the engine is started again that gave up because PostgreSQL was away, in milliseconds. */
const restartPause = 5000;

/**
 * The engine's own connections: one listens, one fetches, one completes, one unlocks. What they write need not be on
 * the disk at once: lost in a crash, a job is run again and finds its alarm done with.
 */
const connections = {
  max: 4,
  connectionTimeoutMillis: 3000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  options: "-c synchronous_commit=off",
};

/** Any number, since all that migrate the engine's tables know it: two at once would get into each other's way. */
const migrating = 7_201_525;

/**
 * Alarms for several processes on one PostgreSQL, woken by graphile-worker. Brings the engine's tables up to date;
 * throws where that is not possible, or PostgreSQL is away.
 */
export async function postgresAlarms(store: Store, surroundings: PostgresSurroundings): Promise<Alarms> {
  const { url, now, log, sleep, poll = 250, heartbeat = 5000, silence = 15_000 } = surroundings;
  const pool = new pg.Pool({ connectionString: url, ...connections });
  // Without a listener a connection that breaks would end the process; whoever was using it is told anyway.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const options = { pgPool: pool, logger: loggerFor(log), noHandleSignals: true, concurrency: 1, pollInterval: poll };
  // A completion outside a batch that fails, because PostgreSQL is away, is a rejection that nobody handles.
  const batches = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } };
  const utils = await bringUpToDate(pool, options, store).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });

  const { set, cancel, fire } = alarmsWokenBy({ wake: putJob, forget: forgetJob }, store, { now, log });
  const stopping = new AbortController();
  const { signal } = stopping;
  const isStopping = () => signal.aborted;
  let workers: WorkerPool | undefined;
  let running: Promise<unknown> | undefined;
  let stopped: Promise<void> | undefined;

  /** Not left to the engine, which would try again minutes after PostgreSQL is back: the alarms wait here. */
  const fireWhenPossible = async (name: AlarmName, handler: AlarmHandler) => {
    for (let pause = firstAwayPause; !isStopping(); pause = Math.min(2 * pause, longestAwayPause)) {
      try {
        await fire(name, handler);
        return;
      } catch (error) {
        if (pause === firstAwayPause) log(`The alarms wait until the store is out of trouble: ${lineOf(error)}`);
        await sleep(pause, signal);
      }
    }
    throw new Error("the alarms were stopped while the store was in trouble");
  };

  const workOnce = async (handler: AlarmHandler): Promise<string> => {
    // Refuses tables that a newer engine has been at.
    await utils.migrate();
    if (isStopping()) return "";
    const tasks = { [task]: (payload: unknown) => fireWhenPossible(readPayload(payload), handler) };
    workers = runTaskList({ ...options, preset: batches }, tasks, pool);
    await workers.promise;
    return "it stopped";
  };
  const work = async (handler: AlarmHandler) => {
    while (!isStopping()) {
      const why = await workOnce(handler).catch(lineOf);
      workers = undefined;
      if (isStopping()) return;
      log(`The alarms' engine is started again in ${String(restartPause / 1000)} s: ${why}`);
      await sleep(restartPause, signal);
    }
  };

  /** Says that we are there, and takes over from those who no longer say so. */
  const watch = async () => {
    let told = "";
    while (!isStopping()) {
      const line = await watchOnce().catch((error: unknown) => `The alarms' heart does not beat: ${lineOf(error)}`);
      if (line && line !== told) log(line);
      told = line;
      await sleep(heartbeat, signal);
    }
  };
  const watchOnce = async (): Promise<string> => {
    const id = workers?.id;
    if (id) await store.read((db) => beat(db, id));
    const silent = await store.read((db) => silentWorkers(db, silence));
    await store.read((db) => forgetLongSilent(db, silence));
    if (silent.length === 0) return "";
    await utils.forceUnlockWorkers(silent);
    await utils.cleanup({ tasks: ["DELETE_PERMAFAILED_JOBS"] });
    return `Took over the alarms of ${silent.join(", ")}, silent for ${String(silence / 1000)} s`;
  };

  const stop = async () => {
    stopping.abort();
    await Promise.resolve(workers?.gracefulShutdown()).catch((error: unknown) => {
      log(`The alarms' engine did not stop in order: ${lineOf(error)}`);
    });
    await running;
    await utils.release();
    await pool.end();
  };

  return {
    set,
    cancel,
    start(handler) {
      if (running) throw new Error("the alarms were started already");
      running = Promise.all([work(handler), watch()]);
    },
    stop: () => (stopped ??= stop()),
  };
}

/** One process after the other: started together on an empty database they would clash. */
async function bringUpToDate(pool: pg.Pool, options: WorkerUtilsOptions, store: Store): Promise<WorkerUtils> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrating]);
    const utils = await makeWorkerUtils(options);
    await store.read(putMissingJobs);
    return utils;
  } finally {
    // Not back to the pool: closing the connection lets go of the lock, whatever came in between.
    client.release(true);
  }
}

/** The engine's warnings and errors, without the stack that may follow. */
function loggerFor(log: (line: string) => void): Logger {
  return new Logger(() => (level, message) => {
    if (["warning", "error"].includes(level)) log(`The alarms' engine: ${firstLine(message)}`);
  });
}

function lineOf(error: unknown): string {
  return firstLine(messageOf(error));
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
