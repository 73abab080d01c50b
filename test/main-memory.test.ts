import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleepFor } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { postgresFolder, query, startPostgres } from "./store/postgres-for-tests.ts";

/** The program as it is run, with its memory: in a file, and in PostgreSQL. */
const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tutor-memory-"));
const running: ChildProcess[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) if (child.exitCode === null && child.kill()) await once(child, "exit");
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function start(environment: Record<string, string>, program = "main.js", ...words: string[]) {
  const child = spawn(process.execPath, [join(dist, program), ...words], {
    env: { PATH: process.env["PATH"], PORT: "0", WEB_SECRET: "0123456789abcdef", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const until = async (form: RegExp): Promise<RegExpExecArray> => {
    for (let tries = 0; tries < 400; tries++) {
      const found = form.exec(said);
      if (found) return found;
      await sleepFor(50);
    }
    throw new Error(`${String(form)} was not said within twenty seconds, but: ${said}`);
  };
  return { child, until, said: () => said, address: async () => (await until(/is at (\S+)/))[1] ?? "" };
}

/** One person on the page. */
function sit(address: string) {
  let cookie = "";
  let count = 0;
  return async (text: string): Promise<string> => {
    count += 1;
    const answer = await fetch(`${address}/say`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie, origin: address },
      body: JSON.stringify({ id: `press-${String(count)}`, text }),
    });
    cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
    return answer.text();
  };
}

const run = async (environment: Record<string, string>, program: string, ...words: string[]) => {
  const { child, said } = start(environment, program, ...words);
  const [code] = (await once(child, "close")) as [number];
  return { code, said: said() };
};

describe("npm start with its file", () => {
  test("what was set is there after a kill, and a second tutor on the file is refused while one runs", async () => {
    const file = join(folder, "one.db");
    const first = start({ DATABASE_FILE: file });
    const say = sit(await first.address());
    expect(await say("settings zone Europe/Rome")).toContain("Europe/Rome");
    const second = await run({ DATABASE_FILE: file }, "main.js");
    expect(second).toMatchObject({ code: 1 });
    expect(second.said).toMatch(/^The database is in use .*Stop the other tutor, or set DATABASE_FILE/m);
    first.child.kill("SIGKILL");
    await once(first.child, "exit");
    await start({ DATABASE_FILE: file }).address();
  });

  test("a damaged file ends the start with one line", async () => {
    const file = join(folder, "damaged.db");
    writeFileSync(file, "no database ".repeat(1000));
    const { code, said } = await run({ DATABASE_FILE: file }, "main.js");
    expect(code).toBe(1);
    expect(said.trim().split("\n")).toEqual([expect.stringMatching(/^The database is damaged .*Put a backup/)]);
  });

  test("a question that was sent to the maintainers is in the inbox of the running tutor, and can be resolved", async () => {
    const file = join(folder, "inbox.db");
    const say = sit(await start({ DATABASE_FILE: file }).address());
    expect((await run({ DATABASE_FILE: file }, "bin/inbox.js")).said).toBe("Nothing is waiting in the inbox.\n");
    const asked = await say("who waters the office plants of jane@example.com?");
    const [button = ""] = /tell q-[\w-]{8}/.exec(asked) ?? [];
    expect(await say(button)).toContain("without your name");
    const listed = (await run({ DATABASE_FILE: file }, "bin/inbox.js")).said;
    expect(listed).toMatch(
      /^[\da-f]{8} {2}\d{4}-\d\d-\d\d {2}question\n {4}who waters the office plants of \[address\]\?$/m,
    );
    const id = listed.slice(0, 8);
    expect(await run({ DATABASE_FILE: file }, "bin/inbox.js", "resolve", id)).toEqual({
      code: 0,
      said: `${id} is resolved.\n`,
    });
    expect((await run({ DATABASE_FILE: file }, "bin/inbox.js")).said).toBe("Nothing is waiting in the inbox.\n");
    expect((await run({ DATABASE_FILE: file }, "bin/inbox.js", "--all")).said).toContain("question, resolved");
    expect((await run({ DATABASE_FILE: file }, "bin/inbox.js", "resolve", id)).code).toBe(1);
    expect((await run({ DATABASE_FILE: file }, "bin/inbox.js", "--wrong")).code).toBe(2);
  });

  test.each([
    [{ DATABASE_URL: "mysql://x" }, /^DATABASE_URL: the value will not do; write an address such as postgres:/m],
    [{ DATABASE_URL: "postgres://x/y", DATABASE_FILE: "z" }, /^DATABASE_FILE: is of no use beside DATABASE_URL/m],
  ])("%o is refused", async (environment, told) => {
    const { code, said } = await run(environment, "main.js");
    expect(code).toBe(1);
    expect(said).toMatch(told);
  });
});

describe.skipIf(!postgresFolder)("npm start with PostgreSQL", () => {
  test("answers while it is down, saves as soon as it is there, and again after it went away", async () => {
    const server = await startPostgres();
    try {
      const url = await server.newDatabase();
      await server.kill();
      const tutor = start({ DATABASE_URL: url });
      const say = sit(await tutor.address());
      await tutor.until(/The database cannot be reached .*keeps trying/);
      expect(await say("detect drift in prod?")).toContain("Model Monitor");
      expect(await say("settings boards off")).toContain("that was not saved");
      await server.start();
      await tutor.until(/PostgreSQL is reached now/);
      expect(await say("settings boards off")).toContain("no longer shown");
      await server.kill();
      expect(await say("settings nudges on")).toContain("that was not saved");
      await server.start();
      expect(await say("settings nudges on")).toContain("I may remind you");
      expect(await query(url, "select on_boards, nudges from learners")).toEqual([{ on_boards: "0", nudges: "1" }]);
      expect(tutor.said()).not.toContain(url);
      tutor.child.kill("SIGTERM");
      expect(await once(tutor.child, "exit")).toEqual([0, null]);
    } finally {
      await server.stop();
    }
  });
});
