import { WebClient } from "@slack/web-api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { directMessage, type Place } from "../../../src/conversation.ts";
import { makeMayManage, type MayManage } from "../../../src/platforms/slack/rights.ts";
import { startFakeSlack, type FakeSlack } from "../../fakes/slack.ts";

/** Anna is an admin of the workspace, and made the class's channel no more than Ben did his own. */
let slack: FakeSlack;
let clock = 0;
let logged: string[];
let mayManage: MayManage;

beforeEach(async () => {
  await begin();
});
afterEach(() => slack.stop());

async function begin(scopes?: readonly string[]): Promise<void> {
  const members = {
    C0BENS: ["U0BEN", "U0TUTOR", "U0ANNA", "U0CARA"],
    G0STAFF: ["U0CARA", "U0TUTOR"],
    C0OTHER: ["U0BEN"],
  };
  slack = await startFakeSlack({ members, ...(scopes ? { scopes } : {}) });
  logged = [];
  const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
  mayManage = makeMayManage(
    client,
    () => clock,
    (line) => logged.push(line),
  );
}

const channel = (id: string): Place => ({ platform: "slack", id, private: false });
const who = (user: string) => `slack:T0TUTOR:${user}`;

test.each([
  ["an admin", "U0ANNA", "C0BENS", true],
  ["who made the channel", "U0BEN", "C0BENS", true],
  ["who made a private channel", "U0CARA", "G0STAFF", true],
  ["a member", "U0CARA", "C0BENS", false],
  ["nobody there is", "U0NOBODY", "C0BENS", false],
])("%s", async (_, user, where, may) => {
  expect(await mayManage(who(user), channel(where))).toBe(may);
});

test.each([
  ["an admin", "U0ANNA", true],
  ["who made the channel", "U0BEN", false],
])("of the whole workspace: %s", async (_, user, may) => {
  await mayManage(who(user), channel("C0BENS"));
  expect(await mayManage(who(user), channel("C0BENS"), "community")).toBe(may);
});

test("everybody manages their own direct messages, and nobody is asked about it", async () => {
  expect(await mayManage(who("U0CARA"), directMessage(who("U0CARA")))).toBe(true);
  expect(await mayManage("discord:1", channel("C0BENS"))).toBe(false);
  expect(slack.calls).toEqual([]);
});

test("an answer holds for a minute", async () => {
  const ask = () => mayManage(who("U0CARA"), channel("C0BENS"));
  await Promise.all([ask(), ask()]);
  clock += 59_999;
  await ask();
  expect(slack.callsTo("users.info").length).toBe(1);
  clock += 1;
  await ask();
  expect(slack.callsTo("users.info").length).toBe(2);
});

describe("where it cannot be asked", () => {
  test("the answer is no, said in the log, and asked again the next time", async () => {
    slack.fail("*", { status: 500, times: 2 });
    const ask = () => mayManage(who("U0BEN"), channel("C0BENS"));
    expect([await ask(), logged.length]).toEqual([false, 2]);
    expect(await ask()).toBe(true);
  });

  test("for want of a scope, the other question is asked all the same", async () => {
    await slack.stop();
    await begin(["channels:read", "chat:write"]);
    expect(await mayManage(who("U0BEN"), channel("C0BENS"))).toBe(true);
    expect(logged.join()).toContain("users.info: the app lacks the scope users:read");
  });
});
