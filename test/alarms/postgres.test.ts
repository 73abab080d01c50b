import { afterEach, expect, test, vi } from "vitest";
import { postgresAlarms } from "../../src/alarms/postgres.ts";
import { sleep } from "../../src/sleep.ts";
import { describeOnPostgres } from "../store/each-engine.ts";
import { query } from "../store/postgres-for-tests.ts";
import { alarmsOn, effects, noting } from "./alarms-for-tests.ts";

const command = { name: "help", arguments: [] };
const patience = { timeout: 15_000, interval: 20 };

describeOnPostgres("alarms that graphile-worker wakes", (engine) => {
  const { store } = engine;
  const { open, now, log, forward } = alarmsOn(engine);
  const unhandled: unknown[] = [];
  const keep = (error: unknown) => void unhandled.push(error);
  process.on("unhandledRejection", keep);
  afterEach(() => {
    process.off("unhandledRejection", keep);
  });

  test("fire when PostgreSQL was away and is back, without a restart, also those whose transaction it broke off", async () => {
    const alarms = await open(store());
    let first = true;
    let begun: () => void = () => undefined;
    const inHandler = new Promise<void>((resolve) => (begun = resolve));
    const { handler } = noting(async () => {
      if (!first) return;
      first = false;
      begun();
      await sleep(300);
    });
    alarms.start(handler);
    await store().write((tx) => alarms.set(tx, "broken off", now(), command));
    await store().write((tx) => alarms.set(tx, "later", now() + 1000, command));
    await inHandler;
    await engine.server().kill();
    await sleep(1500);
    await engine.server().start();
    await vi.waitFor(async () => {
      expect(await effects(store())).toEqual(["broken off", "later"]);
    }, patience);
    await store().write((tx) => alarms.set(tx, "new", now(), command));
    await vi.waitFor(async () => {
      expect(await effects(store())).toEqual(["broken off", "later", "new"]);
    }, patience);
    expect(unhandled).toEqual([]);
  }, 40_000);

  test("cannot be opened while PostgreSQL is away, and can when it is back", async () => {
    await engine.server().kill();
    const surroundings = { url: engine.where(), now: Date.now, sleep, log: () => undefined };
    await expect(postgresAlarms(store(), surroundings)).rejects.toThrow();
    await engine.server().start();
    await open(store());
  }, 40_000);

  test("fire although the engine gave up: it is started again", async () => {
    const { handler } = noting();
    const alarms = await open(store());
    alarms.start(handler);
    await store().write((tx) => alarms.set(tx, "before", now(), command));
    await vi.waitFor(async () => {
      expect(await effects(store())).toEqual(["before"]);
    }, patience);
    // What a newer engine says when it changes the tables; this one has no such tables, so it may go on.
    await query(engine.where(), `select pg_notify('worker:migrate', '{"migrationNumber": 0, "breaking": true}')`);
    await vi.waitFor(() => {
      expect(log.at(-1)).toMatch(/started again in 5 s/);
    }, patience);
    process.exitCode = undefined;
    await store().write((tx) => alarms.set(tx, "after", now(), command));
    await vi.waitFor(async () => {
      expect(await effects(store())).toEqual(["after", "before"]);
    }, patience);
  });

  test("may be opened by two processes at the same time on an empty database", async () => {
    const two = await Promise.all([open(store()), open(store())]);
    expect(two).toHaveLength(2);
  });

  test("can be stopped while PostgreSQL is away", async () => {
    const alarms = await open(store());
    alarms.start(noting().handler);
    await sleep(100);
    await engine.server().kill();
    await sleep(100);
    await alarms.stop();
    await engine.server().start();
  }, 40_000);

  test("leave no job behind, whether they fire, fail, are moved or are cancelled", async () => {
    let broken = true;
    const { handler } = noting((key) => {
      if (key === "fails" && broken) throw new Error("not yet");
    });
    const alarms = await open(store());
    alarms.start(handler);
    await store().write((tx) => alarms.set(tx, "cancelled", now() + 60_000, command));
    await store().write((tx) => alarms.set(tx, "moved", now() + 60_000, command));
    await store().write((tx) => alarms.set(tx, "moved", now(), command));
    await store().write((tx) => alarms.cancel(tx, "cancelled"));
    await store().write((tx) => alarms.set(tx, "fails", now(), command));
    await vi.waitFor(() => {
      expect(log).toHaveLength(1);
    }, patience);
    broken = false;
    await forward(60_000);
    await vi.waitFor(async () => {
      expect(await query(engine.where(), "select * from graphile_worker._private_jobs")).toEqual([]);
    }, patience);
    expect(await effects(store())).toEqual(["fails", "moved"]);
  });

  test("fire although the engine's own tables were lost", async () => {
    const { handler } = noting();
    const alarms = await open(store());
    await store().write((tx) => alarms.set(tx, "restored", now(), command));
    await query(engine.where(), "drop schema graphile_worker cascade");
    (await open(store())).start(handler);
    await vi.waitFor(async () => {
      expect(await effects(store())).toEqual(["restored"]);
    }, patience);
  });

  test("have one effect also when somebody alive is taken for dead", async () => {
    const surroundings = { url: engine.where(), now: Date.now, sleep, log: (line: string) => void lines.push(line) };
    const lines: string[] = [];
    const never = 3_600_000;
    const silent = await postgresAlarms(store(), { ...surroundings, heartbeat: never, silence: never });
    const hasty = await postgresAlarms(store(), { ...surroundings, heartbeat: 50, silence: 300, poll: 20 });
    let takeOver: () => void = () => undefined;
    const takenOver = new Promise<void>((resolve) => (takeOver = resolve));
    const slow = noting(() => takenOver);
    silent.start(slow.handler);
    await store().write((tx) => silent.set(tx, "slow", now(), command));
    await vi.waitFor(() => {
      expect(slow.said).toHaveLength(1);
    }, patience);
    const second = noting();
    hasty.start(second.handler);
    await vi.waitFor(() => {
      expect(lines.some((line) => line.startsWith("Took over the alarms of pool-"))).toBe(true);
    }, patience);
    await sleep(200);
    takeOver();
    await vi.waitFor(async () => {
      expect(await effects(store())).toEqual(["slow"]);
    }, patience);
    await Promise.all([silent.stop(), hasty.stop()]);
    expect(second.said).toEqual([]);
    expect(await effects(store())).toEqual(["slow"]);
  });
});
