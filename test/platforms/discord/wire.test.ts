import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeDelivery, type DeliveryQueue } from "../../../src/delivery/delivery.ts";
import { startDiscord, type Discord } from "../../../src/platforms/discord/wire.ts";
import { startFakeDiscord, type FakeDiscord } from "../../fakes/discord.ts";
import { makeStage, settled, type Stage } from "../tutor-on-platforms.ts";

/** The real discord.js between the tutor and the fake of Discord. */
let discord: FakeDiscord;
let stage: Stage;
let queue: DeliveryQueue;
let running: Discord;
let invitation: string;

async function begin(): Promise<void> {
  stage = makeStage((delivery) => queue.deliver(delivery));
  running = startDiscord(stage.tutor, { ...stage.surroundings, token: discord.token, apiUrl: discord.apiUrl });
  queue = makeDelivery({ discord: running.poster }, stage.surroundings, stage.surroundings.log);
  invitation = await running.connected;
}

beforeEach(async () => {
  discord = await startFakeDiscord();
});

afterEach(async () => {
  expect(discord.warnings).toEqual([]);
  await running.stop();
  await queue.stop();
  await discord.stop();
});

const name = "aws-ml";
const first = (text: string | undefined) => (text ?? "").split("\n")[0];
const ask = (question: string, more: object = {}) =>
  discord.send.command({ name, sub: "ask", options: { question }, ...more });

