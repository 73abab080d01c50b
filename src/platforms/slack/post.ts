import type { WebClient } from "@slack/web-api";
import type { Attempt, Delivery, Poster } from "../../conversation.ts";
import { calling, describeFailure, type Failure } from "./failure.ts";
import { say } from "./say.ts";

/** Posts for everyone in a channel, one message a second: https://docs.slack.dev/apis/web-api/rate-limits */
export function makePoster(client: Pick<WebClient, "chat">): Poster {
  const message = (delivery: Delivery) => ({
    channel: delivery.place.id,
    ...say(delivery.reply, false),
    unfurl_links: false,
    unfurl_media: false,
  });
  return {
    // Slack recognises no repetition: a post that may have been made is never made again.
    knowsRepetitions: false,
    channelPace: 1000,
    platformPace: 0,
    post: (delivery) =>
      attempt(async () => {
        const { ts } = await calling("chat.postMessage", client.chat.postMessage(message(delivery)));
        return ts ?? "";
      }),
    edit: (reference, delivery) =>
      attempt(async () => {
        const edited = { ...message(delivery), ts: reference };
        const { ts } = await calling("chat.update", client.chat.update(edited));
        return ts ?? reference;
      }),
  };
}

async function attempt(call: () => Promise<string>): Promise<Attempt> {
  try {
    return { kind: "done", reference: await call() };
  } catch (error) {
    return whatCameOf(error);
  }
}

/** What a failed call means for the post it was to make. */
export function whatCameOf(error: unknown): Attempt {
  const { code, retryAfter, statusCode, data, original } = error as Failure;
  const detail = describeFailure(error);
  if (code === "slack_webapi_rate_limited_error")
    return { kind: "wait", ms: (retryAfter ?? 1) * 1000, everywhere: false };
  if (code === "slack_webapi_platform_error") {
    const reason = data?.error ?? "";
    if (notThere.has(reason)) return { kind: "refused", why: "notThere", detail };
    if (gone.has(reason)) return { kind: "refused", why: "gone", detail };
    return passing.has(reason) ? { kind: "failed", detail } : { kind: "refused", why: "malformed", detail };
  }
  // Slack's answer to a server error says nothing of whether the post was made.
  if (statusCode !== undefined) return { kind: "unknown", detail };
  return unsent.test(original?.cause?.code ?? original?.message ?? detail)
    ? { kind: "failed", detail }
    : { kind: "unknown", detail };
}

const notThere = new Set([
  "not_in_channel",
  "channel_not_found",
  "user_not_in_channel",
  "is_archived",
  "restricted_action",
]);
const gone = new Set(["message_not_found", "cant_update_message", "edit_window_closed"]);
const passing = new Set(["fatal_error", "internal_error", "service_unavailable", "ratelimited"]);
const unsent = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/;
