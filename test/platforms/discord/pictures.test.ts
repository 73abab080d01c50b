import { describe, expect, test } from "vitest";
import { directMessage, type Delivery, type Part } from "../../../src/conversation.ts";
import { makePainter } from "../../../src/pictures/png.ts";
import { textOf, type FakeMessage } from "../../fakes/discord-messages.ts";
import { fileOf, pictureOf, settled } from "../tutor-on-platforms.ts";
import { connectEach } from "./discord-on-stage.ts";

/** Pictures as attachments, through the real SDK and the real renderer. */
const on = connectEach();
const words = "Training <drawn>";
const pictureIn = (message: FakeMessage | undefined) =>
  message?.files.map(({ name, type, description, bytes }) => [name, type, description, bytes.toString("latin1", 1, 4)]);
const drawing = [["drawing.png", "image/png", words, "PNG"]];
const press = (customId: string, until: "acked" | "answered" = "answered") =>
  on.discord.send.button({ customId, forged: true, until });
const breakPainter = () => {
  on.stage.painting.by = makePainter(on.stage.surroundings.log, () => Promise.reject(new Error("no ink")));
};

/** A renderer that is done when told. */
function drawSlowly() {
  let finish: (() => void) | undefined;
  on.stage.painting.by = makePainter(
    on.stage.surroundings.log,
    () =>
      new Promise((resolve) => {
        finish = () => {
          resolve(Buffer.from("\u0089PNG", "latin1"));
        };
      }),
  );
  return { hasBegun: () => finish !== undefined, finish: () => finish?.() };
}

describe("asked for", () => {
  test("the words are there at once, and the picture is put in after them", async () => {
    const outcome = await press("draw");
    expect(outcome).toMatchObject({ acked: true, type: 4, ephemeral: true, refused: [] });
    const message = outcome.message as FakeMessage;
    await settled(() => message.edits === 1);
    expect([message.content, pictureIn(message)]).toEqual(["Done with draw.", drawing]);
    expect(textOf(message)).toBe("Done with draw.");
  });

  test("one that is drawn already comes with them", async () => {
    const first = await press("draw");
    await settled(() => first.message?.edits === 1);
    const again = await press("draw");
    expect([pictureIn(again.message), again.message?.edits]).toEqual([drawing, 0]);
  });

  test("a renderer that takes its time holds up no answer", async () => {
    const slowly = drawSlowly();
    const { message, late } = await press("draw");
    await settled(slowly.hasBegun);
    expect([late, message?.content, message?.edits]).toEqual([false, "Done with draw.", 0]);
    slowly.finish();
    await settled(() => message?.edits === 1);
    expect(pictureIn(message)).toEqual(drawing);
  });

  test("where it cannot be drawn it is told in words, and logged once", async () => {
    breakPainter();
    for (let i = 0; i < 2; i++) {
      const { message } = await press("draw");
      await settled(() => message?.edits === 1);
      expect(textOf(message as FakeMessage)).toBe("Done with draw.\nTraining \\<drawn\\>");
      expect(message?.files).toEqual([]);
    }
    expect(on.stage.logged).toEqual(["A picture could not be drawn, and is told in words: no ink"]);
  });

  test("in a direct message or by a mention it comes with the reply", async () => {
    const { replies } = await on.discord.send.message({ content: "draw", dm: true });
    expect(replies.map((message) => [pictureIn(message), message.edits])).toEqual([[drawing, 0]]);
  });

  test("when the answer takes its time, it comes along", async () => {
    const acked = await press("slowdraw", "acked");
    expect(acked.type).toBe(5);
    on.stage.letGo();
    await settled(() => acked.edits === 1);
    expect(pictureIn(acked.message)).toEqual(drawing);
  });
});

describe("in place", () => {
  test("it takes the place of what was there, and goes with it", async () => {
    const { message } = await press("inplace");
    await on.discord.send.button({ customId: "drawplace", forged: true, ...(message ? { message } : {}) });
    await settled(() => message?.edits === 2);
    expect([message?.content, pictureIn(message)]).toEqual(["Done with drawplace.", drawing]);
    await on.discord.send.button({ customId: "inplace", ...(message ? { message } : {}) });
    expect([message?.content, message?.files]).toEqual(["Done with inplace.", []]);
  });

  test.each(["draw", "drawplace"])(
    "one that is drawn when another answer stands there stays out (%s)",
    async (command) => {
      const slowly = drawSlowly();
      const message = (await press(command === "draw" ? "draw" : "inplace")).message as FakeMessage;
      if (command !== "draw") await on.discord.send.button({ customId: command, forged: true, message });
      await settled(slowly.hasBegun);
      await on.discord.send.button({ customId: "inplace", message });
      const { edits } = message;
      slowly.finish();
      await press("count");
      expect([message.content, message.edits, message.files]).toEqual(["Done with inplace.", edits, []]);
    },
  );
});

describe("posted", () => {
  const delivery = (...parts: Part[]): Delivery => ({
    key: "k1",
    place: directMessage(`discord:${on.discord.ids.user}`),
    reply: { to: "everyone", parts },
  });
  const direct = () => on.discord.messages(on.discord.dmWith(on.discord.ids.user));

  test("it comes with the post, beside its files, and an edit exchanges it", async () => {
    const post = delivery({ kind: "heading", text: "Tomorrow" }, fileOf("a"), pictureOf("Training"));
    const posted = await on.running.poster.post(post);
    if (posted.kind !== "done") throw new Error(posted.kind);
    expect(direct()[0]?.files.map(({ name }) => name)).toEqual(["answers.csv", "drawing.png"]);
    await on.running.poster.edit(posted.reference, delivery(pictureOf("Tuning")));
    expect(direct()[0]?.files.map(({ description }) => description)).toEqual(["Tuning <drawn>"]);
  });

  test("where it cannot be drawn the post tells it in words", async () => {
    breakPainter();
    expect((await on.running.poster.post(delivery(pictureOf("Training")))).kind).toBe("done");
    expect([direct()[0]?.content, direct()[0]?.files]).toEqual(["Training \\<drawn\\>", []]);
  });

  test("of twelve the first ten are shown, the others told", async () => {
    await on.running.poster.post(delivery(...Array.from({ length: 12 }, () => pictureOf("Training"))));
    expect(direct()[0]?.files.length).toBe(10);
    expect(textOf(direct()[0] as FakeMessage).match(/drawn/g)?.length).toBe(2);
  });
});
