import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { Json } from "./slack-shapes.ts";

/** One request the app made, in the order they were answered. */
export type Call = {
  /** A Web API method, `respond` for a response_url, `upload` for a file's bytes. */
  readonly method: string;
  /** The arguments, without the token, JSON in them decoded. */
  readonly body: Json;
  readonly status: number;
  /** What the app was told; after a fault with `after` the result says what was done all the same. */
  readonly ok: boolean;
  readonly error?: string;
  readonly reasons?: readonly string[];
  readonly result: Json;
  /** When, by the fake's clock, in milliseconds. */
  readonly at: number;
};

/** What goes wrong with the next calls of a method. Without anything but `until`, an answer that takes its time. */
export type Fault = {
  readonly status?: 429 | 500 | 503;
  /** In seconds, for a 429; 1 unless told. */
  readonly retryAfter?: number;
  /** Such as `invalid_auth`; comes as Slack sends it, with status 200. */
  readonly error?: string;
  /** The connection breaks before an answer. */
  readonly cut?: true;
  /** The call takes effect all the same, only its answer is lost. */
  readonly after?: true;
  /** Nothing is answered before this has settled. */
  readonly until?: Promise<unknown>;
  /** For how many calls, 1 unless told. */
  readonly times?: number;
};

export type Request = { readonly headers: IncomingHttpHeaders; readonly bytes: Buffer; readonly url: string };
export type Reply = {
  readonly status: number;
  readonly json: Json;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Desk = ReturnType<typeof makeDesk>;

/** Where the app's requests arrive: each is read, faulted if that is due, answered and written down. */
export function makeDesk(now: () => number) {
  const calls: Call[] = [];
  const faults: { readonly method: string; readonly fault: Fault; left: number }[] = [];

  const due = (method: string): Fault | undefined => {
    const found = faults.find((each) => each.left > 0 && (each.method === method || each.method === "*"));
    if (found) found.left -= 1;
    return found?.fault;
  };

  return {
    calls: calls as readonly Call[],

    /** `*` is every method. Faults of one method come in the order they were asked for. */
    fail: (method: string, fault: Fault) => {
      faults.push({ method, fault, left: fault.times ?? 1 });
    },

    async handle(
      method: string,
      incoming: IncomingMessage,
      outgoing: ServerResponse,
      read: (request: Request) => Json | Promise<Json>,
      run: (body: Json, request: Request) => Reply,
    ): Promise<void> {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const request = { headers: incoming.headers, bytes: Buffer.concat(chunks), url: incoming.url ?? "" };
      const body = await read(request);
      const fault = due(method);
      await fault?.until;
      const isFaulty =
        fault !== undefined && (fault.status !== undefined || fault.error !== undefined || fault.cut === true);
      const done = isFaulty && fault.after !== true ? undefined : run(body, request);
      const reply = isFaulty ? faulty(fault) : (done ?? nothing);
      const { ok, error, errors } = reply.json;
      calls.push({
        method,
        body,
        status: reply.status,
        ok: ok === true,
        ...(typeof error === "string" ? { error } : {}),
        ...(Array.isArray(errors) ? { reasons: errors as string[] } : {}),
        result: (done ?? reply).json,
        at: now(),
      });
      if (fault?.cut) {
        incoming.socket.destroy();
        return;
      }
      outgoing.writeHead(reply.status, { "content-type": "application/json; charset=utf-8", ...reply.headers });
      outgoing.end(JSON.stringify(reply.json));
    },
  };
}

const nothing: Reply = { status: 404, json: { ok: false, error: "not_found" } };

function faulty({ status, retryAfter = 1, error, cut }: Fault): Reply {
  if (cut) return { status: 0, json: { ok: false, error: error ?? "cut" } };
  const json = { ok: false, error: error ?? (status === 429 ? "ratelimited" : "internal_error") };
  return { status: status ?? 200, json, ...(status === 429 ? { headers: { "retry-after": String(retryAfter) } } : {}) };
}
