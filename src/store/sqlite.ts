import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { SqliteDialect, type SqliteDatabase } from "kysely";
import Sqlite from "libsql";
import { makeStore, type Store } from "./store.ts";
import { StoreTrouble, troubleOf } from "./trouble.ts";

export type SqliteOptions = {
  /** A file, made where there is none; or `:memory:`, which forgets when it is closed. */
  readonly file: string;
  /** For a command beside a running tutor: without it, a second one on the same file is refused. */
  readonly shared?: true;
};

/** How long a statement waits for another process to let go of the file, in milliseconds. Meanwhile all waits. */
const patience = 500;

/** Remembers in a file on this machine. What was committed is on the disk, whatever happens to the process. */
export async function openSqlite({ file, shared }: SqliteOptions): Promise<Store> {
  try {
    const inFile = file !== ":memory:";
    if (inFile) mkdirSync(dirname(file), { recursive: true });
    const lock = inFile && !shared ? takeLock(`${file}.lock`) : undefined;
    try {
      return await makeStore({
        engine: "sqlite",
        connections: 1,
        dialect: new SqliteDialect({ database: transactable(openDatabase(file)) }),
        release: () => lock?.close(),
      });
    } catch (error) {
      lock?.close();
      throw error;
    }
  } catch (error) {
    throw explained(error, file);
  }
}

function openDatabase(file: string): Sqlite.Database {
  const database = new Sqlite(file, { timeout: patience });
  try {
    database.pragma("journal_mode = WAL");
    // In WAL mode NORMAL may lose the last commits at a power cut; a learner was told that they are saved.
    database.pragma("synchronous = FULL");
    // What a learner had deleted is overwritten, not only left out.
    database.pragma("secure_delete = ON");
    const [found] = database.pragma("quick_check(1)") as { quick_check: string }[];
    if (found?.quick_check !== "ok") throw new StoreTrouble("damaged", found?.quick_check ?? "it cannot be checked");
    // A file that may only be read is opened without a word; writing to it is not.
    database.exec("BEGIN IMMEDIATE; PRAGMA user_version = 0; ROLLBACK");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * The words of a transaction are executed, not prepared: a prepared statement that met a locked file stays open in
 * libsql, and no later transaction could be committed. A transaction takes the file at its beginning, where waiting for
 * it has done nothing yet. When the disk is full, SQLite may have rolled back by itself.
 */
function transactable(database: Sqlite.Database): SqliteDatabase {
  const words: Readonly<Record<string, () => void>> = {
    begin: () => database.exec("BEGIN IMMEDIATE"),
    commit: () => database.exec("COMMIT"),
    rollback: () => {
      if (database.inTransaction) database.exec("ROLLBACK");
    },
  };
  const statements = new Map<string, Sqlite.Statement>();
  const prepared = (sql: string) => {
    const known = statements.get(sql) ?? database.prepare(sql);
    if (statements.size < mostStatements) statements.set(sql, known);
    return known;
  };
  return {
    close() {
      try {
        // So that the file alone is whole and can be copied; what is in the way leaves that to the next opening.
        database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      } finally {
        database.close();
      }
    },
    prepare(sql) {
      const execute = words[sql];
      if (!execute) return prepared(sql);
      const run = () => {
        execute();
        return { changes: 0, lastInsertRowid: 0 };
      };
      return { reader: false, run, all: () => [], iterate: () => [][Symbol.iterator]() };
    },
  };
}

/** How many prepared statements are kept: more than the tutor has texts of. */
const mostStatements = 500;

/** An exclusive transaction on a file beside the database: it ends with its process, however that ends. */
function takeLock(file: string): Sqlite.Database {
  const lock = new Sqlite(file, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    if (troubleOf(error)?.trouble !== "locked") throw error;
    throw new StoreTrouble("taken", "another tutor is running on it", error);
  }
}

function explained(error: unknown, file: string): unknown {
  const trouble = troubleOf(error);
  return trouble ? new StoreTrouble(trouble.trouble, `${file}: ${trouble.message}`, error) : error;
}
