import { Kysely, sql, type Dialect, type Transaction } from "kysely";
import { groupCommits } from "./group-commit.ts";
import { migrate } from "./migrations.ts";
import type { Tables } from "./tables.ts";
import { troubleOf } from "./trouble.ts";

/** For reading, or for a single statement that is whole by itself. */
export type Database = Kysely<Tables>;

/** Several statements that are saved together or not at all. Inside one, the outer database must not be used. */
export type Tx = Transaction<Tables>;

/** What is remembered: an open database in today's form. Whatever it throws is a `StoreTrouble` or a fault of ours. */
export type Store = {
  readonly engine: "sqlite" | "postgres";
  readonly read: <T>(work: (db: Database) => Promise<T>) => Promise<T>;
  /** Saved on the disk when it resolves. Nothing outside the database may be awaited in it. */
  readonly write: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** The same for what only adds rows, which no other waits for: many are saved by one commit. */
  readonly add: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Has nothing of what was deleted left in a log beside the database. */
  readonly settle: () => Promise<void>;
  /** Calls back after each commit, with the transaction that was committed. */
  readonly onCommit: (listener: (tx: Tx) => void) => void;
  readonly close: () => Promise<void>;
};

export type Opened = {
  readonly engine: Store["engine"];
  readonly dialect: Dialect;
  /** How many transactions may be under way at once. */
  readonly connections: number;
  /** Whether what failed may go well when it is done again at once: on another connection, or after others. */
  readonly mayGoWell?: (error: unknown) => boolean;
  /** Lets go of whatever the driver holds beside its connections. */
  readonly release?: () => void;
};

/** Brings an opened database up to date and hands it out. */
export async function makeStore({ engine, dialect, connections, mayGoWell, release }: Opened): Promise<Store> {
  const db: Database = new Kysely<Tables>({ dialect });
  const listeners: ((tx: Tx) => void)[] = [];
  const close = async () => {
    await db.destroy();
    release?.();
  };
  try {
    await migrate(db);
  } catch (error) {
    await close();
    throw troubleOf(error) ?? error;
  }
  const again = async <T>(work: () => Promise<T>): Promise<T> => {
    for (let tries = 0; ; tries++)
      try {
        return await work();
      } catch (error) {
        // Each of the connections may have to be replaced.
        if (tries >= connections || !mayGoWell?.(error)) throw error;
      }
  };
  const transact = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    let committed: Tx | undefined;
    const result = await plainly(
      again(() =>
        db.transaction().execute((tx) => {
          committed = tx;
          return work(tx);
        }),
      ),
    );
    if (committed) for (const listener of listeners) listener(committed);
    return result;
  };
  const grouped = groupCommits(transact, connections);
  return {
    engine,
    read: (work) => plainly(again(() => work(db))),
    // Groups that change the same rows in another order would wait for each other, unless there is one group at a time.
    write: connections === 1 ? grouped : transact,
    add: grouped,
    async settle() {
      if (engine === "sqlite") await plainly(sql`pragma wal_checkpoint(truncate)`.execute(db));
    },
    onCommit: (listener) => listeners.push(listener),
    close,
  };
}

async function plainly<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw troubleOf(error) ?? error;
  }
}
