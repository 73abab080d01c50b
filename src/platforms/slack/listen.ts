import type { App } from "@slack/bolt";
import type { Reply } from "../../conversation.ts";
import type { Listener, Surroundings } from "../platform.ts";
import { ifQuick } from "../quick.ts";
import { makeSeen } from "../seen.ts";
import { unknownButton } from "../wording.ts";
import { drawForm, formCallback, formOf, readForm } from "./forms.ts";
import { hearButton, hearForm, hearQuestion, hearText, type Heard } from "./hear.ts";
import { prompts, promptsTitle, shortcutId, slashCommand } from "./manifest.ts";
import { say } from "./say.ts";

/** Answers whatever Slack delivers to the app, in time and once. */
export function listen(
  to: App,
  { grammar, handle }: Listener,
  { now, timer }: Pick<Surroundings, "now" | "timer">,
): void {
  const seen = makeSeen(now);
  const ask = (heard: Heard) => handle({ ...heard, at: now() });
  const privately = (reply: Reply, heard: Heard) => ({
    response_type: "ephemeral" as const,
    replace_original: false,
    ...say(reply, !heard.place.private),
  });

  to.command(slashCommand, async ({ command, ack, respond, client }) => {
    const who = { team: command.team_id, user: command.user_id, channel: command.channel_id };
    const heard = hearText(command.text, who, grammar);
    const reply = ask(heard);
    const quick = await ifQuick(reply, timer);
    const form = quick && formOf(quick);
    if (form) {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: drawForm(form, who.channel) });
    } else if (quick) await ack(privately(quick, heard));
    else {
      await ack();
      await respond(privately(await reply, heard));
    }
  });

  to.action(/.*/, async ({ body, action, ack, respond, client }) => {
    await ack();
    if (body.type !== "block_actions" || !("action_id" in action)) return;
    if (!seen.isNew(`action ${body.trigger_id} ${action.action_id}`)) return;
    const channel = body.channel?.id ?? body.user.id;
    const who = { team: body.team?.id ?? "", user: body.user.id, channel };
    const heard = hearButton(action.action_id, who, grammar);
    const reply = heard ? await ask(heard) : unknownButton;
    const form = formOf(reply);
    if (form) await client.views.open({ trigger_id: body.trigger_id, view: drawForm(form, channel) });
    else if (channel.startsWith("D") && body.container["is_ephemeral"] !== true) {
      // In a conversation between two people all our messages are ephemeral: this one is with the app itself.
      const thread: unknown = body.message?.["thread_ts"];
      const where = { channel, ...(typeof thread === "string" ? { thread_ts: thread } : {}) };
      await client.chat.postMessage({ ...where, ...say(reply, false), ...noPreviews });
    } else await respond(privately(reply, heard ?? hearText("", who, grammar)));
  });

  to.shortcut({ callback_id: shortcutId, type: "message_action" }, async ({ shortcut, ack, respond }) => {
    await ack();
    if (!seen.isNew(`shortcut ${shortcut.trigger_id}`)) return;
    const who = { team: shortcut.team?.id ?? "", user: shortcut.user.id, channel: shortcut.channel.id };
    const heard = hearQuestion(shortcut.message.text ?? "", who);
    await respond(privately(await ask(heard), heard));
  });

  to.view(formCallback, async ({ ack, view, body, client }) => {
    await ack();
    const sent = readForm(view);
    if (!sent || !seen.isNew(`view ${view.id}`)) return;
    const who = { team: body.team?.id ?? "", user: body.user.id, channel: sent.channel };
    const heard = hearForm(sent.command, sent.entered, who, grammar);
    const message = { ...say(await ask(heard), !heard.place.private), ...noPreviews };
    if (heard.place.private) await client.chat.postMessage({ channel: sent.channel, ...message });
    else await client.chat.postEphemeral({ channel: sent.channel, user: who.user, ...message });
  });

  // Answered privately: a mention is heard by a whole channel, its answer need not be.
  to.event("app_mention", async ({ event, body, client }) => {
    if (!seen.isNew(`event ${body.event_id}`) || event.user === undefined) return;
    const who = { team: body.team_id, user: event.user, channel: event.channel };
    const heard = hearText(event.text, who, grammar);
    const thread = event.thread_ts === undefined ? {} : { thread_ts: event.thread_ts };
    const message = say(await ask(heard), true);
    await client.chat.postEphemeral({
      channel: event.channel,
      user: event.user,
      ...thread,
      ...message,
      ...noPreviews,
    });
  });

  to.event("message", async ({ event, body, client }) => {
    if (event.channel_type !== "im" || event.subtype !== undefined || !("user" in event)) return;
    if (event.bot_id !== undefined || !seen.isNew(`event ${body.event_id}`)) return;
    const who = { team: body.team_id, user: event.user, channel: event.channel };
    const heard = hearText(event.text ?? "", who, grammar);
    const thread = event.thread_ts === undefined ? {} : { thread_ts: event.thread_ts };
    await client.chat.postMessage({
      channel: event.channel,
      ...thread,
      ...say(await ask(heard), false),
      ...noPreviews,
    });
  });

  to.event("app_home_opened", async ({ event, client }) => {
    if (event.tab !== "messages") return;
    await client.assistant.threads.setSuggestedPrompts({
      channel_id: event.channel,
      title: promptsTitle,
      prompts: [...prompts],
    });
  });
}

/** The documentation links are for reading, not for unfolding into the conversation. */
const noPreviews = { unfurl_links: false, unfurl_media: false } as const;
