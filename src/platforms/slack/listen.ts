import type { App } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { Form, Reply } from "../../conversation.ts";
import { picturesOf } from "../pictures.ts";
import type { Listener, Surroundings } from "../platform.ts";
import { ifQuick } from "../quick.ts";
import { makeSeen } from "../seen.ts";
import { filesOf, noTextInMessage, unknownButton, whyNotAsked } from "../wording.ts";
import { calling } from "./failure.ts";
import { makeAnswerPrivately } from "./direct-pictures.ts";
import { drawForm, formCallback, formOf, openedTooLate, readForm, type Opened } from "./forms.ts";
import { directOfHome, drawHome } from "./home.ts";
import { hearButton, hearForm, hearQuestion, hearText, type Heard } from "./hear.ts";
import { prompts, promptsTitle, shortcutId, slashCommand } from "./manifest.ts";
import { isNotThere, isTooLate } from "./outcome.ts";
import { say, type InPlaceOf, type SlackMessage } from "./say.ts";
import { noPreviews, send, type Client as Sender } from "./send.ts";

/** Answers whatever Slack delivers to the app, in time and once. */
export function listen(
  to: App,
  { grammar, handle, left, greet }: Listener,
  around: Pick<Surroundings, "now" | "timer" | "log" | "painter">,
): void {
  const { now, timer, log } = around;
  const seen = makeSeen(now);
  const answerPrivately = makeAnswerPrivately(around);
  const ask = (heard: Heard) => handle({ ...heard, at: now() });
  const drawn = (reply: Reply, heard: Heard, told?: InPlaceOf) => say(reply, !heard.place.private, undefined, told);
  const privately = (reply: Reply, heard: Heard, told?: InPlaceOf) => ({
    response_type: "ephemeral" as const,
    replace_original: false,
    ...drawn(reply, heard, told),
  });
  const inPlace = (reply: Reply, heard: Heard, told?: InPlaceOf) => ({
    replace_original: true,
    ...drawn(reply, heard, told),
    ...noPreviews,
  });

  to.command(slashCommand, async ({ command, ack, respond, client }) => {
    const { team_id: team, user_id: user, channel_id: channel, user_name: name } = command;
    const who = { id: `command ${command.trigger_id}`, team, user, channel, name };
    const heard = hearText(command.text, who, grammar);
    const reply = ask(heard);
    const quick = await ifQuick(reply, timer);
    const form = quick && formOf(quick);
    if (form) {
      await ack();
      await open(client, command.trigger_id, form, quick, { channel: who.channel });
    } else {
      if (!quick) await ack();
      await answerPrivately(user, client, quick ?? (await reply), (told, inPlaceOf) => {
        const message = privately(told, heard, inPlaceOf);
        return told === quick ? ack(message) : calling(responseUrl, respond(message));
      });
    }
  });

  to.action(/.*/, async ({ body, action, ack, respond, client }) => {
    await ack();
    if (body.type !== "block_actions" || !("action_id" in action)) return;
    const id = `action ${body.trigger_id} ${action.action_id}`;
    if (!seen.isNew(id)) return;
    const channel = body.channel?.id ?? directOfHome(body.view) ?? body.user.id;
    const who = { id, team: body.team?.id ?? "", user: body.user.id, channel, name: nameOf(body.user) };
    const heard = hearButton(action.action_id, who, grammar);
    const reply = heard ? await ask(heard) : unknownButton;
    const answered = heard ?? hearText("", who, grammar);
    const where = { channel, ...inThread(body.container["thread_ts"]) };
    const isEphemeral = body.container["is_ephemeral"] === true;
    // In a conversation between two people all our messages are ephemeral: this one is with the app itself.
    const isDirect = channel.startsWith("D") && !isEphemeral;
    // The home tab is no conversation: what is said there is answered in direct messages.
    const isHome = body.view !== undefined;
    const form = formOf(reply);
    if (form) {
      const replaceable = (isEphemeral || isDirect) && !isHome ? { responseUrl: body.response_url } : {};
      await open(client, body.trigger_id, form, reply, { ...where, ...replaceable }).catch(async (error: unknown) => {
        if (!isTooLate(error)) throw error;
        await calling(responseUrl, respond({ ...privately(openedTooLate, answered), ...inThread(where.thread_ts) }));
      });
    } else if (isDirect && !(reply.inPlace && isOfWordsAlone(reply))) await send(client, where, reply, around);
    else
      await answerPrivately(who.user, client, reply, (told, inPlaceOf) => {
        const draw = told.inPlace && (isEphemeral || isDirect) ? inPlace : privately;
        return calling(responseUrl, respond({ ...draw(told, answered, inPlaceOf), ...inThread(where.thread_ts) }));
      });
  });

  to.shortcut({ callback_id: shortcutId, type: "message_action" }, async ({ shortcut, ack, respond, client }) => {
    await ack();
    const id = `shortcut ${shortcut.trigger_id}`;
    if (!seen.isNew(id)) return;
    const { user, channel } = shortcut;
    const who = { id, team: shortcut.team?.id ?? "", user: user.id, channel: channel.id, name: nameOf(user) };
    const heard = hearQuestion(shortcut.message.text ?? "", who);
    const [question = ""] = heard.command.arguments;
    await answerPrivately(user.id, client, whyNotAsked(question) ?? (await ask(heard)), (told, inPlaceOf) =>
      calling(responseUrl, respond(privately(told, heard, inPlaceOf))),
    );
  });

  to.view(formCallback, async ({ ack, view, body, client }) => {
    const sent = readForm(view);
    if (sent && Object.keys(sent.errors).length > 0) {
      await ack({ response_action: "errors", errors: sent.errors });
      return;
    }
    await ack();
    const id = `view ${view.id}`;
    if (!sent || !seen.isNew(id)) return;
    const { channel, thread_ts, responseUrl: replaced } = sent;
    const who = { id, team: body.team?.id ?? "", user: body.user.id, channel, name: nameOf(body.user) };
    const heard = hearForm(sent.command, sent.entered, who, grammar);
    const reply = await ask(heard);
    const isReplacing = (told: Reply) => told.inPlace === true && replaced !== undefined;
    const toThemselves = async (told: Reply, by: Parameters<typeof send>[3]) => {
      await send(client, { channel: who.user }, told, by);
    };
    // Nothing tells direct messages with the app from those between two people, where it cannot post: by the person's
    // id the former are always found, without a scope of their own.
    if (heard.place.private && !isReplacing(reply)) await toThemselves(reply, around);
    else
      await answerPrivately(who.user, client, reply, async (told, inPlaceOf) => {
        if (isReplacing(told) && (await hasReplaced(replaced ?? "", inPlace(told, heard, inPlaceOf)))) return;
        const where = { channel, ...inThread(thread_ts) };
        // Its pictures follow in either case.
        if (heard.place.private) await toThemselves(told, { log });
        else
          await postFor(who.user, client, where, drawn(told, heard, inPlaceOf)).catch((error: unknown) => {
            if (!isNotThere(error)) throw error;
            return toThemselves(told, { log });
          });
      });
  });

  // Answered privately: a mention is heard by a whole channel, its answer need not be.
  to.event("app_mention", async ({ event, body, client }) => {
    const id = `event ${body.event_id}`;
    if (!seen.isNew(id) || event.user === undefined) return;
    const who = { id, team: body.team_id, user: event.user, channel: event.channel };
    const heard = hearText(event.text, who, grammar);
    const where = { channel: event.channel, ...inThread(event.thread_ts) };
    const { user } = event;
    await answerPrivately(user, client, await ask(heard), (told, inPlaceOf) =>
      postFor(user, client, where, say(told, true, undefined, inPlaceOf)),
    );
  });

  to.event("message", async ({ event, body, client }) => {
    if (event.channel_type !== "im" || !("user" in event)) return;
    // What comes with a picture is typed like any other; edits, deletions, joins and bots have subtypes too.
    if (event.subtype !== undefined && event.subtype !== "file_share") return;
    const id = `event ${body.event_id}`;
    if ("bot_id" in event || !seen.isNew(id)) return;
    const who = { id, team: body.team_id, user: event.user, channel: event.channel };
    const { text = "" } = event;
    const reply = text.trim() === "" ? noTextInMessage : await ask(hearText(text, who, grammar));
    await send(client, { channel: event.channel, ...inThread(event.thread_ts) }, reply, around);
  });

  // Slack tells an uninstallation by both, in either order.
  to.event("app_uninstalled", ({ body }) => left({ platform: "slack", id: body.team_id }));
  to.event("tokens_revoked", async ({ event, body }) => {
    // A person's own token is none of ours, and its end no uninstallation.
    if ((event.tokens.bot ?? []).length > 0) await left({ platform: "slack", id: body.team_id });
  });

  to.event("app_home_opened", async ({ event, body, client }) => {
    const id = `event ${body.event_id}`;
    if (!seen.isNew(id)) return;
    const { user, channel, tab } = event;
    const { command, ...arrival } = hearText("home", { id, team: body.team_id, user, channel }, grammar);
    if (tab === "home") {
      const view = drawHome(await ask({ ...arrival, command }), channel);
      await calling("views.publish", client.views.publish({ user_id: user, view }));
      return;
    }
    const welcome = await greet({ ...arrival, at: now() });
    if (welcome) await send(client, { channel }, welcome, around);
    const suggested = { channel_id: channel, title: promptsTitle, prompts: [...prompts] };
    await calling("assistant.threads.setSuggestedPrompts", client.assistant.threads.setSuggestedPrompts(suggested));
  });
}

