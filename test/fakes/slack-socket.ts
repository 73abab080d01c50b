import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { WebSocket } from "ws";
import type { Method } from "./slack-api.ts";
import { isJson } from "./slack-shapes.ts";
import type { Json } from "./slack-shapes.ts";

/** What travels to the app: docs.slack.dev/apis/events-api/using-socket-mode */
export type Envelope = {
  readonly type: "events_api" | "slash_commands" | "interactive";
  readonly payload: Json;
  readonly accepts_response_payload: boolean;
  readonly retry_attempt?: number;
  readonly retry_reason?: string;
};

export type Receipt = {
  /** Undefined if nothing came back within the patience given, or before the connection went. */
  readonly ack: { readonly payload: Json | undefined; readonly at: number } | undefined;
};

export type SocketOptions = {
  readonly appId: string;
  /** Where the app connects: `ws://127.0.0.1:PORT`. */
  readonly baseUrl: () => string;
  readonly now: () => number;
};

export type Sockets = ReturnType<typeof makeSockets>;

/** The Socket Mode side: tickets, connections, envelopes out, acknowledgements in. */
export function makeSockets({ appId, baseUrl, now }: SocketOptions) {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  /** Open connections that deliveries may take, oldest first; those told to go are no longer among them. */
  const open: WebSocket[] = [];
  /** What to do with an acknowledgement, by envelope; and, for the undecided, when the connection goes. */
  const waiting = new Map<
    string,
    { readonly acked: (ack: NonNullable<Receipt["ack"]>) => void; readonly gone?: () => void; readonly over: WebSocket }
  >();
  const arrivals = new Set<() => void>();
  let made = 0;

  const connected = (socket: WebSocket) => {
    open.push(socket);
    const leave = () => {
      const index = open.indexOf(socket);
      if (index >= 0) open.splice(index, 1);
      for (const each of waiting.values()) if (each.over === socket) each.gone?.();
    };
    socket.on("close", leave);
    socket.on("error", leave);
    socket.on("message", (data: Buffer) => {
      const answer: unknown = JSON.parse(data.toString());
      if (!isJson(answer) || typeof answer["envelope_id"] !== "string") return;
      const id = answer["envelope_id"];
      const { payload } = answer;
      const isEmpty = !isJson(payload) || Object.keys(payload).length === 0;
      waiting.get(id)?.acked({ payload: isEmpty ? undefined : payload, at: now() });
    });
    const hello = {
      type: "hello",
      connection_info: { app_id: appId },
      num_connections: open.length,
      debug_info: debugInfo,
    };
    socket.send(JSON.stringify(hello), () => {
      for (const arrived of [...arrivals]) arrived();
    });
  };

  const methods: Readonly<Record<string, Method>> = {
    "apps.connections.open": {
      token: "app",
      scopes: ["connections:write"],
      run: () => {
        if (open.length >= mostConnections) return { error: "too_many_websockets" };
        const ticket = `ticket-${String(++made)}`;
        tickets.add(ticket);
        return { url: `${baseUrl()}/link/?ticket=${ticket}&app_id=${appId}` };
      },
    },
  };

  return {
    methods,

    /** Takes a connection whose ticket is good; each ticket once. */
    upgrade: (request: IncomingMessage, stream: Duplex, head: Buffer) => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://fake");
      if (pathname !== "/link/" || !tickets.delete(searchParams.get("ticket") ?? "")) {
        stream.end("HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n");
        return;
      }
      server.handleUpgrade(request, stream, head, connected);
    },

    get count(): number {
      return open.length;
    },

    /**
     * Sends an envelope over one of the connections, in turn, and waits for its acknowledgement.
     * @param onSecond hears of a second acknowledgement, as long as the connection lives
     * @returns undefined if there is no connection to send over
     */
    async send(
      envelope: Envelope,
      patienceMs: number,
      onSecond: (payload: Json | undefined) => void,
    ): Promise<Receipt | undefined> {
      const id = `envelope-${String(++made)}`;
      const socket = open[made % Math.max(open.length, 1)];
      if (!socket) return undefined;
      return new Promise((resolve) => {
        const gone = () => {
          clearTimeout(patience);
          waiting.delete(id);
          resolve({ ack: undefined });
        };
        const acked = (ack: NonNullable<Receipt["ack"]>) => {
          clearTimeout(patience);
          waiting.set(id, {
            over: socket,
            acked: ({ payload }) => {
              onSecond(payload);
            },
          });
          resolve({ ack });
        };
        const patience = setTimeout(gone, patienceMs);
        waiting.set(id, { over: socket, acked, gone });
        socket.send(JSON.stringify({ envelope_id: id, ...envelope }));
      });
    },

    /**
     * `polite` asks the app to reconnect, as Slack does when it moves a connection; `drop` cuts the wire without a word.
     * Either way nothing more is sent over the connections of before.
     */
    disconnect(how: "polite" | "drop") {
      for (const socket of open.splice(0)) {
        if (how === "drop") socket.terminate();
        else socket.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested", debug_info: debugInfo }));
      }
    },

    /** Resolves once there is a connection that deliveries may take. */
    async waitForConnection(timeoutMs = 15_000): Promise<void> {
      if (open.length > 0) return;
      await new Promise<void>((resolve, reject) => {
        const arrived = () => {
          clearTimeout(giveUp);
          arrivals.delete(arrived);
          resolve();
        };
        const giveUp = setTimeout(() => {
          arrivals.delete(arrived);
          reject(new Error(`no Socket Mode connection within ${String(timeoutMs)} ms`));
        }, timeoutMs);
        arrivals.add(arrived);
      });
    },

    close() {
      open.splice(0);
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

const mostConnections = 10;
const debugInfo = { host: "applink-fake", build_number: 1, approximate_connection_time: 18_060 };
