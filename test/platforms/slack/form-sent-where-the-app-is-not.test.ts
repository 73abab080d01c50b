import { expect, test } from "vitest";
import { settled } from "../tutor-on-platforms.ts";
import { connectEach } from "./slack-on-stage.ts";

/**
 * Every direct message was taken for one with the app, and every channel for one that it is in. A command opens a form
 * anywhere, but what is sent comes without a response_url: the answer was refused and nobody saw it.
 */
const on = connectEach();

const user = "U0BEN";

async function send(channel: string): Promise<void> {
  await on.slack.send.command({ text: "feedback", channel, user });
  await settled(() => on.slack.modal(user) !== undefined);
  await on.slack.send.viewSubmission({ user, values: { question: "who labels my images?" } });
}

test.each([
  ["a conversation between two people", "D0ANNABEN"],
  ["a channel without the app", "C0OTHER"],
])("sent from %s, it is answered in the messages with the app", async (_, channel) => {
  await send(channel);
  const direct = on.slack.direct(user);
  await settled(() => on.slack.messages(direct).length === 1);
  expect(on.slack.messages(direct)[0]?.text).toMatch(/^Amazon SageMaker Ground Truth/);
  expect(JSON.stringify(on.slack.messages(direct))).not.toContain("Share to channel");
  expect(on.slack.ephemerals(channel)).toEqual([]);
  expect(on.running.stage.logged).toEqual([]);
});

test("sent from the messages with the app, it is answered there", async () => {
  const direct = on.slack.direct(user);
  await send(direct);
  await settled(() => on.slack.messages(direct).length === 1);
});

test("an answer refused for another reason goes nowhere else", async () => {
  on.slack.fail("chat.postEphemeral", { error: "invalid_blocks" });
  await send("C0CLASS");
  await settled(() => on.running.stage.logged.length === 1);
  expect(on.slack.callsTo("chat.postMessage")).toEqual([]);
});
