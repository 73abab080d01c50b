import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Command, Delivery, Request } from "../../src/conversation.ts";
import { openTutor } from "../../src/compose.ts";
import { takeWaiting, putDelivery } from "../../src/delivery/records.ts";
import { startDiscord } from "../../src/platforms/discord/wire.ts";
import { sleep, timer } from "../../src/sleep.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { addToDeck } from "../../src/study/records.ts";
import { startFakeDiscord } from "../fakes/discord.ts";
import { library } from "../tutor-for-tests.ts";

/** Reminders through the whole tutor: as Discord shows the command, and told with an answer where there is no other way. */
let folder: string;
let store: Store;
/** A Monday. */
const monday = Date.UTC(2026, 10, 23, 5, 30);
let time = monday;
const rung: [string, number, Command][] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "tutor-reminders-"));
  store = await openSqlite({ file: join(folder, "tutor.db") });
  rung.length = 0;
  time = monday;
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function open() {
  const alarms = {
    set: (_: unknown, ...alarm: [string, number, Command]) => Promise.resolve(void rung.push(alarm)),
    cancel: () => Promise.resolve(false),
    ...{ start: () => undefined, stop: () => Promise.resolve() },
  };
  const send = (tx: Parameters<typeof putDelivery>[0], delivery: Delivery) => putDelivery(tx, delivery, 1, 1);
  return openTutor(library(), { remembering: { store, alarms, send }, now: () => time });
}

test("in Discord its time, zone and kind are options, and a mention is not answered with it", async () => {
  const discord = await startFakeDiscord();
  const { tutor } = open();
  const surroundings = { now: Date.now, sleep, timer, log: () => undefined };
  const running = startDiscord(tutor, { ...surroundings, token: discord.token, apiUrl: discord.apiUrl });
  await running.connected;
  const remind = { name: "aws-ml", group: "me", sub: "remind" };
  const say = async (options: Record<string, string>) =>
    (await discord.send.command({ ...remind, options })).message?.content;

  const offered = await discord.send.autocomplete({ ...remind, focused: "time", value: "17" });
  expect(offered.choices).toEqual([expect.objectContaining({ value: "17:00" })]);
  expect(await say({ time: "17:00" })).toContain("In which time zone?");
  expect(await say({ time: "17:00", zone: "Europe/Rome" })).toContain("At 17:00 (Europe/Rome)");
  expect(await say({ time: "08:00", about: "reviews" })).toContain("At 08:00 (Europe/Rome)");
  expect(rung.map(([key]) => key)).toEqual(
    ["daily", "reviews"].map((kind) => `remind discord:${discord.ids.user} ${kind}`),
  );
  expect(await say({ time: "off" })).toContain("I no longer remind you of anything");
  expect(JSON.stringify((await discord.send.command(remind)).message)).toContain("Off.");
  const { replies } = await discord.send.message({ content: "remind 17:00", mentionsBot: true });
  expect(replies.map(({ content }) => content)).toEqual([expect.stringContaining("between you and me")]);

  await running.stop();
  await discord.stop();
});

test("on the page it comes with the next answer, once", async () => {
  const { tutor, ring } = open();
  let presses = 0;
  const say = async (text: string) => {
    presses += 1;
    const place = { platform: "web", id: "page", private: true } as const;
    const command = tutor.grammar.parse(text);
    const request: Request = { id: `press ${String(presses)}`, learner: "web:1", place, at: time, command };
    return JSON.stringify(await tutor.handle(request));
  };
  await say("settings zone UTC");
  await say("remind reviews 12:00");
  await store.write((tx) => addToDeck(tx, "web:1", ["an-item"], time));
  const [key = "", due = 0, command = { name: "", arguments: [] }] = rung[0] ?? [];
  time = due;
  await store.write((tx) => ring(tx, { key, at: due, command }));
  time += 20 * 60 * 60_000;
  expect(await say("help")).toContain("1 card is due in your deck");
  expect(await say("help")).not.toContain("is due in your deck");
  expect(await takeWaiting(store, "web:1", time)).toEqual([]);
});
