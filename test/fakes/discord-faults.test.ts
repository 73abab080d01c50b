import { describe, expect, test } from "vitest";
import { Events, RESTEvents } from "discord.js";
import { fakeAlone, logIn, register } from "./discord-client.ts";
import type { FakeDiscord } from "./discord.ts";

async function post(fake: FakeDiscord, content: string) {
  return fetch(`${fake.apiUrl}/v10/channels/${fake.ids.channel}/messages`, {
    method: "POST",
    headers: { authorization: `Bot ${fake.token}`, "content-type": "application/json" },
    body: JSON.stringify({ content }),
  });
}

describe("chosen faults", () => {
  test("a 429 is waited out by the client, and the message posted once", async () => {
    const { fake, client } = await logIn();
    const channel = await client.channels.fetch(fake.ids.channel);
    if (channel?.isSendable() !== true) throw new Error("the channel takes no messages");
    const fault = fake.fail("POST /channels/:channel/messages", { status: 429, retryAfter: 0.02 });
    await channel.send("once");
    expect(fault.left).toBe(0);
    expect(fake.messages(fake.ids.channel)).toHaveLength(1);
    expect(fake.calls.filter(({ method }) => method === "POST").map(({ status }) => status)).toEqual([429, 200]);
  });

  test("a 500 is tried again; the words of another status are ours", async () => {
    const { fake, client } = await logIn();
    const channel = await client.channels.fetch(fake.ids.channel);
    if (channel?.isSendable() !== true) throw new Error("the channel takes no messages");
    fake.fail("/channels/:channel/messages", { status: 500 });
    await channel.send("once");
    fake.fail(/messages$/, { status: 403, code: 50013, message: "Missing Permissions" });
    await expect(channel.send("not")).rejects.toMatchObject({ code: 50013 });
    expect(fake.messages(fake.ids.channel)).toHaveLength(1);
  });

  test("a connection cut before it was done, and after", async () => {
    const fake = await fakeAlone();
    fake.fail("POST /channels/:channel/messages", { cut: "before" });
    await expect(post(fake, "lost")).rejects.toThrow();
    fake.fail("POST /channels/:channel/messages", { cut: "after" });
    await expect(post(fake, "done")).rejects.toThrow();
    expect(fake.messages(fake.ids.channel).map(({ content }) => content)).toEqual(["done"]);
    expect(fake.calls.map(({ status, error }) => [status, error])).toEqual([
      [0, "connection cut before it was done"],
      [0, "connection cut after it was done"],
    ]);
  });

  test("down and up again, at the same address", async () => {
    const { fake, client } = await logIn();
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
    await fake.down("unavailable");
    expect((await post(fake, "no")).status).toBe(503);
    await fake.up();
    await resumed;
    await fake.down();
    await expect(post(fake, "no")).rejects.toThrow();
    await fake.up();
    expect((await post(fake, "yes")).status).toBe(200);
    await fake.until(() => fake.socket.open === 1);
  });
});

describe("rates", () => {
  test("five messages in five seconds a channel", async () => {
    let time = 0;
    const fake = await fakeAlone({ strictRates: true, now: () => time });
    for (let count = 1; count <= 5; count += 1) {
      const taken = await post(fake, "x");
      expect([taken.status, taken.headers.get("x-ratelimit-remaining")]).toEqual([200, String(5 - count)]);
    }
    time += 1000;
    const refused = await post(fake, "x");
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("4");
    expect(await refused.json()).toMatchObject({ retry_after: 4, global: false });
    time += 4000;
    expect((await post(fake, "x")).status).toBe(200);
  });

  test("fifty calls a second in all", async () => {
    const fake = await fakeAlone({ strictRates: true, now: () => 0 });
    const look = () => fetch(`${fake.apiUrl}/v10/users/@me`, { headers: { authorization: `Bot ${fake.token}` } });
    const said = await Promise.all(Array.from({ length: 51 }, look));
    expect(said.filter(({ status }) => status === 200)).toHaveLength(50);
    const refused = said.find(({ status }) => status === 429);
    expect(refused?.headers.get("x-ratelimit-global")).toBe("true");
  });

  test("the client reads the headers and never runs into a refusal", async () => {
    const { fake, client } = await logIn(undefined, { strictRates: true });
    const channel = await client.channels.fetch(fake.ids.channel);
    if (channel?.isSendable() !== true) throw new Error("the channel takes no messages");
    let held = false;
    client.rest.on(RESTEvents.RateLimited, () => (held = true));
    const sent = Array.from({ length: 6 }, (_, at) => channel.send(String(at)));
    await Promise.all(sent.slice(0, 5));
    await expect.poll(() => held).toBe(true);
    expect(fake.calls.filter(({ status }) => status === 429)).toEqual([]);
    sent[5]?.catch(() => undefined);
  });
});

describe("deliveries", () => {
  const question = (text: string) => ({ name: "aws-ml", sub: "ask", options: { question: text }, waitMs: 200 });

  test("lost, twice, late and in another order", async () => {
    const heard: string[] = [];
    const { fake, client } = await logIn(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      heard.push(interaction.options.getString("question", true));
      await interaction.reply({ content: "ok", flags: "Ephemeral" });
    });
    await register(client);

    fake.deliveries.drop();
    expect((await fake.send.command(question("lost"))).acked).toBe(false);

    fake.deliveries.duplicate();
    const twice = await fake.send.command(question("twice"));
    await fake.until(() => twice.secondAck !== undefined);

    const held = fake.deliveries.hold();
    const late = await fake.send.command(question("held"));
    expect(late.acked).toBe(false);
    held.release();
    await fake.until(() => late.acked);

    fake.deliveries.swap();
    await Promise.all([fake.send.command(question("one")), fake.send.command(question("two"))]);
    expect(heard).toEqual(["twice", "twice", "held", "two", "one"]);
  });
});