describe("connected", () => {
  beforeEach(begin);

  test("it asks for three intents, and not for message content", () => {
    // Guilds, GuildMessages, DirectMessages
    expect(discord.identified?.intents).toBe((1 << 0) | (1 << 9) | (1 << 12));
  });

  test("the invitation names the application and the rights to post", () => {
    expect(invitation).toContain(`client_id=${discord.applicationId}`);
    expect(invitation).toContain("scope=bot+applications.commands");
    const rights = BigInt(new URL(invitation).searchParams.get("permissions") ?? "0");
    for (const bit of [10n, 11n, 14n, 15n, 35n, 38n]) expect((rights >> bit) & 1n, String(bit)).toBe(1n);
  });

  test("commands are registered once, and again only when they changed", async () => {
    const puts = () => discord.calls.filter((call) => call.method === "PUT").length;
    expect(puts()).toBe(1);
    await running.stop();
    await begin();
    expect(puts()).toBe(1);
  });

  test("a slash command is answered to who gave it alone", async () => {
    const outcome = await ask("detect drift in prod?");
    expect(outcome).toMatchObject({ acked: true, late: false, type: 4, ephemeral: true, refused: [] });
    expect(first(outcome.message?.content)).toBe("**Amazon SageMaker Model Monitor**");
    expect(discord.messages(discord.ids.channel)).toEqual([]);
  });

  test("every kind of reply is one that Discord takes", async () => {
    const said: [string, Record<string, string>][] = [
      ...["thanks", "qwertz", "compare two training runs", "x".repeat(2100)].map(
        (question): [string, Record<string, string>] => ["ask", { question }],
      ),
      ["explain", { topic: "model-monitor" }],
      ["compare", { second: "model-monitor", first: "clarify" }],
      ["today", { topic: "clarify" }],
      ["source", { topic: "clarify" }],
      ["modules", {}],
      ["modules", { number: "4" }],
      ["objective", { number: "1.3.4" }],
      ["pipeline", {}],
      ["pipeline", { stage: "monitoring" }],
      ["closed", {}],
      ["start", {}],
      ["help", {}],
    ];
    for (const [sub, options] of said) {
      const outcome = await discord.send.command({ name, sub, options });
      expect(outcome, sub).toMatchObject({ acked: true, refused: [] });
    }
  });

  test("options come in any order and are read in ours", async () => {
    const outcome = await discord.send.command({
      name,
      sub: "compare",
      options: { second: "clarify", first: "macie" },
    });
    expect(first(outcome.message?.content)).toBe("**Macie or Clarify**");
  });

  test("names of services and concepts are offered while somebody types", async () => {
    const typing = { name, sub: "explain", focused: "topic" };
    const outcome = await discord.send.autocomplete({ ...typing, value: "model mon" });
    expect(outcome).toMatchObject({ acked: true, type: 8, refused: [] });
    expect(outcome.choices?.[0]).toEqual({ name: "Model Monitor", value: "model-monitor" });
    expect((await discord.send.autocomplete({ ...typing, value: "" })).choices?.length).toBe(25);
    expect((await discord.send.autocomplete({ ...typing, value: "x".repeat(90) })).refused).toEqual([]);
  });

  test("a button says its command, privately", async () => {
    await ask("detect drift in prod?");
    const outcome = await discord.send.button({ customId: "compare model-monitor clarify" });
    expect(outcome).toMatchObject({ acked: true, ephemeral: true, refused: [] });
    expect(first(outcome.message?.content)).toBe("**Model Monitor or Clarify**");
  });

  test("sharing posts the entry for everyone, not the question, and says so", async () => {
    await ask("something beeps when the live data drifts?");
    const outcome = await discord.send.button({ customId: "share card model-monitor" });
    expect(outcome.answer?.content).toBe("Shared with everyone here.");
    const [post] = discord.messages(discord.ids.channel);
    expect(post?.content).toBe("**Amazon SageMaker Model Monitor**");
    expect(JSON.stringify(post)).not.toContain("beeps");
  });

  test("where it may not write, it answers privately and says what to do when asked to share", async () => {
    const channelId = discord.ids.closedChannel;
    const answer = await ask("detect drift in prod?", { channelId });
    expect(first(answer.message?.content)).toBe("**Amazon SageMaker Model Monitor**");
    const outcome = await discord.send.button({ customId: "share card model-monitor", channelId });
    expect(outcome.answer?.content).toMatch(/^I may not write in this channel/);
  });

  test("installed by a person in a server that it is not in, it answers and offers no sharing", async () => {
    const outcome = await ask("detect drift in prod?", { userInstall: true });
    expect(outcome).toMatchObject({ acked: true, ephemeral: true, refused: [] });
    expect(JSON.stringify(outcome.message?.components)).not.toContain("share");
  });

  test("a mention is answered in public, and mentions nobody", async () => {
    const { replies } = await discord.send.message({ content: "detect drift in prod? @everyone", mentionsBot: true });
    expect(replies.map((reply) => [reply.content, reply.pings])).toEqual([["**Amazon SageMaker Model Monitor**", []]]);
  });

  test("what is personal is not answered in public, but in private it is", async () => {
    const { replies } = await discord.send.message({ content: "diary", mentionsBot: true });
    expect(replies.map(({ content }) => content)).toEqual([expect.stringContaining("between you and me")]);
    expect((await discord.send.button({ customId: "diary", forged: true })).message?.content).toBe("Done with diary.");
  });

  test("joining a server posts nothing", async () => {
    const joined = discord.happen.joinGuild({ name: "New here", channels: [{ name: "general" }] });
    await ask("help");
    expect(joined).toBeDefined();
    expect(discord.calls.filter((call) => call.method === "POST" && /messages$/.test(call.route))).toEqual([]);
  });

  test("what is not said to it is not answered", async () => {
    const { replies, content } = await discord.send.message({ content: "who labels my images?", until: "sent" });
    await ask("help");
    expect([content, replies.length]).toEqual(["", 0]);
  });

  test("a direct message is a conversation, and stays", async () => {
    const one = await discord.send.message({ content: "detect drift in prod?", dm: true });
    const two = await discord.send.message({ content: "why not Clarify?", dm: true });
    expect(one.replies[0]?.content).toBe("**Amazon SageMaker Model Monitor**");
    expect(two.replies.at(-1)?.content).toBe("**Model Monitor or Clarify**");
    expect((await ask("help", { dm: true })).ephemeral).toBe(false);
  });

  test("the command on a message asks what the message says, whatever it begins with", async () => {
    const outcome = await discord.send.contextMenu({
      name: "Which AWS service?",
      targetMessage: { content: "help, somebody has to look for personal data in our S3 buckets" },
    });
    expect(outcome).toMatchObject({ acked: true, ephemeral: true, refused: [] });
    expect(outcome.message?.content).toBe("**Amazon Macie**");
  });

  test.each([
    ["of pictures alone", "", "has no text"],
    ["that is long", "x".repeat(2400), "2400 characters long"],
  ])("the command on a message %s says why it is not asked about", async (_, content, said) => {
    const outcome = await discord.send.contextMenu({ name: "Which AWS service?", targetMessage: { content } });
    expect(outcome).toMatchObject({ acked: true, ephemeral: true, refused: [] });
    expect(JSON.stringify(outcome.message)).toContain(said);
  });

  test("a form opens as a modal, and what is sent is asked", async () => {
    // Only a button can say it: the tests' command is not among the subcommands.
    const opened = await discord.send.button({ customId: "feedback", forged: true });
    expect(opened).toMatchObject({ acked: true, type: 9, refused: [] });
    const outcome = await discord.send.modalSubmit({ values: { question: "who labels my images?" } });
    expect(outcome.message?.content).toBe("**Amazon SageMaker Ground Truth**");
  });

  test("a modal may hold menus, and what is sent is one command", async () => {
    await discord.send.button({ customId: "survey", forged: true });
    const values = { step1: ["train", "deploy"], why: "long, and hard" };
    await expect(discord.send.modalSubmit({ values: { ...values, step1: ["train"] } })).rejects.toThrow("takes 2 to 2");
    const outcome = await discord.send.modalSubmit({ values });
    expect(outcome.answer?.content).toBe("Answered train,deploy long, and hard.");
  });

  test("an answer that takes over a second is acknowledged first and given later", async () => {
    const acked = await discord.send.command({ name, sub: "slow", options: {}, until: "acked" });
    expect(acked).toMatchObject({ acked: true, late: false, type: 5, ephemeral: true });
    stage.letGo();
    await settled(() => acked.edits === 1);
    expect(acked.message?.content).toBe("Done with slow.");
  });

  test("the same interaction delivered twice is answered once", async () => {
    discord.deliveries.duplicate();
    const outcome = await discord.send.command({ name, sub: "count", options: {} });
    await ask("help");
    expect(outcome.secondAck).toBeUndefined();
    expect(stage.counted()).toBe(1);
  });

  test("a button that nobody could press is refused kindly", async () => {
    for (const customId of ["round 7 3", "explain  clarify", "drop table learners"]) {
      const outcome = await discord.send.button({ customId, forged: true });
      expect(outcome.message?.content).toMatch(/^I no longer know that button/);
    }
  });

  test("a fault of ours is an apology with a reference", async () => {
    const outcome = await discord.send.button({ customId: "fail", forged: true });
    expect(outcome.message?.content).toContain("ref-1");
  });

  test("a broken line is resumed, and what was missed meanwhile is answered", async () => {
    discord.socket.drop();
    const outcome = await discord.send.command({ name, sub: "count", options: {} });
    expect(outcome).toMatchObject({ acked: true, late: false });
    expect(stage.counted()).toBe(1);
  });

  test("a share waits as long as Discord asks", async () => {
    await ask("detect drift in prod?");
    discord.fail("POST /channels/:channel/messages", { status: 429, retryAfter: 0.1 });
    const outcome = await discord.send.button({ customId: "share card model-monitor" });
    expect(outcome.answer?.content).toBe("Shared with everyone here.");
    expect(discord.messages(discord.ids.channel).length).toBe(1);
  });

  test("a server error is tried again, and the post is there once", async () => {
    await ask("detect drift in prod?");
    discord.fail("POST /channels/:channel/messages", { status: 500 });
    const outcome = await discord.send.button({ customId: "share card model-monitor" });
    expect(outcome.answer?.content).toBe("Shared with everyone here.");
    expect(discord.messages(discord.ids.channel).length).toBe(1);
  });

  test("asked to reconnect, it goes on", async () => {
    discord.socket.reconnectRequest();
    await discord.until(() => discord.socket.resumes.length === 1);
    expect((await ask("help")).acked).toBe(true);
  });

  // The SDK identifies itself once in five seconds, as Discord asks.
  test("refused while it runs, it logs in again", { timeout: 15_000 }, async () => {
    discord.socket.close(4004);
    await discord.until(() => discord.identifies === 2, 10_000);
    await settled(() => stage.logged.length > 0);
    expect((await ask("help")).acked).toBe(true);
  });

  test("a post whose answer was lost is made once all the same", async () => {
    await ask("detect drift in prod?");
    discord.fail("POST /channels/:channel/messages", { cut: "after" });
    const outcome = await discord.send.button({ customId: "share card model-monitor" });
    expect(outcome.answer?.content).toBe("Shared with everyone here.");
    expect(discord.messages(discord.ids.channel).length).toBe(1);
  });
});

