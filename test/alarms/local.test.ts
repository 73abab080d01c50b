import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Alarms } from "../../src/alarms/alarms.ts";
import { localAlarms } from "../../src/alarms/local.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { StoreTrouble } from "../../src/store/trouble.ts";
import { effects, handSetClock, noting } from "./alarms-for-tests.ts";

const command = { name: "help", arguments: [] };
const patience = { timeout: 5000, interval: 5 };

let store: Store;
let clock: ReturnType<typeof handSetClock>;
let alarms: Alarms;
let log: string[];

beforeEach(async () => {
  store = await openSqlite({ file: ":memory:" });
  clock = handSetClock();
  log = [];
  alarms = localAlarms(store, { ...clock, log: (line) => log.push(line) });
});
afterEach(async () => {
  await alarms.stop();
  await store.close();
});

const fired = (keys: readonly string[]) =>
  vi.waitFor(async () => {
    expect(await effects(store)).toEqual(keys);
  }, patience);
const pausesFor = (ms: number) =>
  vi.waitFor(() => {
    expect(clock.pauses()).toEqual([ms]);
  }, patience);

test("a pause ends when the next alarm is due, or after a minute: a timer takes no more than 2^31 ms", async () => {
  alarms.start(noting().handler);
  await pausesFor(60_000);
  await store.write((tx) => alarms.set(tx, "next year", clock.now() + 2 ** 35, command));
  await pausesFor(60_000);
  await store.write((tx) => alarms.set(tx, "soon", clock.now() + 5000, command));
  await pausesFor(5000);
  clock.forward(5000);
  await fired(["soon"]);
  await pausesFor(60_000);
});

test("a transaction in which no alarm was set wakes nobody", async () => {
  alarms.start(noting().handler);
  await pausesFor(60_000);
  const timer = vi.spyOn(clock, "timer");
  await store.write((tx) => tx.deleteFrom("seen").execute());
  await store.read((db) => db.selectFrom("seen").selectAll().execute());
  expect(timer).not.toHaveBeenCalled();
});

test("a trouble of the store is not counted as a try of the handler", async () => {
  let full = true;
  const { handler } = noting(() => {
    if (full) throw new StoreTrouble("full", "the disk is full");
  });
  alarms.start(handler);
  await store.write((tx) => alarms.set(tx, "a", clock.now(), command));
  for (let seen = 1; seen <= 12; seen++) {
    await vi.waitFor(() => {
      expect(log).toHaveLength(seen);
    }, patience);
    await pausesFor(10_000);
    clock.forward(10_000);
  }
  expect(new Set(log)).toEqual(new Set(["The alarm a failed, 0 of 10 tries counted, again in 10 s: the disk is full"]));
  await vi.waitFor(() => {
    expect(log).toHaveLength(13);
  }, patience);
  full = false;
  clock.forward(10_000);
  await fired(["a"]);
});

test("while the store cannot be read at all the alarms wait, longer each time, and go on when it can", async () => {
  let locked = true;
  const shaky: Store = {
    ...store,
    read: (work) => (locked ? Promise.reject(new StoreTrouble("locked", "it is locked")) : store.read(work)),
  };
  const onShaky = localAlarms(shaky, { ...clock, log: (line) => log.push(line) });
  await store.write((tx) => onShaky.set(tx, "a", clock.now(), command));
  onShaky.start(noting().handler);
  for (const pause of [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]) {
    await pausesFor(pause);
    clock.forward(pause);
  }
  locked = false;
  await pausesFor(60_000);
  clock.forward(60_000);
  await fired(["a"]);
  await onShaky.stop();
  expect(log[0]).toBe("The alarms wait 1 s, since the store is in trouble: it is locked");
});

test("a command that cannot be read is a failure like any other, and holds up no other alarm", async () => {
  await store.write((tx) => alarms.set(tx, "a", clock.now() - 1, command));
  await store.write((tx) => tx.updateTable("alarms").set({ command: "{" }).execute());
  await store.write((tx) => alarms.set(tx, "b", clock.now(), command));
  alarms.start(noting().handler);
  await fired(["b"]);
  expect(log).toEqual([expect.stringMatching(/^The alarm a failed, 1 of 10 tries counted, again in 3 s: .*JSON/)]);
});

test("alarms are started once", () => {
  alarms.start(noting().handler);
  expect(() => {
    alarms.start(noting().handler);
  }).toThrow("started already");
});
