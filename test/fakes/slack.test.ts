import type { App, types } from "@slack/bolt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { boltInSocketMode, boltOverHttp } from "./slack-bolt.ts";
import { startFakeSlack } from "./slack.ts";
import type { FakeSlack } from "./slack.ts";

/** The real Bolt against the fake: what it sends is understood, what the fake sends reaches the listeners. */
let slack: FakeSlack;
let clock: number;
const stops: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  clock = 1_790_000_000_000;
  slack = await startFakeSlack({ now: () => clock });
  stops.push(slack.stop);
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

describe("Socket Mode", () => {
  test("a command is acknowledged, and its acknowledgement is shown to who gave it", async () => {
    const { app } = await inSocketMode();
    app.command("/aws-ml", async ({ ack, command }) => {
      await ack(`You said ${command.text}.`);
    });
    const answer = await slack.send.command({ text: "hello", channel: "C0CLASS", user: "U0BEN" });
    expect(answer).toMatchObject({ acked: true, late: false, ackedAfterMs: 0, refused: [], repeats: [] });
    expect(answer.payload).toEqual({ text: "You said hello." });
    expect(slack.ephemerals("C0CLASS", "U0BEN").map((post) => post.text)).toEqual(["You said hello."]);
    expect(slack.ephemerals("C0CLASS", "U0ANNA")).toEqual([]);
    expect(slack.messages("C0CLASS")).toEqual([]);
    expect(slack.warnings).toEqual([]);
    expect(slack.calls.map((call) => call.method)).toEqual(["auth.test", "apps.connections.open"]);
  });

  test("nobody acknowledges an unknown command", async () => {
    await inSocketMode();
    const answer = await slack.send.command({ command: "/no", channel: "C0CLASS", user: "U0BEN", patienceMs: 100 });
    expect(answer).toMatchObject({ acked: false, late: false, ackedAfterMs: undefined, payload: undefined });
  });

  test("an acknowledgement after three seconds comes too late to be shown", async () => {
    const { app } = await inSocketMode();
    app.command("/aws-ml", async ({ ack }) => {
      clock += 3001;
      await ack("Sorry to be late.");
    });
    const answer = await slack.send.command({ channel: "C0CLASS", user: "U0BEN" });
    expect(answer).toMatchObject({ acked: true, late: true, ackedAfterMs: 3001 });
    expect(slack.ephemerals("C0CLASS")).toEqual([]);
  });

  test("an acknowledgement that Slack cannot show is refused", async () => {
    const { app } = await inSocketMode();
    app.command("/aws-ml", async ({ ack }) => {
      await ack({ text: "hm", blocks: [{ type: "header", text: { type: "plain_text", text: "x".repeat(151) } }] });
    });
    const answer = await slack.send.command({ channel: "C0CLASS", user: "U0BEN" });
    expect(answer.refused).toEqual([
      "invalid_command_response",
      "invalid_blocks",
      "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ]);
    expect(slack.ephemerals("C0CLASS")).toEqual([]);
  });

  test("a button stands where it was posted, is pressed and replaced", async () => {
    const { app } = await inSocketMode();
    const pressed: unknown[] = [];
    app.action("answer:a", async ({ ack, body, respond, action }) => {
      await ack();
      pressed.push(body.type === "block_actions" && body.message?.ts, action.type === "button" && action.value);
      await respond({ text: "Thank you.", replace_original: false });
      await respond({ text: "One has answered.", replace_original: true });
    });
    const { ts } = await app.client.chat.postMessage({
      channel: "C0CLASS",
      text: "A question",
      blocks: [buttons("A")],
    });
    const answer = await slack.send.action({ actionId: "answer:a", value: "A", channel: "C0CLASS", user: "U0CARA" });
    expect(answer).toMatchObject({ acked: true, payload: undefined, refused: [] });
    await settled(() => slack.callsTo("respond").length === 2);
    expect(pressed).toEqual([ts, "A"]);
    expect(slack.ephemerals("C0CLASS", "U0CARA").map((post) => post.text)).toEqual(["Thank you."]);
    expect(slack.messages("C0CLASS")).toMatchObject([{ ts, text: "One has answered.", blocks: [], edited: true }]);
    await expect(slack.send.action({ actionId: "answer:a", channel: "C0CLASS", user: "U0CARA" })).rejects.toThrow(
      "answer:a stands nowhere that U0CARA sees",
    );
  });

  test("what nobody could press is sent only when forged", async () => {
    const { app } = await inSocketMode();
    const seen: unknown[] = [];
    app.action(/.*/, async ({ ack, action }) => {
      seen.push(action);
      await ack();
    });
    await app.client.chat.postMessage({ channel: "C0CLASS", text: "A question", blocks: [buttons("A")] });
    const press = { actionId: "answer:a", channel: "C0CLASS", user: "U0CARA" };
    await expect(slack.send.action({ ...press, value: "Z" })).rejects.toThrow('its value is "A", not "Z"');
    await expect(slack.send.action({ ...press, user: "U0NOBODY" })).rejects.toThrow("there is no user U0NOBODY");
    await slack.send.action({ ...press, value: "Z", forged: true });
    await slack.send.action({ ...press, actionId: "answer:z", value: "Z", forged: true });
    expect(seen).toMatchObject([{ value: "Z" }, { action_id: "answer:z", block_id: "forged" }]);
  });

  test("an ephemeral message is pressed by who sees it, does not come along, and cannot be edited by its ts", async () => {
    const { app } = await inSocketMode();
    const came: unknown[] = [];
    app.action("answer:a", async ({ ack, body, respond }) => {
      await ack();
      came.push("message" in body && body.message, "container" in body && body.container["is_ephemeral"]);
      await respond({ delete_original: true });
    });
    const post = { channel: "C0CLASS", text: "For you", blocks: [buttons("A")] };
    const { message_ts: ts = "" } = await app.client.chat.postEphemeral({ ...post, user: "U0BEN" });
    await expect(app.client.chat.update({ ...post, ts })).rejects.toThrow("message_not_found");
    await expect(slack.send.action({ actionId: "answer:a", channel: "C0CLASS", user: "U0ANNA" })).rejects.toThrow();
    await slack.send.action({ actionId: "answer:a", channel: "C0CLASS", user: "U0BEN" });
    await settled(() => slack.callsTo("respond").length === 1);
    expect(came).toEqual([false, true]);
    expect(slack.ephemerals("C0CLASS")).toEqual([]);
  });

  test("selects, their options on demand, and the state of a message", async () => {
    const { app } = await inSocketMode();
    const states: unknown[] = [];
    app.options("service", async ({ ack, options }) => {
      await ack({ options: [{ text: { type: "plain_text", text: `${options.value}…` }, value: "clarify" }] });
    });
    app.action("service", async ({ ack, body }) => {
      if (body.type === "block_actions") states.push(body.state?.values);
      await ack();
    });
    const menu = { type: "external_select", action_id: "service" } as const;
    const blocks: types.KnownBlock[] = [{ type: "actions", block_id: "pick", elements: [menu] }];
    await app.client.chat.postMessage({ channel: "C0CLASS", text: "Which?", blocks });
    const place = { actionId: "service", channel: "C0CLASS", user: "U0ANNA" };
    await expect(slack.send.action({ ...place, value: "clarify" })).rejects.toThrow('offers no "clarify"');
    await expect(slack.send.optionsRequest({ ...place, value: "cl" })).rejects.toThrow("only from 3 characters on");
    expect(await slack.send.optionsRequest({ ...place, value: "cla" })).toMatchObject({ acked: true, refused: [] });
    await slack.send.action({ ...place, value: "clarify" });
    expect(states).toMatchObject([
      { pick: { service: { type: "external_select", selected_option: { value: "clarify" } } } },
    ]);
  });

  test("a select of several takes no more than it says", async () => {
    const { app } = await inSocketMode();
    const options = ["a", "b", "c"].map((value) => ({ text: { type: "plain_text" as const, text: value }, value }));
    const several = { type: "multi_static_select" as const, action_id: "two", options, max_selected_items: 2 };
    const blocks = [
      {
        type: "input" as const,
        block_id: "two",
        label: { type: "plain_text" as const, text: "Two" },
        element: several,
      },
    ];
    app.command("/aws-ml", async ({ ack, client, body }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: { ...modal, blocks } });
    });
    app.view("form", ({ ack }) => ack());
    await slack.send.command({ channel: "C0CLASS", user: "U0ANNA" });
    await settled(() => slack.modal("U0ANNA") !== undefined);
    const send = (...two: string[]) => slack.send.viewSubmission({ user: "U0ANNA", values: { two } });
    await expect(send("a", "b", "c")).rejects.toThrow("takes 2 values at most");
    await expect(send("d")).rejects.toThrow("offers no");
    expect((await send("a", "b")).acked).toBe(true);
  });

  test("a modal is opened within three seconds, once, and answered", async () => {
    const { app } = await inSocketMode();
    const outcomes: string[] = [];
    app.shortcut("explain", async ({ ack, client, body }) => {
      await ack();
      const open = () => client.views.open({ trigger_id: body.trigger_id, view: modal });
      await open().then(() => outcomes.push("opened"));
      await open().catch((error: unknown) => outcomes.push(String(error)));
    });
    app.view("form", async ({ ack, view }) => {
      const typed = view.state.values["why"]?.["why"]?.value ?? "";
      if (typed.length < 5) await ack({ response_action: "errors", errors: { why: "Say more." } });
      else await ack();
    });
    const shortcut = { callbackId: "explain", channel: "C0CLASS", user: "U0ANNA", text: "What is drift?" };
    await slack.send.messageShortcut(shortcut);
    await settled(() => outcomes.length === 2);
    expect(outcomes).toEqual(["opened", expect.stringContaining("exchanged_trigger_id")]);

    await expect(slack.send.viewSubmission({ user: "U0ANNA" })).rejects.toThrow("does not send it without why");
    await expect(slack.send.viewSubmission({ user: "U0BEN" })).rejects.toThrow("has no modal open");
    const short = await slack.send.viewSubmission({ user: "U0ANNA", values: { why: "why" } });
    expect(short.payload).toEqual({ response_action: "errors", errors: { why: "Say more." } });
    expect(slack.modal("U0ANNA")?.["callback_id"]).toBe("form");
    await slack.send.viewSubmission({ user: "U0ANNA", values: { why: "because" } });
    expect(slack.modal("U0ANNA")).toBeUndefined();

    app.command("/aws-ml", async ({ ack, client, body }) => {
      await ack();
      clock += 3001;
      await client.views.open({ trigger_id: body.trigger_id, view: modal }).catch((error: unknown) => {
        outcomes.push(String(error));
      });
    });
    await slack.send.command({ channel: "C0CLASS", user: "U0ANNA" });
    await settled(() => outcomes.length === 3);
    expect(outcomes[2]).toContain("expired_trigger_id");
  });

  test("mentions, direct messages and the app's home arrive as events", async () => {
    const { app } = await inSocketMode();
    app.event("app_mention", async ({ event, say }) => {
      await say({ text: "In the thread.", thread_ts: event.ts });
    });
    app.message(async ({ say, message }) => {
      await say(message.subtype === undefined && message.channel_type === "im" ? "Hello." : "What?");
    });
    app.event("app_home_opened", async ({ event, client }) => {
      if (event.tab === "home") await client.views.publish({ user_id: event.user, view: { type: "home", blocks: [] } });
      else await client.assistant.threads.setSuggestedPrompts({ channel_id: event.channel, prompts });
    });
    const mention = await slack.send.mention({ text: "hello", channel: "C0CLASS", user: "U0ANNA" });
    await slack.send.directMessage({ text: "hello", user: "U0BEN" });
    await slack.send.appHomeOpened({ user: "U0BEN", tab: "home" });
    await slack.send.appHomeOpened({ user: "U0BEN", tab: "messages" });
    await settled(() => slack.callsTo("assistant.threads.setSuggestedPrompts").length === 1);
    expect(mention).toMatchObject({ acked: true, sent: { event: { text: "<@U0TUTOR> hello" } } });
    await settled(() => slack.callsTo("views.publish").length === 1);
    expect(slack.messages("C0CLASS")).toMatchObject([
      { text: "In the thread.", threadTs: expect.any(String) as string },
    ]);
    await settled(() => slack.callsTo("chat.postMessage").length === 2);
    expect(slack.messages(slack.direct("U0BEN"))).toMatchObject([{ text: "Hello." }]);
    expect(slack.home("U0BEN")).toMatchObject({ type: "home" });
    expect(slack.suggestedPrompts(slack.direct("U0BEN"))).toEqual({ prompts });
    await expect(slack.send.mention({ text: "hello", channel: "C0OTHER", user: "U0ANNA" })).rejects.toThrow(
      "is not in",
    );
  });

  test("files go up in three steps", async () => {
    const { app } = await inSocketMode();
    const file = Buffer.from([0, 1, 2, 13, 10, 13, 10, 255]);
    await app.client.filesUploadV2({ channel_id: "C0CLASS", file, filename: "chart.png", initial_comment: "A chart" });
    expect(slack.files).toEqual([{ id: "F00000001", name: "chart.png", altText: "", bytes: file, channel: "C0CLASS" }]);
    expect(slack.messages("C0CLASS")).toMatchObject([{ text: "A chart", files: ["F00000001"] }]);
  });
});

