import { describe, expect, test } from "vitest";
import { fakeAlone } from "./discord-client.ts";
import { objectOf, type Json } from "./discord-json.ts";
import { hasOpenApi, openApiAnswerFaults } from "./discord-openapi.ts";
import type { FakeDiscord } from "./discord.ts";

/** A call by hand, whose answer must fit Discord's own description where that is at hand. */
async function call(fake: FakeDiscord, method: string, path: string, body?: unknown) {
  const response = await fetch(`${fake.apiUrl}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${fake.token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json: unknown = text === "" ? undefined : JSON.parse(text);
  if (hasOpenApi && response.ok)
    expect(openApiAnswerFaults(method, path.replace(/\?.*/, ""), response.status, json)).toEqual([]);
  return { status: response.status, code: objectOf(json)["code"], json: objectOf(json), list: json };
}

test("whom and what there is", async () => {
  const fake = await fakeAlone();
  const { guild, channel, user } = fake.ids;
  const paths = ["/gateway", "/gateway/bot", "/applications/@me", "/users/@me", "/users/@me/guilds", `/users/${user}`];
  const inGuild = ["", "/channels", "/roles", `/members/${user}`].map((path) => `/guilds/${guild}${path}`);
  for (const path of [...paths, ...inGuild, `/channels/${channel}`, `/channels/${fake.dmWith(user)}`])
    expect([path, (await call(fake, "GET", path)).status]).toEqual([path, 200]);
});

test("a message, posted, read, listed, edited, replied to and deleted", async () => {
  const fake = await fakeAlone();
  const messages = `/channels/${fake.ids.channel}/messages`;
  const button = { type: 2, style: 1, label: "A", custom_id: "a" };
  const post = await call(fake, "POST", messages, {
    content: "x",
    embeds: [{ title: "t", fields: [{ name: "n", value: "v" }] }],
    components: [{ type: 1, components: [button] }],
  });
  const one = `${messages}/${String(post.json["id"])}`;
  const reply = await call(fake, "POST", messages, {
    content: "y",
    message_reference: { message_id: post.json["id"] },
  });
  expect(objectOf(reply.json["referenced_message"])["content"]).toBe("x");
  await call(fake, "GET", one);
  await call(fake, "PATCH", one, { content: "z", embeds: [] });
  const listed = await call(fake, "GET", `${messages}?limit=2`);
  expect((listed.list as Json[]).map(({ content }) => content)).toEqual(["y", "z"]);
  expect((await call(fake, "DELETE", one)).status).toBe(204);
  expect((await call(fake, "GET", one)).code).toBe(10008);
});

describe("commands", () => {
  const ask = { name: "ask", description: "Ask", default_member_permissions: "16" };

  test("registered one by one, changed and deleted, globally and in a guild", async () => {
    const fake = await fakeAlone();
    for (const scope of ["", `/guilds/${fake.ids.guild}`]) {
      const base = `/applications/${fake.applicationId}${scope}/commands`;
      const made = await call(fake, "POST", base, ask);
      const again = await call(fake, "POST", base, { ...ask, description: "Ask again" });
      expect([made.status, again.status, again.json["id"]]).toEqual([201, 200, made.json["id"]]);
      const one = `${base}/${String(made.json["id"])}`;
      await call(fake, "PATCH", one, { name: "question" });
      expect((await call(fake, "GET", one)).json).toMatchObject({ name: "question", description: "Ask again" });
      expect((await call(fake, "PATCH", one, { name: "NO" })).code).toBe(50035);
      expect(await call(fake, "GET", base)).toMatchObject({ list: [{ name: "question" }] });
      expect((await call(fake, "DELETE", one)).status).toBe(204);
      expect((await call(fake, "GET", one)).code).toBe(10063);
    }
  });

  test("put in place at once, they keep their ids; 100 and 15 are the most, and 200 new ones a day", async () => {
    let time = Date.UTC(2026, 10, 24);
    const fake = await fakeAlone({ now: () => time });
    const base = `/applications/${fake.applicationId}/commands`;
    const put = (prefix: string, count: number, type = 1) =>
      call(
        fake,
        "PUT",
        base,
        Array.from({ length: count }, (_, at) => ({
          name: `${prefix}${String(at)}`,
          type,
          ...(type === 1 ? { description: "d" } : {}),
        })),
      );
    await put("a", 100);
    const ids = fake.commands().map(({ id }) => id);
    await put("a", 100);
    expect(fake.commands().map(({ id }) => id)).toEqual(ids);
    expect((await put("a", 101)).code).toBe(30032);
    expect((await put("m", 16, 3)).code).toBe(30032);
    expect((await put("b", 100)).status).toBe(200);
    expect((await put("c", 1)).code).toBe(30034);
    time += 86_400_001;
    expect((await put("c", 1)).status).toBe(200);
    expect((await call(fake, "PUT", base, [ask, ask])).code).toBe(50035);
    expect((await call(fake, "PUT", base, { ...ask })).code).toBe(50035);
  });

  test("are not for guilds that the bot is not in", async () => {
    const fake = await fakeAlone();
    const base = `/applications/${fake.applicationId}/guilds/${fake.ids.foreignGuild}/commands`;
    expect((await call(fake, "GET", base)).code).toBe(50001);
  });
});

test("a clock that starts at 0 gives ids that discord.js recognises", async () => {
  const fake = await fakeAlone({ now: () => 0 });
  expect([fake.ids.guild, fake.ids.channel, fake.ids.user].every((id) => /^\d{17,19}$/.test(id))).toBe(true);
});
