import { expect, test } from "vitest";
import { settled } from "../tutor-on-platforms.ts";
import { connectEach } from "./slack-on-stage.ts";

/**
 * The shortcut handed on whatever text a message had: a picture was "I don't know that one", and a long message of
 * somebody else's was answered as if the asker had typed it.
 */
const on = connectEach();

const shortcut = { callbackId: "which_service", channel: "C0CLASS", user: "U0BEN" } as const;
const shown = () => on.slack.ephemerals("C0CLASS", "U0BEN").map((post) => post.text);

test("a picture alone has no text to look at, which is said privately", async () => {
  await on.slack.send.messageShortcut({ ...shortcut, text: "" });
  await settled(() => shown().length === 1);
  expect(shown()[0]).toMatch(/^That message has no text .* type the question to me\.$/);
  expect(on.slack.messages("C0CLASS")).toEqual([]);
});

test("a mention of somebody alone is no text either", async () => {
  await on.slack.send.messageShortcut({ ...shortcut, text: "<@U0ANNA>" });
  await settled(() => shown().length === 1);
  expect(shown()[0]).toMatch(/^That message has no text/);
});

test("of a long message the sentence with the question is asked for", async () => {
  await on.slack.send.messageShortcut({ ...shortcut, text: "who labels images? ".repeat(120) });
  await settled(() => shown().length === 1);
  expect(shown()[0]).toMatch(/^That message is 2279 characters long; .* Paste the sentence that holds the question/);
});
