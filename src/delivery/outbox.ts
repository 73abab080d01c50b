import { platforms, type Delivery, type Platform } from "../conversation.ts";
import type { Store, Tx } from "../store/store.ts";
import type { DeliveryQueue } from "./delivery.ts";
import type { Clock } from "./pace.ts";
import { outboxLedger, putDelivery, turnAt, unsettled } from "./records.ts";

/**
 * Deliveries that are saved in the transaction of what they tell, and made after it: none is lost with the process, and
 * none is made of what was rolled back. A post that was begun when a process died is *unknown*: it is repeated only
 * where its platform recognises a repetition.
 */
export type Outbox = {
  readonly send: (tx: Tx, delivery: Delivery) => Promise<void>;
  /** Makes what waits, now and from now on. Resolves when it has been stopped. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** How often to look for what another process left behind, in milliseconds. */
const lookEvery = 15_000;
const seconds = String(lookEvery / 1000);

/** How soon to look again for what waits for another post, in milliseconds. */
const lookAgain = 200;

/** A try that was begun so long ago and has not ended was another process's, which is gone; in milliseconds. */
const longestTry = 60_000;

/**
 * `onLost` hears the key of a post that can be shown no more, because it was refused or an edit of it was; and of a
 * delivery with an `until` of its own that was given up. It may hear the same key again.
 */
export function makeOutbox(
  store: Store,
  queue: DeliveryQueue,
  { now, sleep }: Clock,
  has: (platform: Platform) => boolean,
  log: (line: string) => void,
  onLost: (key: string) => Promise<void> | void = () => undefined,
  /** Hears of each post, not of edits, once it is there. */
  onPosted: (key: string, at: number) => void = () => undefined,
): Outbox {
  const alone = store.engine === "sqlite";
  const started = now();
  /** With the file to ourselves, whatever was begun before we started was never ended. */
  const begunBefore = () => (alone ? started : now() - longestTry);
  const ledger = outboxLedger(store, {
    ...{ onLost, onPosted, begunBefore, now },
    onWait() {
      pause = lookAgain;
      wake.abort();
    },
  });
  const put = new WeakSet<Tx>();
  const inHand = new Set<string>();
  const stopping = new AbortController();
  let wake = new AbortController();
  let pause = lookEvery;
  let lastTurn = 0;
  let running: Promise<void> | undefined;

  store.onCommit((tx) => {
    if (put.has(tx)) wake.abort();
  });

  const handOver = async () => {
    const open = platforms.filter(has);
    for (const delivery of await store.read((db) => unsettled(db, begunBefore(), open, inHand))) {
      inHand.add(delivery.key);
      void queue.deliver(delivery, ledger).finally(() => inHand.delete(delivery.key));
    }
  };

  const work = async () => {
    let inTrouble = false;
    while (!stopping.signal.aborted) {
      wake = new AbortController();
      try {
        await handOver();
        inTrouble = false;
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        if (!inTrouble) log(`The outbox cannot be read just now; trying again every ${seconds} seconds: ${why}`);
        inTrouble = true;
      }
      await sleep(lookEvery, AbortSignal.any([wake.signal, stopping.signal]));
      if (pause === lookEvery) continue;
      await sleep(pause, stopping.signal); // whatever it waits for takes a moment
      pause = lookEvery;
    }
  };

  return {
    async send(tx, delivery) {
      lastTurn = Math.max(lastTurn + 1, turnAt(now()));
      await putDelivery(tx, delivery, lastTurn, now());
      put.add(tx);
    },
    start: () => (running ??= work()),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
