import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { answerCall, readArguments } from "./slack-api.ts";
import { chatMethods } from "./slack-chat.ts";
import { makeDeliveries } from "./slack-delivery.ts";
import { makeDesk } from "./slack-desk.ts";
import type { Call, Fault } from "./slack-desk.ts";
import { makeDirectory } from "./slack-directory.ts";
import type { Prompts } from "./slack-directory.ts";
import { makeFiles } from "./slack-files.ts";
import type { SharedFile } from "./slack-files.ts";
import type { Warning } from "./slack-message.ts";
import { makeResponses } from "./slack-respond.ts";
import { makeSend } from "./slack-send.ts";
import type { Send } from "./slack-send.ts";
import { makeSockets } from "./slack-socket.ts";
import type { Sockets } from "./slack-socket.ts";
import { makeViews } from "./slack-views.ts";
import type { View } from "./slack-views.ts";
import { makeWorkspace } from "./slack-workspace.ts";
import type { Post } from "./slack-workspace.ts";

export type FakeSlackOptions = {
  /** What the app was granted; everything the fake knows but the rights beyond the app's own channels. */
  readonly scopes?: readonly string[];
  /** For every deadline, in milliseconds. */
  readonly now?: () => number;
  /** Who is in which channel, by id: C… public, G… private, D… direct; the app is `slackBot`. */
  readonly members?: Readonly<Record<string, readonly string[]>>;
  readonly admins?: readonly string[];
  /** The slash command that `send.command` uses. */
  readonly command?: string;
  /** Refuse a second post to a channel within a second, with 429. */
  readonly strictRates?: boolean;
  /** Whether the app has `agent_view`, as every new one, or the older `assistant_view`. */
  readonly agentView?: boolean;
  /** How long a delivery waits for its acknowledgement, in real milliseconds. */
  readonly patienceMs?: number;
};

