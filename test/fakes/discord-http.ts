import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Faults } from "./discord-faults.ts";
import { isObject, objectOf, type Json } from "./discord-json.ts";
import type { FakeFile } from "./discord-messages.ts";
import { multipart } from "./discord-multipart.ts";
import { openApiFaults } from "./discord-openapi.ts";
import { RateLimited } from "./discord-rates.ts";
import { fault, refuse, refuseFaults, Refused } from "./discord-refusal.ts";
import { described, readUploads, refuseLarge, uploadFaults, type Upload } from "./discord-uploads.ts";

/** One REST call, as the record keeps it. */
export type Call = {
  readonly at: number;
  readonly method: string;
  /** With names in place of ids, such as `/channels/:channel/messages`; the path where no route fits. */
  readonly route: string;
  /** As it came, below `/api/v10`. */
  readonly path: string;
  readonly body: unknown;
  readonly files?: readonly FakeFile[];
  /** 0 while it is under way, or where the connection was cut. */
  status: number;
  /** Why it was refused. */
  error?: string;
};

export type Request = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Json;
  /** The body where it may be a list. */
  readonly anyBody: unknown;
  readonly files: readonly FakeFile[];
  /** Refuses the body for these faults, or for those that Discord's own description finds. To be called once. */
  readonly admit: (faults: readonly string[]) => void;
};

export type Answer = { readonly status: number; readonly body?: unknown };

/** `template` as in `/channels/:channel/messages`; `open` needs no bot token. Names that end in no `_` are ids. */
export type Route = {
  readonly method: string;
  readonly template: string;
  readonly open?: boolean;
  readonly handle: (request: Request) => Answer;
};

export type HttpOptions = {
  readonly now: () => number;
  readonly token: string;
  readonly routes: readonly Route[];
  readonly faults: Faults;
  readonly count: (method: string, route: string, path: string) => Record<string, string>;
  readonly changed: () => void;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
};