/** Whether it can take a message's place: files and pictures stand below theirs. */
function isOfWordsAlone(reply: Reply): boolean {
  return filesOf(reply).length === 0 && picturesOf(reply).length === 0;
}

/** Presses call it `name`, some of them `username`. */
function nameOf({ name, username }: { readonly name?: string; readonly username?: string }): string | undefined {
  return name ?? username;
}

type Client = Sender & Pick<WebClient, "views">;
type Where = { readonly channel: string; readonly thread_ts?: string };

async function open({ views }: Client, trigger: string, form: Form, about: Reply, opened: Opened): Promise<void> {
  await calling("views.open", views.open({ trigger_id: trigger, view: drawForm(form, about, opened) }));
}

/** A form's answer has no response_url of its own; that of the press which opened the form is good for half an hour. */
async function hasReplaced(url: string, message: object): Promise<boolean> {
  const sent = fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(message),
  });
  return sent.then(
    ({ ok }) => ok,
    () => false,
  );
}

async function postFor(user: string, { chat }: Client, where: Where, message: SlackMessage): Promise<void> {
  await calling("chat.postEphemeral", chat.postEphemeral({ user, ...where, ...message, ...noPreviews }));
}

function inThread(ts: unknown): Pick<Where, "thread_ts"> {
  return typeof ts === "string" ? { thread_ts: ts } : {};
}

/** How the log calls an answer to a command, a press or a shortcut. */
const responseUrl = "response_url";
