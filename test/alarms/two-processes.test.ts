import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test, vi } from "vitest";
import { describeOnPostgres } from "../store/each-engine.ts";
import { alarmsOn, effects, waiting } from "./alarms-for-tests.ts";

const command = { name: "help", arguments: [] };

describeOnPostgres("an alarm that two processes share", (engine) => {
  const { store } = engine;
  const { open, now } = alarmsOn(engine);
  const children: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) await kill(child);
  });

  /** Resolves when the process has said that it is ready. */
  const start = async (name: string, ...more: string[]) => {
    const script = fileURLToPath(new URL("process.js", import.meta.url));
    const child = spawn(process.execPath, [script, engine.where(), name, ...more], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(child);
    const said: string[] = [];
    createInterface(child.stdout).on("line", (line) => said.push(line));
    const says = (word: string) =>
      vi.waitFor(
        () => {
          expect(said).toContain(word);
        },
        { timeout: 10_000 },
      );
    await says("ready");
    return { says, kill: () => kill(child) };
  };

  test("has one effect", async () => {
    const keys = Array.from({ length: 300 }, (_, i) => `k${String(i).padStart(3, "0")}`);
    const alarms = await open(store());
    await Promise.all([start("first"), start("second")]);
    await store().write(async (tx) => {
      for (const key of keys) await alarms.set(tx, key, now(), command);
    });
    await vi.waitFor(
      async () => {
        expect(await waiting(store())).toBe(0);
      },
      { timeout: 15_000 },
    );
    expect(await effects(store())).toEqual(keys);
  }, 40_000);

  test("is taken over within 30 seconds when the one that handles it is killed, and still has one effect", async () => {
    const alarms = await open(store());
    const first = await start("first", "holds");
    await store().write((tx) => alarms.set(tx, "held", now(), command));
    await first.says("holding");
    await start("second");
    await first.kill();
    await vi.waitFor(
      async () => {
        expect(await waiting(store())).toBe(0);
      },
      { timeout: 30_000, interval: 100 },
    );
    const kept = await store().read((db) => db.selectFrom("seen").select("id").execute());
    expect(kept).toEqual([{ id: "held#second#1" }]);
  }, 60_000);
});

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}
