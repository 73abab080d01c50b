import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { Surroundings } from "../platform.ts";
import type { Board } from "./post.ts";

/** How often something is sent to a tab that has no news, so that no proxy takes the line for dead; in milliseconds. */
const heartbeat = 15_000;

/** After how long a tab that lost the line tries again, in milliseconds. */
const retry = 2000;

/** Tabs that may follow at once; the next is told to come back. */
const mostTabs = 1000;

export type Feed = (c: Context) => Response;

/**
 * The board's posts as server-sent events. For a tab nothing is held but how far it has read: one that reads slowly
 * gets only the last of several edits.
 */
export function makeFeed(board: Board, { now, timer }: Pick<Surroundings, "now" | "timer">): Feed {
  let tabs = 0;
  return (c) => {
    if (tabs >= mostTabs) return c.json({ error: "Too many tabs are open here. Try again in a minute." }, 503);
    tabs += 1;
    c.header("x-accel-buffering", "no");
    return streamSSE(c, async (stream) => {
      let wake = () => {};
      const unwatch = board.watch(() => {
        wake();
      });
      stream.onAbort(() => {
        wake();
      });
      /** Whether something changed before it was time for a heartbeat. */
      const changed = async (): Promise<boolean> => {
        const quiet = timer(heartbeat);
        const woken = new Promise<true>((resolve) => {
          wake = () => {
            resolve(true);
          };
        });
        const first = await Promise.race([woken, quiet.over.then(() => false)]);
        quiet.cancel();
        return first;
      };
      try {
        let mark = c.req.header("last-event-id") ?? c.req.query("after");
        await stream.write(`retry: ${String(retry)}\n\n`);
        while (!stream.aborted) {
          const news = board.since(mark);
          if (news) {
            await stream.writeSSE({ id: news.mark, data: JSON.stringify({ at: now(), posts: news.posts }) });
            mark = news.mark;
          } else if (!(await changed())) await stream.write(":\n\n");
        }
      } finally {
        unwatch();
        tabs -= 1;
      }
    });
  };
}
