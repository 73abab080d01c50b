import { Routes, type REST } from "discord.js";
import { beforeEach, expect, test } from "vitest";
import { logIn } from "./discord-client.ts";
import type { FakeDiscord } from "./discord.ts";

/** Threads begun from messages, by the real client. */
let fake: FakeDiscord;
let rest: REST;
beforeEach(async () => {
  const { fake: started, client } = await logIn();
  [fake, rest] = [started, client.rest];
});

const say = async (channel: string, content = "hello") =>
  (await rest.post(Routes.channelMessages(channel), { body: { content } })) as { id: string };
const begin = (channel: string, message: string, body: object = { name: "Round" }) =>
  rest.post(Routes.threads(channel, message), { body });

test("a thread has the id of its message, and is written in like a channel", async () => {
  const { channel } = fake.ids;
  const { id } = await say(channel);
  expect(await begin(channel, id)).toMatchObject({ id, type: 11, parent_id: channel, name: "Round" });
  await say(id, "in it");
  expect(fake.messages(id).map(({ content }) => content)).toEqual(["in it"]);
  expect(fake.threads(channel)).toMatchObject([{ id, name: "Round" }]);
});

test("a second one of a message, even of a deleted one, is refused", async () => {
  const { channel } = fake.ids;
  const { id } = await say(channel);
  await begin(channel, id);
  await expect(begin(channel, id)).rejects.toMatchObject({ code: 160004 });
  fake.happen.deleteChannel(id);
  await expect(begin(channel, id)).rejects.toMatchObject({ code: 160004 });
  await expect(say(id)).rejects.toMatchObject({ code: 10003 });
});

test("there are none in direct messages, in threads, or of a message that is not there", async () => {
  const { channel, user } = fake.ids;
  const direct = fake.dmWith(user);
  await expect(begin(direct, (await say(direct)).id)).rejects.toMatchObject({ code: 50024 });
  const { id } = await say(channel);
  await begin(channel, id);
  await expect(begin(id, (await say(id)).id)).rejects.toMatchObject({ code: 50024 });
  await expect(begin(channel, channel)).rejects.toMatchObject({ code: 10008 });
});

test("rights, names and times are looked at", async () => {
  const { channel } = fake.ids;
  const { id } = await say(channel);
  for (const body of [{}, { name: "" }, { name: "x".repeat(101) }, { name: "x", auto_archive_duration: 61 }])
    await expect(begin(channel, id, body), JSON.stringify(body)).rejects.toMatchObject({ code: 50035 });
  fake.happen.letBotInThreads(channel, { begin: false, send: true });
  await expect(begin(channel, id)).rejects.toMatchObject({ code: 50013 });
  fake.happen.letBotInThreads(channel, { begin: true, send: false });
  await begin(channel, id);
  await expect(say(id)).rejects.toMatchObject({ code: 50013 });
  fake.happen.letBotInThreads(channel, { begin: true, send: true });
  fake.happen.lockThread(id);
  await expect(say(id)).rejects.toMatchObject({ code: 160005 });
});
