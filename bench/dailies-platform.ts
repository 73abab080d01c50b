import type { Attempt, Delivery, Poster } from "../src/conversation.ts";
import type { Chance } from "../src/knowledge/numbers.ts";
import type { HandClock } from "./dailies-clock.ts";

/** What a platform has made everyone see, and what spoke against it until then. Times in milliseconds since 1970. */
export type Shown = {
  readonly key: string;
  readonly at: number;
  /** The platform would not have taken it before. */
  readonly permitted: number;
};

export type Recording = {
  readonly name: "slack" | "discord";
  /** Posts as one process does. Ended, it hears nothing more of what it had begun. */
  readonly posterFor: (process: Poking) => Poster;
  /** Posts, not edits, one for each that everyone could see. */
  readonly shown: Shown[];
  /** Keys of posts of which it was left open whether they were made. */
  readonly leftOpen: ReadonlySet<string>;
  /** Calls that were told to wait. */
  readonly toldToWait: () => number;
};

/** Where a process may be killed: `claimed` is before a post is made, `shown` when it is and the answer is on its way. */
export type Moment = "claimed" | "shown" | "before commit" | "after commit";

/** A process as seen from outside: it is over, or may be now. */
export type Poking = { readonly isOver: () => boolean; readonly mayEnd: (moment: Moment) => boolean };

export type Weather = {
  readonly chance: Chance;
  /** Of 10,000 calls, so many fail, are told to wait, or leave open what came of them. */
  readonly failed: number;
  readonly waits: number;
  readonly unknown: number;
  /** From and to when nothing gets through. */
  readonly outages: readonly (readonly [from: number, to: number])[];
  /** How many calls it takes in so many milliseconds. */
  readonly limit?: {
    readonly most: number;
    readonly ms: number;
    /** The SDK lets a call that is too many wait by itself. */
    readonly queues: boolean;
  };
};

type Paces = Pick<Poster, "channelPace" | "platformPace" | "minorPace" | "knowsRepetitions">;

/** How long an answer is on its way, and for how long Discord recognises a post that comes again, in milliseconds. */
const [latency, recognised] = [80, 5 * 60 * 1000];

/** A platform that remembers what it showed. `onShown` hears of each post, not of edits. */
export function recordingPlatform(
  name: Recording["name"],
  paces: Paces,
  clock: HandClock,
  { chance, failed, waits, unknown, outages, limit }: Weather,
  onShown: (delivery: Delivery) => void,
): Recording {
  const shown: Shown[] = [];
  const leftOpen = new Set<string>();
  const known = new Map<string, { readonly reference: string; readonly at: number }>();
  /** Until when it takes nothing from a channel, or at all. */
  const holds = new Map<string, number>();
  /** From when on it may take something in a channel, by its pace and by what it refused there. */
  const takesFrom = new Map<string, number>();
  /** When the last calls were taken, up to as many as it takes at once. */
  const taken: number[] = [];
  let toldToWait = 0;

  const refuse = (delivery: Delivery, attempt: Attempt): Attempt => {
    takesFrom.set(delivery.place.id, clock.now());
    return attempt;
  };

  const hold = (scope: string, ms: number): Attempt => {
    holds.set(scope, clock.now() + ms);
    return { kind: "wait", ms, everywhere: scope === "" };
  };

  const turnFor = ({ most, ms }: NonNullable<Weather["limit"]>) =>
    taken.length < most ? clock.now() : Math.max((taken[0] ?? 0) + ms, clock.now());

  const take = ({ most }: NonNullable<Weather["limit"]>, at: number) => {
    taken.push(at);
    if (taken.length > most) taken.shift();
  };

  /** What speaks against it; nothing if it is taken. */
  const against = (delivery: Delivery): Attempt | undefined => {
    const now = clock.now();
    if (outages.some(([from, to]) => now >= from && now < to))
      return refuse(delivery, { kind: "failed", detail: "the platform is down" });
    for (const scope of ["", delivery.place.id]) {
      const until = holds.get(scope) ?? 0;
      if (until > now) return { kind: "wait", ms: until - now, everywhere: scope === "" };
    }
    if (limit && !limit.queues) {
      // As Slack does: each call that is too many is told so by itself, in whole seconds.
      const ms = turnFor(limit) - now;
      if (ms > 0) return { kind: "wait", ms: Math.ceil(ms / 1000) * 1000, everywhere: false };
      take(limit, now);
    }
    const dice = chance(10_000);
    if (dice < failed) return refuse(delivery, { kind: "failed", detail: "by chance" });
    if (dice < failed + waits) return hold(dice % 3 === 0 ? "" : delivery.place.id, 1000 * (1 + chance(30)));
    return undefined;
  };

  const show = (delivery: Delivery): string => {
    const { key, place } = delivery;
    const now = clock.now();
    const before = known.get(key);
    if (paces.knowsRepetitions && before && now - before.at < recognised) return before.reference;
    const reference = `${place.id} ${String(shown.length)}`;
    known.set(key, { reference, at: now });
    const permitted = Math.max(takesFrom.get(place.id) ?? 0, holds.get("") ?? 0, holds.get(place.id) ?? 0);
    shown.push({ key, at: now, permitted });
    onShown(delivery);
    return reference;
  };

  const call = async (delivery: Delivery, process: Poking, done: () => string): Promise<Attempt> => {
    if (limit?.queues) {
      const at = turnFor(limit);
      take(limit, at);
      if (at > clock.now()) await new Promise<void>((resolve) => clock.at(at, resolve));
    }
    if (process.isOver() || process.mayEnd("claimed")) return never();
    const refused = against(delivery);
    if (refused?.kind === "wait") toldToWait += 1;
    if (refused) return refused;
    const isOpen = chance(10_000) < unknown;
    if (isOpen) leftOpen.add(delivery.key);
    if (isOpen && chance(2) === 0) return answered(process, { kind: "unknown", detail: "it was lost on its way" });
    const reference = done();
    takesFrom.set(delivery.place.id, clock.now() + paces.channelPace);
    if (process.mayEnd("shown")) return never();
    return answered(process, isOpen ? { kind: "unknown", detail: "the answer was lost" } : { kind: "done", reference });
  };

  const answered = (process: Poking, attempt: Attempt): Promise<Attempt> =>
    new Promise((resolve) => {
      clock.at(clock.now() + latency, () => {
        if (!process.isOver()) resolve(attempt);
      });
    });

  return {
    name,
    shown,
    leftOpen,
    toldToWait: () => toldToWait,
    posterFor: (process) => ({
      ...paces,
      post: (delivery) => call(delivery, process, () => show(delivery)),
      edit: (reference, delivery) => call(delivery, process, () => reference),
    }),
  };
}

/** What a process that ended never hears. */
export function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
