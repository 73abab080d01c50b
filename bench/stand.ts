import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Times } from "./contest.ts";

/**
 * A fake platform in a thread of its own, as a platform is in a machine of its own: what the app computes does not
 * hold up the clock that the fake measures by.
 */
export type Stand<Details> = {
  /** Where the fake is and how to log in. */
  readonly details: Details;
  /** Presses a button that asks this. */
  readonly press: (question: string) => Promise<Times>;
  readonly close: () => Promise<unknown>;
};

/** `file` is compiled beside this one; it posts its details first, then times for every question it is sent. */
export async function openStand<Details>(file: string): Promise<Stand<Details>> {
  const worker = new Worker(new URL(file, import.meta.url));
  const [details] = (await once(worker, "message")) as [Details];
  return {
    details,
    async press(question) {
      worker.postMessage(question);
      const [times] = (await once(worker, "message")) as [Times];
      return times;
    },
    close: () => worker.terminate(),
  };
}

/** Whole milliseconds would be too coarse for the fake's notes. */
export function finely(): number {
  return performance.timeOrigin + performance.now();
}
