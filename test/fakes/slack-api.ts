import type { Reply, Request } from "./slack-desk.ts";
import type { Refusal } from "./slack-message.ts";
import { isJson } from "./slack-shapes.ts";
import type { Json } from "./slack-shapes.ts";

/** A method of the Web API: docs.slack.dev/reference/methods */
export type Method = {
  readonly token: "bot" | "app";
  /** One of these is needed; none for an empty list. */
  readonly scopes: readonly string[];
  readonly run: (body: Json) => Json | Refusal;
};

export type ApiOptions = {
  readonly tokens: { readonly bot: string; readonly app: string };
  readonly scopes: ReadonlySet<string>;
  readonly methods: Readonly<Record<string, Method>>;
};

/** Answers a call as Slack does: token, then scope, then the method itself. Failures too come with status 200, but for 429. */
export function answerCall(name: string, body: Json, request: Request, { tokens, scopes, methods }: ApiOptions): Reply {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  const held = {
    "x-oauth-scopes": [...scopes].join(","),
    ...(method ? { "x-accepted-oauth-scopes": method.scopes.join(",") } : {}),
  };
  const refused = refusal();
  const outcome = refused ?? method?.run(body) ?? { error: "unknown_method" };
  if (!isRefusal(outcome)) return { status: 200, json: { ok: true, ...outcome }, headers: held };
  const { retryAfter } = outcome;
  if (retryAfter === undefined) return { status: 200, json: refusalJson(outcome), headers: held };
  return { status: 429, json: refusalJson(outcome), headers: { ...held, "retry-after": String(retryAfter) } };

  function refusal(): Refusal | undefined {
    if (!method) return { error: "unknown_method", more: { req_method: name } };
    const token = tokenOf(request);
    if (token === undefined) return { error: "not_authed" };
    if (token !== tokens.bot && token !== tokens.app) return { error: "invalid_auth" };
    if (token !== tokens[method.token]) return { error: "not_allowed_token_type" };
    if (method.token === "app" || method.scopes.length === 0) return undefined;
    return method.scopes.some((scope) => scopes.has(scope)) ? undefined : missingScope(method.scopes.join(","), scopes);
  }
}

export function missingScope(needed: string, scopes: ReadonlySet<string>): Refusal {
  return { error: "missing_scope", more: { needed, provided: [...scopes].join(",") } };
}

export function isRefusal(outcome: object): outcome is Refusal {
  return "error" in outcome && typeof outcome.error === "string";
}

export function refusalJson({ error, reasons, more }: Refusal): Json {
  return {
    ok: false,
    error,
    ...more,
    ...(reasons
      ? { errors: reasons, response_metadata: { messages: reasons.map((reason) => `[ERROR] ${reason}`) } }
      : {}),
  };
}

/** For the arguments of a method that Slack would not even look at. */
export function badArguments(...reasons: readonly string[]): Refusal {
  return { error: "invalid_arguments", reasons };
}

/** The arguments of a call: a form, in which what is no plain value is JSON, or a JSON object. */
export function readArguments({ headers, bytes }: Request): Json {
  const body = headers["content-type"]?.startsWith("application/json") ? parsed(bytes.toString()) : formOf(bytes);
  if (!isJson(body)) return {};
  const given = Object.entries(body).filter(([name]) => name !== "token");
  return Object.fromEntries(
    given.map(([name, value]) => [
      name,
      jsonArguments.includes(name) && typeof value === "string" ? (parsed(value) ?? value) : value,
    ]),
  );
}

const jsonArguments = ["blocks", "view", "attachments", "prompts", "files", "metadata"];

function formOf(bytes: Buffer): Json {
  return Object.fromEntries(new URLSearchParams(bytes.toString()));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** From the header, or from a form: in a JSON body Slack does not look for one. */
function tokenOf({ headers, bytes }: Request): string | undefined {
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1];
  if (bearer !== undefined) return bearer;
  const token = headers["content-type"]?.startsWith("application/json") ? undefined : formOf(bytes)["token"];
  return typeof token === "string" ? token : undefined;
}
