import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeRedact } from "../../../src/redact.ts";
import { startFakeSlack, type FakeSlack } from "../../fakes/slack.ts";
import { settled, type Stage } from "../tutor-on-platforms.ts";
import { startOnStage, type OnStage } from "./slack-on-stage.ts";

/** The real Bolt between the tutor and the fake of Slack. */
let slack: FakeSlack;
let stage: Stage;
let running: OnStage;
let url: string;

async function begin(by: "socket" | "http" = "socket"): Promise<void> {
  running = startOnStage(slack, by);
  stage = running.stage;
  url = await running.connected;
}

beforeEach(async () => {
  slack = await startFakeSlack();
});

afterEach(async () => {
  expect(slack.warnings).toEqual([]);
  await running.stop();
  await slack.stop();
});

const channel = "C0CLASS";
const user = "U0BEN";
const shownTo = (who = user, where = channel) => slack.ephemerals(where, who).map((post) => post.text);

describe("in Socket Mode", () => {
  beforeEach(() => begin());

  test("a slash command is answered in its acknowledgement, to who gave it alone", async () => {
    const answer = await slack.send.command({ text: "detect drift in prod?", channel, user });
    expect(answer).toMatchObject({ acked: true, late: false, refused: [] });
    expect(shownTo()[0]).toMatch(/^Amazon SageMaker Model Monitor/);
    expect(slack.messages(channel)).toEqual([]);
  });

  test("every kind of reply is one that Slack takes", async () => {
    const said = [
      "help",
      "modules",
      "modules 4",
      "objective 1.3.4",
      "pipeline",
      "pipeline monitoring",
      "start",
      "closed",
    ];
    const more = [
      "explain Model Monitor",
      "compare Clarify and Model Monitor",
      "source Clarify",
      "today Clarify",
      "thanks",
    ];
    for (const text of [...said, ...more, "compare two training runs", "qwertz", "x".repeat(2100), "who?"]) {
      const answer = await slack.send.command({ text, channel, user });
      expect(answer, text).toMatchObject({ acked: true, refused: [] });
    }
  });

  test("a button says its command, privately", async () => {
    await slack.send.command({ text: "detect drift in prod?", channel, user });
    const pressed = await slack.send.action({ actionId: "compare model-monitor clarify", channel, user });
    expect(pressed).toMatchObject({ acked: true, refused: [] });
    await settled(() => shownTo().length === 2);
    expect(shownTo()[1]).toMatch(/^Model Monitor or Clarify/);
  });

  test("sharing posts the entry for everyone, not the question, and says so", async () => {
    await slack.send.command({ text: "something beeps when the live data drifts?", channel, user });
    await slack.send.action({ actionId: "share card model-monitor", channel, user });
    await settled(() => shownTo().includes("Shared with everyone here."));
    const [post] = slack.messages(channel);
    expect(post?.text).toMatch(/^Amazon SageMaker Model Monitor/);
    expect(JSON.stringify(post)).not.toContain("beeps");
  });

  test("where the app is not, it answers privately and says how to invite it", async () => {
    await slack.send.command({ text: "detect drift in prod?", channel: "C0OTHER", user });
    expect(shownTo(user, "C0OTHER")[0]).toMatch(/^Amazon SageMaker Model Monitor/);
    await slack.send.action({ actionId: "share card model-monitor", channel: "C0OTHER", user });
    await settled(() => shownTo(user, "C0OTHER").length === 2);
    expect(shownTo(user, "C0OTHER")[1]).toContain("/invite @AWS ML tutor");
    expect(slack.messages("C0OTHER")).toEqual([]);
  });

  test("a mention is answered to who made it alone", async () => {
    await slack.send.mention({ text: `<@${slack.botUserId}> who labels my images?`, channel, user });
    await settled(() => shownTo().length === 1);
    expect(shownTo()[0]).toMatch(/^Amazon SageMaker Ground Truth/);
    expect(slack.messages(channel)).toEqual([]);
  });

  test("a direct message is a conversation", async () => {
    const direct = slack.direct(user);
    await slack.send.directMessage({ text: "detect drift in prod?", user });
    await settled(() => slack.messages(direct).length === 1);
    await slack.send.directMessage({ text: "why not Clarify?", user });
    await settled(() => slack.messages(direct).length === 2);
    expect(slack.messages(direct).map((post) => post.text.split("\n")[0])).toEqual([
      "Amazon SageMaker Model Monitor",
      "Model Monitor or Clarify",
    ]);
  });

  test("the shortcut on a message asks what the message says, whatever it begins with", async () => {
    const answer = await slack.send.messageShortcut({
      callbackId: "which_service",
      channel,
      user,
      text: "help, somebody has to look for personal data in our S3 buckets",
    });
    expect(answer.acked).toBe(true);
    await settled(() => shownTo().length === 1);
    expect(shownTo()[0]).toMatch(/^Amazon Macie/);
  });

  test("the messages tab suggests questions when it is opened", async () => {
    await slack.send.appHomeOpened({ user, tab: "messages" });
    await settled(() => slack.suggestedPrompts(slack.direct(user)) !== undefined);
    expect(slack.suggestedPrompts(slack.direct(user))?.prompts.length).toBe(4);
  });

  test("a form opens as a modal, and what is sent is asked", async () => {
    await slack.send.command({ text: "feedback", channel, user });
    await settled(() => slack.modal(user) !== undefined);
    await slack.send.viewSubmission({ user, values: { question: "who labels my images?" } });
    await settled(() => shownTo().length === 1);
    expect(shownTo()[0]).toMatch(/^Amazon SageMaker Ground Truth/);
  });

  test("an answer that takes over a second is acknowledged first and given later", async () => {
    const answer = await slack.send.command({ text: "slow", channel, user });
    expect(answer).toMatchObject({ acked: true, late: false, payload: undefined });
    expect(shownTo()).toEqual([]);
    stage.letGo();
    await settled(() => shownTo().length === 1);
    expect(shownTo()).toEqual(["Done with slow."]);
  });

  test("the same event delivered twice is answered once", async () => {
    await slack.send.mention({ text: `<@${slack.botUserId}> count`, channel, user, duplicate: 2 });
    await settled(() => shownTo().length === 1);
    await slack.send.mention({ text: `<@${slack.botUserId}> count`, channel, user });
    await settled(() => shownTo().length === 2);
    expect(stage.counted()).toBe(2);
  });

  test("a button that nobody could press is refused kindly", async () => {
    await slack.send.command({ text: "detect drift in prod?", channel, user });
    for (const actionId of ["drop table", "explain  clarify", "ask\nhelp"])
      await slack.send.action({ actionId, channel, user, forged: true });
    await settled(() => shownTo().length === 4);
    for (const text of shownTo().slice(1)) expect(text).toMatch(/^I no longer know that button/);
  });

  test("a fault of ours is an apology with a reference, and the log holds no secret", async () => {
    await slack.send.command({ text: "fail", channel, user });
    expect(shownTo()[0]).toContain("ref-1");
    expect(stage.logged.map(makeRedact([])).join("\n")).toContain("a fault of ours with [secret] in it");
  });

  test("a dropped socket and a polite disconnect are survived", async () => {
    for (const how of ["drop", "polite"] as const) {
      slack.socket.disconnect(how);
      await slack.socket.waitForConnection();
      const answer = await slack.send.command({ text: "count", channel, user });
      expect(answer.acked, how).toBe(true);
    }
    expect(stage.counted()).toBe(2);
  });

  // The SDK's own reconnecting ended the process at an error of Slack's, and never tried again after a rate limit.
  test.each([
    ["a server error", { status: 503 }, "Slack answered with status 503"],
    ["a rate limit", { status: 429, retryAfter: 1 }, "rate-limit"],
    ["a refused token", { error: "invalid_auth" }, "the token is refused (invalid_auth). Check SLACK_APP_TOKEN"],
  ] as const)("%s while reconnecting is one line, and so is that it is over", async (_, failure, line) => {
    slack.fail("apps.connections.open", { ...failure, times: 2 });
    slack.socket.disconnect("drop");
    await slack.socket.waitForConnection();
    expect((await slack.send.command({ text: "count", channel, user })).acked).toBe(true);
    await settled(() => stage.logged.length === 2);
    expect(stage.logged[0]).toContain(`Slack is not connected: `);
    expect(stage.logged[0]).toContain(line);
    expect(stage.logged[1]).toBe("Slack is connected again.");
  });

  test("a Slack that goes down is told once, and so is that it is back", async () => {
    slack.socket.disconnect("drop");
    await slack.down();
    await settled(() => stage.logged.length > 0);
    await slack.up();
    await slack.socket.waitForConnection();
    expect((await slack.send.command({ text: "count", channel, user })).acked).toBe(true);
    await settled(() => stage.logged.length === 2);
    expect(stage.logged[1]).toBe("Slack is connected again.");
  });

  test("a button in a conversation between two people is answered where it was pressed", async () => {
    const between = "D0ANNABEN";
    await slack.send.command({ text: "detect drift in prod?", channel: between, user });
    await slack.send.action({ actionId: "compare model-monitor clarify", channel: between, user });
    await settled(() => shownTo(user, between).length === 2);
    expect(shownTo(user, between)[1]).toMatch(/^Model Monitor or Clarify/);
  });

  test("a button in a thread of direct messages is answered in the thread", async () => {
    const direct = slack.direct(user);
    await slack.send.directMessage({ text: "hello", user });
    await settled(() => slack.messages(direct).length === 1);
    const threadTs = slack.messages(direct)[0]?.ts ?? "";
    await slack.send.directMessage({ text: "detect drift in prod?", user, threadTs });
    await settled(() => slack.messages(direct).length === 2);
    await slack.send.action({ actionId: "compare model-monitor clarify", channel: direct, user });
    await settled(() => slack.messages(direct).length === 3);
    expect(slack.messages(direct)[2]).toMatchObject({ threadTs });
  });

  test("a share waits as long as Slack asks, and is tried again after a refused connection", async () => {
    await slack.send.command({ text: "detect drift in prod?", channel, user });
    slack.fail("chat.postMessage", { status: 429, retryAfter: 2 });
    slack.fail("chat.postMessage", { error: "internal_error" });
    await slack.send.action({ actionId: "share card model-monitor", channel, user });
    await settled(() => slack.messages(channel).length === 1);
    expect(slack.callsTo("chat.postMessage").map((call) => call.ok)).toEqual([false, false, true]);
  });

  test("a post that may have been made is never made again", async () => {
    await slack.send.command({ text: "detect drift in prod?", channel, user });
    slack.fail("chat.postMessage", { status: 500 });
    await slack.send.action({ actionId: "share card model-monitor", channel, user });
    await settled(() => shownTo().length === 2);
    expect(shownTo()[1]).toMatch(/could not be posted just now/);
    expect(slack.callsTo("chat.postMessage").length).toBe(1);
    expect(stage.logged.join()).toContain("may or may not be there");
  });
});

