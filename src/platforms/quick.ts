import type { Reply } from "../conversation.ts";
import type { Surroundings } from "./platform.ts";

/** In milliseconds. Slack and Discord wait three seconds for an acknowledgement; the rest is for the way there. */
const slowAfter = 1000;

/** The reply, if it comes within a second; nothing if it has to be acknowledged first and given later. */
export async function ifQuick(reply: Reply | Promise<Reply>, timer: Surroundings["timer"]): Promise<Reply | undefined> {
  if (!(reply instanceof Promise)) return reply;
  const slow = timer(slowAfter);
  const first = await Promise.race([reply, slow.over.then(() => undefined)]);
  slow.cancel();
  return first;
}
