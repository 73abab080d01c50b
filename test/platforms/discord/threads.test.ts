import { REST } from "discord.js";
import { describe, expect, test } from "vitest";
import { directMessage, type Delivery, type Place } from "../../../src/conversation.ts";
import { makePoster } from "../../../src/platforms/discord/post.ts";
import { connectEach } from "./discord-on-stage.ts";

/** Posts that belong in the thread of an earlier one. */
const on = connectEach();
const here = (): Place => ({ platform: "discord", id: on.discord.ids.channel, private: false });
const delivery = (text: string, place = here()): Delivery => ({
  key: text,
  place,
  reply: {
    to: "everyone",
    parts: [
      { kind: "heading", text },
      { kind: "choices", choices: [{ label: "Here", command: "count" }] },
    ],
  },
});
const textsIn = (channel: string) => on.discord.messages(channel).map(({ content }) => content);
const begun = () => on.discord.calls.filter(({ route }) => route.endsWith("/threads")).length;

async function post(text: string, under?: string, place?: Place): Promise<string> {
  const posted = await on.running.poster.post(delivery(text, place), under);
  if (posted.kind !== "done") throw new Error(`${posted.kind} ${"detail" in posted ? posted.detail : ""}`);
  return posted.reference;
}

test("they begin a thread that is called like the post, once, and are edited there", async () => {
  const lobby = await post("A round of *five*");
  const first = await post("Question 1", lobby);
  await post("Question 2", lobby);
  const [thread] = on.discord.threads(here().id);
  expect(thread).toMatchObject({ id: lobby.split(" ")[1], name: "A round of *five*" });
  expect([textsIn(thread?.id ?? ""), begun()]).toEqual([["**Question 1**", "**Question 2**"], 1]);
  expect(await on.running.poster.edit(first, delivery("Reveal 1"))).toMatchObject({ kind: "done" });
  expect(textsIn(thread?.id ?? "")).toEqual(["**Reveal 1**", "**Question 2**"]);
});

test("another process finds the thread, or begins it under a name of its own", async () => {
  const another = makePoster(new REST({ api: on.discord.apiUrl }).setToken(on.discord.token));
  const known = await post("First");
  await post("Question 1", known);
  expect(await another.post(delivery("Question 2"), known)).toMatchObject({ kind: "done" });
  expect(textsIn(known.split(" ")[1] ?? "").length).toBe(2);
  await another.post(delivery("Question 3"), await post("Second"));
  expect(on.discord.threads(here().id).map(({ name }) => name)).toEqual(["First", "Quiz round"]);
});

test("another process finds the thread also where the post it was begun from is deleted", async () => {
  const another = makePoster(new REST({ api: on.discord.apiUrl }).setToken(on.discord.token));
  const lobby = await post("Lobby");
  await post("Question 1", lobby);
  for (const message of on.discord.messages(here().id)) on.discord.happen.deleteMessage(message);
  expect(await another.post(delivery("Question 2"), lobby)).toMatchObject({ kind: "done" });
  expect(textsIn(lobby.split(" ")[1] ?? "")).toEqual(["**Question 1**", "**Question 2**"]);
});

describe("where there can be no thread they stand in the channel", () => {
  test("direct messages", async () => {
    const { user } = on.discord.ids;
    const mine = directMessage(`discord:${user}`);
    await post("Question", await post("Lobby", undefined, mine), mine);
    expect(textsIn(on.discord.dmWith(user))).toEqual(["**Lobby**", "**Question**"]);
  });

  test("a thread itself", async () => {
    const lobby = await post("Lobby");
    const inThread = await post("A second lobby", lobby);
    await post("Question", inThread);
    expect(textsIn(lobby.split(" ")[1] ?? "")).toEqual(["**A second lobby**", "**Question**"]);
  });

  test.each([
    ["beginning one", { begin: false, send: true }, 1],
    ["writing in one", { begin: true, send: false }, 1],
  ])("no right of %s, found out once", async (_, access, calls) => {
    on.discord.happen.letBotInThreads(here().id, access);
    const lobby = await post("Lobby");
    for (const text of ["Question 1", "Question 2"]) await post(text, lobby);
    expect([textsIn(here().id), begun()]).toEqual([["**Lobby**", "**Question 1**", "**Question 2**"], calls]);
  });
});

describe("what people do ends it", () => {
  const outcome = (under: string) => on.running.poster.post(delivery("Question 2"), under);

  test.each([
    [
      "delete the thread",
      (thread: string) => {
        on.discord.happen.deleteChannel(thread);
      },
    ],
    [
      "close the thread",
      (thread: string) => {
        on.discord.happen.lockThread(thread);
      },
    ],
    [
      "remove the bot",
      () => {
        on.discord.happen.leaveGuild(on.discord.ids.guild);
      },
    ],
    [
      "delete the channel",
      () => {
        on.discord.happen.deleteChannel(on.discord.ids.channel);
      },
    ],
  ])("they %s", async (_, act) => {
    const lobby = await post("Lobby");
    const question = await post("Question 1", lobby);
    act(lobby.split(" ")[1] ?? "");
    expect(await outcome(lobby)).toMatchObject({ kind: "refused", why: "notThere" });
    if (_ !== "close the thread")
      expect(await on.running.poster.edit(question, delivery("Reveal"))).toMatchObject({ kind: "refused" });
  });

  test("they delete the post before it has a thread, or one that is to be edited", async () => {
    const lobby = await post("Lobby");
    for (const message of on.discord.messages(here().id)) on.discord.happen.deleteMessage(message);
    expect(await outcome(lobby)).toMatchObject({ kind: "refused", why: "notThere" });
    expect(await on.running.poster.edit(lobby, delivery("Round"))).toMatchObject({ kind: "refused", why: "gone" });
  });
});

test("a press in a thread is answered there, and its place is the thread", async () => {
  const lobby = await post("Lobby");
  await post("Question", lobby);
  const thread = lobby.split(" ")[1] ?? "";
  const pressed = await on.discord.send.button({ customId: "count", channelId: thread });
  expect(pressed).toMatchObject({ acked: true, ephemeral: true, refused: [], answer: { channelId: thread } });
  const { place } = on.stage.heard.at(-1) ?? {};
  expect(place).toEqual({ ...here(), id: thread, community: on.discord.ids.guild, within: here().id });
});
