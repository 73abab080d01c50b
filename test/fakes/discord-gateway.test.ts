import { once } from "node:events";
import { Events } from "discord.js";
import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { fakeAlone, logIn, register, stopAfterwards } from "./discord-client.ts";
import { isObject, objectOf, type Json } from "./discord-json.ts";
import type { FakeDiscord } from "./discord.ts";

/** A client by hand: what it was sent, and how it was closed. */
async function connect(fake: FakeDiscord, query = "?v=10&encoding=json") {
  const socket = new WebSocket(fake.apiUrl.replace("http", "ws").replace("/api", `/gateway${query}`));
  stopAfterwards(() => {
    socket.terminate();
    return Promise.resolve();
  });
  const packets: Json[] = [];
  let code: number | undefined;
  socket.on("message", (data: Buffer) => packets.push(objectOf(JSON.parse(data.toString()))));
  socket.on("close", (closed) => (code = closed));
  await once(socket, "open");
  const find = (wanted: Json) =>
    packets.find((packet) => Object.entries(wanted).every(([key, value]) => packet[key] === value));
  return {
    send: (packet: unknown) => {
      socket.send(typeof packet === "string" ? packet : JSON.stringify(packet));
    },
    packets,
    /** The first packet with these fields, as soon as it is there. */
    got: async (wanted: Json) => {
      await expect.poll(() => find(wanted)).toBeDefined();
      return find(wanted) ?? {};
    },
    closed: async () => {
      await expect.poll(() => code).toBeDefined();
      return code;
    },
    close: (closing: number) => {
      socket.close(closing);
    },
  };
}

const properties = { os: "linux", browser: "by hand", device: "by hand" };
const identify = (fake: FakeDiscord, more: Json = {}) => ({
  op: 2,
  d: { token: fake.token, intents: 1, properties, ...more },
});

describe("the protocol", () => {
  test("HELLO, IDENTIFY, READY with the guild unavailable, then the guild; heartbeats", async () => {
    const fake = await fakeAlone({ heartbeatMs: 1234 });
    const peer = await connect(fake);
    expect((await peer.got({ op: 10 }))["d"]).toMatchObject({ heartbeat_interval: 1234 });
    peer.send({ op: 1, d: null });
    await peer.got({ op: 11 });
    peer.send(identify(fake));
    const ready = await peer.got({ op: 0, t: "READY", s: 1 });
    expect(ready["d"]).toMatchObject({
      guilds: [{ id: fake.ids.guild, unavailable: true }],
      resume_gateway_url: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/gateway\/resume$/) as string,
    });
    const guild = await peer.got({ t: "GUILD_CREATE", s: 2 });
    expect(objectOf(guild["d"])["channels"]).toHaveLength(3);
    expect(fake.identified).toMatchObject({ intents: 1, properties });
  });

  test.each<[string, (fake: FakeDiscord) => unknown, number]>([
    ["an unknown opcode", () => ({ op: 99 }), 4001],
    ["no JSON", () => "?", 4002],
    ["a packet that is too large", () => ({ op: 1, d: "x".repeat(5000) }), 4002],
    ["something before IDENTIFY", () => ({ op: 3, d: {} }), 4003],
    ["a wrong token", (fake) => identify(fake, { token: "wrong" }), 4004],
    ["a shard that is not there", (fake) => identify(fake, { shard: [1, 2] }), 4010],
    ["intents that do not exist", (fake) => identify(fake, { intents: 1 << 18 }), 4013],
    ["intents that are not switched on", (fake) => identify(fake, { intents: 1 << 15 }), 4014],
  ])("%s closes the connection", async (_, packet, code) => {
    const fake = await fakeAlone();
    const peer = await connect(fake);
    peer.send(packet(fake));
    expect(await peer.closed()).toBe(code);
  });

  test("another version, a second IDENTIFY, too many packets", async () => {
    const fake = await fakeAlone();
    expect(await (await connect(fake, "?v=9&encoding=json")).closed()).toBe(4012);
    const twice = await connect(fake);
    twice.send(identify(fake));
    twice.send(identify(fake));
    expect(await twice.closed()).toBe(4005);
    const chatty = await connect(fake);
    for (let count = 0; count <= 120; count += 1) chatty.send({ op: 1, d: null });
    expect(await chatty.closed()).toBe(4008);
  });

  test("a session that was closed politely, or that is unknown, cannot be resumed", async () => {
    const fake = await fakeAlone();
    const first = await connect(fake);
    first.send(identify(fake));
    const { session_id } = objectOf((await first.got({ t: "READY" }))["d"]);
    first.close(1000);
    await first.closed();
    const second = await connect(fake);
    second.send({ op: 6, d: { token: fake.token, session_id, seq: 1 } });
    expect((await second.got({ op: 9 }))["d"]).toBe(false);
  });

  test("a sequence number from the future closes the connection", async () => {
    const fake = await fakeAlone();
    const first = await connect(fake);
    first.send(identify(fake));
    const { session_id } = objectOf((await first.got({ t: "READY" }))["d"]);
    const second = await connect(fake);
    second.send({ op: 6, d: { token: fake.token, session_id, seq: 99 } });
    expect(await second.closed()).toBe(4007);
  });

  test("a session that is gone is begun afresh", async () => {
    const fake = await fakeAlone();
    const peer = await connect(fake);
    peer.send(identify(fake));
    await peer.got({ t: "READY" });
    fake.socket.invalidate(false);
    await peer.got({ op: 9, d: false });
    peer.send(identify(fake));
    await expect.poll(() => fake.identifies).toBe(2);
  });

  test("only what the intents cover; the content only with MessageContent", async () => {
    const fake = await fakeAlone({ disallowedIntents: 0 });
    const [guilds, reader] = [await connect(fake), await connect(fake)];
    guilds.send(identify(fake));
    await guilds.got({ t: "READY" });
    reader.send(identify(fake, { intents: 1 | (1 << 9) | (1 << 15) }));
    await reader.got({ t: "READY" });
    await fake.send.message({ content: "hello", until: "sent" });
    await fake.send.message({ content: "private", dm: true, until: "sent" });
    await fake.send.command({ name: "ask", forged: true, waitMs: 0 });
    await guilds.got({ t: "INTERACTION_CREATE" });
    await reader.got({ t: "INTERACTION_CREATE" });
    const heard = (packets: readonly Json[]) =>
      packets.filter(({ t }) => t === "MESSAGE_CREATE").map(({ d }) => (isObject(d) ? d["content"] : undefined));
    expect([heard(guilds.packets), heard(reader.packets)]).toEqual([[], ["hello"]]);
  });
});

