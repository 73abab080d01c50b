import type { WebClient } from "@slack/web-api";
import type { File, Reply } from "../../conversation.ts";
import { calling, describeFailure } from "./failure.ts";
import { notShared, share, upload, type Where } from "./files.ts";
import { say, type SlackMessage } from "./say.ts";

export type Client = Pick<WebClient, "chat" | "files">;

/**
 * A message that stays, with the files of its reply below it; resolves with where it stands, which is the conversation
 * where it was addressed to a person. The files are up before the message is there, so that a failure of that can be
 * tried again; where sharing them fails at last, the message says so.
 */
export async function send(
  client: Client,
  where: Where,
  reply: Reply,
  log: (line: string) => void,
): Promise<{ readonly channel: string; readonly ts: string }> {
  const { ids, notes } = await upload(client, reply, log);
  const posted = await calling("chat.postMessage", client.chat.postMessage({ ...where, ...drawn(reply, notes) }));
  const { channel = where.channel, ts = "" } = posted;
  try {
    await share(client, ids, { ...where, channel });
  } catch (error) {
    log(`Slack: a file was not attached: ${describeFailure(error)}`);
    const told = new Map([...notes, ...[...ids.keys()].map((file) => [file, notShared] as const)]);
    await calling("chat.update", client.chat.update({ channel, ts, ...drawn(reply, told) })).catch(
      (failure: unknown) => {
        log(`Slack: nor could that be said: ${describeFailure(failure)}`);
      },
    );
  }
  return { channel, ts };
}

/** The documentation links are for reading, not for unfolding into the conversation. */
export const noPreviews = { unfurl_links: false, unfurl_media: false } as const;

/** A message whose files are attached, but for those with a note. */
export function drawn(reply: Reply, notes: ReadonlyMap<File, string>): SlackMessage & typeof noPreviews {
  return { ...say(reply, false, (file) => notes.get(file) ?? ""), ...noPreviews };
}
