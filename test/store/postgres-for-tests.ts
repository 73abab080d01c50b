import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleepFor } from "node:timers/promises";
import pg from "pg";

/**
 * A real PostgreSQL on loopback, from the machine's own binaries. Where there are none the tests on it are skipped,
 * except in CI, where they must be there.
 */
export const postgresFolder = [process.env["POSTGRES_BIN"], ...installed(), "/usr/local/bin", "/opt/homebrew/bin"].find(
  (folder) => folder !== undefined && existsSync(join(folder, "initdb")),
);
if (!postgresFolder && process.env["CI"])
  throw new Error("CI has no PostgreSQL for the tests of the store; install it");
if (!postgresFolder)
  console.warn("SKIPPED: the store on PostgreSQL. Install it, or set POSTGRES_BIN to the folder of its initdb.");

export type TestPostgres = {
  /** Makes an empty database; its address. */
  readonly newDatabase: () => Promise<string>;
  /** Stops the server at once, as a crash would; `start` brings it back on the same port with what was saved. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Holds every process of it, so that nothing is answered; until it goes on. */
  readonly hang: () => void;
  readonly goOn: () => void;
  /** Stops it for good and removes its files. */
  readonly stop: () => Promise<void>;
};

/** `durable` waits for the disk at each commit, as it is meant to be run; a kill of a process alone loses nothing without. */
export async function startPostgres({ durable = false } = {}): Promise<TestPostgres> {
  const folder = postgresFolder;
  if (!folder) throw new Error("there is no PostgreSQL on this machine");
  const owner = unprivileged();
  const data = mkdtempSync(join(tmpdir(), "tutor-postgres-"));
  if (owner) chownSync(data, owner.uid, owner.gid);
  const as = { ...owner, cwd: data, env: { PATH: process.env["PATH"], LC_ALL: "C" } };
  execFileSync(join(folder, "initdb"), ["-D", data, "-U", "tutor", "-A", "trust", "-E", "UTF8", "--no-sync"], {
    ...as,
    stdio: "ignore",
  });
  const port = await freePort();
  const address = (database: string) => `postgres://tutor@127.0.0.1:${String(port)}/${database}`;
  let server: ChildProcess | undefined;

  const start = async () => {
    const settings = [
      "-c",
      "listen_addresses=127.0.0.1",
      "-c",
      `port=${String(port)}`,
      "-k",
      data,
      "-c",
      `fsync=${durable ? "on" : "off"}`,
    ];
    server = spawn(join(folder, "postgres"), ["-D", data, ...settings], { ...as, stdio: "ignore" });
    for (let tries = 0; tries < 600; tries++) {
      if (await answers(address("postgres"))) return;
      await sleepFor(50);
    }
    throw new Error("PostgreSQL does not answer after thirty seconds");
  };
  /** `SIGQUIT` stops it without a word to anybody, `SIGINT` in order. */
  const end = async (signal: "SIGQUIT" | "SIGINT") => {
    const ending = server;
    server = undefined;
    if (!ending || ending.exitCode !== null) return;
    const ended = new Promise((resolve) => ending.once("exit", resolve));
    ending.kill(signal);
    await ended;
  };
  /** The server and what it has forked for each connection. */
  const signalAll = (signal: "SIGSTOP" | "SIGCONT") => {
    const parent = server?.pid ?? 0;
    const children = execFileSync("ps", ["-o", "pid=", "--ppid", String(parent)], { encoding: "utf8" });
    for (const pid of [parent, ...children.trim().split(/\s+/).map(Number)]) if (pid > 0) process.kill(pid, signal);
  };
  await start();
  return {
    async newDatabase() {
      const name = `tutor_${randomUUID().slice(0, 8)}`;
      await query(address("postgres"), `create database ${name}`);
      return address(name);
    },
    kill: () => end("SIGQUIT"),
    hang: () => {
      signalAll("SIGSTOP");
    },
    goOn: () => {
      signalAll("SIGCONT");
    },
    start,
    async stop() {
      await end("SIGINT");
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** One statement with the bare driver, on a connection of its own. */
export async function query(url: string, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await query(url, "select 1");
    return true;
  } catch {
    return false;
  }
}

/** PostgreSQL refuses to run as root: there it runs as the user that Debian's package makes. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

function installed(): string[] {
  const versions = "/usr/lib/postgresql";
  if (!existsSync(versions)) return [];
  return readdirSync(versions)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(versions, version, "bin"));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}