test("an outage while it runs is told, and so is its end", { timeout: 20_000 }, async () => {
  await begin();
  await discord.down();
  await settled(() => stage.logged.length > 0);
  await discord.up();
  await discord.until(() => stage.logged.includes("Discord is connected again."), 15_000);
  expect(stage.logged.map((line) => line.split(":")[0])).toEqual([
    "Discord is not connected",
    "Discord is connected again.",
  ]);
  expect((await ask("help")).acked).toBe(true);
});

describe("removed from a server", () => {
  beforeEach(begin);

  test("it leaves that one", async () => {
    const joined = discord.happen.joinGuild({ name: "New here", channels: [{ name: "general" }] });
    discord.happen.leaveGuild(joined.id);
    await settled(() => stage.left.length > 0);
    await ask("help");
    expect(stage.left).toEqual([{ platform: "discord", id: joined.id }]);
  });

  test("a server that is out of reach for a while is not left", async () => {
    discord.happen.guildOutage(discord.ids.guild);
    await ask("help", { dm: true });
    expect(stage.left).toEqual([]);
  });

  test("a server that removes it while it is out of reach is left", async () => {
    discord.happen.guildOutage(discord.ids.guild);
    discord.happen.leaveGuild(discord.ids.guild);
    await settled(() => stage.left.length > 0);
    expect(stage.left).toEqual([{ platform: "discord", id: discord.ids.guild }]);
  });
});

