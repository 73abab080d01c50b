import { messageJson } from "./slack-chat.ts";
import { nameOf } from "./slack-directory.ts";
import { interactiveElements } from "./slack-elements.ts";
import { stateEntry } from "./slack-press.ts";
import type { Chosen } from "./slack-press.ts";
import type { Origin } from "./slack-respond.ts";
import type { Json } from "./slack-shapes.ts";
import type { View, Views } from "./slack-views.ts";
import { kindOf } from "./slack-workspace.ts";
import type { Post, Workspace } from "./slack-workspace.ts";

/** Which element: in a message of a channel, the newest that has it unless told, or in a view. */
export type Standing = {
  readonly actionId: string;
  readonly blockId?: string;
  readonly user: string;
  readonly channel?: string;
  /** The ts of the message. */
  readonly message?: string;
  readonly view?: "home" | "modal";
};

/** An element where it stands now, and what a payload tells of that place. */
export type Place = {
  readonly blockId: string;
  readonly element: Json;
  readonly blocks: readonly Json[];
  readonly context: Json;
  /** What a response_url would be about; views have none. */
  readonly origin?: Origin;
};

export type StandingOptions = {
  readonly workspace: Workspace;
  readonly views: Views;
  readonly app: { readonly bot: string; readonly botId: string; readonly appId: string; readonly team: string };
  readonly newTs: () => string;
};

/** What people see, and can therefore use. */
export function makeStandings({ workspace, views, app, newTs }: StandingOptions) {
  /** Options that the app has handed over, by action_id. */
  const offered = new Map<string, readonly Json[]>();

  const present = (user: string, channel: string): void => {
    if (!workspace.isUser(user)) throw new Error(`there is no user ${user}`);
    if (!workspace.isChannel(channel)) throw new Error(`there is no channel ${channel}`);
    if (!workspace.canSee(user, channel)) throw new Error(`${user} is not in ${channel}`);
  };

  const inMessage = (what: Standing, channel: string, forged: boolean): Place | undefined => {
    const { user, message } = what;
    present(user, channel);
    const visible = workspace.posts(channel).filter((post) => post.to === undefined || post.to === user);
    const newest = visible.findLast((post) => elementIn(post.blocks, what)) ?? (forged ? visible.at(-1) : undefined);
    const post = message === undefined ? newest : visible.find((each) => each.ts === message);
    const found = post && elementIn(post.blocks, what);
    if (!found && !forged) return undefined;
    const isEphemeral = post?.to !== undefined;
    const container = {
      type: "message",
      message_ts: post?.ts ?? message ?? newTs(),
      channel_id: channel,
      is_ephemeral: isEphemeral,
      ...(post?.threadTs === undefined ? {} : { thread_ts: post.threadTs }),
    };
    return {
      ...(found ?? nowhere),
      blocks: post?.blocks ?? [],
      context: {
        container,
        channel: { id: channel, name: shownName(channel) },
        // An ephemeral message does not come along.
        ...(post && !isEphemeral ? { message: messageJson(post, app) } : {}),
      },
      origin: { channel, user, ...(post ? { original: post } : {}) },
    };
  };

  const inView = (what: Standing, view: View | undefined, forged: boolean): Place | undefined => {
    const found = view && elementIn(view.blocks, what);
    if (!view || (!found && !forged)) return undefined;
    const context = { container: { type: "view", view_id: view.id }, view };
    return { ...(found ?? nowhere), blocks: view.blocks, context };
  };

  return {
    offered: (actionId: string): readonly Json[] => offered.get(actionId) ?? [],
    offer: (actionId: string, options: readonly Json[]) => {
      offered.set(actionId, options);
    },

    /** @throws Error if there is no such user or channel, or the one is not in the other */
    present,

    /** @throws Error if this person sees no such element, unless it is forged */
    find(what: Standing, forged: boolean): Place {
      const { actionId, user, channel, view } = what;
      if (view === undefined && channel === undefined)
        throw new Error(`say in which channel or view ${actionId} stands`);
      const place =
        view === undefined
          ? inMessage(what, channel ?? "", forged)
          : inView(what, view === "home" ? views.home(user) : views.modal(user), forged);
      if (!place)
        throw new Error(`${actionId} stands nowhere that ${user} sees; say forged: true to send it all the same`);
      return place;
    },

    /** A message that this person sees. */
    seen(user: string, channel: string, ts: string): Post {
      const post = workspace.find(channel, ts);
      if (!post || (post.to !== undefined && post.to !== user))
        throw new Error(`${user} sees no message ${ts} in ${channel}`);
      return post;
    },

    /** `state.values` of a message or view, given what has been entered, by action_id. */
    stateOf(blocks: readonly Json[], values: Readonly<Record<string, Chosen>>): Json {
      const state: Record<string, Record<string, Json>> = {};
      for (const { blockId, element } of interactiveElements(blocks)) {
        const actionId = String(element["action_id"]);
        const entry = stateEntry(element, values[actionId], offered.get(actionId) ?? []);
        if (entry) (state[blockId] ??= {})[actionId] = entry;
      }
      return state;
    },
  };
}

/**
 * What Slack's client checks before it sends a modal.
 * @throws Error if it would not send it
 */
export function checkFilled(view: View, values: Readonly<Record<string, Chosen>>, state: Json): void {
  const elements = interactiveElements(view.blocks);
  for (const actionId of Object.keys(values))
    if (!elements.some(({ element }) => element["action_id"] === actionId))
      throw new Error(`the modal has no ${actionId}`);
  for (const block of view.blocks.filter(({ type }) => type === "input")) {
    for (const { blockId, element } of interactiveElements([block])) {
      const actionId = String(element["action_id"]);
      const entry = (state[blockId] as Readonly<Record<string, Json>> | undefined)?.[actionId] ?? {};
      const value = Object.entries(entry).find(([name]) => name !== "type")?.[1];
      const isEmpty = value === null || value === "" || (Array.isArray(value) && value.length === 0);
      if (isEmpty && block["optional"] !== true) throw new Error(`the client does not send it without ${actionId}`);
      const { min_length: least = 0, max_length: most = 3000 } = element;
      if (typeof value === "string" && !isEmpty && (value.length < Number(least) || value.length > Number(most)))
        throw new Error(`the client takes ${String(least)} to ${String(most)} characters in ${actionId}`);
    }
  }
}

/** What a channel is called in a payload: only public ones by their name. */
export function shownName(channel: string): string {
  return { public: nameOf(channel), private: "privategroup", direct: "directmessage" }[kindOf(channel)];
}

const nowhere = { blockId: "forged", element: {} };

function elementIn(blocks: readonly Json[], { actionId, blockId }: Standing) {
  return interactiveElements(blocks).find(
    (each) => each.element["action_id"] === actionId && (blockId === undefined || each.blockId === blockId),
  );
}
