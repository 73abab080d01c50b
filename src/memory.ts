import { regradeAndTell } from "./answers/regraded.ts";
import { usualFile } from "./compose.ts";
import type { Config } from "./config.ts";
import type { Outbox } from "./delivery/outbox.ts";
import { tidy } from "./housekeeping.ts";
import type { Library } from "./knowledge/library.ts";
import { keepTrying } from "./platforms/backoff.ts";
import type { Surroundings } from "./platforms/platform.ts";
import { makeLaterStore } from "./store/later.ts";
import { openPostgres } from "./store/postgres.ts";
import { openSqlite } from "./store/sqlite.ts";
import type { Store } from "./store/store.ts";
import { troubleOf, whatToDo } from "./store/trouble.ts";

/**
 * The file is there at once or never; a PostgreSQL may be away for a while, and the tutor answers what it can meanwhile.
 * One line where that is the end of it.
 */
export async function openMemory(
  { DATABASE_URL, DATABASE_FILE }: Config,
  { sleep, log }: Pick<Surroundings, "sleep" | "log">,
  signal: AbortSignal,
): Promise<{ readonly store: Store; readonly arrived: Promise<void> } | { readonly problem: string }> {
  if (DATABASE_URL === undefined) {
    try {
      return { store: await openSqlite({ file: DATABASE_FILE ?? usualFile }), arrived: Promise.resolve() };
    } catch (error) {
      const trouble = troubleOf(error);
      if (!trouble) throw error;
      return { problem: whatToDo(trouble) };
    }
  }
  const store = makeLaterStore("postgres");
  const connect = async () => {
    store.arrive(await openPostgres(DATABASE_URL, log));
  };
  const describe = (error: unknown) => {
    const trouble = troubleOf(error);
    return trouble ? whatToDo(trouble) : `PostgreSQL: ${error instanceof Error ? error.message : String(error)}`;
  };
  return { store, arrived: keepTrying(connect, describe, { sleep, log }, signal) };
}

/** What is due at the start, where the database is there: old answers graded by today's questions, old posts made. */
export async function wakeUp(
  store: Store,
  library: Library,
  outbox: Outbox,
  log: (line: string) => void,
): Promise<void> {
  const items = new Map(library.items.map((item) => [item.id, item]));
  try {
    await store.write((tx) => regradeAndTell(tx, items, outbox.send));
    await store.write((tx) => tidy(tx, Date.now()));
  } catch (error) {
    log(`The answers could not be brought up to date: ${error instanceof Error ? error.message : String(error)}`);
  }
  await outbox.start();
}
