import { afterEach, expect, test } from "vitest";
import { describeFailure, socketCall } from "../../../src/platforms/slack/failure.ts";
import { startFakeSlack, type FakeSlack } from "../../fakes/slack.ts";
import { settled } from "../tutor-on-platforms.ts";
import { startOnStage, type OnStage } from "./slack-on-stage.ts";

/** Slack tells which scope a call wants; the bot's are granted by the manifest, the app-level token's are not. */
let slack: FakeSlack;
let running: OnStage;

afterEach(async () => {
  await running.stop();
  await slack.stop();
});

test("a scope of the bot's is named, with the call that wants it", async () => {
  slack = await startFakeSlack({ scopes: ["app_mentions:read", "commands"] });
  running = startOnStage(slack, "socket");
  await running.connected;
  await slack.send.mention({ text: "count", channel: "C0CLASS", user: "U0BEN" });
  await settled(() => running.stage.logged.length === 1);
  expect(running.stage.logged).toEqual([
    "Slack: chat.postEphemeral: the app lacks the scope chat:write; install it again from the manifest",
  ]);
  const ofTheAppToken = { data: { error: "missing_scope", needed: "connections:write" }, call: socketCall };
  expect(describeFailure(ofTheAppToken)).toBe(
    "apps.connections.open: the app-level token lacks the scope connections:write; generate one with it for SLACK_APP_TOKEN",
  );
});
