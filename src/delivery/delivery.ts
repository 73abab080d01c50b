import type { Delivery, Platform, Posted, Poster } from "../conversation.ts";
import { makePace, type Pace } from "./pace.ts";

/**
 * The one outgoing queue. Each channel has a lane of its own, worked off one post at a time, so that a slow or refused
 * channel holds up no other; the platform's own pace is shared by turns. What is waiting lives in memory.
 */
export type DeliveryQueue = {
  /** Puts a post in its lane; resolves when it is made or given up. The same key twice is one post. */
  readonly deliver: (delivery: Delivery) => Promise<Posted>;
  /** Starts no further post; resolves when the ones under way have ended. */
  readonly stop: () => Promise<void>;
};

export type Clock = { readonly now: () => number; readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void> };

/** Tries of one post before it is given up, first pause between them in milliseconds, each twice the last. */
const mostTries = 6;
const firstPause = 500;

/** A post may be repeated after an unknown outcome only as long as the platform surely recognises it. */
const recognisedFor = 2 * 60 * 1000;

/** How many made posts are remembered, so that they can be edited and are not made again. */
const mostRemembered = 5000;

type Waiting = { readonly delivery: Delivery; readonly settle: (posted: Posted) => void };
type Lane = { readonly waiting: Waiting[]; readonly pace: Pace; running: Promise<void> | undefined };

export function makeDelivery(
  posters: Partial<Readonly<Record<Platform, Poster>>>,
  { now, sleep }: Clock,
  log: (line: string) => void,
): DeliveryQueue {
  const lanes = new Map<string, Lane>();
  const platformPaces = new Map<Poster, Pace>();
  const made = new Map<string, string>();
  const known = new Map<string, Promise<Posted>>();
  const stopping = new AbortController();

  const laneOf = ({ place }: Delivery, poster: Poster): Lane => {
    const name = `${place.platform} ${place.id}`;
    const lane = lanes.get(name) ?? { waiting: [], pace: makePace(poster.channelPace), running: undefined };
    lanes.set(name, lane);
    return lane;
  };

  /** Works a lane off. An empty lane stays, one for each channel ever posted in: its pace outlives its posts. */
  const work = async (lane: Lane, poster: Poster): Promise<void> => {
    for (let next = lane.waiting.shift(); next; next = lane.waiting.shift())
      next.settle(stopping.signal.aborted ? "failed" : await make(next.delivery, lane, poster));
    lane.running = undefined;
  };

  const make = async (delivery: Delivery, lane: Lane, poster: Poster): Promise<Posted> => {
    const platformPace = platformPaces.get(poster) ?? makePace(poster.platformPace);
    platformPaces.set(poster, platformPace);
    let firstUnknown: number | undefined;
    for (let tried = 1, pause = firstPause; !stopping.signal.aborted; tried++, pause *= 2) {
      await sleep(lane.pace.take(now()), stopping.signal);
      await sleep(platformPace.take(now()), stopping.signal);
      const reference = delivery.replaces === undefined ? undefined : made.get(delivery.replaces);
      const attempt = await (reference === undefined ? poster.post(delivery) : poster.edit(reference, delivery));
      switch (attempt.kind) {
        case "done":
          remember(made, delivery.replaces ?? delivery.key, attempt.reference);
          return "posted";
        case "refused":
          log(`A post to ${delivery.place.platform} was refused: ${attempt.detail}`);
          return attempt.why === "notThere" ? "notThere" : "failed";
        case "wait":
          (attempt.everywhere ? platformPace : lane.pace).holdUntil(now() + attempt.ms);
          tried -= 1; // being told to wait is no failure
          continue;
        case "unknown":
          firstUnknown ??= now();
          // An edit may be made twice without harm.
          if (reference === undefined && !(poster.knowsRepetitions && now() - firstUnknown < recognisedFor)) {
            log(`A post to ${delivery.place.platform} may or may not be there: ${attempt.detail}`);
            return "failed";
          }
          break;
        case "failed":
          break;
      }
      if (tried >= mostTries) {
        log(`A post to ${delivery.place.platform} was given up: ${attempt.detail}`);
        return "failed";
      }
      lane.pace.holdUntil(now() + pause);
    }
    return "failed";
  };

  return {
    deliver(delivery) {
      const before = known.get(delivery.key);
      if (before) return before;
      const poster = posters[delivery.place.platform];
      if (!poster || stopping.signal.aborted) return Promise.resolve("failed");
      const lane = laneOf(delivery, poster);
      dropSuperseded(lane.waiting, delivery);
      const posted = new Promise<Posted>((settle) => lane.waiting.push({ delivery, settle }));
      remember(known, delivery.key, posted);
      lane.running ??= work(lane, poster);
      return posted;
    },
    async stop() {
      stopping.abort();
      await Promise.all([...lanes.values()].flatMap((lane) => lane.running ?? []));
    },
  };
}

/** Of several edits of one post that wait, only the last is worth making. */
function dropSuperseded(waiting: Waiting[], { replaces }: Delivery): void {
  if (replaces === undefined) return;
  for (let i = waiting.length - 1; i >= 0; i--)
    if (waiting[i]?.delivery.replaces === replaces) waiting.splice(i, 1)[0]?.settle("posted");
}

function remember<T>(memory: Map<string, T>, key: string, value: T): void {
  memory.delete(key);
  memory.set(key, value);
  if (memory.size > mostRemembered) memory.delete(memory.keys().next().value as string);
}
