import { afterEach, beforeEach, expect, test } from "vitest";
import { startFakeSlack, type FakeSlack } from "../../fakes/slack.ts";
import { settled } from "../tutor-on-platforms.ts";
import { startOnStage, type OnStage } from "./slack-on-stage.ts";

/**
 * Every direct message was taken for one with the app, and every channel for one that it is in. A command opens a form
 * anywhere, but what is sent comes without a response_url: the answer was refused and nobody saw it.
 */
let slack: FakeSlack;
let running: OnStage;

beforeEach(async () => {
  slack = await startFakeSlack();
  running = startOnStage(slack, "socket");
  await running.connected;
});

afterEach(async () => {
  expect(slack.warnings).toEqual([]);
  await running.stop();
  await slack.stop();
});

const user = "U0BEN";

async function send(channel: string): Promise<void> {
  await slack.send.command({ text: "feedback", channel, user });
  await settled(() => slack.modal(user) !== undefined);
  await slack.send.viewSubmission({ user, values: { question: "who labels my images?" } });
}

test.each([
  ["a conversation between two people", "D0ANNABEN"],
  ["a channel without the app", "C0OTHER"],
])("sent from %s, it is answered in the messages with the app", async (_, channel) => {
  await send(channel);
  const direct = slack.direct(user);
  await settled(() => slack.messages(direct).length === 1);
  expect(slack.messages(direct)[0]?.text).toMatch(/^Amazon SageMaker Ground Truth/);
  expect(JSON.stringify(slack.messages(direct))).not.toContain("Share to channel");
  expect(slack.ephemerals(channel)).toEqual([]);
  expect(running.stage.logged).toEqual([]);
});

test("sent from the messages with the app, it is answered there", async () => {
  const direct = slack.direct(user);
  await send(direct);
  await settled(() => slack.messages(direct).length === 1);
});

test("an answer refused for another reason goes nowhere else", async () => {
  slack.fail("chat.postEphemeral", { error: "invalid_blocks" });
  await send("C0CLASS");
  await settled(() => running.stage.logged.length === 1);
  expect(slack.callsTo("chat.postMessage")).toEqual([]);
});
