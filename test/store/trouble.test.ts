import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import Sqlite from "libsql";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTutor } from "../../src/compose.ts";
import { openPostgres } from "../../src/store/postgres.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { StoreTrouble, troubleOf, whatToDo } from "../../src/store/trouble.ts";
import { library } from "../tutor-for-tests.ts";
import { postgresFolder, startPostgres, type TestPostgres } from "./postgres-for-tests.ts";
import { alarmsRungByHand } from "../alarms/rung-by-hand.ts";

const write = (store: Store, id: string) => store.write((tx) => tx.insertInto("seen").values({ id, at: 1 }).execute());
const kept = async (store: Store) =>
  (await store.read((db) => db.selectFrom("seen").select("id").orderBy("id").execute())).map(({ id }) => id);
const troubleIn = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  return error instanceof StoreTrouble ? error.trouble : error;
};

/** What somebody on the page reads who tries to save. */
async function told(store: Store, text: string): Promise<string> {
  const { tutor } = openTutor(library(), {
    log: () => undefined,
    remembering: { store, alarms: alarmsRungByHand().alarms, send: () => Promise.resolve() },
  });
  const place = { platform: "web", id: "page", private: true } as const;
  const command = tutor.grammar.parse(text);
  return JSON.stringify((await tutor.handle({ id: "1", learner: "web:1", place, at: 1, command })).parts);
}

describe("SQLite in trouble", () => {
  let folder: string;
  let file: string;
  const opened: Store[] = [];
  const open = async (options: { shared?: true } = {}) => {
    const store = await openSqlite({ file, ...options });
    opened.push(store);
    return store;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tutor-trouble-"));
    file = join(folder, "tutor.db");
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    chmodSync(folder, 0o755);
    rmSync(folder, { recursive: true, force: true });
  });

  test("a full disk loses nothing that was saved, is told to the learner, and is over once there is room", async () => {
    const store = await open();
    await write(store, "before");
    await store.read((db) => sql`pragma max_page_count = 1`.execute(db)); // no more than it has
    const fill = async (size: number) => {
      const row = { name: "-".repeat(size), zone: null, on_boards: 1, nudges: 0, since: 1 };
      for (let i = 0; i < 500; i++)
        await store.write((tx) =>
          tx
            .insertInto("learners")
            .values({ id: `${String(size)} ${String(i)}`, ...row })
            .execute(),
        );
    };
    for (const size of [2000, 100, 1]) expect(await troubleIn(fill(size))).toBe("full");
    expect(await told(store, "settings zone Europe/Rome")).toContain("that was not saved");
    expect(await told(store, "detect drift in prod?")).toContain("Model Monitor");
    expect(await kept(store)).toContain("before");
    await store.read((db) => sql`pragma max_page_count = 1000000`.execute(db));
    expect(await told(store, "settings zone Europe/Rome")).toContain("Your days now end at midnight in Europe/Rome");
  });

  test("a file that another program has locked is told of, and is written once it lets go", async () => {
    const store = await open();
    const other = new Sqlite(file);
    other.exec("begin immediate");
    expect(await troubleIn(write(store, "a"))).toBe("locked");
    expect(await told(store, "settings boards off")).toContain("that was not saved");
    other.exec("rollback");
    other.close();
    await write(store, "a");
    expect(await kept(store)).toEqual(["a"]);
  });

  test("what was forgotten is not left in the file, nor beside it", async () => {
    const store = await open();
    const secret = "what-ada-once-asked";
    await write(store, secret);
    await store.settle();
    const bytes = () =>
      [file, `${file}-wal`]
        .filter((name) => existsSync(name))
        .map((name) => readFileSync(name, "latin1"))
        .join("");
    expect(bytes()).toContain(secret);
    await store.write((tx) => tx.deleteFrom("seen").where("id", "=", secret).execute());
    await store.settle();
    expect(bytes()).not.toContain(secret);
  });

  test("a second tutor on the same file is refused, a reading command is not, and the next tutor is welcome", async () => {
    const store = await open();
    expect(await troubleIn(open())).toBe("taken");
    await write(await open({ shared: true }), "beside");
    expect(await kept(store)).toEqual(["beside"]);
    await store.close();
    await open();
  });

  test.each([
    ["no database at all", "This is a letter, and no database. ".repeat(300)],
    ["cut off", "SQLite format 3\u0000" + "\u0000".repeat(3000)],
  ])("a file that is %s is refused and left as it is", async (_, text) => {
    writeFileSync(file, text);
    expect(await troubleIn(open())).toBe("damaged");
    expect(existsSync(file)).toBe(true);
  });

  test("a database with a damaged page is refused at the start", async () => {
    const store = await open();
    for (let i = 0; i < 20; i++) await write(store, `row ${String(i).padStart(2000, "-")}`);
    await store.close();
    const { length } = await damage(file);
    expect(length).toBeGreaterThan(8192);
    expect(await troubleIn(open())).toBe("damaged");
  });

  describe.skipIf(process.platform === "win32")("without the right to write", () => {
    const nobody = 65_534;
    const isRoot = process.getuid?.() === 0;
    /** Root may write anywhere: for a while we are nobody. */
    const asNobody = async <T>(work: () => Promise<T>): Promise<T> => {
      if (isRoot) process.seteuid?.(nobody);
      try {
        return await work();
      } finally {
        if (isRoot) process.seteuid?.(0);
      }
    };

    test("a folder that cannot be written is named", async () => {
      chmodSync(folder, 0o555);
      await asNobody(async () => {
        expect(await troubleIn(open())).toBe("readOnly");
        await expect(open()).rejects.toThrow(file);
      });
    });

    test("so is a folder that cannot be made", async () => {
      chmodSync(folder, 0o555);
      file = join(folder, "below", "tutor.db");
      await asNobody(async () => {
        expect(await troubleIn(open())).toBe("readOnly");
      });
    });

    test("so is a file that may only be read", async () => {
      await (await open()).close();
      mkdirSync(join(folder, "own"));
      for (const name of [folder, file, `${file}.lock`]) if (isRoot) chownSync(name, nobody, nobody);
      chmodSync(file, 0o444);
      await asNobody(async () => {
        expect(await troubleIn(open())).toBe("readOnly");
      });
    });
  });
});

