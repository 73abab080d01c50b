import type { RawFile } from "discord.js";
import type { File, Reply } from "../../conversation.ts";
import { filesOf, isTooLarge, noteOnSize } from "../wording.ts";

/** The files of a reply as attachments. https://docs.discord.com/developers/reference#uploading-files */

export const fileLimits = {
  /** In bytes, of each file, where nobody pays for more. */
  size: 10 * 1024 * 1024,
  /** Files of a message. */
  count: 10,
  /** Characters of what is said of one. */
  description: 1024,
} as const;

export type Attachment = { readonly id: string; readonly filename: string; readonly description: string };

/** What comes along with the message. */
export function attachable(reply: Reply): File[] {
  return filesOf(reply)
    .filter((file) => !isTooLarge(file, fileLimits.size))
    .slice(0, fileLimits.count);
}

/** Said of each in the message's body; the ids are those of `rawFiles`. */
export function attachments(reply: Reply): Attachment[] {
  return attachable(reply).map(({ name, about }, at) => ({
    id: String(at),
    filename: name,
    description: about.slice(0, fileLimits.description),
  }));
}

export function rawFiles(reply: Reply): RawFile[] {
  return attachable(reply).map(({ name, text }) => ({ name, data: Buffer.from(text), contentType: "text/plain" }));
}

/** What is said of a file that does not come along; nothing of one that does. */
export function noteOn(file: File, attached: readonly File[]): string {
  if (attached.includes(file)) return "";
  if (isTooLarge(file, fileLimits.size)) return noteOnSize(file, fileLimits.size);
  return `A message holds ${String(fileLimits.count)} files at most.`;
}
