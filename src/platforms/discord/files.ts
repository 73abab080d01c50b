import type { AttachmentPayload, RawFile } from "discord.js";
import type { File, Picture, Reply } from "../../conversation.ts";
import { fileNameOf, type Shown } from "../pictures.ts";
import { isTooLarge, noteOnSize } from "../wording.ts";

/** The files and pictures of a reply as attachments. https://docs.discord.com/developers/reference#uploading-files */

export const fileLimits = {
  /** In bytes, of each file, where nobody pays for more. */
  size: 10 * 1024 * 1024,
  /** Files of a message. */
  count: 10,
  /** Characters of what is said of one. */
  description: 1024,
} as const;

export type Attachment = { readonly id: string; readonly filename: string; readonly description: string };

type Coming = {
  readonly of: File | Picture;
  readonly name: string;
  readonly about: string;
  readonly data: Buffer;
  readonly contentType: string;
};

/** What comes along with the message, in the order of the reply. */
function coming(reply: Reply, shown: Shown): Coming[] {
  return reply.parts
    .flatMap((part): Coming[] => {
      if (part.kind === "file") {
        const { name, about, text } = part.file;
        return [{ of: part.file, name, about, data: Buffer.from(text), contentType: "text/plain" }];
      }
      const png = part.kind === "picture" ? shown.get(part.picture) : undefined;
      if (part.kind !== "picture" || png === undefined || png === "underway") return [];
      const name = fileNameOf(part.picture);
      return [{ of: part.picture, name, about: part.picture.alt, data: Buffer.from(png), contentType: "image/png" }];
    })
    .filter(({ data }) => data.length <= fileLimits.size)
    .slice(0, fileLimits.count);
}

export function attachable(reply: Reply, shown: Shown): ReadonlySet<File | Picture> {
  return new Set(coming(reply, shown).map((each) => each.of));
}

/** Said of each in the message's body, and read out where a picture is not seen; the ids are those of `rawFiles`. */
export function attachments(reply: Reply, shown: Shown): Attachment[] {
  return coming(reply, shown).map(({ name, about }, at) => ({
    id: String(at),
    filename: name,
    description: about.slice(0, fileLimits.description),
  }));
}

export function rawFiles(reply: Reply, shown: Shown): RawFile[] {
  return coming(reply, shown).map(({ name, data, contentType }) => ({ name, data, contentType }));
}

/** The same in the SDK's spelling. */
export function payloads(reply: Reply, shown: Shown): AttachmentPayload[] {
  return coming(reply, shown).map(({ name, about, data }) => ({
    name,
    attachment: data,
    description: about.slice(0, fileLimits.description),
  }));
}

/** What is said of a file that does not come along; nothing of one that does. */
export function noteOn(file: File, attached: ReadonlySet<File | Picture>): string {
  if (attached.has(file)) return "";
  if (isTooLarge(file, fileLimits.size)) return noteOnSize(file, fileLimits.size);
  return `A message holds ${String(fileLimits.count)} files at most.`;
}
