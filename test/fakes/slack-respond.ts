import { isRefusal, refusalJson } from "./slack-api.ts";
import { threadOf } from "./slack-chat.ts";
import type { Reply } from "./slack-desk.ts";
import { readContent } from "./slack-message.ts";
import type { Warning } from "./slack-message.ts";
import { isJson } from "./slack-shapes.ts";
import type { Json } from "./slack-shapes.ts";
import type { Post, Workspace } from "./slack-workspace.ts";

/** What a response_url belongs to. */
export type Origin = {
  readonly channel: string;
  readonly user: string;
  /** The message whose element was used: what `replace_original` and `delete_original` are about. */
  readonly original?: Post;
};

export type RespondOptions = {
  readonly workspace: Workspace;
  readonly bot: string;
  readonly warn: (warning: Warning) => void;
  readonly now: () => number;
  readonly baseUrl: () => string;
};

export type Responses = ReturnType<typeof makeResponses>;

/** The response_urls: five uses within thirty minutes, no token. docs.slack.dev/interactivity/handling-user-interaction */
export function makeResponses({ workspace, bot, warn, now, baseUrl }: RespondOptions) {
  const urls = new Map<string, { readonly origin: Origin; readonly at: number; uses: number }>();

  /** Shows what an answer carries, be it sent to a response_url or with an acknowledgement. */
  const show = (body: Json, { channel, user, original }: Origin, where: "respond" | "ack"): Json | undefined => {
    const standing = original && workspace.find(original.channel, original.ts);
    if (isTrue(body["delete_original"])) {
      if (standing) workspace.remove(standing);
      return standing ? undefined : refusalJson({ error: "message_not_found" });
    }
    const thread = threadOf(body, channel, workspace);
    if (isRefusal(thread)) return refusalJson(thread);
    const read = readContent(body);
    if (isRefusal(read)) return refusalJson(read);
    for (const warning of read.warnings) warn({ ...warning, where });
    // What a button's answer does not say, it means: without `replace_original: false` it replaces.
    if (original && !isFalse(body["replace_original"])) {
      if (!standing) return refusalJson({ error: "message_not_found" });
      workspace.rewrite(standing, read.content);
      return undefined;
    }
    // A command has no message to replace (bolt-js#2287): Slack posts a new one.
    if (isTrue(body["replace_original"]))
      warn({ kind: "no_original", where, detail: "replace_original without a message" });
    const to = body["response_type"] === "in_channel" ? {} : { to: user };
    workspace.say({ ...read.content, ...thread, ...to, channel, author: bot, via: where });
    return undefined;
  };

  return {
    show,

    issue(origin: Origin): string {
      const id = `R${String(urls.size + 1)}`;
      urls.set(id, { origin, at: now(), uses: 0 });
      return `${baseUrl()}/respond/${id}`;
    },

    /** The body of a response_url request, which is JSON. */
    read(bytes: Buffer): Json {
      try {
        const body: unknown = JSON.parse(bytes.toString());
        return isJson(body) ? body : {};
      } catch {
        return {};
      }
    },

    take(id: string, body: Json): Reply {
      const url = urls.get(id);
      if (!url) return { status: 404, json: { ok: false, error: "no_service" } };
      if (now() - url.at > livesMs) return { status: 404, json: { ok: false, error: "expired_url" } };
      if (url.uses >= mostUses) return { status: 404, json: { ok: false, error: "used_url" } };
      url.uses += 1;
      const refused = show(body, url.origin, "respond");
      return refused ? { status: 400, json: refused } : { status: 200, json: { ok: true } };
    },
  };
}

const mostUses = 5;
const livesMs = 30 * 60 * 1000;

const isTrue = (value: unknown) => value === true || value === "true";
const isFalse = (value: unknown) => value === false || value === "false";
