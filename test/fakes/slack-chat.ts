import { badArguments, isRefusal, missingScope } from "./slack-api.ts";
import type { Method } from "./slack-api.ts";
import { longestText, readContent } from "./slack-message.ts";
import type { Refusal, Warning } from "./slack-message.ts";
import type { Json } from "./slack-shapes.ts";
import { kindOf } from "./slack-workspace.ts";
import type { Post, Workspace } from "./slack-workspace.ts";

export type ChatOptions = {
  readonly workspace: Workspace;
  readonly scopes: ReadonlySet<string>;
  readonly app: { readonly bot: string; readonly botId: string; readonly appId: string; readonly team: string };
  readonly warn: (warning: Warning) => void;
  readonly now: () => number;
  /** Whether a second post to a channel within a second is refused. */
  readonly strictRates: boolean;
};

/** The methods that write messages: docs.slack.dev/reference/methods/chat.postMessage and its neighbours. */
export function chatMethods(options: ChatOptions): Readonly<Record<string, Method>> {
  const { workspace, scopes, app, now } = options;
  const lastPostAt = new Map<string, number>();

  return {
    "chat.postMessage": writing((body) => {
      const channel = postingChannel(body, options);
      if (isRefusal(channel)) return channel;
      const tooSoon = options.strictRates && now() - (lastPostAt.get(channel.id) ?? -Infinity) < postEveryMs;
      if (tooSoon) return { error: "ratelimited", retryAfter: 1 };
      const said = contentFor("chat.postMessage", body, channel.id, options);
      if (isRefusal(said)) return said;
      lastPostAt.set(channel.id, now());
      const post = workspace.say({ ...said, channel: channel.id, author: app.bot, via: "chat.postMessage" });
      return { channel: post.channel, ts: post.ts, message: messageJson(post, app) };
    }),

    "chat.postEphemeral": writing((body) => {
      const channel = postingChannel(body, options, { anywherePublic: false });
      if (isRefusal(channel)) return channel;
      const { user } = body;
      if (typeof user !== "string") return badArguments("missing required field: user");
      if (!workspace.isIn(channel.id, user)) return { error: "user_not_in_channel" };
      const said = contentFor("chat.postEphemeral", body, channel.id, options);
      if (isRefusal(said)) return said;
      const post = workspace.say({
        ...said,
        channel: channel.id,
        author: app.bot,
        to: user,
        via: "chat.postEphemeral",
      });
      return { message_ts: post.ts };
    }),

    "chat.update": writing((body) => {
      const found = ownPost(body, options, "cant_update_message");
      if (isRefusal(found)) return found;
      const said = contentFor("chat.update", body, found.channel, options, longestText.updated);
      if (isRefusal(said)) return said;
      // A text without blocks takes the blocks away: docs.slack.dev/reference/methods/chat.update
      const post = workspace.rewrite(found, { text: said.text, blocks: said.blocks });
      return { channel: post.channel, ts: post.ts, text: post.text, message: messageJson(post, app) };
    }),

    "chat.delete": writing((body) => {
      const found = ownPost(body, options, "cant_delete_message");
      if (isRefusal(found)) return found;
      workspace.remove(found);
      return { channel: found.channel, ts: found.ts };
    }),
  };

  function writing(run: (body: Json) => Json | Refusal): Method {
    return {
      token: "bot",
      scopes: ["chat:write"],
      run: (body) => {
        const disguised = ["username", "icon_emoji", "icon_url"].some((name) => body[name] !== undefined);
        if (disguised && !scopes.has("chat:write.customize")) return missingScope("chat:write.customize", scopes);
        return run(body);
      },
    };
  }
}

/** A message as Slack shows it to an app. */
export function messageJson(post: Post, { botId, appId, team }: Omit<ChatOptions["app"], "bot">): Json {
  const isOurs = post.via !== "user";
  return {
    type: "message",
    user: post.author,
    ...(isOurs ? { bot_id: botId, app_id: appId } : {}),
    text: post.text,
    ts: post.ts,
    team,
    ...(post.threadTs === undefined ? {} : { thread_ts: post.threadTs }),
    ...(post.blocks.length > 0 ? { blocks: post.blocks } : {}),
    ...(post.edited ? { edited: { user: post.author, ts: post.ts } } : {}),
  };
}

/** The channel to post in; a person's id stands for their direct messages. What the app cannot see does not exist for it. */
export function postingChannel(
  body: Json,
  { workspace, scopes, app }: Pick<ChatOptions, "workspace" | "scopes" | "app">,
  { anywherePublic = true } = {},
): { readonly id: string } | Refusal {
  const given = body["channel"] ?? body["channel_id"];
  if (typeof given !== "string" || given === "") return badArguments("missing required field: channel");
  const isPerson = workspace.isUser(given) && given !== app.bot;
  const closed = isPerson ? workspace.whyClosed(given) : undefined;
  if (closed !== undefined) return { error: closed };
  const id = isPerson ? workspace.directChannel(given).id : given;
  if (!workspace.isChannel(id)) return { error: "channel_not_found" };
  if (workspace.isArchived(id)) return { error: "is_archived" };
  if (workspace.isIn(id, app.bot)) return { id };
  if (kindOf(id) !== "public") return { error: "channel_not_found" };
  return anywherePublic && scopes.has("chat:write.public") ? { id } : { error: "not_in_channel" };
}

const postEveryMs = 1000;
const tsPattern = /^\d{10,}\.\d{6}$/;

function contentFor(where: string, body: Json, channel: string, { workspace, warn }: ChatOptions, longest?: number) {
  const thread = threadOf(body, channel, workspace);
  if (isRefusal(thread)) return thread;
  const read = readContent(body, longest);
  if (isRefusal(read)) return read;
  for (const warning of read.warnings) warn({ ...warning, where });
  const root = thread.threadTs === undefined ? undefined : workspace.find(channel, thread.threadTs);
  if (root?.threadTs !== undefined && root.threadTs !== root.ts)
    warn({ kind: "thread_ts", where, detail: `${root.ts} is itself a reply, use its parent ${root.threadTs}` });
  return { ...read.content, ...thread };
}

/** The thread to post in, which must exist where the message goes. */
export function threadOf(body: Json, channel: string, workspace: Workspace): { readonly threadTs?: string } | Refusal {
  const { thread_ts: threadTs } = body;
  if (threadTs === undefined) return {};
  if (typeof threadTs !== "string" || !tsPattern.test(threadTs)) return { error: "invalid_thread_ts" };
  const root = workspace.find(channel, threadTs);
  return root && root.to === undefined ? { threadTs } : { error: "thread_not_found" };
}

/** The app's own message that this call is about. An ephemeral one cannot be found again. */
function ownPost(body: Json, options: ChatOptions, notOurs: string): Post | Refusal {
  const { workspace, app } = options;
  const { channel, ts } = body;
  if (typeof channel !== "string" || typeof ts !== "string")
    return badArguments("missing required field: channel or ts");
  // Here a person's id stands for nothing.
  if (workspace.isUser(channel)) return { error: "channel_not_found" };
  const there = postingChannel(body, options);
  if (isRefusal(there)) return there;
  const post = workspace.find(channel, ts);
  if (post?.to !== undefined || post === undefined) return { error: "message_not_found" };
  return post.author === app.bot ? post : { error: notOurs };
}
