import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { localAlarms } from "./alarms/local.ts";
import type { AlarmHandler, Alarms } from "./alarms/alarms.ts";
import { makeLaterAlarms } from "./alarms/later.ts";
import { postgresAlarms } from "./alarms/postgres.ts";
import { regradeAndTell } from "./answers/regraded.ts";
import { usualFile } from "./compose.ts";
import type { Config } from "./config.ts";
import type { Outbox } from "./delivery/outbox.ts";
import { housekeeping, tidy } from "./housekeeping.ts";
import type { Library } from "./knowledge/library.ts";
import { keepTrying } from "./platforms/backoff.ts";
import type { Surroundings } from "./platforms/platform.ts";
import { makeLaterStore } from "./store/later.ts";
import { openPostgres } from "./store/postgres.ts";
import { openSqlite } from "./store/sqlite.ts";
import type { Store, Tx } from "./store/store.ts";
import { troubleOf, whatToDo } from "./store/trouble.ts";
import { messageOf } from "./thrown.ts";

/** What the tutor remembers by, and what wakes it. */
export type Memory = {
  readonly store: Store;
  readonly alarms: Alarms;
  /** Resolves when both are there, or it was called off. */
  readonly arrived: Promise<void>;
};

/**
 * The file is there at once or never; a PostgreSQL may be away for a while, and the tutor answers what it can meanwhile.
 * One line where that is the end of it.
 */
export async function openMemory(
  { DATABASE_URL, DATABASE_FILE }: Config,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Memory | { readonly problem: string }> {
  if (DATABASE_URL !== undefined) return awaitPostgres(DATABASE_URL, surroundings, signal);
  try {
    const store = await openSqlite({ file: DATABASE_FILE ?? usualFile });
    return { store, alarms: localAlarms(store, surroundings), arrived: Promise.resolve() };
  } catch (error) {
    const trouble = troubleOf(error);
    if (!trouble) throw error;
    return { problem: whatToDo(trouble) };
  }
}

/**
 * What signs the page's cookies where nothing was set: made once, and kept beside the file, so that people on the page
 * are the same after a restart. Nothing where there is no file.
 */
export function keptSecret({ DATABASE_URL, DATABASE_FILE }: Config): string | undefined {
  if (DATABASE_URL !== undefined) return undefined;
  const file = `${DATABASE_FILE ?? usualFile}.web-secret`;
  try {
    writeFileSync(file, randomUUID(), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return readFileSync(file, "utf8");
}

function awaitPostgres(url: string, surroundings: Surroundings, signal: AbortSignal): Memory {
  const [store, alarms] = [makeLaterStore("postgres"), makeLaterAlarms()];
  const connect = async () => {
    const opened = await openPostgres(url, surroundings.log);
    try {
      alarms.arrive(await postgresAlarms(opened, { ...surroundings, url, sleep: surroundings.sleep }));
    } catch (error) {
      await opened.close();
      throw error;
    }
    store.arrive(opened);
  };
  const describe = (error: unknown) => {
    const trouble = troubleOf(error);
    return trouble ? whatToDo(trouble) : `PostgreSQL: ${messageOf(error)}`;
  };
  const arrived = keepTrying(connect, describe, surroundings, signal).then((wasAway) => {
    if (wasAway) surroundings.log("PostgreSQL is reached now; what is to be saved is saved from here on.");
  });
  return { store, alarms, arrived };
}

/** What is due once the memory is there: old answers graded by today's questions, old posts made, alarms fired. */
export async function wakeUp(
  { store, alarms }: Pick<Memory, "store" | "alarms">,
  { library, outbox, ring, now, log }: Woken,
): Promise<void> {
  const items = new Map(library.items.map((item) => [item.id, item]));
  try {
    await store.write((tx) => regradeAndTell(tx, items, outbox.send));
    await store.write((tx) => tidyAndSetAgain(tx, alarms, now()));
  } catch (error) {
    log(`The answers could not be brought up to date: ${messageOf(error)}`);
  }
  alarms.start((tx, alarm) =>
    alarm.command.name === housekeeping.command.name ? tidyAndSetAgain(tx, alarms, now()) : ring(tx, alarm),
  );
  void outbox.start();
}

export type Woken = Pick<Surroundings, "now" | "log"> & {
  readonly library: Library;
  readonly outbox: Outbox;
  /** Hears the alarms of features. */
  readonly ring: AlarmHandler;
};

async function tidyAndSetAgain(tx: Tx, alarms: Alarms, now: number): Promise<void> {
  await tidy(tx, now);
  await alarms.set(tx, housekeeping.key, now + housekeeping.every, housekeeping.command);
}