test("a socket renewed, as Slack does every few hours, is no outage to tell of", async () => {
  await begin();
  slack.socket.disconnect("polite");
  await slack.socket.waitForConnection();
  await slack.send.command({ text: "count", channel, user });
  expect(stage.logged).toEqual([]);
});

describe("removed from a workspace", () => {
  const uninstalled = { type: "app_uninstalled" };
  const revoked = { type: "tokens_revoked", tokens: { oauth: [], bot: ["U0TUTOR"] } };

  test.each([
    ["uninstalled first", [uninstalled, revoked]],
    ["tokens revoked first", [revoked, uninstalled]],
  ])("it leaves, %s", async (_, events) => {
    await begin();
    for (const event of events) await slack.send.event({ event, duplicate: true });
    await settled(() => stage.left.length >= 2);
    expect(new Set(stage.left.map(({ platform, id }) => `${platform} ${id}`))).toEqual(
      new Set([`slack ${slack.teamId}`]),
    );
  });

  test("a person's revoked token is no leave", async () => {
    await begin();
    await slack.send.event({ event: { type: "tokens_revoked", tokens: { oauth: ["U0BEN"] } } });
    await slack.send.command({ text: "count", channel, user });
    expect(stage.left).toEqual([]);
  });
});

test("every way to ask tells which press it was, who, where and in which workspace", async () => {
  await begin();
  await slack.send.command({ text: "detect drift in prod?", channel, user });
  await slack.send.action({ actionId: "compare model-monitor clarify", channel, user });
  await slack.send.messageShortcut({ callbackId: "which_service", channel, user, text: "who labels my images?" });
  await slack.send.mention({ text: "who labels my images?", channel, user });
  await slack.send.directMessage({ text: "help", user });
  await settled(() => stage.heard.length === 5);
  expect(stage.heard.map(({ id }) => id.split(" ")[0])).toEqual([
    "slack:command",
    "slack:action",
    "slack:shortcut",
    "slack:event",
    "slack:event",
  ]);
  expect(new Set(stage.heard.map(({ id }) => id)).size).toBe(5);
  expect(stage.heard.map(({ name }) => name)).toEqual(["ben", "ben", "ben", undefined, undefined]);
  expect(new Set(stage.heard.map(({ place }) => place.community))).toEqual(new Set([slack.teamId]));
});