describe("HTTP", () => {
  test("signed requests are answered; unsigned, wrongly signed and stale ones get 401", async () => {
    const { app, url } = await overHttp();
    app.command("/aws-ml", async ({ ack, command }) => {
      await ack(`You said ${command.text}.`);
    });
    const command = { text: "a & b", channel: "C0CLASS", user: "U0BEN", over: "http", url } as const;
    expect(await slack.send.command(command)).toMatchObject({
      acked: true,
      status: 200,
      payload: { text: "You said a & b." },
    });
    for (const wrong of [{ signature: "bad" }, { signature: "missing" }, { stale: true }] as const)
      expect(await slack.send.command({ ...command, ...wrong })).toMatchObject({ acked: false, status: 401 });
    expect(slack.ephemerals("C0CLASS")).toHaveLength(1);
  });

  test("events and interactions take the same way, duplicates marked as retries", async () => {
    const { app, url } = await overHttp();
    const heard: unknown[] = [];
    app.event("app_mention", async ({ body, context }) => {
      heard.push([body.event_id, context.retryNum, context.retryReason]);
      await Promise.resolve();
    });
    app.action("answer:a", async ({ ack, respond }) => {
      await ack();
      await respond("Thank you.");
    });
    const mention = { text: "hello", channel: "C0CLASS", user: "U0ANNA" };
    await slack.send.mention({ ...mention, over: "http", url });
    await slack.send.mention({ ...mention, over: "http", url, drop: true, duplicate: true });
    await settled(() => heard.length === 2);
    expect(heard).toEqual([
      ["Ev00000001", undefined, undefined],
      ["Ev00000002", 1, "timeout"],
    ]);
    await app.client.chat.postMessage({ channel: "C0CLASS", text: "A question", blocks: [buttons("A")] });
    await slack.send.action({ actionId: "answer:a", channel: "C0CLASS", user: "U0ANNA", over: "http", url });
    await settled(() => slack.callsTo("respond").length === 1);
    expect(slack.messages("C0CLASS")).toMatchObject([{ text: "Thank you." }]);
  });

  test("what is not acknowledged in time is not", async () => {
    const { app, url } = await overHttp();
    app.command("/aws-ml", async () => Promise.resolve());
    const command = { channel: "C0CLASS", user: "U0BEN", over: "http", patienceMs: 100 } as const;
    expect(await slack.send.command({ ...command, url })).toMatchObject({ acked: false, status: undefined });
    await expect(slack.send.command(command)).rejects.toThrow("needs the app's url");
  });
});

