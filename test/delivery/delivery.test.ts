import { describe, expect, test } from "vitest";
import type { Attempt, Delivery, Poster } from "../../src/conversation.ts";
import { makeDelivery } from "../../src/delivery/delivery.ts";
import { makePace } from "../../src/delivery/pace.ts";

/** A clock that moves on by itself to the next who sleeps, as soon as nobody has anything else to do. */
function makeClock() {
  let time = 0;
  const sleepers: { at: number; wake: () => void }[] = [];
  return {
    now: () => time,
    sleep: (ms: number, signal?: AbortSignal) =>
      ms <= 0 || signal?.aborted
        ? Promise.resolve()
        : new Promise<void>((wake) => {
            sleepers.push({ at: time + ms, wake });
            signal?.addEventListener("abort", () => {
              wake();
            });
          }),
    /** Lets everything happen until nobody sleeps. */
    async run() {
      for (;;) {
        for (let i = 0; i < 20; i++) await Promise.resolve();
        sleepers.sort((a, b) => a.at - b.at);
        const next = sleepers.shift();
        if (!next) return;
        time = Math.max(time, next.at);
        next.wake();
      }
    },
  };
}

type Sent = { at: number; key: string; channel: string; how: "post" | "edit" };

/** A poster that answers from a list, then with success, and writes down what it was asked. */
function makeStand(answers: Attempt[] = [], traits: Partial<Poster> = {}) {
  const clock = makeClock();
  const sent: Sent[] = [];
  const logged: string[] = [];
  const take = (how: Sent["how"], { key, place }: Delivery): Promise<Attempt> => {
    sent.push({ at: clock.now(), key, channel: place.id, how });
    return Promise.resolve(answers.shift() ?? { kind: "done", reference: `ref ${key}` });
  };
  const poster: Poster = {
    post: (delivery) => take("post", delivery),
    edit: (_, delivery) => take("edit", delivery),
    knowsRepetitions: false,
    channelPace: 1000,
    platformPace: 0,
    minorPace: 0,
    ...traits,
  };
  const queue = makeDelivery({ slack: poster }, clock, (line) => logged.push(line));
  return { clock, sent, logged, queue };
}

function delivery(key: string, channel = "C1", replaces?: string): Delivery {
  return {
    key,
    place: { platform: "slack", id: channel, private: false },
    reply: { to: "everyone", parts: [{ kind: "text", text: key }] },
    ...(replaces === undefined ? {} : { replaces }),
  };
}

describe("pace", () => {
  test("a channel gets one post a second, in order, whatever comes at once", async () => {
    const { clock, sent, queue } = makeStand();
    for (const key of ["a", "b", "c"]) void queue.deliver(delivery(key));
    await clock.run();
    expect(sent.map(({ at, key }) => [at, key])).toEqual([
      [0, "a"],
      [1000, "b"],
      [2000, "c"],
    ]);
  });

  test("a channel with a hundred posts starves no other", async () => {
    const { clock, sent, queue } = makeStand([], { platformPace: 100 });
    for (let i = 0; i < 100; i++) void queue.deliver(delivery(`busy ${String(i)}`, "busy"));
    void queue.deliver(delivery("quiet", "quiet"));
    await clock.run();
    expect(sent.find(({ key }) => key === "quiet")?.at).toBeLessThanOrEqual(100);
  });

  test("the platform's pace holds over all channels together", async () => {
    const { clock, sent, queue } = makeStand([], { platformPace: 50 });
    for (let i = 0; i < 20; i++) void queue.deliver(delivery(String(i), `C${String(i)}`));
    await clock.run();
    expect(sent.map(({ at }) => at)).toEqual(Array.from({ length: 20 }, (_, i) => i * 50));
  });

  test("a post that comes at the moment when the last one was made is made too", async () => {
    const { clock, sent, queue } = makeStand([], { channelPace: 0 });
    const two = queue.deliver(delivery("one")).then(() => queue.deliver(delivery("two")));
    const three = two.then(() => queue.deliver(delivery("three")));
    await clock.run();
    await clock.run();
    expect(sent.map(({ key }) => key)).toEqual(["one", "two", "three"]);
    expect(await three).toBe("posted");
  });

  test("minor posts keep a pace of their own, and what matters goes before them", async () => {
    const { clock, sent, queue } = makeStand([], { channelPace: 100, minorPace: 5000 });
    const edit = (key: string, channel: string) => ({
      ...delivery(key, channel, `post ${channel}`),
      minor: true as const,
    });
    void queue.deliver(delivery("post C1", "C1"));
    void queue.deliver(delivery("post C2", "C2"));
    void clock.sleep(1000).then(() => {
      void queue.deliver(edit("first", "C1"));
      void queue.deliver(edit("second", "C2"));
      void queue.deliver(edit("stale", "C1"));
    });
    void clock.sleep(2000).then(() => {
      void queue.deliver(edit("fresh", "C1"));
      void queue.deliver(delivery("reveal", "C1"));
    });
    await clock.run();
    const inFirst = ["post C1", "first", "reveal", "fresh"];
    expect(sent.map(({ key }) => key).filter((key) => inFirst.includes(key))).toEqual(inFirst);
    expect(sent.find(({ key }) => key === "reveal")?.at).toBeLessThanOrEqual(2100);
    const minors = sent.filter(({ key }) => ["first", "second", "fresh"].includes(key)).map(({ at }) => at);
    expect(minors).toEqual([1000, 6000, 11_000]);
    expect(sent.map(({ key }) => key)).not.toContain("stale");
  });

  test("an edit of a post that was never made is not posted in its place", async () => {
    const { clock, sent, queue } = makeStand([]);
    const posted = queue.deliver(delivery("edit", "C1", "nothing"));
    await clock.run();
    expect(await posted).toBe("failed");
    expect(sent).toEqual([]);
  });

  test("turns are taken one after the other, and held off", () => {
    const pace = makePace(10);
    expect([pace.take(0), pace.take(0), pace.take(5), pace.take(100)]).toEqual([0, 10, 15, 0]);
    pace.holdUntil(500);
    expect(pace.take(100)).toBe(400);
  });
});