describe("by signed HTTP", () => {
  beforeEach(() => begin("http"));

  test("a signed command is answered", async () => {
    const answer = await slack.send.command({ text: "who labels my images?", channel, user, over: "http", url });
    expect(answer).toMatchObject({ acked: true, status: 200, refused: [] });
    expect(shownTo()[0]).toMatch(/^Amazon SageMaker Ground Truth/);
  });

  test.each([
    ["a wrong signature", { signature: "bad" }],
    ["no signature", { signature: "missing" }],
    ["a stale timestamp", { stale: true }],
  ] as const)("%s gets 401 and no answer", async (_, forged) => {
    const answer = await slack.send.command({ text: "count", channel, user, over: "http", url, ...forged });
    expect(answer.status).toBe(401);
    expect(stage.counted()).toBe(0);
  });
});

describe("when Slack cannot be had at the start", () => {
  test.each([
    ["bot", "auth.test", "SLACK_BOT_TOKEN"],
    ["app", "apps.connections.open", "SLACK_APP_TOKEN"],
  ])("a refused %s token is one clear line that names it, and it is tried again", async (_, call, setting) => {
    slack.fail(call, { error: "invalid_auth", times: 2 });
    await begin();
    expect(stage.logged).toEqual([
      `Slack is not connected: ${call}: the token is refused (invalid_auth). Check ${setting}`,
    ]);
  });

  test("a Slack that is down is told once, and connected to when it is up", async () => {
    await slack.down();
    const beginning = begin();
    await settled(() => stage.logged.length > 0);
    await slack.up();
    await beginning;
    expect(stage.logged.filter((line) => line.startsWith("Slack is not connected")).length).toBe(1);
    expect(stage.logged[0]).toMatch(/^Slack is not connected: Slack cannot be reached/);
  });
});
