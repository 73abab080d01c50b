import { setMaxListeners } from "node:events";
import type { Delivery, Platform, Posted, Poster } from "../conversation.ts";
import { makeMemoryLedger, remember, type Ledger } from "./ledger.ts";
import { make } from "./making.ts";
import { makePace, type Clock, type Pace } from "./pace.ts";

/**
 * The one outgoing queue. Each channel has a lane of its own, worked off one post at a time, so that a slow or refused
 * channel holds up no other; the platform's own pace is shared by turns. What is waiting lives in memory; what becomes
 * of it is noted in a ledger.
 */
export type DeliveryQueue = {
  /**
   * Puts a post in its lane; resolves when it is made or given up. Without a ledger of one's own, which knows better,
   * the same key twice is one post.
   */
  readonly deliver: (delivery: Delivery, ledger?: Ledger) => Promise<Posted>;
  /** Starts no further post; resolves when the ones under way have ended. */
  readonly stop: () => Promise<void>;
};

/** How many posts are remembered, so that they are not made again. */
const mostRemembered = 5000;

type Waiting = {
  readonly delivery: Delivery;
  readonly ledger: Ledger;
  readonly settle: (posted: Posted) => void;
};
type Lane = {
  readonly waiting: Waiting[];
  readonly pace: Pace;
  running: Promise<void> | undefined;
  /** Ends a wait that something came into. */
  woken?: AbortController;
};

export function makeDelivery(
  posters: Partial<Readonly<Record<Platform, Poster>>>,
  clock: Clock,
  log: (line: string) => void,
): DeliveryQueue {
  const { now, sleep } = clock;
  const lanes = new Map<string, Lane>();
  const paces = new Map<Poster, { readonly all: Pace; readonly minor: Pace }>();
  const pacesOf = (poster: Poster) => {
    const known = paces.get(poster) ?? { all: makePace(poster.platformPace), minor: makePace(poster.minorPace) };
    paces.set(poster, known);
    return known;
  };
  const memory = makeMemoryLedger();
  const known = new Map<string, Promise<Posted>>();
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;
  setMaxListeners(0, stopping.signal); // one for each lane that waits

  const laneOf = ({ place }: Delivery, poster: Poster): Lane => {
    const name = `${place.platform} ${place.id}`;
    const lane = lanes.get(name) ?? { waiting: [], pace: makePace(poster.channelPace), running: undefined };
    lanes.set(name, lane);
    return lane;
  };

  /** Works a lane off. An empty lane stays, one for each channel ever posted in: its pace outlives its posts. */
  const work = async (lane: Lane, poster: Poster): Promise<void> => {
    for (let next = await nextIn(lane, poster); next; next = await nextIn(lane, poster))
      next.settle(isStopping() ? "failed" : await noted(next, lane, poster));
    // Something may have come in the moment between looking and stopping.
    lane.running = lane.waiting.length > 0 ? work(lane, poster) : undefined;
  };

  /** A minor post waits for its turn at the head of the lane, and for whatever comes meanwhile. */
  const nextIn = async (lane: Lane, poster: Poster): Promise<Waiting | undefined> => {
    const { minor } = pacesOf(poster);
    while (lane.waiting[0]?.delivery.minor && !isStopping()) {
      const ahead = minor.ahead(now());
      if (ahead === 0) {
        minor.take(now());
        break;
      }
      lane.woken = new AbortController();
      await sleep(ahead, AbortSignal.any([lane.woken.signal, stopping.signal]));
    }
    return lane.waiting.shift();
  };

  /** A ledger that cannot be written must not end the lane. */
  const noted = async ({ delivery, ledger }: Waiting, lane: Lane, poster: Poster): Promise<Posted> => {
    const paces = { channel: lane.pace, platform: pacesOf(poster).all };
    try {
      return await make(delivery, ledger, { ...{ poster, paces, clock, log }, stopping: stopping.signal });
    } catch (error) {
      log(`A post to ${delivery.place.platform} could not be noted: ${error instanceof Error ? error.message : ""}`);
      return "failed";
    }
  };

  return {
    deliver(delivery, ledger = memory) {
      const before = ledger === memory ? known.get(delivery.key) : undefined;
      if (before) return before;
      const poster = posters[delivery.place.platform];
      if (!poster || stopping.signal.aborted) return Promise.resolve("failed");
      const lane = laneOf(delivery, poster);
      dropSuperseded(lane.waiting, delivery);
      const posted = new Promise<Posted>((settle) => {
        lane.waiting.splice(turnOf(delivery, lane.waiting), 0, { delivery, ledger, settle });
      });
      if (ledger === memory) remember(known, delivery.key, posted, mostRemembered);
      lane.woken?.abort();
      lane.running ??= work(lane, poster);
      return posted;
    },
    async stop() {
      stopping.abort();
      await Promise.all([...lanes.values()].flatMap((lane) => lane.running ?? []));
    },
  };
}

/** Where in a lane a post waits: before those that are minor, unless it is so itself. */
function turnOf({ minor }: Delivery, waiting: readonly Waiting[]): number {
  const firstMinor = waiting.findIndex((other) => other.delivery.minor);
  return minor || firstMinor < 0 ? waiting.length : firstMinor;
}

/** Of several edits of one post that wait, only the last is worth making. */
function dropSuperseded(waiting: Waiting[], { replaces }: Delivery): void {
  if (replaces === undefined) return;
  for (let i = waiting.length - 1; i >= 0; i--)
    if (waiting[i]?.delivery.replaces === replaces) waiting.splice(i, 1)[0]?.settle("posted");
}
