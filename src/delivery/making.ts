import type { Delivery, Posted, Poster } from "../conversation.ts";
import type { Ledger, Outcome } from "./ledger.ts";
import type { Clock, Pace } from "./pace.ts";

/**
 * Tries of one post before it is given up, unless it is worth making until later; first and longest pause between them
 * in milliseconds, each twice the last. After an outage the longest is how late a post comes, and its turn among all
 * that waited is yet to be added: a minute in all should do.
 */
const mostTries = 6;
const firstPause = 500;
const longestPause = 30 * 1000;

/** A post may be repeated after an unknown outcome only as long as the platform surely recognises it. */
const recognisedFor = 2 * 60 * 1000;

export type Surroundings = {
  readonly poster: Poster;
  readonly paces: { readonly channel: Pace; readonly platform: Pace };
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** Aborted, no further try is begun: what was not made is left as it stands in the ledger. */
  readonly stopping: AbortSignal;
};

/** Makes one post, a try after another, each in its turn; resolves when it is made or given up. */
export async function make(
  delivery: Delivery,
  ledger: Ledger,
  { poster, paces, clock: { now, sleep }, log, stopping }: Surroundings,
): Promise<Posted> {
  const { until, replaces } = delivery;
  const post = `A post to ${delivery.place.platform}`;
  const giveUp = async (outcome: Outcome, line: string): Promise<Posted> => {
    log(`${post} ${line}`);
    await ledger.settle(delivery, outcome);
    return "failed";
  };
  const isStopping = () => stopping.aborted;
  let firstUnknown: number | undefined;
  let last = "the tutor was ended while it was being made";
  for (let tried = 1, pause = firstPause; !isStopping(); tried++, pause *= 2) {
    await sleep(paces.channel.take(now()), stopping);
    await sleep(paces.platform.take(now()), stopping);
    if (isStopping()) break;
    const claimed = await ledger.claim(delivery, now());
    if (!claimed) return "failed";
    firstUnknown ??= claimed.since;
    const reference = replaces === undefined ? undefined : await ledger.referenceOf(replaces);
    if (replaces !== undefined && reference === undefined) {
      await ledger.settle(delivery, { state: "failed" }); // its post is not there, and was told of
      return "failed";
    }
    // An edit may be made twice without harm.
    const mayRepeat = () =>
      reference !== undefined ||
      firstUnknown === undefined ||
      (poster.knowsRepetitions && now() - firstUnknown < recognisedFor);
    if (!mayRepeat()) return giveUp({ state: "unknown" }, `may or may not be there: ${last}`);
    const unmade: Outcome = { state: firstUnknown === undefined ? "failed" : "unknown" };
    if (until !== undefined && now() >= until) return giveUp(unmade, "was given up: it is too late for it");
    const under = delivery.under === undefined ? undefined : await ledger.referenceOf(delivery.under);
    const attempt = await (reference === undefined ? poster.post(delivery, under) : poster.edit(reference, delivery));
    switch (attempt.kind) {
      case "done":
        await ledger.settle(delivery, { state: "sent", reference: attempt.reference });
        return "posted";
      case "refused":
        await giveUp({ state: "failed", refused: true }, `was refused: ${attempt.detail}`);
        return attempt.why === "notThere" ? "notThere" : "failed";
      case "wait":
        (attempt.everywhere ? paces.platform : paces.channel).holdUntil(now() + attempt.ms);
        tried -= 1; // being told to wait is no failure
        if (firstUnknown === undefined) await ledger.release(delivery);
        continue;
      case "unknown":
        firstUnknown ??= now();
        if (!mayRepeat()) return giveUp({ state: "unknown" }, `may or may not be there: ${attempt.detail}`);
        break;
      case "failed":
        if (firstUnknown === undefined) await ledger.release(delivery);
        break;
    }
    if (tried >= mostTries && until === undefined)
      return giveUp({ state: firstUnknown === undefined ? "failed" : "unknown" }, `was given up: ${attempt.detail}`);
    last = attempt.detail;
    paces.channel.holdUntil(now() + Math.min(pause, longestPause));
  }
  return "failed";
}
