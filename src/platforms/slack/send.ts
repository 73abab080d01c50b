import type { WebClient } from "@slack/web-api";
import type { File, Picture, Reply } from "../../conversation.ts";
import { fileNameOf, inWords, paint, picturesOf } from "../pictures.ts";
import type { Surroundings } from "../platform.ts";
import { calling, describeFailure } from "./failure.ts";
import { notShared, share, upload, uploadOne, type Uploaded, type Where } from "./files.ts";
import { say, type InPlaceOf, type SlackMessage } from "./say.ts";

export type Client = Pick<WebClient, "chat" | "files">;

/**
 * A message that stays, with the files and pictures of its reply below it; resolves with where it stands, which is the
 * conversation where it was addressed to a person. The files are up before the message is there, so that a failure of
 * that can be tried again; where sharing them fails at last, the message says so. Words wait for no picture: what becomes
 * of none is told in words in the message.
 */
export async function send(
  client: Client,
  where: Where,
  reply: Reply,
  { log, painter }: Pick<Surroundings, "log" | "painter">,
): Promise<{ readonly channel: string; readonly ts: string }> {
  const { ids, notes } = await upload(client, reply, log);
  const first = drawn(reply, notes, painter ? below : inWords);
  const posted = await calling("chat.postMessage", client.chat.postMessage({ ...where, ...first }));
  const { channel = where.channel, ts = "" } = posted;
  const there = { ...where, channel };
  const told = new Map(notes);
  try {
    await share(
      client,
      [...ids].map(([{ name }, id]) => ({ id, title: name })),
      there,
    );
  } catch (error) {
    log(`Slack: a file was not attached: ${describeFailure(error)}`);
    for (const file of ids.keys()) told.set(file, notShared);
  }
  const lacking = painter ? await sharePictures(client, there, reply, { log, painter }) : [];
  const inPlaceOf: InPlaceOf = (picture) => (painter && !lacking.includes(picture) ? "" : inWords(picture));
  if (told.size > notes.size || lacking.some((picture) => inWords(picture) !== ""))
    await calling("chat.update", client.chat.update({ channel, ts, ...drawn(reply, told, inPlaceOf) })).catch(
      (failure: unknown) => {
        log(`Slack: nor could that be said: ${describeFailure(failure)}`);
      },
    );
  return { channel, ts };
}

/** Resolves with the pictures that nothing became of. */
async function sharePictures(
  client: Client,
  where: Where,
  reply: Reply,
  { log, painter }: Pick<Surroundings, "log" | "painter">,
): Promise<readonly Picture[]> {
  const pictures = picturesOf(reply);
  const shown = await paint(reply, painter);
  try {
    const uploaded: Uploaded[] = [];
    for (const [picture, png] of shown) {
      if (png === "underway") continue;
      const name = fileNameOf(picture);
      uploaded.push({ id: await uploadOne(client, { name, bytes: Buffer.from(png), alt: picture.alt }), title: name });
    }
    await share(client, uploaded, where);
    return pictures.filter((picture) => !shown.has(picture));
  } catch (error) {
    log(`Slack: a picture was not attached: ${describeFailure(error)}`);
    return pictures;
  }
}

/** The documentation links are for reading, not for unfolding into the conversation. */
export const noPreviews = { unfurl_links: false, unfurl_media: false } as const;

/** Where pictures are shared below their message, it says nothing of them. */
export const below: InPlaceOf = () => "";

/** A message whose files are attached, but for those with a note. */
export function drawn(
  reply: Reply,
  notes: ReadonlyMap<File, string>,
  inPlaceOf: InPlaceOf,
): SlackMessage & typeof noPreviews {
  return { ...say(reply, false, (file) => notes.get(file) ?? "", inPlaceOf), ...noPreviews };
}
