import { describe, expect, test } from "vitest";
import { directMessage, type Delivery, type Part } from "../../../src/conversation.ts";
import { fileLimits } from "../../../src/platforms/discord/files.ts";
import { textOf, type FakeMessage } from "../../fakes/discord-messages.ts";
import { fileOf, settled } from "../tutor-on-platforms.ts";
import { connectEach } from "./discord-on-stage.ts";

/** Files to keep, as attachments through the real SDK. */
const on = connectEach();
const text = "learner,answers\nann,7\n";
const names = (message: FakeMessage | undefined) => message?.files.map((file) => file.name);

const delivery = (...parts: Part[]): Delivery => ({
  key: "k1",
  place: directMessage(`discord:${on.discord.ids.user}`),
  reply: { to: "everyone", parts },
});
const direct = () => on.discord.messages(on.discord.dmWith(on.discord.ids.user));

describe("posted", () => {
  test("a file is said, and comes along", async () => {
    const attempt = await on.running.poster.post(delivery({ kind: "heading", text: "Your data" }, fileOf(text)));
    expect(attempt.kind).toBe("done");
    const [message] = direct();
    expect(message?.content).toBe("**Your data**");
    expect(message?.embeds[0]?.["description"]).toBe("answers.csv: All your \\<answers\\>");
    expect(message?.files).toMatchObject([{ name: "answers.csv", bytes: Buffer.from(text) }]);
  });

  test("of twelve the first ten come along, and the others are said not to", async () => {
    await on.running.poster.post(delivery(...Array.from({ length: 12 }, () => fileOf(text))));
    expect(direct()[0]?.files.length).toBe(fileLimits.count);
    expect(textOf(direct()[0] as FakeMessage).match(/A message holds 10 files at most/g)?.length).toBe(2);
  });

  test("one that is too large does not, and that is said", async () => {
    const attempt = await on.running.poster.post(delivery(fileOf("x".repeat(fileLimits.size + 1)), fileOf(text)));
    expect(attempt.kind).toBe("done");
    expect(textOf(direct()[0] as FakeMessage)).toContain("too large to be sent here: 10.0 MB, of 10.0 MB at most");
    expect(direct()[0]?.files.length).toBe(1);
  });

  test("one of just that size is taken", async () => {
    expect((await on.running.poster.post(delivery(fileOf("x".repeat(fileLimits.size))))).kind).toBe("done");
  });

  test("an edit puts its files in the place of those before", async () => {
    const posted = await on.running.poster.post(delivery(fileOf(text)));
    if (posted.kind !== "done") throw new Error(posted.kind);
    expect(await on.running.poster.edit(posted.reference, delivery(fileOf("other")))).toEqual(posted);
    expect(direct()[0]?.files.map(({ bytes }) => bytes.toString())).toEqual(["other"]);
    await on.running.poster.edit(posted.reference, delivery({ kind: "text", text: "None" }));
    expect([direct()[0]?.content, names(direct()[0])]).toEqual(["None", []]);
  });
});

describe("asked for", () => {
  test("by a button, it comes with the answer", async () => {
    const outcome = await on.discord.send.button({ customId: "keep", forged: true });
    expect(outcome).toMatchObject({ acked: true, ephemeral: true, refused: [] });
    expect(names(outcome.message)).toEqual(["answers.csv"]);
  });

  test("in a direct message, it comes with the reply", async () => {
    const { replies } = await on.discord.send.message({ content: "keep", dm: true });
    expect(names(replies[0])).toEqual(["answers.csv"]);
  });

  test("when it takes its time, it comes later", async () => {
    const acked = await on.discord.send.button({ customId: "slowkeep", forged: true, until: "acked" });
    expect(acked.type).toBe(5);
    on.stage.letGo();
    await settled(() => acked.edits === 1);
    expect(names(acked.message)).toEqual(["answers.csv"]);
  });
});
