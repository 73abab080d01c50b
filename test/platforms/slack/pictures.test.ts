import { describe, expect, test } from "vitest";
import { directMessage, type Delivery, type Part } from "../../../src/conversation.ts";
import { makePainter } from "../../../src/pictures/png.ts";
import { fileOf, pictureOf, settled } from "../tutor-on-platforms.ts";
import { connectEach } from "./slack-on-stage.ts";

/** Pictures through the real SDK's three steps of an upload, and the real renderer. */
const on = connectEach();
const [channel, user] = ["C0CLASS", "U0BEN"];
const direct = () => on.slack.messages(on.slack.direct(user));
const privately = () => on.slack.ephemerals(channel, user).map(({ text }) => text);
const words = "Training &lt;drawn&gt;";
const comes = "The picture comes to you as a direct message.";
const shared = () =>
  on.slack.files.map(({ name, altText, bytes, channel: where }) => [
    ...[name, altText, bytes.toString("latin1", 1, 4)],
    where === on.slack.direct(user) ? "direct" : where,
  ]);
const drawing = ["drawing.png", "Training <drawn>", "PNG", "direct"];
const breakPainter = () => {
  on.running.stage.painting.by = makePainter(on.running.stage.surroundings.log, () =>
    Promise.reject(new Error("no ink")),
  );
};

describe("in an answer that one person alone sees", () => {
  test("it comes as a direct message, which the answer says", async () => {
    const sent = await on.slack.send.command({ text: "draw", channel, user });
    expect(sent).toMatchObject({ acked: true, refused: [] });
    await settled(() => direct().length === 2);
    expect(privately()).toEqual([`Done with draw.\n${comes}`]);
    expect(shared()).toEqual([drawing]);
  });

  test("so it does with a command of the tutor's own, under the heading of the answer", async () => {
    await on.slack.send.command({ text: "pipeline training", channel, user });
    await settled(() => direct().length === 2);
    expect(direct()[0]?.text).toBe("Stage 5: Training");
    expect(on.slack.files).toMatchObject([{ name: "pipeline.png" }]);
    expect(on.slack.files[0]?.altText).toContain("Training is marked.");
  });

  test("a renderer that takes its time holds up no acknowledgement", async () => {
    on.running.stage.painting.by = makePainter(console.error, () => new Promise(() => undefined));
    const sent = await on.slack.send.command({ text: "draw", channel, user });
    expect(sent).toMatchObject({ acked: true, late: false, refused: [] });
    expect(privately()).toEqual([`Done with draw.\n${comes}`]);
  });

  test("who leafs through pictures of one name is not written to at every step", async () => {
    await on.slack.send.command({ text: "draw", channel, user });
    await settled(() => direct().length === 2);
    await on.slack.send.command({ text: "draw", channel, user });
    expect(privately()[1]).toBe("Done with draw.\nFor the picture, ask me in our direct messages.");
    expect(on.slack.files.length).toBe(1);
  });

  test("in place of another", async () => {
    await on.slack.send.command({ text: "inplace", channel, user });
    await on.slack.send.action({ actionId: "drawplace", channel, user, forged: true });
    await settled(() => on.slack.files.length === 1);
    expect(privately()).toEqual([`Done with drawplace.\n${comes}`]);
  });

  test("when the answer takes its time", async () => {
    await on.slack.send.command({ text: "slowdraw", channel, user });
    on.running.stage.letGo();
    await settled(() => on.slack.files.length === 1);
    expect(privately()).toEqual([`Done with slowdraw.\n${comes}`]);
  });

  test("by a mention", async () => {
    await on.slack.send.mention({ text: "draw", channel, user });
    await settled(() => on.slack.files.length === 1);
    expect(privately()).toEqual([`Done with draw.\n${comes}`]);
  });

  test("where it cannot be drawn, the direct message tells it in words", async () => {
    breakPainter();
    await on.slack.send.command({ text: "draw", channel, user });
    await settled(() => direct()[0]?.text === words);
    expect(on.running.stage.logged).toEqual(["A picture could not be drawn, and is told in words: no ink"]);
  });

  test("where the person takes no direct messages, it is told in words where they are", async () => {
    on.slack.fail("chat.postMessage", { error: "messages_tab_disabled" });
    await on.slack.send.command({ text: "draw", channel, user });
    await settled(() => privately().length === 2);
    expect(privately()[1]).toBe(`I could not send you the picture. This is what it shows:\n${words}`);
    expect(on.running.stage.logged.join()).toContain("Slack: a picture was not sent: chat.postMessage");
  });
});

describe("in direct messages", () => {
  test("it is shared below its message, which says nothing of it", async () => {
    await on.slack.send.directMessage({ text: "draw", user });
    await settled(() => direct().length === 2);
    expect([direct()[0]?.text, shared()]).toEqual(["Done with draw.", [drawing]]);
  });

  test("in place of another it stands anew", async () => {
    await on.slack.send.directMessage({ text: "inplace", user });
    await settled(() => direct().length === 1);
    await on.slack.send.action({ actionId: "drawplace", channel: on.slack.direct(user), user, forged: true });
    await settled(() => direct().length === 3);
    expect(direct().map(({ text, edited }) => [text, edited])).toEqual([
      ["Done with inplace.", false],
      ["Done with drawplace.", false],
      ["", false],
    ]);
  });
});

describe("posted", () => {
  const delivery = (...parts: Part[]): Delivery => ({
    key: "k1",
    place: directMessage(`slack:T0TUTOR:${user}`),
    reply: { to: "everyone", parts },
  });

  test("it is shared below its post, after its files, and stays when that is edited", async () => {
    const post = delivery({ kind: "heading", text: "Tomorrow" }, fileOf("a"), pictureOf("Training"));
    const posted = await on.running.poster.post(post);
    if (posted.kind !== "done") throw new Error(posted.kind);
    expect(on.slack.files.map(({ name }) => name)).toEqual(["answers.csv", "drawing.png"]);
    await on.running.poster.edit(posted.reference, delivery({ kind: "text", text: "Today" }, pictureOf("Tuning")));
    expect([direct()[0]?.text, on.slack.files.length]).toEqual(["Today", 2]);
  });

  test("in a channel it is shared there", async () => {
    const place = { platform: "slack", id: channel, private: false } as const;
    await on.running.poster.post({ ...delivery(pictureOf("Training")), place });
    expect(shared()).toEqual([[...drawing.slice(0, 3), channel]]);
  });

  test.each([
    ["files.getUploadURLExternal", { error: "file_uploads_disabled" }],
    ["upload", { status: 503 }],
    ["files.completeUploadExternal", { status: 500 }],
  ] as const)("where %s goes wrong, the post is there and tells it in words", async (call, fault) => {
    on.slack.fail(call, fault);
    expect((await on.running.poster.post(delivery(pictureOf("Training")))).kind).toBe("done");
    expect(direct().map((post) => [post.text, post.edited])).toEqual([[words, true]]);
    expect(on.running.stage.logged).toEqual([expect.stringContaining(`Slack: a picture was not attached`)]);
  });

  test("where it cannot be drawn the post tells it in words", async () => {
    breakPainter();
    expect((await on.running.poster.post(delivery(pictureOf("Training")))).kind).toBe("done");
    expect(direct().map((post) => post.text)).toEqual([words]);
  });
});