/** The HTTP side: reads a call, lets it fail or run, answers, and keeps the record. */
export function createHttp(options: HttpOptions) {
  const calls: Call[] = [];
  let unavailable = false;
  let port = 0;
  const server = createServer((request, response) => {
    void serve(request, response);
  });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (unavailable) socket.destroy();
    else options.upgrade(request, socket, head);
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const [, version = "", path = url.pathname] = /^\/api\/v(\d+)(\/.*)$/.exec(url.pathname) ?? [];
    const method = request.method ?? "GET";
    const fits = options.routes.flatMap((route) => {
      const params = match(route.template, path);
      return params === undefined ? [] : [{ route, params }];
    });
    const fit = fits.find(({ route }) => route.method === method);
    const content = await read(request).catch((error: unknown) => String(error));
    const given = typeof content === "string" ? { body: undefined, files: [] } : content;
    const call: Call = {
      at: options.now(),
      method,
      route: fit?.route.template ?? path,
      path,
      body: given.body,
      ...(given.files.length > 0 ? { files: given.files } : {}),
      status: 0,
    };
    calls.push(call);
    const trouble = options.faults.take(method, decodeURIComponent(path));
    let headers: Record<string, string> = {};
    let answer: Answer;
    try {
      if (trouble?.cut === "before") throw new Cut();
      if (unavailable) throw injected(503, {});
      if (trouble?.status !== undefined) throw injected(trouble.status, trouble);
      if (version !== "10") refuse("invalidVersion");
      if (fit === undefined) refuse(fits.length > 0 ? "methodNotAllowed" : "notFound");
      if (fit.route.open !== true && request.headers.authorization !== `Bot ${options.token}`) refuse("unauthorized");
      headers = options.count(method, fit.route.template, path);
      if (content === "json") refuse("invalidJson");
      if (typeof content === "string") refuseFaults([fault("", "CONTENT_TYPE_INVALID", content)]);
      answer = run(fit.route, fit.params, url.searchParams, given, method, path);
      if (trouble?.cut === "after") throw new Cut();
    } catch (error) {
      if (error instanceof Cut) {
        call.error = `connection cut ${String(trouble?.cut)} it was done`;
        response.destroy();
        options.changed();
        return;
      }
      answer = refusal(error);
      call.error = error instanceof Refused ? error.message : `the fake broke: ${String(error)}`;
      if (error instanceof RateLimited) headers = error.headers;
    }
    call.status = answer.status;
    // A 204 must carry no JSON content type: discord.js would try to read its body.
    const text = answer.body === undefined ? undefined : JSON.stringify(answer.body);
    response.writeHead(
      answer.status,
      text === undefined ? headers : { ...headers, "content-type": "application/json" },
    );
    response.end(text);
    options.changed();
  }

  function run(
    route: Route,
    params: Readonly<Record<string, string>>,
    query: URLSearchParams,
    given: Given,
    method: string,
    path: string,
  ): Answer {
    refuseFaults(
      Object.entries(params)
        .filter(([name, value]) => !unnumbered.has(name) && !/^\d{15,20}$/.test(value) && value !== "@original")
        .map(([name, value]) => fault(`${name}_id`, "NUMBER_TYPE_COERCE", `Value "${value}" is not snowflake.`)),
    );
    refuseLarge(given.files);
    refuseFaults(uploadFaults(given.body, given.files));
    let admitted = false;
    const answer = route.handle({
      params,
      query,
      body: objectOf(given.body),
      anyBody: given.body,
      files: given.files,
      admit(faults) {
        admitted = true;
        refuseFaults(faults);
        refuseFaults(openApiFaults(method, decodeURIComponent(path), given.body));
      },
    });
    if (!(admitted as boolean) && ["POST", "PUT", "PATCH"].includes(method) && given.body !== undefined)
      throw new Error(`${method} ${route.template} did not look at its body`);
    return answer;
  }

  function refusal(error: unknown): Answer {
    if (error instanceof Refused) return { status: error.status, body: error.body };
    return { status: 500, body: { message: "500: Internal Server Error", code: 0 } };
  }

  return {
    calls,
    /** Listens on loopback; the same port again after `close`. @returns the port */
    async open(): Promise<number> {
      if (server.listening) return port;
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, "127.0.0.1", () => {
          server.off("error", reject);
          resolve();
        });
      });
      const address = server.address();
      port = isObject(address) ? (address["port"] as number) : 0;
      return port;
    },
    async close(): Promise<void> {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
    /** Every call is answered with 503, and nobody gets through to the gateway. */
    setUnavailable(value: boolean) {
      unavailable = value;
    },
  };
}

type Given = { readonly body: unknown; readonly files: readonly Upload[] };

/** Thrown to break the connection. */
class Cut extends Error {}

/** @returns the body and files, "json" for a broken body, or a sentence about the content type */
async function read(request: IncomingMessage): Promise<Given | string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const type = request.headers["content-type"] ?? "";
  if (bytes.length === 0) return { body: undefined, files: [] };
  try {
    if (type.startsWith("application/json")) return { body: JSON.parse(bytes.toString("utf8")), files: [] };
    if (!type.startsWith("multipart/form-data"))
      return `Expected "Content-Type" header to be one of {'application/json', 'multipart/form-data'}.`;
    const parts = multipart(bytes, type);
    const { json, uploads } = readUploads(parts);
    const body: unknown = JSON.parse(json);
    return { body, files: described(body, uploads) };
  } catch {
    return "json";
  }
}

/** The parts of the path that stand for names, or nothing where it does not fit. */
function match(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = decodeURIComponent(given[at] ?? "");
    if (part.startsWith(":")) params[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
}

function injected(
  status: number,
  {
    retryAfter = 1,
    global = false,
    code = 0,
    message,
  }: { retryAfter?: number; global?: boolean; code?: number; message?: string },
): Refused {
  if (status === 429)
    return new RateLimited(
      retryAfter,
      { "x-ratelimit-scope": global ? "global" : "shared", ...(global ? { "x-ratelimit-global": "true" } : {}) },
      global,
    );
  const said = message ?? `${String(status)}: ${words[status] ?? "Error"}`;
  return new Refused(status, { message: said, code }, `asked to fail: ${said}`);
}

/** Names in templates that are no ids. */
const unnumbered = new Set(["token"]);
const words: Readonly<Record<number, string>> = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
};
