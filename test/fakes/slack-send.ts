import { messageJson } from "./slack-chat.ts";
import type { Answer, Deliveries, Travel } from "./slack-delivery.ts";
import { nameOf } from "./slack-directory.ts";
import { suggestion } from "./slack-elements.ts";
import type { Warning } from "./slack-message.ts";
import { actionEntry } from "./slack-press.ts";
import type { Chosen } from "./slack-press.ts";
import type { Origin, Responses } from "./slack-respond.ts";
import { faultsOf, isJson } from "./slack-shapes.ts";
import type { Json } from "./slack-shapes.ts";
import type { Envelope } from "./slack-socket.ts";
import { checkFilled, makeStandings, shownName } from "./slack-standing.ts";
import type { Standing, StandingOptions } from "./slack-standing.ts";
import type { View } from "./slack-views.ts";
import { kindOf } from "./slack-workspace.ts";
import type { Post } from "./slack-workspace.ts";

export type SendOptions = StandingOptions & {
  readonly responses: Responses;
  readonly deliveries: Deliveries;
  readonly scopes: ReadonlySet<string>;
  readonly command: string;
  readonly warn: (warning: Warning) => void;
  readonly now: () => number;
};

type CommandUse = { text?: string; channel: string; user: string; command?: string };
type ElementUse = Standing & { readonly value?: Chosen; readonly forged?: true };
type Typing = Standing & { readonly value: string; readonly forged?: true };
/** The values are what was entered, by action_id; the rest stays as the view has it. A forged view need not be open. */
type Submission = { user: string; values?: Readonly<Record<string, Chosen>>; forged?: Json };
type ShortcutUse = { callbackId: string; channel: string; user: string; text?: string; message?: string };
type Mention = { text: string; channel: string; user: string; threadTs?: string };
type Direct = { text: string; user: string; threadTs?: string; extra?: Json };

export type Send = ReturnType<typeof makeSend>;

/**
 * What people do in Slack, each delivered to the app as Slack would. Every one resolves with what came back, and rejects
 * with an Error if in Slack it could not happen, for want of a scope, of a button, of being in the channel.
 */
