import { afterEach, beforeEach, expect, test } from "vitest";
import { startFakeSlack, type FakeSlack } from "../../fakes/slack.ts";
import { settled } from "../tutor-on-platforms.ts";
import { startOnStage, type OnStage } from "./slack-on-stage.ts";

/** What is typed beside a picture comes with the subtype `file_share`, and every subtype was taken for no question. */
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
const answers = () => slack.messages(slack.direct(user)).map((post) => post.text);
const picture = { subtype: "file_share", files: [{ id: "F0PICTURE", mimetype: "image/png" }], upload: false };

test("the question beside a picture is answered", async () => {
  await slack.send.directMessage({ text: "who labels my images?", user, extra: picture });
  await settled(() => answers().length === 1);
  expect(answers()[0]).toMatch(/^Amazon SageMaker Ground Truth/);
});

test("of a picture alone it is said that there is no text", async () => {
  await slack.send.directMessage({ text: "", user, extra: picture });
  await settled(() => answers().length === 1);
  expect(answers()[0]).toMatch(/^That message has no text/);
});

test("edits, deletions, joins, bots and their pictures stay unanswered", async () => {
  const others = [
    "message_changed",
    "message_deleted",
    "channel_join",
    "bot_message",
    "me_message",
    "thread_broadcast",
  ];
  for (const subtype of others) await slack.send.directMessage({ text: "count", user, extra: { subtype } });
  await slack.send.directMessage({ text: "count", user, extra: { ...picture, bot_id: "B0OTHER" } });
  await slack.send.directMessage({ text: "count", user });
  await settled(() => answers().length > 0);
  expect(running.stage.counted()).toBe(1);
});
