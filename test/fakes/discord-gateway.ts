import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type RawData, type WebSocket } from "ws";
import { isObject, listOf, numberOf, objectOf, stringOf, type Json } from "./discord-json.ts";
import { allIntents, CloseCode, Intent, Op } from "./discord-protocol.ts";

/** Something that happened, for whoever has asked to be told. */
export type GatewayEvent = {
  /** Such as "MESSAGE_CREATE". */
  readonly t: string;
  /** The intent that covers it, as a bit; 0 where everybody is told. */
  readonly intent: number;
  /** What is told, to one who has identified with these intents. */
  readonly data: (intents: number) => Json;
  /** A user caused it, so that `deliveries` may meddle with it. */
  readonly fromUser?: boolean;
};

/** The last IDENTIFY that was accepted. */
export type Identified = {
  readonly intents: number;
  readonly properties: Json;
  readonly shard: readonly unknown[];
  readonly presence: unknown;
};

type Dispatch = { readonly s: number; readonly t: string; readonly d: Json };
type Session = {
  readonly id: string;
  readonly intents: number;
  readonly log: Dispatch[];
  seq: number;
  peer: WebSocket | null;
};

export type Gateway = ReturnType<typeof createGateway>;

/**
 * Discord's gateway, version 10, JSON: HELLO, IDENTIFY, READY, heartbeats, RESUME, close codes.
 * Every session is told everything that its intents cover, also while it is away: that is replayed when it resumes.
 *
 * @param heartbeatMs the heartbeat interval in HELLO
 * @param disallowedIntents the bits that close the connection with 4014
 */
