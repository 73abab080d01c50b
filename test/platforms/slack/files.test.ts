import { describe, expect, test } from "vitest";
import { directMessage, type Delivery, type Part } from "../../../src/conversation.ts";
import { largestFile } from "../../../src/platforms/slack/files.ts";
import { fileOf, settled } from "../tutor-on-platforms.ts";
import { connectEach } from "./slack-on-stage.ts";

/** Files to keep, through the real SDK's three steps. */
const on = connectEach();
const user = "U0BEN";
const text = "learner,answers\nann,7\n";

const delivery = (...parts: Part[]): Delivery => ({
  key: "k1",
  place: directMessage(`slack:T0TUTOR:${user}`),
  reply: { to: "everyone", parts },
});
const direct = () => on.slack.messages(on.slack.direct(user));

describe("posted in a direct message", () => {
  test("a file is announced, and shared below", async () => {
    const attempt = await on.running.poster.post(delivery({ kind: "heading", text: "Your data" }, fileOf(text)));
    const [message, shared] = direct();
    expect(attempt).toEqual({ kind: "done", reference: `${on.slack.direct(user)} ${String(message?.ts)}` });
    expect(JSON.stringify(message?.blocks)).toContain('*answers.csv*\\nAll your &lt;answers&gt;"');
    expect(message?.text).toBe("Your data\nanswers.csv: All your &lt;answers&gt;");
    expect(shared?.files.length).toBe(1);
    expect(on.slack.files).toMatchObject([{ name: "answers.csv", bytes: Buffer.from(text) }]);
  });

  test("several are shared at once", async () => {
    await on.running.poster.post(delivery(fileOf("one"), fileOf("two é")));
    expect(direct()[1]?.files.length).toBe(2);
    expect(on.slack.files.map(({ bytes }) => bytes.toString())).toEqual(["one", "two é"]);
  });

  test("one that is too large is not sent, and that is said", async () => {
    await on.running.poster.post(delivery(fileOf("x".repeat(largestFile + 1))));
    expect(direct().length).toBe(1);
    expect(direct()[0]?.text).toContain("too large to be sent here: 50.0 MB, of 50.0 MB at most");
  });

  test.each(["file_uploads_disabled", "missing_scope"])(
    "where Slack takes none (%s), that is said, and logged",
    async (error) => {
      on.slack.fail("files.getUploadURLExternal", { error });
      expect((await on.running.poster.post(delivery(fileOf(text)))).kind).toBe("done");
      expect(direct().map((post) => post.text)).toEqual([expect.stringContaining("does not let me attach it here")]);
      expect(on.running.stage.logged.join()).toContain("files.getUploadURLExternal");
    },
  );

  test.each([
    ["files.getUploadURLExternal", { status: 500 }, { kind: "failed" }],
    ["files.getUploadURLExternal", { cut: true, after: true }, { kind: "failed" }],
    ["files.getUploadURLExternal", { status: 429, retryAfter: 7 }, { kind: "wait", ms: 7000 }],
    ["upload", { status: 503 }, { kind: "failed" }],
    ["upload", { cut: true }, { kind: "failed" }],
    ["chat.postMessage", { status: 500 }, { kind: "unknown" }],
  ] as const)("where %s goes wrong (%j), nobody has seen anything yet", async (call, fault, outcome) => {
    on.slack.fail(call, fault);
    expect(await on.running.poster.post(delivery(fileOf(text)))).toMatchObject(outcome);
    expect(direct()).toEqual([]);
  });

  test("where sharing goes wrong at last, the message says so, and is not posted again", async () => {
    on.slack.fail("files.completeUploadExternal", { status: 500 });
    const attempt = await on.running.poster.post(delivery(fileOf(text)));
    expect(attempt.kind).toBe("done");
    expect(direct().map((post) => post.text)).toEqual([expect.stringContaining("could not be attached just now")]);
    expect(on.running.stage.logged.join()).toContain("files.completeUploadExternal");
  });

  test("an edit leaves the file as it is", async () => {
    const posted = await on.running.poster.post(delivery(fileOf(text)));
    if (posted.kind !== "done") throw new Error(posted.kind);
    const edited = await on.running.poster.edit(posted.reference, delivery({ kind: "text", text: "Other words" }));
    expect(edited).toEqual(posted);
    expect(direct()[0]).toMatchObject({ text: "Other words", edited: true });
    expect(on.slack.files.length).toBe(1);
  });
});

describe("asked for", () => {
  test("in a direct message, it is shared there", async () => {
    await on.slack.send.directMessage({ text: "keep", user });
    await settled(() => direct().length === 2);
    expect(on.slack.files).toMatchObject([{ name: "answers.csv", channel: on.slack.direct(user) }]);
  });

  test("in a channel, where only the asker would see it, it is pointed to a direct message", async () => {
    await on.slack.send.command({ text: "keep", channel: "C0CLASS", user });
    const [told] = on.slack.ephemerals("C0CLASS", user);
    expect(told?.text).toContain("I send files in direct messages only");
    expect(on.slack.callsTo("files.getUploadURLExternal")).toEqual([]);
  });
});
