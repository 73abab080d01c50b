import type { Attempt, Delivery, Place, Poster } from "../../conversation.ts";
import { inWords } from "../pictures.ts";
import type { Surroundings } from "../platform.ts";
import { calling } from "./failure.ts";
import type { Where } from "./files.ts";
import { takesNoThreads, whatCameOf } from "./outcome.ts";
import { below, drawn, send, type Client } from "./send.ts";

/** Posts for everyone in a channel, one message a second: https://docs.slack.dev/apis/web-api/rate-limits */
export function makePoster(client: Client, around: Pick<Surroundings, "log" | "painter">): Poster {
  return {
    // Slack recognises no repetition: a post that may have been made is never made again.
    knowsRepetitions: false,
    channelPace: 1000,
    // Slack takes several hundred a minute of a workspace.
    platformPace: 200,
    // A workspace takes fifty calls of this kind a minute; ten are left to what matters.
    minorPace: 1500,
    post: ({ place, reply }, under) =>
      attempt(async () => {
        const where = under === undefined ? { channel: channelOf(place) } : threadOf(under);
        try {
          return writeReference({ ...where, ...(await send(client, where, reply, around)) });
        } catch (error) {
          if (under === undefined || !takesNoThreads(error)) throw error;
          return writeReference(await send(client, { channel: where.channel }, reply, around));
        }
      }),
    edit: (reference, { reply }: Delivery) =>
      attempt(async () => {
        // A file stays as it was shared, and so does a picture: Slack exchanges none.
        const message = drawn(reply, new Map(), around.painter ? below : inWords);
        await calling("chat.update", client.chat.update({ ...readReference(reference), ...message }));
        return reference;
      }),
  };
}

/** A person's direct messages are addressed by the person: no right to open conversations is needed. */
function channelOf({ id }: Place): string {
  return /^slack:[^:]*:(.+)$/.exec(id)?.[1] ?? id;
}

/**
 * Where a post stands: of a direct message the conversation, for an edit cannot be addressed to a person; and in which
 * thread, where it is in one.
 */
function writeReference({ channel, ts, thread_ts: thread }: Where & { readonly ts: string }): string {
  return [channel, ts, thread].filter((part) => part !== undefined).join(" ");
}

function readReference(reference: string): { channel: string; ts: string } {
  const [channel = "", ts = ""] = reference.split(" ");
  return { channel, ts };
}

/** A thread under a post in a thread is that thread itself. */
function threadOf(reference: string): Required<Where> {
  const [channel = "", ts = "", thread = ts] = reference.split(" ");
  return { channel, thread_ts: thread };
}

async function attempt(call: () => Promise<string>): Promise<Attempt> {
  try {
    return { kind: "done", reference: await call() };
  } catch (error) {
    return whatCameOf(error);
  }
}
