import { expect, test } from "vitest";
import { settled } from "../tutor-on-platforms.ts";
import { plan } from "../plan-for-tests.ts";
import { connectEach } from "./slack-on-stage.ts";

/** Forms in which lines and menus stand side by side. */
const on = connectEach(plan);
const [channel, user] = ["C0CLASS", "U0BEN"];
const open = async (text: string) => {
  await on.slack.send.command({ text, channel, user });
  await settled(() => on.slack.modal(user) !== undefined);
};
const answers = () => on.slack.ephemerals(channel, user).map(({ text }) => text);

test("what was left empty leaves nothing behind, what stood there is sent along", async () => {
  await open("plan");
  await on.slack.send.viewSubmission({ user, values: {} });
  await settled(() => answers().length === 1);
  await open("plan");
  await on.slack.send.viewSubmission({ user, values: { topic: "recall", step1: "deploy", note: "" } });
  await settled(() => answers().length === 2);
  expect(answers()).toEqual(["Planned 09:00 train as before.", "Planned 09:00 recall deploy."]);
});

test("what is needed must be filled in", async () => {
  await open("long-plan");
  await expect(on.slack.send.viewSubmission({ user, values: {} })).rejects.toThrow("step2");
});