const modal: types.ModalView = {
  type: "modal",
  callback_id: "form",
  title: { type: "plain_text", text: "Why?" },
  submit: { type: "plain_text", text: "Send" },
  blocks: [
    {
      type: "input",
      block_id: "why",
      label: { type: "plain_text", text: "Why" },
      element: { type: "plain_text_input", action_id: "why" },
    },
  ],
};

const prompts: [{ title: string; message: string }] = [{ title: "Drift", message: "detect drift in prod?" }];

function buttons(...letters: readonly string[]): types.ActionsBlock {
  const elements = letters.map((letter) => ({
    type: "button" as const,
    action_id: `answer:${letter.toLowerCase()}`,
    text: { type: "plain_text" as const, text: letter },
    value: letter,
  }));
  return { type: "actions" as const, elements };
}

async function inSocketMode(): Promise<{ app: App }> {
  const app = await boltInSocketMode(slack);
  stops.push(() => app.stop());
  return { app };
}

async function overHttp(): Promise<{ app: App; url: string }> {
  const bolt = await boltOverHttp(slack);
  stops.push(() => bolt.app.stop());
  return bolt;
}

/** Waits until what a listener does after its acknowledgement has happened. */
async function settled(done: () => boolean): Promise<void> {
  await expect.poll(done, { interval: 5, timeout: 2000 }).toBe(true);
}