describe.skipIf(!postgresFolder)("PostgreSQL in trouble", () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  }, 30_000);
  afterAll(() => server.stop());

  test("gone away it is told of; back again it is written, without a restart", async () => {
    const logged: string[] = [];
    const store = await openPostgres(await server.newDatabase(), (line) => logged.push(line));
    await write(store, "before");
    await server.kill();
    expect(await troubleIn(write(store, "during"))).toBe("away");
    expect(await troubleIn(kept(store))).toBe("away");
    expect(await told(store, "settings boards off")).toContain("that was not saved");
    expect(await told(store, "detect drift in prod?")).toContain("Model Monitor");
    await server.start();
    await write(store, "after");
    expect(await kept(store)).toEqual(["after", "before"]);
    await store.close();
  });

  test("one that hangs is given up in time, and questions are answered meanwhile", async () => {
    const store = await openPostgres(await server.newDatabase(), () => undefined);
    await write(store, "before");
    server.hang();
    try {
      expect(await told(store, "detect drift in prod?")).toContain("Model Monitor");
      expect(await troubleIn(write(store, "during"))).toBe("away");
    } finally {
      server.goOn();
    }
    await write(store, "after");
    expect(await kept(store)).toContain("after");
    await store.close();
  });

  test("two that wait for each other are both saved", async () => {
    const url = await server.newDatabase();
    const [one, other] = [await openPostgres(url, () => undefined), await openPostgres(url, () => undefined)];
    for (const id of ["a", "b", "c"]) await write(one, id);
    const touch = (store: Store, ids: string[]) =>
      store.write(async (tx) => {
        for (const id of ids)
          await tx
            .updateTable("seen")
            .set((is) => ({ at: is("at", "+", 1) }))
            .where("id", "=", id)
            .execute();
      });
    for (let i = 0; i < 3; i++) await Promise.all([touch(one, ["a", "b", "c"]), touch(other, ["c", "b", "a"])]);
    expect(await one.read((db) => db.selectFrom("seen").select("at").execute())).toEqual([
      { at: 7 },
      { at: 7 },
      { at: 7 },
    ]);
    await Promise.all([one.close(), other.close()]);
  });

  test("one that is not there at all is away", async () => {
    expect(await troubleIn(openPostgres("postgres://tutor@127.0.0.1:1/none", () => undefined))).toBe("away");
  });
});

test.each([
  ["taken", /in use \(another tutor\)\. Stop the other tutor/],
  ["full", /no room left/],
  ["damaged", /Put a backup in its place/],
  ["away", /keeps trying/],
] as const)("%s is one line with what would do", (trouble, line) => {
  const text = whatToDo(new StoreTrouble(trouble, "another tutor"));
  expect(text).toMatch(line);
  expect(text).not.toContain("\n");
});

test("a fault of ours is no trouble", () => {
  expect(troubleOf(new TypeError("x is not a function"))).toBeUndefined();
  expect(troubleOf(Object.assign(new Error("syntax error"), { code: "42601" }))).toBeUndefined();
  expect(troubleOf("a text")).toBeUndefined();
});

/** Writes over the second half of the file. */
async function damage(path: string): Promise<Buffer> {
  const { readFile, writeFile } = await import("node:fs/promises");
  const bytes = await readFile(path);
  bytes.fill(0xab, Math.floor(bytes.length / 2));
  await writeFile(path, bytes);
  return bytes;
}
