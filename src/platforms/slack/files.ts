import type { WebClient } from "@slack/web-api";
import type { File, Reply } from "../../conversation.ts";
import { cut, filesOf, isTooLarge, noteOnSize } from "../wording.ts";
import { calling, describeFailure } from "./failure.ts";
import { isRefused } from "./outcome.ts";

/** Files go up in three steps, of which only the last is seen. https://docs.slack.dev/messaging/working-with-files */

/** In bytes. Slack takes 1 GB; a file of ours is held in memory on its way. */
export const largestFile = 50 * 1024 * 1024;

/** In characters. */
const longestAlt = 1000;

export type Uploads = {
  /** By which Slack knows a file that is up and not yet shared. */
  readonly ids: ReadonlyMap<File, string>;
  /** What a reader is to know of a file that is not. */
  readonly notes: ReadonlyMap<File, string>;
};

/**
 * The first two steps for all files of a reply. A file that Slack does not take is noted, and logged; what may be
 * otherwise in a minute is thrown, while nobody has seen anything yet.
 */
export async function upload(client: Uploader, reply: Reply, log: (line: string) => void): Promise<Uploads> {
  const ids = new Map<File, string>();
  const notes = new Map<File, string>();
  for (const file of filesOf(reply)) {
    if (isTooLarge(file, largestFile)) notes.set(file, noteOnSize(file, largestFile));
    else
      try {
        ids.set(file, await uploadOne(client, { name: file.name, bytes: Buffer.from(file.text) }));
      } catch (error) {
        if (!isRefused(error)) throw error;
        log(`Slack: a file was not attached: ${describeFailure(error)}`);
        notes.set(file, notTaken);
      }
  }
  return { ids, notes };
}

/** A file that is up; Slack shows its title. */
export type Uploaded = { readonly id: string; readonly title: string };

/** The last step: a message of the files alone. */
export async function share({ files }: Uploader, [first, ...more]: readonly Uploaded[], where: Where): Promise<void> {
  if (!first) return;
  const inThread = where.thread_ts === undefined ? {} : { thread_ts: where.thread_ts };
  await calling(
    "files.completeUploadExternal",
    files.completeUploadExternal({ files: [first, ...more], channel_id: where.channel, ...inThread }),
  );
}

export type Uploader = Pick<WebClient, "files">;
/** `channel` is a conversation's id: unlike messages, files cannot be addressed to a person. */
export type Where = { readonly channel: string; readonly thread_ts?: string };

/** What a file that could not be shared is shown with instead. */
export const notShared = "It could not be attached just now. Please ask for it again.";
const notTaken = "Slack does not let me attach it here. Please tell whoever runs me.";

export type Upload = {
  readonly name: string;
  readonly bytes: Buffer<ArrayBuffer>;
  /** What a picture shows, for who does not see it. */
  readonly alt?: string;
};

/** The first two steps; resolves with the file's id. */
export async function uploadOne({ files }: Uploader, { name, bytes, alt }: Upload): Promise<string> {
  const described = alt === undefined ? {} : { alt_txt: cut(alt, longestAlt) };
  const { upload_url: url = "", file_id: id = "" } = await calling(
    "files.getUploadURLExternal",
    files.getUploadURLExternal({ filename: name, length: bytes.length, ...described }),
  );
  await calling("upload", put(url, bytes));
  return id;
}

async function put(url: string, bytes: Buffer<ArrayBuffer>): Promise<void> {
  const { ok, status } = await fetch(url, { method: "POST", body: bytes });
  if (!ok)
    throw Object.assign(new Error(`the upload was answered with status ${String(status)}`), { statusCode: status });
}
