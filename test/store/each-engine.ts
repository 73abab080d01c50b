import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe } from "vitest";
import { openPostgres } from "../../src/store/postgres.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { postgresFolder, startPostgres, type TestPostgres } from "./postgres-for-tests.ts";

/** One engine to run a contract on: an empty database for each test, and a second opening of the same one. */
export type Engine = {
  readonly name: Store["engine"];
  /** The store of this test. */
  readonly store: () => Store;
  /** Opens the same database once more: after `store().close()` on SQLite, beside it on PostgreSQL. */
  readonly reopen: () => Promise<Store>;
  /** A file, or an address. */
  readonly where: () => string;
  readonly server: () => TestPostgres;
};

/** Runs the same tests on SQLite and on a real PostgreSQL. */
export function describeOnEachEngine(name: string, tests: (engine: Engine) => void): void {
  describe(`${name}, on SQLite`, () => {
    let folder: string;
    onEngine(
      "sqlite",
      () => Promise.resolve(join((folder = mkdtempSync(join(tmpdir(), "tutor-store-"))), "tutor.db")),
      (file) => openSqlite({ file }),
      tests,
      () => {
        throw new Error("SQLite has no server");
      },
    );
    afterEach(() => {
      rmSync(folder, { recursive: true, force: true });
    });
  });

  describeOnPostgres(name, tests);
}

/** For what SQLite, with one process, has no need of. */
export function describeOnPostgres(name: string, tests: (engine: Engine) => void): void {
  describe.skipIf(!postgresFolder)(`${name}, on PostgreSQL`, () => {
    let server: TestPostgres;
    beforeAll(async () => {
      server = await startPostgres();
    }, 30_000);
    afterAll(() => server.stop());
    onEngine(
      "postgres",
      () => server.newDatabase(),
      (url) => openPostgres(url, () => undefined),
      tests,
      () => server,
    );
  });
}

function onEngine(
  name: Store["engine"],
  place: () => Promise<string>,
  open: (where: string) => Promise<Store>,
  tests: (engine: Engine) => void,
  server: () => TestPostgres,
): void {
  let where: string;
  let store: Store;
  const opened: Store[] = [];
  beforeEach(async () => {
    where = await place();
    opened.push((store = await open(where)));
  });
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
  });
  tests({
    name,
    store: () => store,
    where: () => where,
    server,
    async reopen() {
      const again = await open(where);
      opened.push(again);
      return again;
    },
  });
}