export function createGateway(options: {
  readonly now: () => number;
  readonly token: string;
  readonly heartbeatMs: number;
  readonly disallowedIntents: number;
  readonly resumeUrl: () => string;
  readonly ready: () => Json;
  readonly guilds: () => readonly Json[];
  readonly changed: () => void;
}) {
  const server = new WebSocketServer({ noServer: true, maxPayload: 15 * 1024 });
  const sessions = new Map<string, Session>();
  const peers = new Set<WebSocket>();
  const resumes: { readonly sessionId: string; readonly seq: number; readonly at: string }[] = [];
  const identifies: Identified[] = [];
  const closes: number[] = [];
  let deaf = false;

  /** A client connects: the HTTP server hands its socket over. */
  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    server.handleUpgrade(request, socket, head, (peer) => {
      greet(peer, new URL(request.url ?? "/", "ws://127.0.0.1"));
    });
  }

  function greet(peer: WebSocket, url: URL): void {
    peers.add(peer);
    peer.on("close", (code: number) => {
      peers.delete(peer);
      const session = sessionOf(peer);
      if (session !== undefined) {
        session.peer = null;
        if (code === 1000 || code === 1001) sessions.delete(session.id);
      }
      options.changed();
    });
    if (url.searchParams.get("v") !== "10") {
      hangUp(peer, CloseCode.version);
      return;
    }
    if (url.searchParams.get("encoding") !== "json") {
      hangUp(peer, CloseCode.decode);
      return;
    }
    const sent: number[] = [];
    peer.on("message", (data: RawData) => {
      const minute = options.now() - 60_000;
      sent.push(options.now());
      if (sent.filter((at) => at > minute).length > 120) hangUp(peer, CloseCode.rateLimited);
      else hear(peer, data, url);
    });
    put(peer, { op: Op.hello, d: { heartbeat_interval: options.heartbeatMs, _trace: [] } });
  }

  function hear(peer: WebSocket, data: RawData, url: URL): void {
    const packet = parse(data);
    if (packet === undefined) {
      hangUp(peer, CloseCode.decode);
      return;
    }
    const d = objectOf(packet["d"]);
    switch (packet["op"]) {
      case Op.heartbeat:
        if (!deaf) put(peer, { op: Op.heartbeatAck });
        return;
      case Op.identify:
        identify(peer, d);
        return;
      case Op.resume:
        resume(peer, d, url);
        return;
      case Op.presence:
      case Op.voiceState:
      case Op.requestMembers:
      case Op.requestSounds:
        if (sessionOf(peer) === undefined) hangUp(peer, CloseCode.notAuthenticated);
        return;
      default:
        hangUp(peer, CloseCode.opcode);
    }
  }

  function identify(peer: WebSocket, d: Json): void {
    const intents = numberOf(d["intents"], -1);
    const shard = listOf(d["shard"]);
    const { os, browser, device } = objectOf(d["properties"]);
    if (sessionOf(peer) !== undefined) hangUp(peer, CloseCode.alreadyAuthenticated);
    else if (d["token"] !== options.token) hangUp(peer, CloseCode.authentication);
    else if ([os, browser, device].some((each) => typeof each !== "string")) hangUp(peer, CloseCode.decode);
    else if (shard.length > 0 && !(shard[0] === 0 && shard[1] === 1)) hangUp(peer, CloseCode.shard);
    else if (!Number.isInteger(intents) || intents < 0 || (intents & ~allIntents) !== 0)
      hangUp(peer, CloseCode.invalidIntents);
    else if ((intents & options.disallowedIntents) !== 0) hangUp(peer, CloseCode.disallowedIntents);
    else begin(peer, { intents, properties: objectOf(d["properties"]), shard, presence: d["presence"] });
  }

  function begin(peer: WebSocket, identified: Identified): void {
    identifies.push(identified);
    const id = `session-${String(identifies.length)}`;
    const session: Session = { id, intents: identified.intents, log: [], seq: 0, peer };
    sessions.set(id, session);
    tell(session, "READY", { ...options.ready(), session_id: id, resume_gateway_url: options.resumeUrl() });
    if ((session.intents & Intent.guilds) !== 0)
      for (const guild of options.guilds()) tell(session, "GUILD_CREATE", guild);
    options.changed();
  }

  function resume(peer: WebSocket, d: Json, url: URL): void {
    const session = sessions.get(stringOf(d["session_id"]));
    const seq = numberOf(d["seq"], -1);
    if (sessionOf(peer) !== undefined) hangUp(peer, CloseCode.alreadyAuthenticated);
    else if (d["token"] !== options.token) hangUp(peer, CloseCode.authentication);
    else if (session === undefined) put(peer, { op: Op.invalidSession, d: false });
    else if (seq < 0 || seq > session.seq) hangUp(peer, CloseCode.sequence);
    else {
      session.peer?.terminate();
      session.peer = peer;
      resumes.push({ sessionId: session.id, seq, at: url.pathname });
      for (const missed of session.log.filter(({ s }) => s > seq)) put(peer, { op: Op.dispatch, ...missed });
      tell(session, "RESUMED", { _trace: [] });
      options.changed();
    }
  }

  /** Tells all sessions whose intents cover the event, those that are away when they come back. */
  function send(event: GatewayEvent, copies: number): void {
    for (const session of sessions.values())
      if (event.intent === 0 || (session.intents & event.intent) !== 0)
        tell(session, event.t, event.data(session.intents), copies);
  }

  function tell(session: Session, t: string, d: Json, copies = 1): void {
    session.seq += 1;
    const dispatch = { s: session.seq, t, d };
    if (t !== "RESUMED") session.log.push(dispatch);
    for (let copy = 0; copy < copies; copy += 1)
      if (session.peer !== null) put(session.peer, { op: Op.dispatch, ...dispatch });
  }

  function sessionOf(peer: WebSocket): Session | undefined {
    return [...sessions.values()].find((session) => session.peer === peer);
  }

  function hangUp(peer: WebSocket, code: number): void {
    closes.push(code);
    peer.close(code);
    options.changed();
  }

  const each = (act: (peer: WebSocket) => void) => {
    for (const peer of [...peers]) act(peer);
  };

  /** What may befall the connections. */
  const socket = {
    /** How many are open. */
    get open() {
      return [...sessions.values()].filter((session) => session.peer !== null).length;
    },
    /** The lines break, without a word. The sessions stay, and note what they miss. */
    drop() {
      for (const session of sessions.values()) session.peer = null;
      each((peer) => {
        peer.terminate();
      });
    },
    /** Discord closes the connections with a code. */
    close(code: number) {
      each((peer) => {
        hangUp(peer, code);
      });
    },
    /** Discord asks the clients to connect again and resume: op 7. */
    reconnectRequest() {
      each((peer) => {
        put(peer, { op: Op.reconnect, d: null });
      });
    },
    /** Discord has lost the sessions: op 9. They may be resumed on the same connection, or are gone for good. */
    invalidate(resumable: boolean) {
      for (const session of [...sessions.values()]) {
        const { peer } = session;
        session.peer = null;
        if (!resumable) sessions.delete(session.id);
        if (peer !== null) put(peer, { op: Op.invalidSession, d: resumable });
      }
    },
    /** Discord wants a heartbeat at once: op 1. */
    requestHeartbeat() {
      each((peer) => {
        put(peer, { op: Op.heartbeat, d: null });
      });
    },
    /** Heartbeats are no longer, or again, acknowledged. */
    ignoreHeartbeats(ignored: boolean) {
      deaf = ignored;
    },
    /** The RESUMEs that were accepted: which session, from which sequence number, at which path. */
    resumes,
    /** The codes with which Discord has closed connections. */
    closes,
  };

  return {
    upgrade,
    send,
    socket,
    identifies,
    /** Whether somebody is told of events under this intent. */
    covers: (intent: number) => [...sessions.values()].some((session) => (session.intents & intent) !== 0),
    stop() {
      each((peer) => {
        peer.terminate();
      });
      server.close();
    },
  };
}

function put(peer: WebSocket, packet: { op: number; d?: unknown; s?: number; t?: string }): void {
  if (peer.readyState === peer.OPEN) peer.send(JSON.stringify({ s: null, t: null, d: null, ...packet }));
}

/** The packet, or nothing where it is no JSON object or larger than the 4096 bytes Discord takes. */
function parse(data: RawData): Json | undefined {
  const text = Buffer.isBuffer(data) ? data.toString("utf8") : "";
  if (text.length > 4096) return undefined;
  try {
    const packet: unknown = JSON.parse(text);
    return isObject(packet) ? packet : undefined;
  } catch {
    return undefined;
  }
}
