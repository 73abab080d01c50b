import { isObject, listOf, objectOf, type Json } from "./discord-json.ts";
import type { FakeFile } from "./discord-messages.ts";
import type { Part } from "./discord-multipart.ts";
import { textFaults } from "./discord-limits.ts";
import { fault, refuse } from "./discord-refusal.ts";

/** discord.com/developers/docs/reference#uploading-files: in bytes, of each file, where nobody pays for more. */
export const largestFile = 10 * 1024 * 1024;

/** A file that came with a body, under the number of its part. */
export type Upload = FakeFile & { readonly number: number };

/**
 * The JSON and the files of a multipart body: the part `payload_json`, and parts `files[n]` with a file name each.
 *
 * @throws Error where it is not of that shape
 */
export function readUploads(parts: readonly Part[]): { readonly json: string; readonly uploads: readonly Upload[] } {
  const json = parts.find((part) => part.key === "payload_json");
  if (json === undefined) throw new Error("multipart without payload_json");
  const uploads = parts
    .filter((part) => part !== json)
    .map(({ key, name, type, bytes }) => {
      const number = /^files\[(\d+)\]$/.exec(key)?.[1];
      if (number === undefined || name === "") throw new Error(`the part ${key} is no file`);
      return { number: Number(number), name, type, bytes };
    });
  if (new Set(uploads.map(({ number }) => number)).size < uploads.length) throw new Error("two files of one number");
  return { json: json.bytes.toString("utf8"), uploads };
}

/** Refuses files that are too large. */
export function refuseLarge(uploads: readonly Upload[]): void {
  if (uploads.some(({ bytes }) => bytes.length > largestFile)) refuse("tooLarge");
}

/**
 * What is wrong with the attachments of a body, which of a response stand in its `data`: each is a file that came along,
 * by its number, or one that the message has, by its id.
 */
export function uploadFaults(body: unknown, uploads: readonly Upload[]): string[] {
  const path = isObject(objectOf(body)["data"]) ? "data.attachments" : "attachments";
  return attachmentsOf(body).flatMap((attachment, at) => {
    const id = String(attachment["id"]);
    const isKnown = /^\d{15,20}$/.test(id) || uploads.some(({ number }) => String(number) === id);
    return [
      ...(isKnown ? [] : [fault(`${path}.${String(at)}.id`, "ATTACHMENT_NOT_FOUND", `There is no file ${id}`)]),
      ...textFaults(`${path}.${String(at)}.description`, attachment["description"], { max: 1024 }),
    ];
  });
}

/** The files with what the body says of them. */
export function described(body: unknown, uploads: readonly Upload[]): Upload[] {
  return uploads.map((upload) => {
    const about = attachmentsOf(body).find(({ id }) => String(id) === String(upload.number))?.["description"];
    return typeof about === "string" ? { ...upload, description: about } : upload;
  });
}

function attachmentsOf(body: unknown): Json[] {
  const data = objectOf(body)["data"];
  return listOf(objectOf(isObject(data) ? data : body)["attachments"]).map(objectOf);
}
