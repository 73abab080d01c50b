import { sql } from "kysely";
import { afterEach, beforeEach } from "vitest";
import type { Alarms, AlarmHandler } from "../../src/alarms/alarms.ts";
import { localAlarms } from "../../src/alarms/local.ts";
import { postgresAlarms } from "../../src/alarms/postgres.ts";
import { sleep } from "../../src/sleep.ts";
import type { Store, Tx } from "../../src/store/store.ts";
import { query } from "../store/postgres-for-tests.ts";
import type { Engine } from "../store/each-engine.ts";

/** The alarms of a test, and its hand on their time. */
export type AlarmsOfATest = {
  /** Opens alarms on the store, not yet started; a second opening forgets nothing that is in the database. */
  readonly open: (store: Store) => Promise<Alarms>;
  /** What the clock says, in milliseconds since 1970. */
  readonly now: () => number;
  /** Puts the time forward, so that what is due by then fires now. */
  readonly forward: (ms: number) => Promise<void>;
  readonly log: readonly string[];
};

/**
 * On SQLite the clock stands still until it is put forward. PostgreSQL goes by its own clock: there the engine's jobs
 * are brought forward instead.
 */
export function alarmsOn(engine: Engine): AlarmsOfATest {
  const opened: Alarms[] = [];
  const log: string[] = [];
  let clock = handSetClock();
  beforeEach(() => {
    clock = handSetClock();
    log.length = 0;
  });
  afterEach(async () => {
    for (const alarms of opened.splice(0)) await alarms.stop();
  });
  const keep = (line: string) => void log.push(line);
  const onSqlite = engine.name === "sqlite";
  return {
    log,
    now: () => (onSqlite ? clock.now() : Date.now()),
    async open(store) {
      const alarms = onSqlite
        ? localAlarms(store, { ...clock, log: keep })
        : await postgresAlarms(store, { url: engine.where(), now: Date.now, sleep, log: keep, poll: 20 });
      opened.push(alarms);
      return alarms;
    },
    async forward(ms) {
      clock.forward(ms);
      if (onSqlite) return;
      const forward = "update graphile_worker._private_jobs set run_at = run_at - $1 * interval '1 millisecond'";
      await query(engine.where(), forward, [ms]);
    },
  };
}

/** A clock that stands still until it is put forward, and then rings what is due. */
export function handSetClock(start = 1_795_000_000_000) {
  let now = start;
  const waiting = new Set<{ readonly at: number; readonly ring: () => void }>();
  return {
    now: () => now,
    timer: (ms: number) => {
      let ring: () => void = () => undefined;
      const over = new Promise<void>((resolve) => (ring = resolve));
      const one = { at: now + ms, ring };
      waiting.add(one);
      return { over, cancel: () => void waiting.delete(one) };
    },
    forward(ms: number) {
      now += ms;
      for (const one of [...waiting]) if (one.at <= now) one.ring();
    },
    /** The pauses that are being waited for, in milliseconds. */
    pauses: () => [...waiting].map(({ at }) => at - now),
  };
}

/** A handler whose effect is a row, and what it was called with, whether or not that was kept. */
export function noting(before: (key: string, tx: Tx) => void | Promise<void> = () => undefined) {
  const said: string[] = [];
  const handler: AlarmHandler = async (tx, { key, at, command }) => {
    said.push([key, command.name, ...command.arguments].join(" "));
    await tx
      .insertInto("seen")
      .values({ id: `${key}#${String(said.length)}`, at })
      .execute();
    await before(key, tx);
  };
  return { handler, said };
}

/** The keys of the alarms whose effects were kept, as often as they were. */
export async function effects(store: Store): Promise<string[]> {
  const rows = await store.read((db) => db.selectFrom("seen").select("id").orderBy("id").execute());
  return rows.map(({ id }) => id.replace(/#.*/, ""));
}

/** How many alarms are left that have yet to fire. */
export async function waiting(store: Store): Promise<number> {
  const rows = await store.read((db) =>
    db
      .selectFrom("alarms")
      .select(sql<number>`count(*)`.as("n"))
      .where("given_up", "=", 0)
      .execute(),
  );
  return Number(rows[0]?.n);
}
