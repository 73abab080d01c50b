import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { getSignedCookie, setSignedCookie } from "hono/cookie";
import { secureHeaders } from "hono/secure-headers";
import type { Poster, Reply } from "../../conversation.ts";
import type { Listener, Running, Surroundings } from "../platform.ts";
import { makeFeed } from "./feed.ts";
import { hear, isFromThisPage, isFromThisSite } from "./hear.ts";
import { makeBoard, page, type Board } from "./post.ts";

/** A question of 2,000 characters fits in four bytes each, with room for JSON around it. */
const largestBody = 16 * 1024;

export type WebOptions = {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Signs the learner's cookie. */
  readonly secret: string;
  readonly now: () => number;
  readonly timer: Surroundings["timer"];
  /** Makes an id that is like no other: for a learner, or a press that the page gave none. */
  readonly newId: () => string;
  /** What `/healthz` tells beside `ok`. */
  readonly health: () => Readonly<Record<string, string | number>>;
  /** What other platforms would show for a reply: the very messages that their adapters make. */
  readonly preview: (reply: Reply) => { readonly slack: unknown; readonly discord: unknown };
};

/** Serves the chat page, answers what it says and shows it what is for everyone; resolves once it listens. */
export function startWeb(listener: Listener, options: WebOptions): Promise<Running & { readonly poster: Poster }> {
  const board = makeBoard(options.newId(), options.now);
  const app = makeApp(listener, board, options);
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: options.host, port: options.port }, ({ port }) => {
      server.off("error", reject);
      resolve({
        poster: board.poster,
        address: `http://${options.host.includes(":") ? `[${options.host}]` : options.host}:${String(port)}`,
        stop: () => closeServer(server as Server),
      });
    });
    server.once("error", reject);
  });
}

function makeApp(listener: Listener, board: Board, options: WebOptions): Hono {
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: "no-referrer",
      // Whether a whole domain is HTTPS only is for the proxy in front to say.
      strictTransportSecurity: false,
    }),
  );

  for (const [path, file, type] of pageFiles) {
    const body = readFileSync(new URL(`page/${file}`, import.meta.url));
    app.get(path, (c) => c.body(body, 200, { "content-type": type, "cache-control": "no-cache" }));
  }
  app.get("/healthz", (c) => c.json({ ok: true, ...options.health() }));

  app.post(
    "/say",
    bodyLimit({ maxSize: largestBody, onError: (c) => c.json({ error: "That message is too large." }, 413) }),
    async (c) => {
      if (!isFromThisPage((name) => c.req.header(name)))
        return c.json({ error: "Only this page may talk to the tutor." }, 403);
      const heard = hear(await c.req.text(), listener.grammar);
      if (!heard) return c.json({ error: 'Send JSON such as {"text": "detect drift in prod?"}.' }, 400);
      const learner = await learnerOf(c, options);
      // A page chooses its ids itself: they count for its own learner only.
      const id = `${learner}:${heard.id ?? options.newId()}`;
      const reply = await listener.handle({ id, learner, place: page, at: options.now(), command: heard.command });
      return c.json({ at: options.now(), reply, previews: options.preview(reply) });
    },
  );

  // A page that is opened anew: whoever is new gets the welcome, whoever is not gets nothing.
  app.post("/open", async (c) => {
    if (!isFromThisPage((name) => c.req.header(name)))
      return c.json({ error: "Only this page may talk to the tutor." }, 403);
    const learner = await learnerOf(c, options);
    const id = `${learner}:${options.newId()}`;
    const reply = await listener.greet({ id, learner, place: page, at: options.now() }).catch(() => undefined);
    return reply ? c.json({ at: options.now(), reply, previews: options.preview(reply) }) : c.body(null, 204);
  });

  const feed = makeFeed(board, options);
  app.get("/posts", (c) =>
    isFromThisSite((name) => c.req.header(name))
      ? feed(c)
      : c.json({ error: "Only this page may follow the tutor." }, 403),
  );
  app.notFound((c) => c.json({ error: "There is nothing at this address." }, 404));
  return app;
}

const pageFiles = [
  ["/", "index.html", "text/html; charset=utf-8"],
  ["/page.css", "page.css", "text/css; charset=utf-8"],
  ...["page", "posts", "draw", "form", "countdown", "duration", "focus", "preview", "element"].map(
    (name) => [`/${name}.js`, `${name}.js`, "text/javascript; charset=utf-8"] as const,
  ),
  ["/icon.svg", "icon.svg", "image/svg+xml"],
] as const;

/** The folder the page is served from, for the test that holds the page to its rules. */
export const pageFolder = fileURLToPath(new URL("page/", import.meta.url));

const yearInSeconds = 365 * 24 * 60 * 60;

/** Who is asking: a cookie that only we can have signed. Somebody without one gets one. */
async function learnerOf(c: Context, { secret, newId }: WebOptions): Promise<string> {
  const known = await getSignedCookie(c, secret, "learner");
  if (known) return known;
  const learner = `web:${newId()}`;
  await setSignedCookie(c, "learner", learner, secret, {
    httpOnly: true,
    sameSite: "Strict",
    path: "/",
    maxAge: yearInSeconds,
  });
  return learner;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => {
      if (error) reject(error);
      else resolve();
    });
    server.closeAllConnections();
  });
}
