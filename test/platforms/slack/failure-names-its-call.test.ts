import { expect, test } from "vitest";
import { settled } from "../tutor-on-platforms.ts";
import { connectEach } from "./slack-on-stage.ts";

/** The SDK's errors do not say which call failed, so a line of the log was `Slack: channel_not_found` and no more. */
const on = connectEach();

const user = "U0BEN";
const mention = () => on.slack.send.mention({ text: "count", channel: "C0CLASS", user });

test.each([
  ["not_in_channel", "Slack: chat.postEphemeral: not_in_channel; invite the app there with /invite"],
  [
    "channel_not_found",
    "Slack: chat.postEphemeral: channel_not_found; the channel is gone, or hidden from the app: if it is private, invite the app there with /invite",
  ],
  ["missing_scope", "Slack: chat.postEphemeral: the app lacks the scope it needs; install it again from the manifest"],
  ["token_revoked", "Slack: chat.postEphemeral: the token is refused (token_revoked). Check SLACK_BOT_TOKEN"],
  ["something_new", "Slack: chat.postEphemeral: something_new"],
])("%s is logged with its call, and what to do where that is known", async (error, line) => {
  on.slack.fail("chat.postEphemeral", { error });
  await mention();
  await settled(() => on.running.stage.logged.length === 1);
  expect(on.running.stage.logged).toEqual([line]);
});

test.each([
  ["a server error", { status: 503 }, "Slack: Slack answered with status 503 (chat.postEphemeral)"],
  ["a broken connection", { cut: true }, /^Slack: Slack cannot be reached \(.+\) \(chat\.postEphemeral\)$/],
] as const)("%s is logged with its call", async (_, fault, line) => {
  on.slack.fail("chat.postEphemeral", fault);
  await mention();
  await settled(() => on.running.stage.logged.length === 1);
  expect(on.running.stage.logged).toEqual([typeof line === "string" ? line : expect.stringMatching(line)]);
});

test("a form that does not open, an answer that is too late and a share name theirs", async () => {
  on.slack.fail("views.open", { error: "expired_trigger_id" });
  await on.slack.send.command({ text: "feedback", channel: "C0CLASS", user });
  await settled(() => on.running.stage.logged.length === 1);
  on.slack.fail("respond", { status: 500 });
  await on.slack.send.messageShortcut({ callbackId: "which_service", channel: "C0CLASS", user, text: "count" });
  await settled(() => on.running.stage.logged.length === 2);
  on.slack.fail("chat.postMessage", { error: "is_archived" });
  await on.slack.send.action({ actionId: "share card macie", channel: "C0CLASS", user, forged: true });
  await settled(() => on.running.stage.logged.length === 3);
  expect(on.running.stage.logged).toEqual([
    "Slack: views.open: expired_trigger_id; the form was opened more than three seconds after the press",
    expect.stringMatching(/^Slack: .*response_url/),
    "A post to slack was refused: chat.postMessage: is_archived; the channel is archived, nobody can post there",
  ]);
});
