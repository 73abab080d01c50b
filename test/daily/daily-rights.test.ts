import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTutor, type Opened } from "../../src/compose.ts";
import type { Request } from "../../src/conversation.ts";
import { startDiscord } from "../../src/platforms/discord/wire.ts";
import { startSlack } from "../../src/platforms/slack/wire.ts";
import { sleep, timer } from "../../src/sleep.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { startFakeDiscord } from "../fakes/discord.ts";
import { startFakeSlack } from "../fakes/slack.ts";
import { library } from "../tutor-for-tests.ts";
import { alarmsRungByHand } from "../alarms/rung-by-hand.ts";

/** Who may set a channel's daily question is asked of the platform: through the real SDKs, on fakes of both. */
let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "tutor-rights-"));
  store = await openSqlite({ file: join(folder, "tutor.db") });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const surroundings = { now: Date.now, sleep, timer, log: () => undefined };

function open(mayManage?: (request: Request) => Promise<boolean>): Opened["tutor"] {
  const { alarms } = alarmsRungByHand();
  const remembering = { store, alarms, send: () => Promise.resolve() };
  return openTutor(library(), { remembering, log: () => undefined, ...(mayManage ? { mayManage } : {}) }).tutor;
}

const settersOf = async () =>
  (await store.read((db) => db.selectFrom("schedules").select("setter").execute())).map(({ setter }) => setter);

test("in Slack: an admin of the workspace, or who made the channel", async () => {
  const members = { C0BENS: ["U0BEN", "U0TUTOR", "U0ANNA", "U0CARA"] };
  const slack = await startFakeSlack({ members });
  const running = startSlack(
    open(({ learner, place }) => running.mayManage(learner, place)),
    { ...surroundings, botToken: slack.botToken, by: { appToken: slack.appToken }, apiUrl: slack.apiUrl },
  );
  await running.connected;
  await slack.socket.waitForConnection();
  const say = async (user: string, text: string) => {
    await slack.send.command({ text, channel: "C0BENS", user });
    return slack.ephemerals("C0BENS", user).at(-1)?.text;
  };

  expect(await say("U0CARA", "daily set 09:00 Europe/Rome")).toContain("Only whoever manages this channel");
  expect(await settersOf()).toEqual([]);
  expect(slack.callsTo("users.info").length).toBe(1);
  expect(slack.callsTo("conversations.info").length).toBe(1);
  expect(await say("U0BEN", "daily set 09:00 Europe/Rome")).toContain("Set: weekdays at 09:00");
  for (const change of ["now", "pause", "resume", "digest off", "off"])
    expect(await say("U0CARA", `daily ${change}`)).toContain("Only whoever manages this channel");
  expect(await say("U0CARA", "daily status")).toContain("weekdays at 09:00");
  expect(await say("U0ANNA", "daily set 09:00 Europe/Rome")).toContain("Now: weekdays at 09:00");
  expect(await settersOf()).toEqual([`slack:${slack.teamId}:U0ANNA`]);
  expect(await say("U0ANNA", "daily off")).toContain("no more");

  await running.stop();
  await slack.stop();
});

test("in Discord: who has the permission Manage Channels, of which nobody is asked", async () => {
  const discord = await startFakeDiscord();
  const running = startDiscord(open(), { ...surroundings, token: discord.token, apiUrl: discord.apiUrl });
  await running.connected;
  const group = { name: "aws-ml", group: "daily" };
  const { user, manager } = discord.ids;
  const set = async (who: object) => {
    const options = { time: "09:00", zone: "Europe/Rome" };
    return (await discord.send.command({ ...group, sub: "set", options, ...who })).message?.content;
  };
  const change = async (sub: string, who: string) =>
    (await discord.send.command({ ...group, sub, user: who })).message?.content;

  const everythingElse = String(~(1n << 3n) & ~(1n << 4n) & 0xffff_ffffn);
  for (const who of [{ user }, { user, memberPermissions: everythingElse }])
    expect(await set(who)).toContain("Only whoever manages this channel");
  expect(await set({ user, dm: true })).toContain("is for a channel");
  expect(await settersOf()).toEqual([]);
  expect(await set({ user: manager })).toContain("Set: weekdays at 09:00");
  expect(await settersOf()).toEqual([`discord:${manager}`]);
  for (const sub of ["now", "pause", "resume", "off"])
    expect(await change(sub, user)).toContain("Only whoever manages this channel");
  expect(await set({ user, memberPermissions: String(1n << 4n) })).toContain("Now: weekdays at 09:00");
  expect(await change("off", manager)).toContain("There will be no more of these");

  await running.stop();
  await discord.stop();
});