describe("with discord.js", () => {
  test.each([
    [
      "the line breaks",
      (fake: FakeDiscord) => {
        fake.socket.drop();
      },
    ],
    [
      "Discord asks to reconnect",
      (fake: FakeDiscord) => {
        fake.socket.reconnectRequest();
      },
    ],
    [
      "Discord closes with 4000",
      (fake: FakeDiscord) => {
        fake.socket.close(4000);
      },
    ],
    [
      "the session is in doubt",
      (fake: FakeDiscord) => {
        fake.socket.invalidate(true);
      },
    ],
  ])("%s: the session is resumed, and what was missed comes again", async (_, trouble) => {
    const { fake, client } = await logIn(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply({ content: "ok", flags: "Ephemeral" });
    });
    await register(client);
    const resumed = once(client, Events.ShardResume);
    trouble(fake);
    const missed = fake.send.command({ name: "aws-ml", sub: "ask", options: { question: "missed" } });
    await resumed;
    expect((await missed).acked).toBe(true);
    expect(fake.identifies).toBe(1);
    expect(fake.socket.resumes).toHaveLength(1);
  });

  test("a heartbeat that is asked for comes at once", async () => {
    const { fake, client } = await logIn();
    const beat = new Promise((resolve) => {
      client.on(Events.Debug, (line) => {
        if (line.includes("Heartbeat acknowledged")) resolve(true);
      });
    });
    fake.socket.requestHeartbeat();
    expect(await beat).toBe(true);
  });

  test("a line that is dead without a word is noticed by its heartbeats", async () => {
    const { fake, client } = await logIn(undefined, { heartbeatMs: 50 });
    const resumed = once(client, Events.ShardResume);
    fake.socket.ignoreHeartbeats(true);
    await fake.until(() => fake.socket.open === 0);
    fake.socket.ignoreHeartbeats(false);
    await resumed;
    expect(fake.socket.resumes[0]?.at).toBe("/gateway/resume");
  });
});