test("every way to ask tells which press it was, who, and in which server", async () => {
  await begin();
  await ask("detect drift in prod?");
  await discord.send.button({ customId: "compare model-monitor clarify" });
  await discord.send.message({ content: "who labels my images?", mentionsBot: true });
  await discord.send.message({ content: "help", dm: true });
  await ask("help", { userInstall: true });
  expect(stage.heard.map(({ id }) => /^discord:(interaction|message) \d+$/.exec(id)?.[1])).toEqual([
    "interaction",
    "interaction",
    "message",
    "message",
    "interaction",
  ]);
  expect(new Set(stage.heard.map(({ id }) => id)).size).toBe(5);
  expect(new Set(stage.heard.map(({ name }) => name))).toEqual(new Set(["Ada"]));
  const { guild, foreignGuild } = discord.ids;
  expect(stage.heard.map(({ place }) => place.community)).toEqual([guild, guild, guild, undefined, foreignGuild]);
});

test("who manages the channel, and who the whole server, is told along", async () => {
  await begin();
  const { manager } = discord.ids;
  const administrator = String(1n << 3n);
  for (const more of [{}, { user: manager }, { memberPermissions: administrator }, { dm: true }])
    await ask("help", more);
  await discord.send.message({ content: "help", dm: true });
  for (const more of [{}, { user: manager }])
    await discord.send.message({ content: "help", mentionsBot: true, ...more });
  expect(stage.heard.map(({ mayManage }) => mayManage)).toEqual([false, true, true, true, true, false, true]);
  await ask("help", { memberPermissions: String(1n << 4n) }); // MANAGE_CHANNELS
  const rights = stage.heard.map(({ mayManage, mayManageAll }) => [mayManage, mayManageAll]);
  expect([0, 1, 2, 5, 6, 7].map((i) => rights[i])).toEqual([
    ...[false, true, true, false, true].map((both) => [both, both]),
    [true, false],
  ]);
});

describe("when Discord cannot be had at the start", () => {
  test("a refused token is one clear line, and it is tried again", async () => {
    discord.fail("GET /gateway/bot", { status: 401, code: 0, message: "401: Unauthorized", times: 2 });
    await begin();
    expect(stage.logged).toEqual(["Discord is not connected: the token is refused. Check DISCORD_TOKEN"]);
  });

  test("a Discord that is down is told once, and connected to when it is up", async () => {
    await discord.down();
    const beginning = begin();
    await settled(() => stage.logged.length > 0);
    await discord.up();
    await beginning;
    expect(stage.logged.length).toBe(1);
    expect(stage.logged[0]).toMatch(/^Discord is not connected: Discord cannot be reached/);
  });
});
