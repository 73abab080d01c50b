import { describe, expect, test } from "vitest";
import { settled } from "../tutor-on-platforms.ts";
import type { FakeMessage } from "../../fakes/discord-messages.ts";
import { connectEach } from "./discord-on-stage.ts";

/** Answers that take the place of the private message whose button or menu was used. */
const on = connectEach();
const count = (dm: boolean) =>
  dm
    ? on.discord.messages(on.discord.dmWith(on.discord.ids.user)).length
    : on.discord.ephemerals(on.discord.ids.user).length;
const show = (customId: string) => on.discord.send.button({ customId, forged: true });
const press = (customId: string, message: FakeMessage, dm: boolean, until: "acked" | "answered" = "answered") =>
  on.discord.send.button({ customId, forged: true, dm, message, until });

/** A private message with buttons. */
async function shown(command: string, dm: boolean): Promise<FakeMessage> {
  const message = dm
    ? (await on.discord.send.message({ content: command, dm })).replies[0]
    : (await show(command)).message;
  if (!message) throw new Error("nothing was shown");
  return message;
}

describe.each([
  ["of a server", false],
  ["of direct messages", true],
])("in a channel %s", (_, dm) => {
  test("it is the same message, changed", async () => {
    const message = await shown("inplace", dm);
    const before = count(dm);
    const pressed = await on.discord.send.button({ customId: "inplace", dm, message });
    expect(pressed).toMatchObject({ acked: true, type: 7, refused: [], ephemeral: !dm });
    expect([pressed.answer?.id, pressed.answer?.edits, count(dm)]).toEqual([message.id, 1, before]);
  });

  test("one that takes over a second too", async () => {
    const message = await shown("inplace", dm);
    const before = count(dm);
    const pressed = await on.discord.send.button({ customId: "slowplace", dm, until: "acked" });
    expect(pressed).toMatchObject({ type: 6, late: false });
    on.stage.letGo();
    await settled(() => pressed.edits === 1);
    expect([pressed.answer?.id, pressed.answer?.content, count(dm)]).toEqual([
      message.id,
      "Done with slowplace.",
      before,
    ]);
  });

  test("another answer, quick or not, stands beside it", async () => {
    const message = await shown("inplace", dm);
    expect((await press("count", message, dm)).answer?.id).not.toBe(message.id);
    const slow = await press("slow", message, dm, "acked");
    on.stage.letGo();
    await settled(() => slow.followUps.length === 1);
    expect(slow).toMatchObject({ refused: [], answer: { content: "Done with slow." } });
    expect(message).toMatchObject({ content: "Done with inplace.", edits: 0 });
  });
});

test("pressed on a message that is deleted meanwhile, it stands beside where that was", async () => {
  const message = await shown("inplace", true);
  const held = on.discord.deliveries.hold();
  const pressing = press("inplace", message, true);
  on.discord.happen.deleteMessage(message);
  held.release();
  expect(await pressing).toMatchObject({ acked: true, type: 4, answer: { content: "Done with inplace." } });
});

test("a press on a public post is answered privately, and leaves the post alone", async () => {
  const { channel, user } = on.discord.ids;
  await on.running.poster.post({
    key: "post",
    place: { platform: "discord", id: channel, private: false },
    reply: {
      to: "everyone",
      parts: [
        { kind: "text", text: "A round" },
        { kind: "choices", choices: [{ label: "Here", command: "inplace" }] },
      ],
    },
  });
  const pressed = await on.discord.send.button({ customId: "inplace" });
  expect(pressed).toMatchObject({ type: 4, ephemeral: true });
  expect(on.discord.messages(channel).map(({ content, edits }) => [content, edits])).toEqual([["A round", 0]]);
  expect(on.discord.ephemerals(user).length).toBe(1);
});

describe("a puzzle of seven", () => {
  test("is filled in by one message, page by page, changed, and sent", async () => {
    const opened = await show("puzzle 7");
    expect(opened).toMatchObject({ type: 4, ephemeral: true, refused: [] });
    const before = count(false);
    for (const number of [1, 2, 3, 4, 5, 6, 7]) {
      const chosen = await on.discord.send.select({ customId: `fill ${String(number)}`, values: ["train"] });
      expect(chosen, String(number)).toMatchObject({ type: 7, refused: [] });
      expect(chosen.answer?.id).toBe(opened.message?.id);
    }
    await on.discord.send.button({ label: "Show 1 to 4" });
    await on.discord.send.select({ customId: "fill 2", values: ["deploy"] });
    const sent = await on.discord.send.button({ label: "Send my answer" });
    expect(sent.answer?.content).toBe("Answered train deploy train train train train train.");
    expect(sent.answer?.components.length).toBe(1);
    expect(count(false)).toBe(before);
  });

  test("cannot be sent before everything is chosen", async () => {
    await show("puzzle 2");
    await on.discord.send.select({ customId: "fill 1", values: ["train"] });
    await expect(on.discord.send.button({ label: "Send my answer" })).rejects.toThrow("disabled");
  });
});

test("a multiple response takes exactly so many", async () => {
  await show("puzzle 2 of 1");
  await expect(on.discord.send.select({ customId: "fill 1", values: ["train"] })).rejects.toThrow(
    "takes 2 to 2 values",
  );
  await on.discord.send.select({ customId: "fill 1", values: ["train", "deploy"] });
  const sent = await on.discord.send.button({ label: "Send my answer" });
  expect(sent.answer?.content).toBe("Answered train,deploy.");
});

test("a menu that nobody could use is refused kindly", async () => {
  const chosen = await on.discord.send.select({ customId: "drop table", values: ["learners"], forged: true });
  expect(chosen.answer?.content).toMatch(/^I no longer know that button/);
});
