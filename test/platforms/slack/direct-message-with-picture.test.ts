import { expect, test } from "vitest";
import { settled } from "../tutor-on-platforms.ts";
import { connectEach } from "./slack-on-stage.ts";

/** What is typed beside a picture comes with the subtype `file_share`, and every subtype was taken for no question. */
const on = connectEach();

const user = "U0BEN";
const answers = () => on.slack.messages(on.slack.direct(user)).map((post) => post.text);
const picture = { subtype: "file_share", files: [{ id: "F0PICTURE", mimetype: "image/png" }], upload: false };

test("the question beside a picture is answered", async () => {
  await on.slack.send.directMessage({ text: "who labels my images?", user, extra: picture });
  await settled(() => answers().length === 1);
  expect(answers()[0]).toMatch(/^Amazon SageMaker Ground Truth/);
});

test("of a picture alone it is said that there is no text", async () => {
  await on.slack.send.directMessage({ text: "", user, extra: picture });
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
  for (const subtype of others) await on.slack.send.directMessage({ text: "count", user, extra: { subtype } });
  await on.slack.send.directMessage({ text: "count", user, extra: { ...picture, bot_id: "B0OTHER" } });
  await on.slack.send.directMessage({ text: "count", user });
  await settled(() => answers().length > 0);
  expect(on.running.stage.counted()).toBe(1);
});