describe("what goes wrong", () => {
  test("being told to wait holds up that channel alone, and is no failure", async () => {
    const wait: Attempt = { kind: "wait", ms: 30_000, everywhere: false };
    const { clock, sent, queue } = makeStand(Array.from({ length: 10 }, () => wait));
    const posted = queue.deliver(delivery("a"));
    await Promise.resolve();
    void queue.deliver(delivery("b", "C2"));
    await clock.run();
    expect(await posted).toBe("posted");
    expect(sent.filter(({ key }) => key === "a").length).toBeGreaterThan(5);
  });

  test("being told to wait everywhere holds up everyone", async () => {
    const { clock, sent, queue } = makeStand([{ kind: "wait", ms: 5000, everywhere: true }]);
    void queue.deliver(delivery("a"));
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    void queue.deliver(delivery("b", "C2"));
    await clock.run();
    expect(sent.filter(({ at }) => at > 0 && at < 5000)).toEqual([]);
    expect(sent.length).toBe(3);
  });

  test("what was surely not made is tried again, each time later, and given up after six tries", async () => {
    const failed: Attempt = { kind: "failed", detail: "no connection" };
    const { clock, sent, logged, queue } = makeStand(
      Array.from({ length: 9 }, () => failed),
      { channelPace: 0 },
    );
    const posted = queue.deliver(delivery("a"));
    await clock.run();
    expect(await posted).toBe("failed");
    expect(sent.map(({ at }) => at)).toEqual([0, 500, 1500, 3500, 7500, 15_500]);
    expect(logged).toEqual(["A post to slack was given up: no connection"]);
  });

  describe("a post that is worth making until later", () => {
    const failed: Attempt = { kind: "failed", detail: "no connection" };
    const hour = 60 * 60 * 1000;

    test("is tried until then, at least every half minute", async () => {
      const answers = Array.from({ length: 80 }, () => failed);
      const { clock, sent, queue } = makeStand(answers, { channelPace: 0 });
      const posted = queue.deliver({ ...delivery("a"), until: hour });
      await clock.run();
      expect(await posted).toBe("posted");
      const pauses = sent.slice(1).map(({ at }, i) => at - (sent[i]?.at ?? 0));
      expect(pauses.slice(0, 8)).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
      expect(Math.max(...pauses)).toBe(30_000);
    });

    test("is given up after it", async () => {
      const { clock, sent, logged, queue } = makeStand(
        Array.from({ length: 199 }, () => failed),
        { channelPace: 0 },
      );
      const posted = queue.deliver({ ...delivery("a"), until: hour });
      await clock.run();
      expect(await posted).toBe("failed");
      expect(sent.at(-1)?.at).toBeLessThan(hour);
      expect(sent.at(-1)?.at).toBeGreaterThan(hour - 31_000);
      expect(logged).toEqual(["A post to slack was given up: it is too late for it"]);
    });

    test("is not made where its platform made it wait that long", async () => {
      const wait: Attempt = { kind: "wait", ms: 2 * hour, everywhere: false };
      const { clock, sent, queue } = makeStand([wait]);
      const both = Promise.all([queue.deliver({ ...delivery("a"), until: hour }), queue.deliver(delivery("b"))]);
      await clock.run();
      expect(await both).toEqual(["failed", "posted"]);
      expect(sent.map(({ key }) => key)).toEqual(["a", "b"]);
    });

    test("is not made twice all the same", async () => {
      const unknown: Attempt = { kind: "unknown", detail: "cut" };
      for (const knowsRepetitions of [false, true]) {
        const answers = Array.from({ length: 40 }, () => unknown);
        const { clock, sent, logged, queue } = makeStand(answers, { channelPace: 0, knowsRepetitions });
        const posted = queue.deliver({ ...delivery("a"), until: hour });
        await clock.run();
        expect(await posted).toBe("failed");
        expect(sent.at(-1)?.at).toBeLessThan(2 * 60 * 1000);
        expect(logged).toEqual(["A post to slack may or may not be there: cut"]);
      }
    });
  });

  test("what may have been made is not made again where repetitions are not recognised", async () => {
    const { clock, sent, queue } = makeStand([{ kind: "unknown", detail: "cut" }]);
    const posted = queue.deliver(delivery("a"));
    await clock.run();
    expect([await posted, sent.length]).toEqual(["failed", 1]);
  });

  test("where they are recognised it is made again, for two minutes", async () => {
    const unknown: Attempt = { kind: "unknown", detail: "cut" };
    const { clock, sent, queue } = makeStand([unknown, unknown], { knowsRepetitions: true });
    const posted = queue.deliver(delivery("a"));
    await clock.run();
    expect([await posted, sent.length]).toEqual(["posted", 3]);
  });

  test("a refusal is final, and says whether we are not there", async () => {
    const { clock, queue, sent } = makeStand([
      { kind: "refused", why: "notThere", detail: "not_in_channel" },
      { kind: "refused", why: "malformed", detail: "invalid_blocks" },
    ]);
    const both = Promise.all([queue.deliver(delivery("a")), queue.deliver(delivery("b"))]);
    await clock.run();
    expect(await both).toEqual(["notThere", "failed"]);
    expect(sent.length).toBe(2);
  });
});