export function makeSend(options: SendOptions) {
  const { workspace, views, responses, deliveries, scopes, app, warn, now, newTs } = options;
  const standings = makeStandings(options);
  let events = 0;

  return {
    /** A slash command; it works where the app is not. */
    async command(what: CommandUse & Travel): Promise<Answer> {
      const { text = "", channel, user, command = options.command } = what;
      needs("commands");
      standings.present(user, channel);
      const payload = {
        token: verificationToken,
        team_id: app.team,
        team_domain: domain,
        channel_id: channel,
        channel_name: shownName(channel),
        user_id: user,
        user_name: nameOf(user),
        command,
        text,
        api_app_id: app.appId,
        is_enterprise_install: "false",
        response_url: responses.issue({ channel, user }),
        trigger_id: views.trigger(user),
      };
      return deliver("slash_commands", payload, what, (ack) => shown(ack, { channel, user }));
    },

    /** Somebody uses an element that they see. With `forged` it need not stand anywhere, nor have that value. */
    async action(what: ElementUse & Travel): Promise<Answer> {
      const { user, actionId, value, forged } = what;
      const place = standings.find(what, forged === true);
      const at = newTs();
      const entry = forged
        ? {
            type: place.element["type"] ?? "button",
            action_id: actionId,
            block_id: what.blockId ?? place.blockId,
            ...(value === undefined ? {} : { value }),
            action_ts: at,
          }
        : actionEntry(place.blockId, place.element, value, standings.offered(actionId), at);
      const state = { values: standings.stateOf(place.blocks, forged ? {} : { [actionId]: value }) };
      const { view } = place.context;
      const payload = {
        type: "block_actions",
        ...interaction(user),
        trigger_id: views.trigger(user),
        ...place.context,
        ...(isJson(view) ? { view: { ...view, state } } : { state }),
        ...(place.origin ? { response_url: responses.issue(place.origin) } : {}),
        actions: [entry],
      };
      return deliver("interactive", payload, what, ignored("block_actions"));
    },

    /** Somebody types in an external select; what comes back can be chosen from then on. */
    async optionsRequest(what: Typing & Travel): Promise<Answer> {
      const { user, value, actionId, forged } = what;
      const place = standings.find(what, forged === true);
      const { type, min_query_length: least } = place.element;
      const shortest = typeof least === "number" ? least : 3;
      if (!forged && !/external_select$/.test(String(type)))
        throw new Error(`${actionId} is a ${String(type)}, which asks for no options`);
      if (!forged && value.length < shortest)
        throw new Error(`${actionId} asks only from ${String(shortest)} characters on`);
      const asked = { action_id: actionId, block_id: place.blockId, value };
      const payload = { type: "block_suggestion", ...interaction(user), ...asked, ...place.context };
      return deliver("interactive", payload, what, (ack) => {
        const faults = ack ? faultsOf(suggestion, ack, "") : ["no options"];
        const groups = Array.isArray(ack?.["option_groups"]) ? (ack["option_groups"] as Json[]) : [];
        const all = [ack?.["options"], ...groups.map((group) => group["options"])].flat().filter(isJson);
        if (faults.length === 0) standings.offer(actionId, all);
        return faults;
      });
    },

    /** Somebody sends the modal they have open. */
    async viewSubmission(what: Submission & Travel): Promise<Answer> {
      const { user, values = {}, forged } = what;
      const open = views.modal(user);
      if (!open && !forged) throw new Error(`${user} has no modal open; say forged to send one all the same`);
      const view = { ...open, ...forged } as View;
      const entered = standings.stateOf(view.blocks, values);
      if (!forged) checkFilled(view, values, entered);
      const payload = {
        type: "view_submission",
        ...interaction(user),
        trigger_id: views.trigger(user),
        view: { ...view, state: { values: entered } },
        response_urls: [],
      };
      return deliver("interactive", payload, what, (ack) => views.answerSubmission(user, view, ack));
    },

    /** Somebody picks the shortcut on a message: one that is there, or a new one of theirs with this text. */
    async messageShortcut(what: ShortcutUse & Travel): Promise<Answer> {
      const { callbackId, channel, user, text = "", message } = what;
      needs("commands");
      standings.present(user, channel);
      const post = message === undefined ? said(user, channel, text) : standings.seen(user, channel, message);
      const payload = {
        type: "message_action",
        ...interaction(user),
        callback_id: callbackId,
        trigger_id: views.trigger(user),
        action_ts: newTs(),
        message_ts: post.ts,
        message: messageJson(post, app),
        channel: { id: channel, name: shownName(channel) },
        response_url: responses.issue({ channel, user }),
      };
      return deliver("interactive", payload, what, ignored("message_action"));
    },

    /** Somebody mentions the app in a channel it is in; the text is what follows the mention. */
    async mention(what: Mention & Travel): Promise<Answer> {
      const { text, channel, user, threadTs } = what;
      needs("app_mentions:read");
      standings.present(user, channel);
      if (kindOf(channel) === "direct") throw new Error("a mention in direct messages is no app_mention but a message");
      if (!workspace.isIn(channel, app.bot)) throw new Error(`the app is not in ${channel} and hears no mention there`);
      const post = said(user, channel, `<@${app.bot}> ${text}`, threadTs);
      return happen({ type: "app_mention", ...heard(post) }, what);
    },

    /** Somebody writes to the app; `extra` is for the edits, joins and bots that come as messages too. */
    async directMessage(what: Direct & Travel): Promise<Answer> {
      const { text, user, threadTs, extra } = what;
      needs("im:history");
      const channel = workspace.directChannel(user).id;
      standings.present(user, channel);
      const post = said(user, channel, text, threadTs);
      return happen({ type: "message", channel_type: "im", ...heard(post), ...extra }, what);
    },

    async appHomeOpened(what: { user: string; tab: "home" | "messages" } & Travel): Promise<Answer> {
      const { user, tab } = what;
      const channel = workspace.directChannel(user).id;
      standings.present(user, channel);
      const view = tab === "home" ? views.home(user) : undefined;
      return happen(
        { type: "app_home_opened", user, channel, tab, event_ts: newTs(), ...(view ? { view } : {}) },
        what,
      );
    },

    /** Any other event of the Events API, such as `app_uninstalled`. */
    async event(what: { event: Json } & Travel): Promise<Answer> {
      return happen({ event_ts: newTs(), ...what.event }, what);
    },
  };

  function deliver(
    type: Envelope["type"],
    payload: Json,
    travel: Travel,
    onAck: (ack: Json | undefined) => readonly string[],
  ): Promise<Answer> {
    const answersCount =
      type === "slash_commands" || ["block_suggestion", "view_submission"].includes(String(payload["type"]));
    return deliveries.deliver({ type, payload, accepts_response_payload: answersCount }, travel, onAck);
  }

  function happen(event: Json, travel: Travel): Promise<Answer> {
    const payload = {
      token: verificationToken,
      team_id: app.team,
      context_team_id: app.team,
      api_app_id: app.appId,
      event,
      type: "event_callback",
      event_id: `Ev${String(++events).padStart(8, "0")}`,
      event_time: Math.floor(now() / 1000),
      authorizations: [
        { enterprise_id: null, team_id: app.team, user_id: app.bot, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: false,
    };
    return deliver("events_api", payload, travel, ignored("events_api"));
  }

  function interaction(user: string): Json {
    return {
      user: { id: user, username: nameOf(user), name: nameOf(user), team_id: app.team },
      team: { id: app.team, domain },
      api_app_id: app.appId,
      token: verificationToken,
      enterprise: null,
      is_enterprise_install: false,
    };
  }

  function said(user: string, channel: string, text: string, threadTs?: string): Post {
    const thread = threadTs === undefined ? {} : { threadTs };
    return workspace.say({ ...thread, channel, author: user, text, blocks: [], via: "user" });
  }

  function heard({ author, text, ts, threadTs, channel }: Post): Json {
    const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
    return { user: author, text, ts, ...thread, channel, team: app.team, event_ts: ts, client_msg_id: `msg-${ts}` };
  }

  /** Shows what the acknowledgement of a command carries. */
  function shown(ack: Json | undefined, origin: Origin): readonly string[] {
    const refused = ack && responses.show(ack, origin, "ack");
    if (!refused) return [];
    const { error, errors } = refused;
    return ["invalid_command_response", String(error), ...(Array.isArray(errors) ? (errors as string[]) : [])];
  }

  /** Events, presses and shortcuts are answered with nothing: Slack takes no notice of more. */
  function ignored(where: string) {
    return (ack: Json | undefined): readonly string[] => {
      if (ack) warn({ kind: "ack_payload", where, detail: JSON.stringify(ack) });
      return [];
    };
  }

  function needs(scope: string): void {
    if (!scopes.has(scope)) throw new Error(`Slack sends this only to an app with the scope ${scope}`);
  }
}

const domain = "tutor-tests";
const verificationToken = "verification-token-of-the-fake";
