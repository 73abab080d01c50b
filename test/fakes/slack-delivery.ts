import type { Warning } from "./slack-message.ts";
import { sendSigned } from "./slack-request.ts";
import type { Json } from "./slack-shapes.ts";
import type { Envelope, Sockets } from "./slack-socket.ts";

/** How a delivery travels; with nothing said, once, over the open Socket Mode connection. */
export type Travel = {
  readonly over?: "socket" | "http";
  /** The app's request URL, for `http`. */
  readonly url?: string;
  readonly signature?: "good" | "bad" | "missing";
  readonly stale?: true;
  /** How many more times it comes, at once: the same event, marked as a retry where Slack marks one. */
  readonly duplicate?: true | number;
  /** The first copy is lost on the way. */
  readonly drop?: true;
  /** How long to wait for an acknowledgement, in real milliseconds; a little over three seconds unless told. */
  readonly patienceMs?: number;
};

/** What came back. */
export type Answer = {
  readonly acked: boolean;
  /** By the fake's clock. */
  readonly ackedAfterMs: number | undefined;
  /** It came, but after the three seconds: the user has been shown an error and what it carries counts for nothing. */
  readonly late: boolean;
  /** What the acknowledgement carried; a bare text is `{ text }`. */
  readonly payload: Json | undefined;
  /** What Slack found wrong with it; the user sees an error instead. */
  readonly refused: readonly string[];
  /** A second acknowledgement of the same delivery, if one has come by now. */
  readonly secondAck: { readonly payload: Json | undefined } | undefined;
  /** The HTTP status; over a socket there is none. */
  readonly status: number | undefined;
  /** What was sent. */
  readonly sent: Json;
  /** What came back for each duplicate. */
  readonly repeats: readonly Answer[];
};

export type DeliveryOptions = {
  readonly sockets: Sockets;
  readonly secret: string;
  readonly now: () => number;
  readonly patienceMs: number;
  readonly warn: (warning: Warning) => void;
};

export type Deliveries = ReturnType<typeof makeDeliveries>;

/** Takes envelopes to the app: at once, or when what is held is let go. */
export function makeDeliveries({ sockets, secret, now, patienceMs, warn }: DeliveryOptions) {
  let held: (() => void)[] | undefined;

  const sendOnce = async (envelope: Envelope, travel: Travel, onAck: OnAck): Promise<Answer> => {
    const at = now();
    const patience = travel.patienceMs ?? patienceMs;
    let second: Answer["secondAck"];
    const answer = (ack: { payload: Json | undefined; at: number } | undefined, status?: number): Answer => {
      const ackedAfterMs = ack && ack.at - at;
      const late = ackedAfterMs !== undefined && ackedAfterMs > acknowledgeWithinMs;
      return {
        acked: ack !== undefined,
        ackedAfterMs,
        late,
        payload: ack?.payload,
        refused: ack && !late ? onAck(ack.payload) : [],
        get secondAck() {
          return second;
        },
        status,
        sent: envelope.payload,
        repeats: [],
      };
    };

    if (travel.over === "http") {
      const { url, signature = "good", stale } = travel;
      if (url === undefined) throw new Error("a delivery over http needs the app's url");
      const isStale = stale === true;
      const receipt = await sendSigned(envelope, secret, { url, signature, isStale, patienceMs: patience });
      const isAck = receipt !== undefined && receipt.status >= 200 && receipt.status < 300;
      return answer(isAck ? { payload: receipt.payload, at: now() } : undefined, receipt?.status);
    }
    const receipt = await sockets.send(envelope, patience, (payload) => {
      second = { payload };
      warn({ kind: "second_ack", where: envelope.type, detail: JSON.stringify(payload ?? {}) });
    });
    return answer(receipt?.ack);
  };

  return {
    /**
     * @param onAck what the acknowledgement's payload does; gives what Slack finds wrong with it
     * @throws Error if it is to go over http and there is no url
     */
    async deliver(envelope: Envelope, travel: Travel, onAck: OnAck): Promise<Answer> {
      const waiting = held;
      if (waiting) await new Promise<void>((go) => waiting.push(go));
      const copies = travel.duplicate === true ? 1 : (travel.duplicate ?? 0);
      const repeats = Array.from({ length: copies }, (_, index) => retry(envelope, index + 1));
      const first = travel.drop ? lost(envelope) : sendOnce(envelope, travel, onAck);
      const [answer, ...rest] = await Promise.all([first, ...repeats.map((copy) => sendOnce(copy, travel, onAck))]);
      return Object.defineProperty(answer, "repeats", { value: rest, enumerable: true });
    },

    /** From now on deliveries wait, in the order they are asked for. */
    hold: () => {
      held ??= [];
    },

    /** Lets go what is held, in the order asked for or the other way round, and holds no more. */
    release: (order: "forward" | "backward" = "forward") => {
      const waiting = held ?? [];
      held = undefined;
      for (const go of order === "forward" ? waiting : waiting.toReversed()) go();
    },
  };
}

type OnAck = (payload: Json | undefined) => readonly string[];

const acknowledgeWithinMs = 3000;

/** Only events are marked as retries; a command or a press that comes twice looks the same both times. */
function retry(envelope: Envelope, attempt: number): Envelope {
  return envelope.type === "events_api" ? { ...envelope, retry_attempt: attempt, retry_reason: "timeout" } : envelope;
}

function lost({ payload }: Envelope): Answer {
  return {
    acked: false,
    ackedAfterMs: undefined,
    late: false,
    payload: undefined,
    refused: [],
    secondAck: undefined,
    status: undefined,
    sent: payload,
    repeats: [],
  };
}
