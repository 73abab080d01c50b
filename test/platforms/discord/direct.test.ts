import { REST } from "discord.js";
import { expect, test } from "vitest";
import { directMessage, type Delivery } from "../../../src/conversation.ts";
import { makePoster } from "../../../src/platforms/discord/post.ts";
import { connectEach } from "./discord-on-stage.ts";

/** Direct messages that nobody asked for just now. */
const on = connectEach();
const delivery = (text: string, user: string): Delivery => ({
  key: text,
  place: directMessage(`discord:${user}`),
  reply: { to: "everyone", parts: [{ kind: "text", text }] },
});
const opened = () => on.discord.calls.filter(({ route }) => route === "/users/@me/channels").length;

test("posts reach a person, whose channel is opened once, and are edited by another process", async () => {
  const { user } = on.discord.ids;
  const posted = await on.running.poster.post(delivery("Time to study", user));
  await on.running.poster.post(delivery("Still time", user));
  expect(opened()).toBe(1);
  if (posted.kind !== "done") throw new Error(posted.kind);

  const another = makePoster(new REST({ api: on.discord.apiUrl }).setToken(on.discord.token));
  expect(await another.edit(posted.reference, delivery("Done", user))).toEqual(posted);
  expect(on.discord.messages(on.discord.dmWith(user)).map(({ content }) => content)).toEqual(["Done", "Still time"]);
});

test("a post tried twice is there once, and found the same", async () => {
  const { user } = on.discord.ids;
  const first = await on.running.poster.post(delivery("Time to study", user));
  expect(await on.running.poster.post(delivery("Time to study", user))).toEqual(first);
  expect(on.discord.messages(on.discord.dmWith(user)).length).toBe(1);
});

test("who takes no direct messages, or is nobody, is not there", async () => {
  const { user, guild } = on.discord.ids;
  on.discord.happen.closeDms(user);
  for (const one of [user, guild])
    expect(await on.running.poster.post(delivery("Time to study", one))).toMatchObject({
      kind: "refused",
      why: "notThere",
    });
});

test("a channel that cannot be opened just now is tried again", async () => {
  const { user } = on.discord.ids;
  on.discord.fail("POST /users/@me/channels", { status: 500, times: 9 });
  expect(await on.running.poster.post(delivery("Time to study", user))).toMatchObject({ kind: "unknown" });
});
