import { objectOf, objectsOf, isMissing, stringOf, type Json } from "./discord-json.ts";
import { pingsOf } from "./discord-messages.ts";

/**
 * What Discord takes without a word although it is hardly meant:
 * a `mention` that nothing holds back, because the body has no `allowed_mentions`;
 * an `ephemeral` flag that comes too late, so that what was meant for one is seen by all, or the other way round;
 * what is `ignored` where it stands; an `attachment` that an embed names and the message does not carry.
 */
export type Warning = { readonly kind: "mention" | "ephemeral" | "ignored" | "attachment"; readonly text: string };

/** The warnings that a body earns by itself. @param files the names of the files that the message carries */
export function bodyWarnings(body: Json, files: readonly string[]): Warning[] {
  const pings = isMissing(body["allowed_mentions"]) ? pingsOf(body) : [];
  const pictures = objectsOf(body["embeds"])
    .flatMap((embed) => ["image", "thumbnail"].map((key) => stringOf(objectOf(embed[key])["url"])))
    .filter((url) => url.startsWith("attachment://"))
    .map((url) => url.slice("attachment://".length));
  return [
    ...pings.map((ping) => ({ kind: "mention" as const, text: `would notify ${ping}: no allowed_mentions` })),
    ...pictures
      .filter((name) => !files.includes(name))
      .map((name) => ({ kind: "attachment" as const, text: `no file ${name} in the message` })),
  ];
}
