import { setTimeout as sleepFor } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Delivery } from "../../../src/conversation.ts";
import { makeDelivery } from "../../../src/delivery/delivery.ts";
import { startWeb } from "../../../src/platforms/web/wire.ts";
import { page, type Post } from "../../../src/platforms/web/post.ts";
import { sleep, timer } from "../../../src/sleep.ts";
import { tutor } from "../../tutor-for-tests.ts";
import { settled } from "../tutor-on-platforms.ts";

/** What everyone with the page open is sent, over the real wire. */

let web: Awaited<ReturnType<typeof startWeb>>;
let queue: ReturnType<typeof makeDelivery>;
let heartbeat: number;
let pauses: { running: number };
let tabs: Tab[];

beforeEach(async () => {
  let ids = 0;
  [heartbeat, tabs] = [15_000, []];
  const counted = (pauses = { running: 0 });
  web = await startWeb(tutor(), {
    host: "127.0.0.1",
    port: 0,
    secret: "a secret of the tests",
    now: () => 7,
    timer: (ms) => {
      expect(ms).toBe(15_000);
      const pause = timer(heartbeat);
      counted.running += 1;
      return {
        over: pause.over,
        cancel: () => {
          counted.running -= 1;
          pause.cancel();
        },
      };
    },
    newId: () => String(++ids),
    health: () => ({}),
    preview: () => ({ slack: "", discord: "" }),
  });
  const clock = { now: Date.now, sleep: (ms: number, signal?: AbortSignal) => sleep(ms / 100, signal) };
  queue = makeDelivery({ web: web.poster }, clock, () => {});
});

afterEach(async () => {
  for (const tab of tabs) tab.close();
  await queue.stop();
  await web.stop();
});

type Tab = { text: string; readonly posts: () => Post[]; readonly mark: () => string; readonly close: () => void };

async function openTab(path = "/posts", headers: Record<string, string> = {}): Promise<Tab> {
  const closing = new AbortController();
  const response = await fetch(web.address + path, { headers, signal: closing.signal });
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const lines = (name: string) =>
    [...tab.text.matchAll(new RegExp(`^${name}: (.*)$`, "gm"))].map((match) => match[1] ?? "");
  const tab: Tab = {
    text: "",
    posts: () => lines("data").flatMap((data) => (JSON.parse(data) as { posts: Post[] }).posts),
    mark: () => lines("id").at(-1) ?? "",
    close: () => {
      closing.abort();
    },
  };
  tabs.push(tab);
  void (async () => {
    for await (const bytes of response.body ?? []) tab.text += Buffer.from(bytes as Uint8Array).toString();
  })().catch(() => undefined);
  return tab;
}

const post = (key: string, text: string, more: Partial<Delivery> = {}) =>
  queue.deliver({ key, place: page, reply: { to: "everyone", parts: [{ kind: "text", text }] }, ...more });

const texts = (tab: Tab) =>
  tab
    .posts()
    .map(({ id, reply }) => `${id}: ${reply.parts.map((part) => (part.kind === "text" ? part.text : "")).join()}`);

describe("the feed of posts", () => {
  test("two tabs see a post and its edit, each with the server's time", async () => {
    const [one, other] = [await openTab(), await openTab()];
    expect(await post("question", "0 of 2")).toBe("posted");
    await settled(() => one.posts().length === 1);
    expect(await post("progress", "1 of 2", { replaces: "question" })).toBe("posted");
    await settled(() => one.posts().length === 2 && other.posts().length === 2);
    for (const tab of [one, other]) expect(texts(tab)).toEqual(["question: 0 of 2", "question: 1 of 2"]);
    expect(one.text).toContain('data: {"at":7,');
  });

  test("a tab that comes later sees what is running, one that comes back what it missed", async () => {
    await post("lobby", "join");
    await post("question", "0 of 2", { under: "lobby" });
    const first = await openTab();
    await settled(() => first.posts().length === 2);
    expect(first.posts()[1]).toMatchObject({ id: "question", under: "lobby" });
    first.close();
    await post("progress", "1 of 2", { replaces: "question" });
    const back = await openTab("/posts", { "last-event-id": first.mark() });
    const anew = await openTab(`/posts?after=${first.mark()}`);
    const reloaded = await openTab();
    await settled(() => back.posts().length > 0 && anew.posts().length > 0 && reloaded.posts().length > 1);
    expect(texts(back)).toEqual(["question: 1 of 2"]);
    expect(texts(anew)).toEqual(["question: 1 of 2"]);
    expect(texts(reloaded)).toEqual(["lobby: join", "question: 1 of 2"]);
  });

  test("without news there is a heartbeat, and a tab that went leaves nothing behind", async () => {
    heartbeat = 5;
    const tab = await openTab();
    await settled(() => (tab.text.match(/^:$/gm) ?? []).length > 2);
    expect(tab.text).toMatch(/^retry: 2000\n\n:/);
    heartbeat = 15_000;
    await settled(() => pauses.running === 1);
    await sleepFor(20);
    tab.close();
    await settled(() => pauses.running === 0);
  });

  test("ends when the page is stopped", async () => {
    const tab = await openTab();
    await settled(() => tab.text !== "" && pauses.running === 1);
    await web.stop();
    await settled(() => pauses.running === 0);
    web = { ...web, stop: () => Promise.resolve() };
  });

  test("is for our own page alone", async () => {
    for (const site of ["cross-site", "same-site"])
      expect((await fetch(`${web.address}/posts`, { headers: { "sec-fetch-site": site } })).status).toBe(403);
  });

  test("sharing posts what was asked for to everyone", async () => {
    const sharing = tutor((delivery) => queue.deliver(delivery));
    const tab = await openTab();
    const request = { id: "1", learner: "web:1", place: page, at: 1 };
    const said = await sharing.handle({ ...request, command: sharing.grammar.parse("share explain Clarify") });
    expect(said.parts).toEqual([{ kind: "text", text: "Shared with everyone here." }]);
    await settled(() => tab.posts().length === 1);
    expect(tab.posts()[0]?.reply.parts[0]).toEqual({ kind: "heading", text: "Amazon SageMaker Clarify" });
  });
});
