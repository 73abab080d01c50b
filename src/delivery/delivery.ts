import { setMaxListeners } from "node:events";
import type { Delivery, Platform, Posted, Poster } from "../conversation.ts";
import { makeMemoryLedger, remember, type Ledger, type Outcome } from "./ledger.ts";
import { makePace, type Pace } from "./pace.ts";

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

export type Clock = { readonly now: () => number; readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void> };

/** Tries of one post before it is given up, first pause between them in milliseconds, each twice the last. */
const mostTries = 6;
const firstPause = 500;

/** A post may be repeated after an unknown outcome only as long as the platform surely recognises it. */
const recognisedFor = 2 * 60 * 1000;

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
  { now, sleep }: Clock,
  log: (line: string) => void,
): DeliveryQueue {
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
    try {
      return await make(delivery, ledger, lane, poster);
    } catch (error) {
      log(`A post to ${delivery.place.platform} could not be noted: ${error instanceof Error ? error.message : ""}`);
      return "failed";
    }
  };

  const make = async (delivery: Delivery, ledger: Ledger, lane: Lane, poster: Poster): Promise<Posted> => {
    const { platform } = delivery.place;
    const { all: platformPace } = pacesOf(poster);
    let firstUnknown: number | undefined;
    const giveUp = async (outcome: Outcome, line: string): Promise<Posted> => {
      log(line);
      await ledger.settle(delivery, outcome);
      return "failed";
    };
    for (let tried = 1, pause = firstPause; !isStopping(); tried++, pause *= 2) {
      await sleep(lane.pace.take(now()), stopping.signal);
      await sleep(platformPace.take(now()), stopping.signal);
      if (isStopping()) break;
      const claimed = await ledger.claim(delivery, now());
      if (!claimed) return "failed";
      firstUnknown ??= claimed.since;
      const reference = delivery.replaces === undefined ? undefined : await ledger.referenceOf(delivery.replaces);
      if (delivery.replaces !== undefined && reference === undefined) {
        await ledger.settle(delivery, { state: "failed" }); // its post is not there, and was told of
        return "failed";
      }
      // An edit may be made twice without harm.
      const mayRepeat = () =>
        reference !== undefined ||
        firstUnknown === undefined ||
        (poster.knowsRepetitions && now() - firstUnknown < recognisedFor);
      const lost = `A post to ${platform} may or may not be there`;
      if (!mayRepeat()) return giveUp({ state: "unknown" }, `${lost}: the tutor was ended while it was being made`);
      const under = delivery.under === undefined ? undefined : await ledger.referenceOf(delivery.under);
      const attempt = await (reference === undefined ? poster.post(delivery, under) : poster.edit(reference, delivery));
      switch (attempt.kind) {
        case "done":
          await ledger.settle(delivery, { state: "sent", reference: attempt.reference });
          return "posted";
        case "refused":
          await giveUp({ state: "failed", refused: true }, `A post to ${platform} was refused: ${attempt.detail}`);
          return attempt.why === "notThere" ? "notThere" : "failed";
        case "wait":
          (attempt.everywhere ? platformPace : lane.pace).holdUntil(now() + attempt.ms);
          tried -= 1; // being told to wait is no failure
          if (firstUnknown === undefined) await ledger.release(delivery);
          continue;
        case "unknown":
          firstUnknown ??= now();
          if (!mayRepeat()) return giveUp({ state: "unknown" }, `${lost}: ${attempt.detail}`);
          break;
        case "failed":
          if (firstUnknown === undefined) await ledger.release(delivery);
          break;
      }
      if (tried >= mostTries)
        return giveUp(
          { state: firstUnknown === undefined ? "failed" : "unknown" },
          `A post to ${platform} was given up: ${attempt.detail}`,
        );
      lane.pace.holdUntil(now() + pause);
    }
    return "failed";
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
