import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { pauseAfter } from "../../src/alarms/alarms.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { alarmsOn, effects, noting, waiting } from "./alarms-for-tests.ts";

const minute = 60_000;
const command = { name: "ask", arguments: ["what is “drift”, exactly?\n"] };
const patience = { timeout: 15_000, interval: 10 };

describeOnEachEngine("an alarm", (engine) => {
  const { store } = engine;
  const { open, now, forward, log } = alarmsOn(engine);
  const fired = (count: number) =>
    vi.waitFor(async () => {
      expect(await effects(store())).toHaveLength(count);
    }, patience);

  test("fires once, when it is due, and says its command", async () => {
    const { handler, said } = noting();
    const alarms = await open(store());
    alarms.start(handler);
    await store().write((tx) => alarms.set(tx, "later", now() + 60 * minute, command));
    await store().write((tx) => alarms.set(tx, "soon", now() + 10 * minute, command));
    await store().write((tx) => alarms.set(tx, "now", now(), command));
    await fired(1);
    await forward(10 * minute);
    await fired(2);
    await forward(60 * minute);
    await fired(3);
    expect(said).toEqual(["now", "soon", "later"].map((key) => `${key} ask what is “drift”, exactly?\n`));
    expect(await waiting(store())).toBe(0);
  });

  test("survives that all is closed, and fires in due order when it is overdue at the start", async () => {
    const first = await open(store());
    await store().write(async (tx) => {
      await first.set(tx, "c", now() + 3000, command);
      await first.set(tx, "a", now() + 1000, command);
      await first.set(tx, "d", now() + 4000, command);
      await first.set(tx, "b", now() + 2000, command);
    });
    await first.stop();
    await store().close();
    await forward(minute);
    const again = await engine.reopen();
    const { handler, said } = noting();
    (await open(again)).start(handler);
    await vi.waitFor(async () => {
      expect(await effects(again)).toEqual(["a", "b", "c", "d"]);
    }, patience);
    expect(said.map((line) => line[0])).toEqual(["a", "b", "c", "d"]);
  });

  test("that is set again is moved, later or earlier", async () => {
    const { handler } = noting();
    const alarms = await open(store());
    alarms.start(handler);
    await store().write((tx) => alarms.set(tx, "put off", now() + minute, command));
    await store().write((tx) => alarms.set(tx, "put off", now() + 60 * minute, command));
    await store().write((tx) => alarms.set(tx, "brought forward", now() + 60 * minute, command));
    await store().write((tx) => alarms.set(tx, "brought forward", now() + minute, command));
    await forward(2 * minute);
    await fired(1);
    expect(await effects(store())).toEqual(["brought forward"]);
    await forward(60 * minute);
    await fired(2);
    expect(await effects(store())).toEqual(["brought forward", "put off"]);
  });

  test("may set itself again while it is handled", async () => {
    const alarms = await open(store());
    const { handler } = noting();
    alarms.start(async (tx, alarm) => {
      await handler(tx, alarm);
      await alarms.set(tx, alarm.key, now() + 24 * 60 * minute, alarm.command);
    });
    await store().write((tx) => alarms.set(tx, "daily", now(), command));
    for (let day = 1; day <= 3; day++) {
      await fired(day);
      await forward(24 * 60 * minute);
    }
    await fired(4);
    expect(await waiting(store())).toBe(1);
  });

  test("that was set in a transaction that failed never fires", async () => {
    const { handler } = noting();
    const alarms = await open(store());
    alarms.start(handler);
    const failing = store().write(async (tx) => {
      await alarms.set(tx, "never", now(), command);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    await store().write((tx) => alarms.set(tx, "after", now(), command));
    await fired(1);
    expect(await effects(store())).toEqual(["after"]);
  });

  test("that is cancelled does not fire, and cancelling says whether there was one", async () => {
    const { handler } = noting();
    const alarms = await open(store());
    alarms.start(handler);
    await store().write((tx) => alarms.set(tx, "cancelled", now() + minute, command));
    expect(await store().write((tx) => alarms.cancel(tx, "cancelled"))).toBe(true);
    expect(await store().write((tx) => alarms.cancel(tx, "cancelled"))).toBe(false);
    await store().write((tx) => alarms.set(tx, "kept", now() + minute, command));
    await forward(2 * minute);
    await fired(1);
    expect(await effects(store())).toEqual(["kept"]);
  });

  test("that is cancelled while it is handled has its effect, and cancelling says that it came too late", async () => {
    const alarms = await open(store());
    const [begun, go] = [gate(), gate()];
    const { handler } = noting(() => {
      begun.open();
      return go.opened;
    });
    alarms.start(handler);
    await store().write((tx) => alarms.set(tx, "raced", now(), command));
    await begun.opened;
    const cancelled = store().write((tx) => alarms.cancel(tx, "raced"));
    go.open();
    expect(await cancelled).toBe(false);
    expect(await effects(store())).toEqual(["raced"]);
  });

  test("is either cancelled or has its effect, however the two race", async () => {
    const { handler } = noting();
    const alarms = await open(store());
    const keys = Array.from({ length: 200 }, (_, i) => `k${String(i).padStart(3, "0")}`);
    await store().write(async (tx) => {
      for (const key of keys) await alarms.set(tx, key, now(), command);
    });
    alarms.start(handler);
    const cancelled: string[] = [];
    for (const key of [...keys].reverse()) {
      if (await store().write((tx) => alarms.cancel(tx, key))) cancelled.push(key);
      await nextTurn();
    }
    await vi.waitFor(async () => {
      expect(await waiting(store())).toBe(0);
    }, patience);
    expect([...(await effects(store())), ...cancelled].sort()).toEqual(keys);
  });

  test("whose handler fails is tried again, each time later, and given up loudly after ten tries", async () => {
    const { handler, said } = noting(() => {
      throw new Error("the handler is broken");
    });
    const alarms = await open(store());
    alarms.start(handler);
    const row = () => store().read((db) => db.selectFrom("alarms").selectAll().executeTakeFirstOrThrow());
    const begun = now();
    await store().write((tx) => alarms.set(tx, "broken", now(), command));
    for (let tries = 1; tries <= 10; tries++) {
      await vi.waitFor(async () => {
        expect(await row()).toMatchObject({ tries, given_up: tries === 10 ? 1 : 0 });
      }, patience);
      expect(said).toHaveLength(tries);
      const { next_at } = await row();
      expect(next_at).toBeGreaterThanOrEqual(begun + pauseAfter(tries));
      expect(next_at).toBeLessThanOrEqual(now() + pauseAfter(tries));
      await forward(24 * 60 * minute);
    }
    expect(log.filter((line) => line.includes("GIVEN UP"))).toEqual([
      "The alarm broken failed, 10 of 10 tries counted, GIVEN UP: the handler is broken",
    ]);
    await store().write((tx) => alarms.set(tx, "after", now(), command));
    await vi.waitFor(() => {
      expect(said).toHaveLength(11);
    }, patience);
    expect(said.at(-1)).toMatch(/^after/);
    expect(await effects(store())).toEqual([]);
  });

  test("that fails holds up no other, and works when its handler does", async () => {
    let broken = true;
    const { handler } = noting((key) => {
      if (key === "a" && broken) throw new Error("not yet");
    });
    const alarms = await open(store());
    await store().write(async (tx) => {
      await alarms.set(tx, "a", now() - 2, command);
      await alarms.set(tx, "b", now() - 1, command);
    });
    alarms.start(handler);
    await fired(1);
    expect(await effects(store())).toEqual(["b"]);
    broken = false;
    await vi.waitFor(() => {
      expect(log).toHaveLength(1);
    }, patience);
    await forward(minute);
    await fired(2);
    expect(await effects(store())).toEqual(["a", "b"]);
  });

  test("is one of ten thousand that are due at one moment: all fire, and others are served between them", async () => {
    const many = 10_000;
    const { handler, said } = noting();
    const alarms = await open(store());
    for (let from = 0; from < many; from += 1000)
      await store().write(async (tx) => {
        for (let i = from; i < from + 1000; i++) await alarms.set(tx, `k${String(i)}`, now(), command);
      });
    const started = performance.now();
    alarms.start(handler);
    const servedAfter = new Set<number>();
    while (said.length < many) {
      const at = said.length;
      await store().write((tx) => tx.deleteFrom("inbox").where("id", "=", "none").execute());
      await store().read((db) => db.selectFrom("inbox").selectAll().execute());
      await new Promise((resolve) => setTimeout(resolve, 5));
      servedAfter.add(at);
    }
    await vi.waitFor(async () => {
      expect(await waiting(store())).toBe(0);
    }, patience);
    console.log(`10,000 alarms on ${engine.name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
    const kept = await effects(store());
    expect([kept.length, new Set(kept).size]).toEqual([many, many]);
    expect(servedAfter.size).toBeGreaterThan(100);
  }, 120_000);
});

/** Opened once, for whoever waits. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}
