import { createHmac } from "node:crypto";
import { request } from "node:http";
import { isJson } from "./slack-shapes.ts";
import type { Json } from "./slack-shapes.ts";
import type { Envelope } from "./slack-socket.ts";

export type RequestOptions = {
  /** The app's request URL, on loopback. */
  readonly url: string;
  readonly signature: "good" | "bad" | "missing";
  /** The time it claims to have been sent is ten minutes ago. */
  readonly isStale: boolean;
  readonly patienceMs: number;
};

/** What the app answered; undefined if there was no answer in time, or no connection. */
export type HttpReceipt = { readonly status: number; readonly payload: Json | undefined } | undefined;

/**
 * Sends an envelope's payload as Slack's HTTP mode does: docs.slack.dev/authentication/verifying-requests-from-slack.
 * The timestamp is the machine's own time, whatever the fake's clock says, for that is what the app compares it with.
 */
export function sendSigned(envelope: Envelope, secret: string, options: RequestOptions): Promise<HttpReceipt> {
  const [body, type] = encoded(envelope);
  const at = Math.floor(Date.now() / 1000) - (options.isStale ? staleSeconds : 0);
  const signature = `v0=${createHmac("sha256", secret)
    .update(`v0:${String(at)}:${body}`)
    .digest("hex")}`;
  const signed =
    options.signature === "bad" ? signature.replace(/.$/, (last) => (last === "0" ? "1" : "0")) : signature;
  const headers = {
    "content-type": type,
    "content-length": Buffer.byteLength(body),
    "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
    ...(options.signature === "missing"
      ? {}
      : { "x-slack-signature": signed, "x-slack-request-timestamp": String(at) }),
    ...(envelope.retry_attempt === undefined
      ? {}
      : {
          "x-slack-retry-num": String(envelope.retry_attempt),
          "x-slack-retry-reason": envelope.retry_reason ?? "http_timeout",
        }),
  };
  return new Promise((resolve) => {
    const giveUp = () => {
      clearTimeout(timer);
      outgoing.destroy();
      resolve(undefined);
    };
    const timer = setTimeout(giveUp, options.patienceMs);
    const outgoing = request(options.url, { method: "POST", headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", giveUp);
      incoming.on("end", () => {
        clearTimeout(timer);
        resolve({ status: incoming.statusCode ?? 0, payload: decoded(Buffer.concat(chunks).toString()) });
      });
    });
    outgoing.on("error", giveUp);
    outgoing.end(body);
  });
}

const staleSeconds = 10 * 60;

/** Events are JSON, commands a form, interactions a form with one JSON field. */
function encoded({ type, payload }: Envelope): [body: string, contentType: string] {
  if (type === "events_api") return [JSON.stringify(payload), "application/json"];
  const fields = type === "slash_commands" ? (payload as Record<string, string>) : { payload: JSON.stringify(payload) };
  return [new URLSearchParams(fields).toString(), "application/x-www-form-urlencoded"];
}

/** A plain text answer is a message's text, as it is over a socket. */
function decoded(body: string): Json | undefined {
  if (body === "") return undefined;
  try {
    const json: unknown = JSON.parse(body);
    return isJson(json) ? json : { text: body };
  } catch {
    return { text: body };
  }
}
