import { App, HTTPReceiver, LogLevel, SocketModeReceiver, type Logger, type RespondFn } from "@slack/bolt";
import type { Poster, Reply } from "../../conversation.ts";
import { keepTrying } from "../backoff.ts";
import type { Listener, Surroundings } from "../platform.ts";
import { makeSeen } from "../seen.ts";
import { drawForm, formCallback, formOf, readForm } from "./forms.ts";
import { hearButton, hearForm, hearQuestion, hearText, type Heard } from "./hear.ts";
import { describeFailure, makePoster } from "./post.ts";
import { prompts, promptsTitle, shortcutId, slashCommand } from "./manifest.ts";
import { say } from "./say.ts";

export type SlackOptions = Surroundings & {
  readonly botToken: string;
  /** Socket Mode with an app token, else signed HTTP on a port of its own. */
  readonly by:
    { readonly appToken: string } | { readonly signingSecret: string; readonly host: string; readonly port: number };
  /** Another address of the Web API, ending in a slash: for tests. */
  readonly apiUrl?: string;
  /** How soon a dropped socket is noticed, in milliseconds: for tests. */
  readonly pingTimeout?: number;
};

export type Slack = {
  readonly poster: Poster;
  /** Resolves once connected for the first time; where HTTP deliveries are taken, or that a socket is. */
  readonly connected: Promise<string>;
  readonly stop: () => Promise<void>;
};

/** An answer that takes longer than this is acknowledged first and given later: Slack waits three seconds. */
const slowAfter = 1000;

/** Connects to Slack, and keeps trying where that fails. */
export function startSlack(listener: Listener, options: SlackOptions): Slack {
  const { by, botToken, apiUrl, now, log } = options;
  const logger = quietLogger(log);
  const clientOptions = {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    // Posts are tried again by the delivery queue, which knows what may be repeated.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger,
  };
  const receiver =
    "appToken" in by
      ? new SocketModeReceiver({
          appToken: by.appToken,
          logger,
          ...(options.pingTimeout === undefined ? {} : { clientPingTimeout: options.pingTimeout }),
          installerOptions: { clientOptions },
        })
      : new HTTPReceiver({ signingSecret: by.signingSecret, logger, port: by.port });
  const app = new App({
    token: botToken,
    receiver,
    logger,
    clientOptions,
    deferInitialization: true,
    convoStore: false,
  });
  app.error((error) => {
    log(`Slack: ${describeFailure(error)}`);
    return Promise.resolve();
  });
  listen(app, listener, options);

  const stopping = new AbortController();
  const connected = new Promise<string>((resolve) => {
    const connect = async () => {
      await app.init();
      if (receiver instanceof HTTPReceiver && !("appToken" in by)) {
        const server = await receiver.start({ port: by.port, host: by.host });
        const address = server.address();
        const port = typeof address === "object" && address ? address.port : by.port;
        resolve(`http://${by.host}:${String(port)}/slack/events`);
      } else {
        await app.start();
        resolve("a socket");
      }
    };
    void keepTrying(connect, (error) => `Slack is not connected: ${describeFailure(error)}`, options, stopping.signal);
  });
  return {
    poster: makePoster(app.client),
    connected,
    stop: async () => {
      stopping.abort();
      // Stopping what never started is an error to the SDK, not to us.
      await app.stop().catch(() => undefined);
    },
  };

  function listen(to: App, { grammar, handle }: Listener, { sleep }: Surroundings): void {
    const seen = makeSeen(now);
    const ask = (heard: Heard) => handle({ ...heard, at: now() });
    const within = async (reply: Promise<Reply>): Promise<Reply | undefined> => {
      const timer = new AbortController();
      const first = await Promise.race([reply, sleep(slowAfter, timer.signal).then(() => undefined)]);
      timer.abort();
      return first;
    };
    const privately = (reply: Reply, heard: Heard) => ({
      response_type: "ephemeral" as const,
      replace_original: false,
      ...say(reply, !heard.place.private),
    });

    to.command(slashCommand, async ({ command, ack, respond, client }) => {
      const who = { team: command.team_id, user: command.user_id, channel: command.channel_id };
      const heard = hearText(command.text, who, grammar);
      const reply = ask(heard);
      const quick = await within(reply);
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
      else if (channel.startsWith("D")) await client.chat.postMessage({ channel, ...say(reply, false), ...noPreviews });
      else await answerPress(respond, privately(reply, heard ?? { ...hearText("", who, grammar) }));
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
}

/** The documentation links are for reading, not for unfolding into the conversation. */
const noPreviews = { unfurl_links: false, unfurl_media: false } as const;

const unknownButton: Reply = {
  to: "asker",
  parts: [{ kind: "text", text: "I no longer know that button. Ask again, or say help for what I understand." }],
};

type PrivateMessage = Parameters<RespondFn>[0] & object;

/** A press may come from a message whose response address is used up; that is nobody's fault and ends here. */
async function answerPress(respond: RespondFn, message: PrivateMessage): Promise<void> {
  await respond(message);
}

/** The SDK's warnings and errors as lines of ours; the rest of what it says is of no use to whoever runs the tutor. */
function quietLogger(log: (line: string) => void): Logger {
  const nothing = () => undefined;
  const line = (...words: unknown[]) => {
    log(`Slack: ${words.map((word) => (word instanceof Error ? word.message : String(word))).join(" ")}`);
  };
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: line,
    setLevel: nothing,
    getLevel: () => LogLevel.ERROR,
    setName: nothing,
  };
}