describe("once", () => {
  test("the same key twice is one post", async () => {
    const { clock, sent, queue } = makeStand();
    const both = Promise.all([queue.deliver(delivery("a")), queue.deliver(delivery("a"))]);
    await clock.run();
    expect(await both).toEqual(["posted", "posted"]);
    expect(sent.length).toBe(1);
  });

  test("an edit goes to the post it replaces, and of several that wait only the last is made", async () => {
    const { clock, sent, queue } = makeStand();
    const all = ["a", "b", "c", "d"].map((key) => queue.deliver(delivery(key, "C1", key === "a" ? undefined : "a")));
    await clock.run();
    expect(await Promise.all(all)).toEqual(["posted", "posted", "posted", "posted"]);
    expect(sent.map(({ key, how }) => [key, how])).toEqual([
      ["a", "post"],
      ["d", "edit"],
    ]);
  });

  test("nothing is started after stopping, and nobody is left waiting", async () => {
    const { clock, sent, queue } = makeStand();
    const all = ["a", "b", "c"].map((key) => queue.deliver(delivery(key)));
    await Promise.resolve();
    const stopped = queue.stop();
    await clock.run();
    await stopped;
    expect(sent.length).toBeLessThanOrEqual(1);
    expect((await Promise.all(all)).slice(1)).toEqual(["failed", "failed"]);
    expect(await queue.deliver(delivery("late"))).toBe("failed");
  });

  test("a platform that nobody connected takes no post", async () => {
    const { queue } = makeStand();
    const elsewhere = { ...delivery("a"), place: { platform: "discord", id: "1", private: false } } as const;
    expect(await queue.deliver(elsewhere)).toBe("failed");
  });
});
