import type { Attempt } from "../../conversation.ts";
import { describeFailure, type Failure } from "./failure.ts";

/** What a failed call means for the post it was to make. */
export function whatCameOf(error: unknown): Attempt {
  const { code, retryAfter, statusCode, data, original, call } = error as Failure;
  const detail = describeFailure(error);
  if (code === "slack_webapi_rate_limited_error")
    return { kind: "wait", ms: (retryAfter ?? 1) * 1000, everywhere: false };
  if (code === "slack_webapi_platform_error") {
    const reason = data?.error ?? "";
    if (notThere.has(reason)) return { kind: "refused", why: "notThere", detail };
    if (gone.has(reason)) return { kind: "refused", why: "gone", detail };
    return passing.has(reason) ? { kind: "failed", detail } : { kind: "refused", why: "malformed", detail };
  }
  if (unseen.has(call ?? "")) return { kind: "failed", detail };
  // Slack's answer to a server error says nothing of whether the post was made.
  if (statusCode !== undefined) return { kind: "unknown", detail };
  return unsent.test(original?.cause?.code ?? original?.message ?? detail)
    ? { kind: "failed", detail }
    : { kind: "unknown", detail };
}

/** Whether it would be refused again, however often it is tried. */
export function isRefused(error: unknown): boolean {
  return whatCameOf(error).kind === "refused";
}

/** Whether it was refused for want of being there. */
export function isNotThere(error: unknown): boolean {
  const attempt = whatCameOf(error);
  return attempt.kind === "refused" && attempt.why === "notThere";
}

/** Whether it was refused for standing in a thread, in a channel that has none. */
export function takesNoThreads(error: unknown): boolean {
  return (error as Failure).data?.error === "restricted_action_non_threadable_channel";
}

/** Whether a form was opened more than three seconds after the press. */
export function isTooLate(error: unknown): boolean {
  return (error as Failure).data?.error === "expired_trigger_id";
}

/** Calls of which nobody sees anything: made twice, they do no harm. */
const unseen = new Set(["files.getUploadURLExternal", "upload"]);

const notThere = new Set([
  "not_in_channel",
  "channel_not_found",
  "user_not_in_channel",
  "is_archived",
  "is_inactive",
  "restricted_action",
  "restricted_action_read_only_channel",
  "restricted_action_thread_locked",
  "restricted_action_thread_only_channel",
  // Direct messages that a person, or their workspace, does not take.
  "cannot_dm_bot",
  "messages_tab_disabled",
  "user_disabled",
  "user_not_found",
]);
const gone = new Set(["message_not_found", "thread_not_found", "cant_update_message", "edit_window_closed"]);
const passing = new Set(["fatal_error", "internal_error", "service_unavailable", "ratelimited"]);
const unsent = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/;
