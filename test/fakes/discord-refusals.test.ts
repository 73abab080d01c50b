import { beforeAll, afterAll, describe, expect, test } from "vitest";
import { startFakeDiscord, type FakeDiscord } from "./discord.ts";
import { objectOf, type Json } from "./discord-json.ts";
import { hasOpenApi } from "./discord-openapi.ts";

let fake: FakeDiscord;
beforeAll(async () => {
  fake = await startFakeDiscord();
});
afterAll(async () => {
  await fake.stop();
});

type Said = { readonly status: number; readonly json: Json };

/** @param path below /api/v10; `:channel` and the like stand for the ids of the fake */
async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Said> {
  const ids: Record<string, string> = { ...fake.ids, application: fake.applicationId };
  const filled = path.replaceAll(/:(\w+)/g, (whole, name: string) => ids[name] ?? whole);
  const response = await fetch(`${fake.apiUrl}/v10${filled}`, {
    method,
    headers: {
      authorization: `Bot ${fake.token}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: text === "" ? {} : objectOf(JSON.parse(text)) };
}

const x = (length: number) => "x".repeat(length);
const button = (more: Json = {}): Json => ({ type: 2, style: 1, label: "A", custom_id: "a", ...more });
const row = (...components: Json[]): Json => ({ type: 1, components });
const buttons = (count: number) => Array.from({ length: count }, (_, at) => button({ custom_id: String(at) }));
const select = (more: Json = {}): Json => ({ type: 3, custom_id: "s", options: options(1), ...more });
const options = (count: number) => Array.from({ length: count }, (_, at) => ({ label: "L", value: String(at) }));
const embed = (more: Json) => ({ embeds: [more] });
const field = { name: "n", value: "v" };
const v2 = (...components: Json[]) => ({ flags: 1 << 15, components });
const text = (length: number) => ({ type: 10, content: x(length) });

describe("calls", () => {
  test.each([
    ["no such route", "GET", "/nothing", undefined, 404, 0],
    ["no such method", "PATCH", "/gateway/bot", undefined, 405, 0],
    ["an id that is none", "GET", "/channels/abc", undefined, 400, 50035],
    ["a channel that is not there", "POST", "/channels/111111111111111111/messages", { content: "x" }, 404, 10003],
    ["a channel that the bot does not see", "POST", "/channels/:hiddenChannel/messages", { content: "x" }, 403, 50001],
    ["a channel where it may not write", "POST", "/channels/:closedChannel/messages", { content: "x" }, 403, 50013],
    ["a message that is not there", "PATCH", "/channels/:channel/messages/111111111111111111", {}, 404, 10008],
    ["a guild that it is not in", "GET", "/guilds/:foreignGuild", undefined, 404, 10004],
    ["a user that is not there", "POST", "/users/@me/channels", { recipient_id: "111111111111111111" }, 400, 50033],
    ["another application", "GET", "/applications/111111111111111111/commands", undefined, 403, 20012],
    ["an unknown command", "DELETE", "/applications/:application/commands/111111111111111111", undefined, 404, 10063],
    ["an unknown interaction", "POST", "/interactions/111111111111111111/t/callback", { type: 4 }, 404, 10062],
    ["an unknown token", "POST", "/webhooks/:application/t", { content: "x" }, 404, 10015],
    ["broken JSON", "POST", "/channels/:channel/messages", "{", 400, 50109],
  ])("%s", async (_, method, path, body, status, code) => {
    const said = await call(method, path, body);
    expect([said.status, said.json["code"]]).toEqual([status, code]);
    expect(fake.calls.at(-1)).toMatchObject({ method, status });
    expect(fake.calls.at(-1)?.error).toContain(String(status));
  });

  test("a wrong, or no, authorization; a version that is not spoken; a body of another kind", async () => {
    const bare = await call("GET", "/users/@me", undefined, { authorization: fake.token });
    expect([bare.status, bare.json]).toEqual([401, { code: 0, message: "401: Unauthorized" }]);
    const old = await fetch(`${fake.apiUrl}/v9/users/@me`, { headers: { authorization: `Bot ${fake.token}` } });
    expect(old.status).toBe(400);
    const form = await call("POST", "/channels/:channel/messages", "a=b", { "content-type": "text/plain" });
    expect(form.json["code"]).toBe(50035);
  });

  test("errors are nested as Discord nests them", async () => {
    const said = await call("POST", "/channels/:channel/messages", embed({ title: x(257) }));
    const errors = {
      embeds: {
        "0": { title: { _errors: [{ code: "BASE_TYPE_MAX_LENGTH", message: expect.any(String) as string }] } },
      },
    };
    expect(said).toEqual({ status: 400, json: { code: 50035, message: "Invalid Form Body", errors } });
  });

  test.skipIf(!hasOpenApi)("Discord's own description finds what our rules do not", async () => {
    const said = await call("POST", "/channels/:channel/messages", { content: "x", tts: "loud" });
    expect(said.json["errors"]).toMatchObject({ tts: { _errors: [{ code: "OPENAPI" }] } });
  });
});

describe("messages", () => {
  const url = (length: number) => `https://x.test/${x(length - 15)}`;
  test.each<[string, Json, Json]>([
    ["content of 2000", { content: x(2000) }, { content: x(2001) }],
    ["10 embeds", { embeds: Array(10).fill({ title: "t" }) }, { embeds: Array(11).fill({ title: "t" }) }],
    [
      "6000 in embeds",
      embed({ description: x(4096), footer: { text: x(1904) } }),
      embed({ description: x(4096), footer: { text: x(1905) } }),
    ],
    ["a title of 256", embed({ title: x(256) }), embed({ title: x(257) })],
    ["a description of 4096", embed({ description: x(4096) }), embed({ description: x(4097) })],
    ["25 fields", embed({ fields: Array(25).fill(field) }), embed({ fields: Array(26).fill(field) })],
    [
      "a field's name of 256",
      embed({ fields: [{ ...field, name: x(256) }] }),
      embed({ fields: [{ ...field, name: x(257) }] }),
    ],
    [
      "a field's value of 1024",
      embed({ fields: [{ ...field, value: x(1024) }] }),
      embed({ fields: [{ ...field, value: x(1025) }] }),
    ],
    ["a field's value that says something", embed({ fields: [field] }), embed({ fields: [{ ...field, value: " " }] })],
    ["a footer of 2048", embed({ footer: { text: x(2048) } }), embed({ footer: { text: x(2049) } })],
    ["an embed that is not empty", embed({ title: "t" }), embed({ color: 1 })],
    ["a colour", embed({ title: "t", color: 0xffffff }), embed({ title: "t", color: 0x1000000 })],
    [
      "5 rows",
      { components: buttons(5).map((each) => row(each)) },
      { components: buttons(6).map((each) => row(each)) },
    ],
    ["5 buttons in a row", { components: [row(...buttons(5))] }, { components: [row(...buttons(6))] }],
    ["a row that is not empty", { components: [row(button())] }, { components: [row()] }],
    ["a select alone in its row", { components: [row(select())] }, { components: [row(select(), button())] }],
    ["a label of 80", { components: [row(button({ label: x(80) }))] }, { components: [row(button({ label: x(81) }))] }],
    [
      "a label or an emoji",
      { components: [row(button({ label: null, emoji: { name: "🎓" } }))] },
      { components: [row(button({ label: "" }))] },
    ],
    [
      "an emoji that is one",
      { components: [row(button({ emoji: { name: "🎓" } }))] },
      { components: [row(button({ emoji: { name: ":mortar_board:" } }))] },
    ],
    [
      "a custom_id of 100",
      { components: [row(button({ custom_id: x(100) }))] },
      { components: [row(button({ custom_id: x(101) }))] },
    ],
    ["custom_ids that differ", { components: [row(...buttons(2))] }, { components: [row(button()), row(button())] }],
    [
      "a link without a custom_id",
      { components: [row(button({ style: 5, custom_id: null, url: url(512) }))] },
      { components: [row(button({ style: 5, url: url(512) }))] },
    ],
    [
      "a url of 512",
      { components: [row(button({ style: 5, custom_id: null, url: url(512) }))] },
      { components: [row(button({ style: 5, custom_id: null, url: url(513) }))] },
    ],
    [
      "25 options",
      { components: [row(select({ options: options(25) }))] },
      { components: [row(select({ options: options(26) }))] },
    ],
    [
      "values that differ",
      { components: [row(select({ options: options(2) }))] },
      { components: [row(select({ options: [...options(1), ...options(1)] }))] },
    ],
    [
      "an option's label of 100",
      { components: [row(select({ options: [{ label: x(100), value: "v" }] }))] },
      { components: [row(select({ options: [{ label: x(101), value: "v" }] }))] },
    ],
    [
      "an option's description of 100",
      { components: [row(select({ options: [{ label: "l", value: "v", description: x(100) }] }))] },
      { components: [row(select({ options: [{ label: "l", value: "v", description: x(101) }] }))] },
    ],
    [
      "a placeholder of 150",
      { components: [row(select({ placeholder: x(150) }))] },
      { components: [row(select({ placeholder: x(151) }))] },
    ],
    [
      "no more values than options",
      { components: [row(select({ options: options(2), max_values: 2 }))] },
      { components: [row(select({ options: options(2), max_values: 3 }))] },
    ],
    ["a text component under its flag", v2(text(10)), { components: [text(10)] }],
    ["components alone under their flag", v2(text(10)), { ...v2(text(10)), content: "x" }],
    ["no embeds under their flag", v2(text(10)), { ...v2(text(10)), embeds: [{ title: "t" }] }],
    ["40 components", v2(...Array<Json>(40).fill(text(1))), v2(...Array<Json>(41).fill(text(1)))],
    [
      "40 components in all",
      v2({ type: 17, components: Array<Json>(39).fill(text(1)) }),
      v2({ type: 17, components: Array<Json>(40).fill(text(1)) }),
    ],
    ["4000 in all texts", v2(text(2000), text(2000)), v2(text(2000), text(2001))],
    [
      "a section with an accessory",
      v2({ type: 9, components: [text(1)], accessory: button() }),
      v2({ type: 9, components: [text(1)] }),
    ],
    [
      "3 texts in a section",
      v2({ type: 9, components: Array<Json>(3).fill(text(1)), accessory: button() }),
      v2({ type: 9, components: Array<Json>(4).fill(text(1)), accessory: button() }),
    ],
    ["a button in a row", v2(row(button())), v2(button())],
    [
      "no input outside modals",
      { components: [row(button())] },
      { components: [row({ type: 4, custom_id: "i", style: 1 })] },
    ],
    ["flags that can be set", { content: "x", flags: 4096 }, { content: "x", flags: 64 }],
    ["a nonce of 25", { content: "x", nonce: x(25) }, { content: "x", nonce: x(26) }],
    [
      "mentions that do not exclude each other",
      { content: "x", allowed_mentions: { parse: [], users: ["1"] } },
      { content: "x", allowed_mentions: { parse: ["users"], users: ["1"] } },
    ],
    [
      "a reply to what is there",
      { content: "x" },
      { content: "x", message_reference: { message_id: "111111111111111111" } },
    ],
  ])("%s", async (_, fits, tooMuch) => {
    const taken = await call("POST", "/channels/:channel/messages", fits);
    expect([taken.status, fake.calls.at(-1)?.error]).toEqual([200, undefined]);
    const refused = await call("POST", "/channels/:channel/messages", tooMuch);
    expect([refused.status, refused.json["code"]]).toEqual([400, 50035]);
  });

  test.each([{}, { content: "" }, { content: " \n " }, { content: null, embeds: [] }])("nothing: %j", async (body) => {
    expect((await call("POST", "/channels/:channel/messages", body)).json["code"]).toBe(50006);
  });

  test("a message of components stays one, and must be emptied to become one", async () => {
    const { json } = await call("POST", "/channels/:channel/messages", { content: "x" });
    const path = `/channels/:channel/messages/${String(json["id"])}`;
    expect((await call("PATCH", path, v2(text(1)))).status).toBe(400);
    expect((await call("PATCH", path, { ...v2(text(1)), content: null })).status).toBe(200);
    expect((await call("PATCH", path, { content: "x" })).status).toBe(400);
    expect((await call("PATCH", path, { flags: 0, components: [text(2)] })).json["flags"]).toBe(1 << 15);
    expect((await call("PATCH", path, { components: [] })).json["code"]).toBe(50006);
  });

  test("what would notify people without leave is a warning", async () => {
    const before = fake.warnings.length;
    const content = `@everyone <@${fake.ids.user}>`;
    await call("POST", "/channels/:channel/messages", { content, allowed_mentions: { parse: [] } });
    expect(fake.warnings.length).toBe(before);
    await call("POST", "/channels/:channel/messages", { content });
    expect(fake.warnings.slice(before).map(({ kind }) => kind)).toEqual(["mention", "mention"]);
    expect(
      fake
        .messages(fake.ids.channel)
        .slice(-2)
        .map(({ pings }) => pings),
    ).toEqual([[], ["everyone", fake.ids.user]]);
  });
});
