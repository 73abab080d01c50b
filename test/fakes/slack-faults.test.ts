import type { App } from "@slack/bolt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { boltInSocketMode } from "./slack-bolt.ts";
import { startFakeSlack } from "./slack.ts";
import type { FakeSlack } from "./slack.ts";

/** What goes wrong between Slack and the app, on demand, as the real Bolt sees it. */
let slack: FakeSlack;
let clock: number;
const stops: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  clock = 1_790_000_000_000;
  slack = await startFakeSlack({ now: () => clock });
  stops.push(slack.stop);
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

describe("faults", () => {
  test("a delivery comes twice, or only the second time", async () => {
    const { app } = await inSocketMode();
    const heard: unknown[] = [];
    app.event("app_mention", async ({ body, context }) => {
      heard.push([body.event_id, context.retryNum]);
      await Promise.resolve();
    });
    const mention = { text: "hello", channel: "C0CLASS", user: "U0ANNA" };
    const twice = await slack.send.mention({ ...mention, duplicate: true });
    expect(twice).toMatchObject({ acked: true, repeats: [{ acked: true }] });
    const second = await slack.send.mention({ ...mention, drop: true, duplicate: 1 });
    expect(second).toMatchObject({ acked: false, repeats: [{ acked: true }] });
    await settled(() => heard.length === 3);
    expect(heard).toEqual([
      ["Ev00000001", undefined],
      ["Ev00000001", 1],
      ["Ev00000002", 1],
    ]);
  });

  test("held deliveries come in the order they are let go", async () => {
    const { app } = await inSocketMode();
    const heard: string[] = [];
    app.command("/aws-ml", async ({ ack, command }) => {
      heard.push(command.text);
      await ack();
    });
    slack.hold();
    const sent = ["first", "second"].map((text) => slack.send.command({ text, channel: "C0CLASS", user: "U0ANNA" }));
    expect(heard).toEqual([]);
    slack.release("backward");
    await Promise.all(sent);
    expect(heard).toEqual(["second", "first"]);
  });

  test("calls fail as they are told to, and then work again", async () => {
    const { app } = await inSocketMode();
    const post = () => app.client.chat.postMessage({ channel: "C0CLASS", text: "hello" });
    slack.fail("chat.postMessage", { status: 429, retryAfter: 7 });
    slack.fail("chat.postMessage", { status: 500 });
    slack.fail("chat.postMessage", { error: "invalid_auth", times: 2 });
    slack.fail("chat.postMessage", { cut: true });
    slack.fail("chat.postMessage", { cut: true, after: true });
    await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
    await expect(post()).rejects.toMatchObject({ statusCode: 500 });
    await expect(post()).rejects.toThrow("invalid_auth");
    await expect(post()).rejects.toThrow("invalid_auth");
    await expect(post()).rejects.toThrow("A request error occurred");
    expect(slack.messages("C0CLASS")).toHaveLength(0);
    await expect(post()).rejects.toThrow("A request error occurred");
    expect(slack.messages("C0CLASS")).toHaveLength(1);
    await post();
    expect(slack.messages("C0CLASS")).toHaveLength(2);
    expect(slack.callsTo("chat.postMessage").map(({ status, error }) => [status, error])).toEqual([
      [429, "ratelimited"],
      [500, "internal_error"],
      [200, "invalid_auth"],
      [200, "invalid_auth"],
      [0, "cut"],
      [0, "cut"],
      [200, undefined],
    ]);
  });

  test("Slack is down, and up again", async () => {
    const { app } = await inSocketMode();
    await slack.down();
    await expect(app.client.auth.test()).rejects.toThrow("A request error occurred");
    await slack.up();
    expect(await app.client.auth.test()).toMatchObject({ ok: true, user_id: slack.botUserId });
  });

  test.each(["polite", "drop"] as const)("the app comes back after a %s disconnect", async (how) => {
    const { app } = await inSocketMode();
    app.command("/aws-ml", async ({ ack }) => ack());
    slack.socket.disconnect(how);
    expect(slack.socket.count).toBe(0);
    expect(await slack.send.command({ channel: "C0CLASS", user: "U0ANNA" })).toMatchObject({ acked: false });
    await slack.socket.waitForConnection();
    expect(slack.socket.count).toBe(1);
    expect(await slack.send.command({ channel: "C0CLASS", user: "U0ANNA" })).toMatchObject({ acked: true });
  });

  test("an answer takes its time, and a call can be done although it looks failed", async () => {
    const { app } = await inSocketMode();
    const order: string[] = [];
    const gate = new EventTarget();
    const opened = new Promise((resolve) => {
      gate.addEventListener("open", resolve);
    });
    slack.fail("auth.test", { until: opened });
    const slow = app.client.auth.test().then(() => order.push("auth.test"));
    await app.client.chat.postMessage({ channel: "C0CLASS", text: "hello" }).then(() => order.push("chat.postMessage"));
    gate.dispatchEvent(new Event("open"));
    await slow;
    expect(order).toEqual(["chat.postMessage", "auth.test"]);
    slack.fail("*", { status: 500, after: true });
    await expect(app.client.chat.postMessage({ channel: "C0CLASS", text: "again" })).rejects.toThrow();
    expect(slack.messages("C0CLASS").map((post) => post.text)).toEqual(["hello", "again"]);
    expect(slack.calls.at(-1)).toMatchObject({ ok: false, status: 500, result: { ok: true } });
  });

  test("a delivery that is under way when its connection goes is not acknowledged", async () => {
    const { app } = await inSocketMode();
    app.command("/aws-ml", async ({ ack }) => {
      slack.socket.disconnect("drop");
      await ack();
    });
    const answer = await slack.send.command({ channel: "C0CLASS", user: "U0ANNA" });
    expect(answer).toMatchObject({ acked: false });
  });
});

async function inSocketMode(): Promise<{ app: App }> {
  const app = await boltInSocketMode(slack);
  stops.push(() => app.stop());
  return { app };
}

/** Waits until what a listener does after its acknowledgement has happened. */
async function settled(done: () => boolean): Promise<void> {
  await expect.poll(done, { interval: 5, timeout: 2000 }).toBe(true);
}
