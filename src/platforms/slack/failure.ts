/** How calls of Slack's Web API fail, and what whoever runs the tutor can do about it. */
export type Failure = {
  readonly code?: string;
  readonly retryAfter?: number;
  readonly statusCode?: number;
  readonly data?: { readonly error?: string; readonly needed?: string };
  readonly original?: { readonly message?: string; readonly cause?: { readonly code?: string } };
  /** Of an answer to a response_url, which is no call of the Web API. */
  readonly cause?: { readonly code?: string };
  /** The method, where `calling` has noted it. */
  readonly call?: string;
};

/** Notes on a failure which call it was, since the SDK's errors do not say; their code and data stay as they are. */
export async function calling<T>(call: string, made: Promise<T>): Promise<T> {
  try {
    return await made;
  } catch (error) {
    throw error instanceof Error ? Object.assign(error, { call }) : error;
  }
}

/** The one call that is made with the app token. */
export const socketCall = "apps.connections.open";

/** A failure in a few words, without the token or the text that went along. */
export function describeFailure(error: unknown): string {
  // A socket that closes before it is open says nothing at all.
  if (error === undefined) return "the connection was closed at once";
  const { code, data, statusCode, original, cause: own, call } = error as Failure;
  if (data?.error !== undefined) return `${call === undefined ? "" : `${call}: `}${describeRefusal(data, call)}`;
  const where = call === undefined ? "" : ` (${call})`;
  if (statusCode !== undefined) return `Slack answered with status ${String(statusCode)}${where}`;
  const cause = original?.cause?.code ?? original?.message ?? own?.code;
  if (cause !== undefined) return `Slack cannot be reached (${cause})${where}`;
  if (error instanceof Error) return `${error.message}${where}`;
  return `${code ?? "an unknown failure"}${where}`;
}

function describeRefusal({ error = "", needed }: NonNullable<Failure["data"]>, call: string | undefined): string {
  const bySocket = call === socketCall;
  if (refusedTokens.has(error))
    return `the token is refused (${error}). Check ${bySocket ? "SLACK_APP_TOKEN" : "SLACK_BOT_TOKEN"}`;
  if (error === "missing_scope" && bySocket)
    return `the app-level token lacks the scope ${needed ?? "connections:write"}; generate one with it for SLACK_APP_TOKEN`;
  if (error === "missing_scope")
    return `the app lacks the scope ${needed ?? "it needs"}; install it again from the manifest`;
  const help = remedies[error];
  return help === undefined ? error : `${error}; ${help}`;
}

const refusedTokens = new Set([
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "token_revoked",
  "token_expired",
  "not_allowed_token_type",
]);

const invite = "invite the app there with /invite";

const remedies: Readonly<Record<string, string>> = {
  not_in_channel: invite,
  channel_not_found: `the channel is gone, or hidden from the app: if it is private, ${invite}`,
  is_archived: "the channel is archived, nobody can post there",
  restricted_action: "the workspace lets only some people post there; an admin can let the app",
  messages_tab_disabled: "switch the Messages Tab on under App Home, so that people can be written to",
  expired_trigger_id: "the form was opened more than three seconds after the press",
};