export type FakeSlack = {
  /** For `clientOptions.slackApiUrl`; Socket Mode asks here too. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly teamId: string;
  readonly botUserId: string;
  /** Every request of the app, oldest first. */
  readonly calls: readonly Call[];
  readonly callsTo: (method: string) => readonly Call[];
  readonly warnings: readonly Warning[];
  /** What the app has written and everybody in the channel sees, oldest first, as it is now; blocks have their ids. */
  readonly messages: (channel: string) => readonly Post[];
  /** What the app has written there for one person alone. */
  readonly ephemerals: (channel: string, user?: string) => readonly Post[];
  readonly home: (user: string) => View | undefined;
  readonly modal: (user: string) => View | undefined;
  readonly files: readonly SharedFile[];
  readonly suggestedPrompts: (channel: string) => Prompts | undefined;
  /** The channel id of the app's direct messages with this user. */
  readonly direct: (user: string) => string;
  /** From now on the app's direct messages to this user are refused, with an error such as `messages_tab_disabled`. */
  readonly closeDirect: (user: string, error: string) => void;
  readonly join: (channel: string, user: string) => void;
  /** Somebody leaves a channel, or is removed from it: the app too. */
  readonly leave: (channel: string, user: string) => void;
  readonly archive: (channel: string) => void;
  /** Its author or an admin deletes a message. */
  readonly deleteMessage: (post: Pick<Post, "channel" | "ts">) => void;
  readonly send: Send;
  /** From now on deliveries wait until `release`; over HTTP their order of arrival is likely, not certain. */
  readonly hold: () => void;
  readonly release: (order?: "forward" | "backward") => void;
  readonly socket: Pick<Sockets, "count" | "disconnect" | "waitForConnection">;
  /** What goes wrong next; `*` for every method, `respond` and `upload` for those. */
  readonly fail: (method: string, fault: Fault) => void;
  /** Refuses every connection and cuts those there are, until `up`. */
  readonly down: () => Promise<void>;
  readonly up: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** The app's own user id. */
export const slackBot = "U0TUTOR";

/**
 * Starts a Slack workspace with one app in it, on a free port of 127.0.0.1, for the real SDK to talk to. It refuses what
 * Slack refuses and writes everything down.
 */
export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const { now = Date.now, members = defaultMembers, admins = ["U0ANNA"], command = "/aws-ml" } = options;
  const { strictRates = false, agentView = true, patienceMs = 3500 } = options;
  const scopes = new Set(options.scopes ?? defaultScopes);
  const warnings: Warning[] = [];
  const warn = (warning: Warning) => {
    warnings.push(warning);
  };
  const newTs = makeTs(now);
  let port = 0;
  const baseUrl = () => `http://127.0.0.1:${String(port)}`;

  const workspace = makeWorkspace({ members, admins, bot: slackBot, newTs });
  const desk = makeDesk(now);
  const views = makeViews({ now, isUser: workspace.isUser, app });
  const directory = makeDirectory({ workspace, scopes, app, warn, agentView });
  const files = makeFiles({ workspace, scopes, app, baseUrl });
  const responses = makeResponses({ workspace, bot: slackBot, warn, now, baseUrl });
  const sockets = makeSockets({ appId: app.appId, now, baseUrl: () => `ws://127.0.0.1:${String(port)}` });
  const deliveries = makeDeliveries({ sockets, secret: signingSecret, now, patienceMs, warn });
  const send = makeSend({ workspace, views, responses, deliveries, scopes, app, command, warn, now, newTs });
  const methods = {
    ...chatMethods({ workspace, scopes, app, warn, now, strictRates }),
    ...views.methods,
    ...directory.methods,
    ...files.methods,
    ...sockets.methods,
  };
  const tokens = { bot: botToken, app: appToken };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, room, name = ""] = new URL(request.url ?? "/", "http://fake").pathname.split("/");
    if (room === "api")
      await desk.handle(name, request, response, readArguments, (body, raw) =>
        answerCall(name, body, raw, { tokens, scopes, methods }),
      );
    else if (room === "respond")
      await desk.handle(
        "respond",
        request,
        response,
        ({ bytes }) => responses.read(bytes),
        (body) => responses.take(name, body),
      );
    else if (room === "upload")
      await desk.handle(
        "upload",
        request,
        response,
        (raw) => files.readUpload(raw),
        (body) => files.takeUpload(name, body),
      );
    else response.writeHead(404).end();
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  const connections = new Set<Socket>();
  server.on("connection", (socket) => {
    connections.add(socket);
    socket.on("close", () => connections.delete(socket));
  });
  server.on("upgrade", sockets.upgrade);

  const listen = () =>
    new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", () => {
        server.off("error", reject);
        resolve();
      });
    });
  const close = () =>
    new Promise<void>((resolve) => {
      sockets.disconnect("drop");
      server.close(() => {
        resolve();
      });
      for (const socket of connections) socket.destroy();
    });

  await listen();
  port = (server.address() as AddressInfo).port;

  const written = (channel: string) => workspace.posts(channel).filter((post) => post.author === slackBot);
  return {
    apiUrl: `${baseUrl()}/api/`,
    botToken,
    appToken,
    signingSecret,
    teamId: app.team,
    botUserId: slackBot,
    calls: desk.calls,
    callsTo: (method) => desk.calls.filter((call) => call.method === method),
    warnings,
    messages: (channel) => written(channel).filter((post) => post.to === undefined),
    ephemerals: (channel, user) =>
      written(channel).filter((post) => post.to !== undefined && (user === undefined || post.to === user)),
    home: views.home,
    modal: views.modal,
    get files() {
      return files.shared();
    },
    suggestedPrompts: directory.suggestedPrompts,
    direct: (user) => workspace.directChannel(user).id,
    closeDirect: workspace.closeDirect,
    join: workspace.join,
    leave: workspace.leave,
    archive: workspace.archive,
    deleteMessage: ({ channel, ts }) => {
      const post = workspace.find(channel, ts);
      if (!post) throw new Error(`there is no message ${ts} in ${channel}`);
      workspace.remove(post);
    },
    send,
    hold: deliveries.hold,
    release: deliveries.release,
    socket: sockets,
    fail: desk.fail,
    down: close,
    up: listen,
    async stop() {
      deliveries.release();
      sockets.close();
      if (server.listening) await close();
    },
  };
}

const app = { bot: slackBot, botId: "B0TUTOR", appId: "A0TUTOR", team: "T0TUTOR" } as const;
const botToken = "xoxb-of-the-fake";
const appToken = "xapp-1-of-the-fake";
/** 32 hexadecimal digits, as Slack gives out. */
const signingSecret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

const defaultScopes = [
  "app_mentions:read",
  "assistant:write",
  "channels:read",
  "chat:write",
  "commands",
  "files:write",
  "groups:read",
  "im:history",
  "im:read",
  "im:write",
  "users:read",
];

/** A channel with the app, one without, a private one with it, and two people among themselves. */
const defaultMembers: NonNullable<FakeSlackOptions["members"]> = {
  C0CLASS: [slackBot, "U0ANNA", "U0BEN", "U0CARA"],
  C0OTHER: ["U0ANNA", "U0BEN"],
  G0STAFF: [slackBot, "U0ANNA"],
  D0ANNABEN: ["U0ANNA", "U0BEN"],
};

/** Message timestamps: seconds and microseconds by the clock, no two alike, rising. */
function makeTs(now: () => number): () => string {
  let last = 0;
  return () => {
    last = Math.max(Math.floor(now() * 1000), last + 1);
    return `${String(Math.floor(last / 1e6))}.${String(last % 1e6).padStart(6, "0")}`;
  };
}
