import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { slackBot, startFakeSlack } from "./slack.ts";
import type { FakeSlack, FakeSlackOptions } from "./slack.ts";

/** The fake without an SDK: what it refuses, and that the record tells. */
let slack: FakeSlack;
let clock: number;

beforeEach(async () => {
  clock = 1_790_000_000_000;
  await restart();
});
afterEach(() => slack.stop());

type Answer = Readonly<Record<string, unknown>>;

async function restart(options: FakeSlackOptions = {}): Promise<void> {
  // Nothing is started before the first time.
  await (slack as FakeSlack | undefined)?.stop();
  slack = await startFakeSlack({ now: () => clock, ...options });
}

async function call(method: string, body: object = {}, token: string | undefined = slack.botToken): Promise<Answer> {
  const response = await post(method, body, token);
  return (await response.json()) as Answer;
}

function post(method: string, body: object, token: string | undefined): Promise<Response> {
  return fetch(slack.apiUrl + method, {
    method: "POST",
    headers: {
      "content-type": "application/json; charset=utf-8",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
}

const divider = { type: "divider" };
const hello = { channel: "C0CLASS", text: "hello" };
const home = { type: "home", blocks: [] };
const modal = { type: "modal", title: { type: "plain_text", text: "Title" }, blocks: [] };

describe("refusals", () => {
  const refused: [string, object, string][] = [
    ["chat.postMessage", { channel: "C0NOWHERE", text: "hello" }, "channel_not_found"],
    ["chat.postMessage", { channel: "U0NOBODY", text: "hello" }, "channel_not_found"],
    ["chat.postMessage", { channel: "C0OTHER", text: "hello" }, "not_in_channel"],
    ["chat.postMessage", { channel: "D0ANNABEN", text: "hello" }, "channel_not_found"],
    ["chat.postMessage", { text: "hello" }, "invalid_arguments"],
    ["chat.postMessage", { channel: "C0CLASS" }, "no_text"],
    ["chat.postMessage", { channel: "C0CLASS", text: " ", blocks: [] }, "no_text"],
    ["chat.postMessage", { ...hello, text: "x".repeat(40_001) }, "msg_too_long"],
    ["chat.postMessage", { ...hello, blocks: "divider" }, "invalid_blocks_format"],
    ["chat.postMessage", { ...hello, blocks: [{ type: "banner" }] }, "invalid_blocks"],
    ["chat.postMessage", { ...hello, blocks: long(5) }, "msg_blocks_too_long"],
    ["chat.postMessage", { ...hello, markdown_text: "hello" }, "markdown_text_conflict"],
    ["chat.postMessage", { channel: "C0CLASS", markdown_text: "x".repeat(12_001) }, "msg_too_long"],
    ["chat.postMessage", { ...hello, thread_ts: "1790000000.000001" }, "thread_not_found"],
    ["chat.postMessage", { ...hello, thread_ts: 1790000000.1 }, "invalid_thread_ts"],
    ["chat.postMessage", { ...hello, username: "Somebody else" }, "missing_scope"],
    ["chat.postEphemeral", hello, "invalid_arguments"],
    ["chat.postEphemeral", { ...hello, user: "U0NOBODY" }, "user_not_in_channel"],
    ["chat.postEphemeral", { ...hello, channel: "G0STAFF", user: "U0BEN" }, "user_not_in_channel"],
    ["chat.postEphemeral", { ...hello, channel: "C0OTHER", user: "U0BEN" }, "not_in_channel"],
    ["chat.update", { ...hello, ts: "1790000000.000001" }, "message_not_found"],
    ["chat.update", { ...hello, channel: "U0ANNA", ts: "1790000000.000001" }, "channel_not_found"],
    ["chat.update", hello, "invalid_arguments"],
    ["chat.delete", { channel: "C0CLASS", ts: "1790000000.000001" }, "message_not_found"],
    ["views.open", { trigger_id: "nonsense", view: modal }, "invalid_trigger_id"],
    ["views.open", { trigger_id: "1.2.abc", view: modal }, "invalid_trigger_id"],
    ["views.open", { trigger_id: "1.2.abc", view: home }, "invalid_arguments"],
    ["views.update", { view_id: "V00000099", view: modal }, "not_found"],
    ["views.publish", { user_id: "U0NOBODY", view: home }, "user_not_found"],
    ["views.publish", { user_id: "U0ANNA", view: modal }, "invalid_arguments"],
    ["views.publish", { user_id: "U0ANNA", view: { ...home, blocks: dividers(101) } }, "invalid_arguments"],
    ["conversations.info", { channel: "C0NOWHERE" }, "channel_not_found"],
    ["conversations.info", { channel: "D0ANNABEN" }, "channel_not_found"],
    ["conversations.open", {}, "users_list_not_supplied"],
    ["conversations.open", { users: "U0NOBODY" }, "user_not_found"],
    ["users.info", { user: "U0NOBODY" }, "user_not_found"],
    ["assistant.threads.setSuggestedPrompts", { channel_id: "C0CLASS", prompts: prompts(1) }, "channel_not_found"],
    ["files.getUploadURLExternal", { filename: "a.png", length: 0 }, "missing_argument"],
    ["files.getUploadURLExternal", { filename: "a.png", length: 2 ** 31 }, "file_upload_size_restricted"],
    ["files.completeUploadExternal", { files: [{ id: "F00000001" }], channel_id: "U0ANNA" }, "invalid_arguments"],
    ["files.completeUploadExternal", { files: [{ id: "F00000001" }] }, "file_not_found"],
    ["apps.connections.open", {}, "not_allowed_token_type"],
    ["chat.postMessages", hello, "unknown_method"],
    ["constructor", {}, "unknown_method"],
  ];
  const titled = refused.map(
    (each) => [`${each[0]} ${JSON.stringify(each[1]).slice(0, 90)}: ${each[2]}`, ...each] as const,
  );
  test.each(titled)("%s", async (_title, method, body, error) => {
    expect(await call(method, body)).toMatchObject({ ok: false, error });
    expect(slack.calls).toMatchObject([{ method, ok: false, error, status: 200, at: clock }]);
    expect(slack.messages("C0CLASS")).toEqual([]);
  });

  test("without a token, with a wrong one, with the wrong kind", async () => {
    const none = await fetch(`${slack.apiUrl}auth.test`, { method: "POST" });
    expect(await none.json()).toMatchObject({ ok: false, error: "not_authed" });
    expect(await call("auth.test", {}, "xoxb-wrong")).toMatchObject({ ok: false, error: "invalid_auth" });
    expect(await call("auth.test", {}, slack.appToken)).toMatchObject({ ok: false, error: "not_allowed_token_type" });
    const form = new URLSearchParams({ token: slack.botToken });
    const inForm = await fetch(`${slack.apiUrl}auth.test`, { method: "POST", body: form });
    expect(await inForm.json()).toMatchObject({ ok: true, user_id: slackBot });
    expect(slack.calls.at(-1)?.body).toEqual({});
  });

  test.each([
    ["chat.postMessage", "chat:write"],
    ["chat.postEphemeral", "chat:write"],
    ["chat.update", "chat:write"],
    ["chat.delete", "chat:write"],
    ["users.info", "users:read"],
    ["conversations.open", "im:write"],
    ["conversations.info", "channels:read,groups:read,im:read"],
    ["assistant.threads.setSuggestedPrompts", "assistant:write"],
    ["files.getUploadURLExternal", "files:write"],
    ["files.completeUploadExternal", "files:write"],
  ])("%s needs %s", async (method, needed) => {
    await restart({ scopes: ["commands"] });
    expect(await call(method, {})).toEqual({ ok: false, error: "missing_scope", needed, provided: "commands" });
  });

  test("who takes no direct messages of the app", async () => {
    await restart();
    slack.closeDirect("U0BEN", "cannot_dm_bot");
    const refused = { ok: false, error: "cannot_dm_bot" };
    expect(await call("chat.postMessage", { ...hello, channel: "U0BEN" })).toMatchObject(refused);
    expect(await call("conversations.open", { users: "U0BEN" })).toMatchObject(refused);
    expect(await call("chat.postMessage", { ...hello, channel: "U0ANNA" })).toMatchObject({ ok: true });
  });

  test("the scope to look at a channel depends on its kind", async () => {
    await restart({ scopes: ["channels:read"] });
    expect(await call("conversations.info", { channel: "C0OTHER" })).toMatchObject({ channel: { is_member: false } });
    expect(await call("conversations.info", { channel: "G0STAFF" })).toMatchObject({ needed: "groups:read" });
  });

  test("what Slack sends only with a scope, or to who is there", async () => {
    await restart({ scopes: [] });
    const anna = { text: "hello", user: "U0ANNA", channel: "C0CLASS" };
    await expect(slack.send.command(anna)).rejects.toThrow("the scope commands");
    await expect(slack.send.mention(anna)).rejects.toThrow("the scope app_mentions:read");
    await expect(slack.send.directMessage(anna)).rejects.toThrow("the scope im:history");
    await restart();
    await expect(slack.send.command({ ...anna, user: "U0BEN", channel: "G0STAFF" })).rejects.toThrow(
      "is not in G0STAFF",
    );
    await expect(slack.send.command({ ...anna, channel: "C0NOWHERE" })).rejects.toThrow(
      "there is no channel C0NOWHERE",
    );
  });

  test("the reasons for refused blocks, in both places where Slack puts them", async () => {
    const reason = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]";
    const blocks = [{ type: "section", text: { type: "mrkdwn", text: "x".repeat(3001) } }];
    expect(await call("chat.postMessage", { ...hello, blocks })).toEqual({
      ok: false,
      error: "invalid_blocks",
      errors: [reason],
      response_metadata: { messages: [`[ERROR] ${reason}`] },
    });
    expect(slack.calls[0]?.reasons).toEqual([reason]);
  });
});

describe("messages", () => {
  test("are edited and deleted by who wrote them", async () => {
    const { ts } = await call("chat.postMessage", { ...hello, blocks: [divider] });
    expect(slack.messages("C0CLASS")).toMatchObject([{ ts, text: "hello", blocks: [divider], edited: false }]);
    const edit = { channel: "C0CLASS", ts };
    expect(await call("chat.update", { ...edit, text: "x".repeat(4001) })).toMatchObject({ error: "msg_too_long" });
    expect(await call("chat.update", { ...edit, text: "bye" })).toMatchObject({ ok: true });
    expect(slack.messages("C0CLASS")).toMatchObject([{ ts, text: "bye", blocks: [], edited: true }]);
    expect(await call("chat.delete", edit)).toMatchObject({ ok: true });
    expect(slack.messages("C0CLASS")).toEqual([]);

    const { sent } = await slack.send.mention({ text: "hello", channel: "C0CLASS", user: "U0ANNA" });
    const theirs = { channel: "C0CLASS", ts: (sent["event"] as Answer)["ts"], text: "no" };
    expect(await call("chat.update", theirs)).toMatchObject({ error: "cant_update_message" });
    expect(await call("chat.delete", theirs)).toMatchObject({ error: "cant_delete_message" });
    expect(await call("chat.postMessage", { ...hello, thread_ts: theirs.ts })).toMatchObject({ ok: true });
  });

  test("go to a person, and with chat:write.public to channels the app is not in", async () => {
    expect(await call("chat.postMessage", { ...hello, channel: "U0ANNA" })).toMatchObject({ channel: "D0ANNA" });
    expect(slack.messages(slack.direct("U0ANNA"))).toHaveLength(1);
    await restart({ scopes: ["chat:write", "chat:write.public"] });
    expect(await call("chat.postMessage", { ...hello, channel: "C0OTHER" })).toMatchObject({ ok: true });
    expect(await call("chat.postMessage", { ...hello, channel: "D0ANNABEN" })).toMatchObject({ ok: false });
  });

  test("leave a warning for what Slack takes without a word", async () => {
    const { ts } = await call("chat.postMessage", { channel: "C0CLASS", blocks: [divider] });
    const { ts: reply } = await call("chat.postMessage", { ...hello, thread_ts: ts });
    await call("chat.postMessage", { ...hello, thread_ts: reply });
    const said = (text: string) => [{ type: "section", text: { type: "mrkdwn", text } }];
    const broadcast = [{ type: "rich_text_section", elements: [{ type: "broadcast", range: "here" }] }];
    await call("chat.postMessage", { channel: "C0CLASS", text: "<!channel> <@U0BEN>" });
    await call("chat.postMessage", { ...hello, blocks: said("<!here|here>") });
    await call("chat.postMessage", { ...hello, blocks: [{ type: "rich_text", elements: broadcast }] });
    await call("chat.postMessage", { channel: "C0CLASS", text: "@everyone", link_names: true });
    await call("chat.postMessage", { ...hello, blocks: said("&lt;!here&gt; @here") });
    expect(slack.warnings.map(({ kind, detail }) => [kind, detail])).toEqual([
      ["no_text", "blocks without a top-level text"],
      ["thread_ts", `${String(reply)} is itself a reply, use its parent ${String(ts)}`],
      ["mention", "<!channel>"],
      ["mention", "<@U0BEN>"],
      ["mention", "<!here|here>"],
      ["mention", "rich text: broadcast"],
      ["mention", "@everyone"],
    ]);
    expect(slack.warnings.every(({ where }) => where === "chat.postMessage")).toBe(true);
  });

  test("come at most once a second to a channel, if rates are strict", async () => {
    await restart({ strictRates: true });
    expect(await call("chat.postMessage", hello)).toMatchObject({ ok: true });
    clock += 999;
    const refused = await post("chat.postMessage", hello, slack.botToken);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    expect(await refused.json()).toEqual({ ok: false, error: "ratelimited" });
    expect(await call("chat.postMessage", { ...hello, channel: "G0STAFF" })).toMatchObject({ ok: true });
    clock += 1;
    expect(await call("chat.postMessage", hello)).toMatchObject({ ok: true });
    expect(slack.calls.map((each) => each.status)).toEqual([200, 429, 200, 200]);
  });
});

describe("response_urls", () => {
  const respond = async (url: unknown, body: object) => {
    const response = await fetch(String(url), { method: "POST", body: JSON.stringify(body) });
    return [response.status, await response.json()] as const;
  };
  const urlOfCommand = async () =>
    (await slack.send.command({ channel: "C0OTHER", user: "U0BEN" })).sent["response_url"];

  test("are good five times", async () => {
    const url = await urlOfCommand();
    for (let use = 0; use < 5; use++) expect(await respond(url, { text: "hello" })).toEqual([200, { ok: true }]);
    expect(await respond(url, { text: "hello" })).toEqual([404, { ok: false, error: "used_url" }]);
    expect(slack.ephemerals("C0OTHER", "U0BEN")).toHaveLength(5);
    expect(slack.callsTo("respond")).toHaveLength(6);
  });

  test("are good for thirty minutes", async () => {
    const url = await urlOfCommand();
    clock += 30 * 60_000;
    expect(await respond(url, { text: "hello", response_type: "in_channel" })).toEqual([200, { ok: true }]);
    clock += 1;
    expect(await respond(url, { text: "hello" })).toEqual([404, { ok: false, error: "expired_url" }]);
    expect(slack.messages("C0OTHER")).toMatchObject([{ text: "hello", via: "respond" }]);
  });

  test("refuse what a method would refuse, and a command's have no message to replace", async () => {
    const url = await urlOfCommand();
    expect(await respond(url, {})).toEqual([400, { ok: false, error: "no_text" }]);
    expect(await respond(url, { text: "a", blocks: [{ type: "x" }] })).toMatchObject([
      400,
      { error: "invalid_blocks" },
    ]);
    await respond(url, { text: "a", replace_original: true });
    expect(slack.warnings).toMatchObject([{ kind: "no_original", where: "respond" }]);
    expect(slack.ephemerals("C0OTHER")).toHaveLength(1);
  });
});

describe("views", () => {
  test("are replaced only from the version that was seen", async () => {
    const published = await call("views.publish", { user_id: "U0ANNA", view: home });
    const { id, hash } = published["view"] as { id: string; hash: string };
    expect(await call("views.update", { view_id: id, hash, view: home })).toMatchObject({ ok: true });
    expect(await call("views.update", { view_id: id, hash, view: home })).toMatchObject({ error: "hash_conflict" });
    expect(await call("views.publish", { user_id: "U0ANNA", hash, view: home })).toMatchObject({
      error: "hash_conflict",
    });
    expect(slack.home("U0ANNA")?.id).toBe(id);
  });

  test("stack three deep and keep their external ids to themselves", async () => {
    const trigger = async () => (await slack.send.command({ channel: "C0CLASS", user: "U0ANNA" })).sent["trigger_id"];
    expect(await call("views.push", { trigger_id: await trigger(), view: modal })).toMatchObject({
      error: "not_found",
    });
    const first = { ...modal, external_id: "first" };
    expect(await call("views.open", { trigger_id: await trigger(), view: first })).toMatchObject({ ok: true });
    const again = await call("views.push", { trigger_id: await trigger(), view: first });
    expect(again).toMatchObject({ error: "duplicate_external_id" });
    for (const outcome of [{ ok: true }, { ok: true }, { error: "push_limit_reached" }])
      expect(await call("views.push", { trigger_id: await trigger(), view: modal })).toMatchObject(outcome);
    expect(await call("views.update", { external_id: "first", view: first })).toMatchObject({ ok: true });
  });
});

test("suggested prompts: an agent gives no thread, an assistant must", async () => {
  const channel_id = slack.direct("U0ANNA");
  const suggest = (more: object) => call("assistant.threads.setSuggestedPrompts", { channel_id, ...more });
  expect(await suggest({ prompts: prompts(5) })).toMatchObject({ error: "invalid_arguments" });
  expect(await suggest({ prompts: prompts(1), thread_ts: "1790000000.000001" })).toEqual({ ok: true });
  expect(slack.suggestedPrompts(channel_id)).toBeUndefined();
  expect(slack.warnings).toMatchObject([{ kind: "thread_ts" }]);
  expect(await suggest({ prompts: prompts(4), title: "Try" })).toEqual({ ok: true });
  expect(slack.suggestedPrompts(channel_id)).toEqual({ title: "Try", prompts: prompts(4) });
  await restart({ agentView: false });
  slack.direct("U0ANNA");
  expect(await suggest({ prompts: prompts(1) })).toMatchObject({ error: "invalid_thread_ts" });
});

function dividers(count: number): object[] {
  return Array.from({ length: count }, () => divider);
}

function long(count: number): object[] {
  const text = { type: "plain_text", text: "x".repeat(2700) };
  return Array.from({ length: count }, () => ({ type: "section", text }));
}

function prompts(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({ title: `Ask ${String(index)}`, message: "detect drift?" }));
}

describe("what people do meanwhile", () => {
  const posted = async () => (await call("chat.postMessage", hello))["ts"];
  const update = async (ts: unknown) => (await call("chat.update", { ...hello, ts }))["error"];

  test("a deleted message is found no more, and has no thread", async () => {
    const ts = await posted();
    for (const post of slack.messages("C0CLASS")) slack.deleteMessage(post);
    expect(await update(ts)).toBe("message_not_found");
    expect(await call("chat.postMessage", { ...hello, thread_ts: ts })).toMatchObject({ error: "thread_not_found" });
    expect(() => {
      slack.deleteMessage({ channel: "C0CLASS", ts: String(ts) });
    }).toThrow("there is no message");
  });

  test("an archived channel takes neither posts nor edits", async () => {
    const ts = await posted();
    slack.archive("C0CLASS");
    expect(await update(ts)).toBe("is_archived");
    expect(await call("chat.postMessage", hello)).toMatchObject({ error: "is_archived" });
  });

  test("a removed app takes part no more", async () => {
    const ts = await posted();
    slack.leave("C0CLASS", slackBot);
    expect(await update(ts)).toBe("not_in_channel");
    expect(await call("chat.postMessage", hello)).toMatchObject({ error: "not_in_channel" });
  });
});
