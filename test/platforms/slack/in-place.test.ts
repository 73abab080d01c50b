import { describe, expect, test } from "vitest";
import { settled } from "../tutor-on-platforms.ts";
import { connectEach } from "./slack-on-stage.ts";

/** Answers that take the place of the private message whose button or form was used. */
const on = connectEach();
const [channel, user] = ["C0CLASS", "U0BEN"];
const shown = () => on.slack.ephemerals(channel, user).map(({ text, edited }) => [text.split("\n")[0], edited]);

test("in a channel it is the same message, changed", async () => {
  await on.slack.send.command({ text: "inplace", channel, user });
  const [before] = on.slack.ephemerals(channel, user);
  const pressed = await on.slack.send.action({ actionId: "inplace", channel, user });
  expect(pressed).toMatchObject({ acked: true, refused: [] });
  await settled(() => on.slack.ephemerals(channel, user)[0]?.edited === true);
  expect(on.slack.ephemerals(channel, user)).toMatchObject([{ ts: before?.ts, text: "Done with inplace." }]);
});

test("in direct messages too", async () => {
  const direct = on.slack.direct(user);
  await on.slack.send.directMessage({ text: "inplace", user });
  await settled(() => on.slack.messages(direct).length === 1);
  await on.slack.send.action({ actionId: "inplace", channel: direct, user });
  await settled(() => on.slack.messages(direct)[0]?.edited === true);
  expect(on.slack.messages(direct).length).toBe(1);
});

test("a press on a public post is answered privately, in its thread, and leaves the post alone", async () => {
  const choices = { kind: "choices" as const, choices: [{ label: "Here", command: "inplace" }] };
  const place = { platform: "slack", id: channel, private: false } as const;
  const reply = { to: "everyone", parts: [{ kind: "text", text: "A round" }, choices] } as const;
  await on.running.poster.post({ key: "1", place, reply });
  await on.slack.send.action({ actionId: "inplace", channel, user });
  await settled(() => on.slack.ephemerals(channel, user).length === 1);
  expect(on.slack.messages(channel)).toMatchObject([{ text: "A round", edited: false }]);
});

describe("a puzzle", () => {
  const values = { step1: "train", step2: "deploy" };
  const open = async (text: string) => {
    await on.slack.send.command({ text, channel, user });
    await settled(() => on.slack.modal(user) !== undefined);
  };

  test("is a modal, and what is sent is one command", async () => {
    await open("puzzle 2");
    expect(on.slack.modal(user)?.blocks.map(({ type }) => type)).toEqual(["header", "input", "input"]);
    await on.slack.send.viewSubmission({ user, values });
    await settled(() => shown().length === 1);
    expect(shown()).toEqual([["Answered train deploy.", false]]);
  });

  test("changed by the button on its answer, has the answer changed in its place", async () => {
    await open("puzzle 2");
    await on.slack.send.viewSubmission({ user, values });
    await settled(() => shown().length === 1);
    await on.slack.send.action({ actionId: "puzzle 2", channel, user });
    await settled(() => on.slack.modal(user) !== undefined);
    await on.slack.send.viewSubmission({ user, values: { ...values, step2: "ingest" } });
    await settled(() => shown()[0]?.[1] === true);
    expect(shown()).toEqual([["Answered train ingest.", true]]);
  });

  test("with a wrong count stays open and says how many", async () => {
    await open("puzzle 2 of 1");
    const wrong = await on.slack.send.viewSubmission({ user, values: { step1: ["train"] } });
    expect(wrong).toMatchObject({
      refused: [],
      payload: { response_action: "errors", errors: { step1: "Choose exactly 2: you have chosen 1." } },
    });
    await on.slack.send.viewSubmission({ user, values: { step1: ["train", "deploy"] } });
    await settled(() => shown().length === 1);
    expect(shown()).toEqual([["Answered train,deploy.", false]]);
  });

  test("that opens too late asks to press again", async () => {
    on.slack.fail("views.open", { error: "expired_trigger_id" });
    await on.slack.send.action({ actionId: "puzzle 2", channel, user, forged: true });
    await settled(() => shown().length === 1);
    expect(shown()[0]?.[0]).toMatch(/^That took me too long to open/);
  });

  test("sent when the message that opened it can no longer be changed, is answered beside it", async () => {
    await open("puzzle 2");
    await on.slack.send.viewSubmission({ user, values });
    await settled(() => shown().length === 1);
    await on.slack.send.action({ actionId: "puzzle 2", channel, user });
    await settled(() => on.slack.modal(user) !== undefined);
    on.slack.fail("respond", { status: 500 });
    await on.slack.send.viewSubmission({ user, values });
    await settled(() => shown().length === 2);
  });
});
