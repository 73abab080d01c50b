import { once } from "node:events";
import { Client, ComponentType, Events, GatewayIntentBits, MessageFlags } from "discord.js";
import { describe, expect, test } from "vitest";
import { fakeAlone, logIn, stopAfterwards } from "./discord-client.ts";
import { textOf } from "./discord-messages.ts";

describe("connecting", () => {
  test("the client becomes ready, with its guild, channels and rights", async () => {
    const { fake, client } = await logIn();
    const guild = client.guilds.cache.get(fake.ids.guild);
    expect(fake.identified?.intents).toBe(1 | (1 << 9) | (1 << 12));
    expect(guild?.available).toBe(true);
    const may = (channelId: string) => {
      const channel = client.channels.cache.get(channelId);
      return channel?.isTextBased() === true && "permissionsFor" in channel
        ? channel.permissionsFor(client.user)?.has("SendMessages")
        : undefined;
    };
    expect([fake.ids.channel, fake.ids.closedChannel].map(may)).toEqual([true, false]);
    expect(client.user.id).toBe(fake.botUserId);
    expect(client.application.id).toBe(fake.applicationId);
  });

  test("a wrong token is refused over REST", async () => {
    const fake = await fakeAlone();
    const client = new Client({ intents: [], rest: { api: fake.apiUrl } });
    await expect(client.login("another.token.altogether")).rejects.toThrow("An invalid token was provided.");
    expect(fake.calls.at(-1)).toMatchObject({ route: "/gateway/bot", status: 401, error: "401 0 401: Unauthorized" });
  });

  test("intents that are not switched on close the connection with 4014", async () => {
    const fake = await fakeAlone();
    const client = new Client({ intents: [GatewayIntentBits.MessageContent], rest: { api: fake.apiUrl } });
    stopAfterwards(() => client.destroy());
    const failed = once(client, Events.ShardDisconnect);
    client.on(Events.ShardError, () => undefined);
    void client.login(fake.token).catch(() => undefined);
    const [event] = (await failed) as [{ code: number }];
    expect(event.code).toBe(4014);
    expect(fake.socket.closes).toEqual([4014]);
  });
});

describe("messages", () => {
  test("content reaches the bot in direct messages and where it is mentioned, else not", async () => {
    const { fake, client } = await logIn();
    const heard: string[] = [];
    client.on(Events.MessageCreate, (message) => {
      if (message.author.bot) return;
      heard.push(message.content);
      if (message.content !== "") void message.reply("yes?");
    });
    const plain = await fake.send.message({ content: "not for you", until: "sent" });
    expect(plain).toMatchObject({ told: true, content: "" });
    const mention = await fake.send.message({ content: "drift?", mentionsBot: true });
    const dm = await fake.send.message({ content: "hello", dm: true });
    const reply = await fake.send.message({
      content: "and today?",
      ...(mention.replies[0] === undefined ? {} : { replyTo: mention.replies[0] }),
    });
    const hidden = await fake.send.message({ content: "secret", channelId: fake.ids.hiddenChannel });
    expect(heard).toEqual(["", `<@${fake.botUserId}> drift?`, "hello", "and today?"]);
    expect(hidden.told).toBe(false);
    expect([mention, dm, reply].map(({ replies }) => replies[0]?.content)).toEqual(["yes?", "yes?", "yes?"]);
    expect(mention.replies[0]?.replyTo).toBe(mention.message.id);
    expect(fake.messages(fake.ids.channel)).toHaveLength(2);
    expect(fake.log(fake.ids.channel)).toHaveLength(5);
  });

  test("posted, edited, deleted; a direct message; a repeated nonce is the same message", async () => {
    const { fake, client } = await logIn();
    const channel = await client.channels.fetch(fake.ids.channel);
    if (channel?.isSendable() !== true) throw new Error("the channel takes no messages");
    const post = await channel.send({ content: "Question 1", nonce: "q1", enforceNonce: true });
    const again = await channel.send({ content: "Question 1", nonce: "q1", enforceNonce: true });
    expect(again.id).toBe(post.id);
    await post.edit({
      content: "",
      components: [{ type: ComponentType.TextDisplay, content: "Answer" }],
      flags: MessageFlags.IsComponentsV2,
    });
    expect(fake.messages(fake.ids.channel).map(textOf)).toEqual(["Answer"]);
    await post.delete();
    expect(fake.messages(fake.ids.channel)).toEqual([]);
    const user = await client.users.fetch(fake.ids.user);
    await user.send("in private");
    expect(fake.messages(fake.dmWith(fake.ids.user)).map(textOf)).toEqual(["in private"]);
    fake.happen.closeDms(fake.ids.user);
    await expect(user.send("again")).rejects.toMatchObject({ code: 50007 });
    await channel.sendTyping();
    expect(fake.calls.every(({ error }) => error === undefined || error.includes("50007"))).toBe(true);
  });

  test("the bot learns that it was removed, and that a channel was closed", async () => {
    const { fake, client } = await logIn();
    const updated = once(client, Events.ChannelUpdate);
    fake.happen.letBot(fake.ids.channel, "reads");
    await updated;
    const channel = client.channels.cache.get(fake.ids.channel);
    if (channel?.isSendable() !== true) throw new Error("the channel takes no messages");
    await expect(channel.send("no")).rejects.toMatchObject({ code: 50013 });
    const left = once(client, Events.GuildDelete);
    fake.happen.leaveGuild(fake.ids.guild);
    await left;
    await expect(channel.send("no")).rejects.toMatchObject({ code: 50001 });
  });

  test("and that it was added elsewhere, and what moderators delete", async () => {
    const { fake, client } = await logIn();
    const added = once(client, Events.GuildCreate);
    const joined = fake.happen.joinGuild({ name: "New", channels: [{ name: "hall" }] });
    await added;
    expect(client.guilds.cache.get(joined.id)?.channels.cache.map(({ name }) => name)).toEqual(["hall"]);
    const channel = await client.channels.fetch(fake.ids.channel);
    if (channel?.isSendable() !== true) throw new Error("the channel takes no messages");
    const post = await channel.send("Question 1");
    const deleted = once(client, Events.MessageDelete);
    for (const message of fake.messages(fake.ids.channel)) fake.happen.deleteMessage(message);
    await deleted;
    await expect(post.edit("Question 2")).rejects.toMatchObject({ code: 10008 });
    const gone = once(client, Events.ChannelDelete);
    fake.happen.deleteChannel(fake.ids.channel);
    await gone;
    await expect(channel.send("no")).rejects.toMatchObject({ code: 10003 });
    const away = once(client, Events.GuildUnavailable);
    fake.happen.guildOutage(joined.id);
    await away;
  });
});
