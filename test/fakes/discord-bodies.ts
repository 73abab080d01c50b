import { messageComponentFaults } from "./discord-components.ts";
import { isMissing, listOf, numberOf, objectOf, objectsOf, stringOf, type Json } from "./discord-json.ts";
import { lengthFaults, numberFaults, repeated, textFaults, urlFaults } from "./discord-limits.ts";
import { fault } from "./discord-refusal.ts";

/** discord.com/developers/docs/resources/message#message-object-message-flags */
export const Flag = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  voice: 1 << 13,
  componentsV2: 1 << 15,
} as const;

/** How a body is used: a post in a channel, a first or later response to an interaction, or an edit of a message. */
export type MessageUse = "post" | "response" | "edit";

/** What the message consists of before an edit. */
export type Standing = {
  readonly content: string;
  readonly embeds: readonly Json[];
  readonly components: readonly Json[];
  readonly files: readonly string[];
  readonly flags: number;
};

/**
 * What is wrong with the body of a message, each as a line `path: CODE message`; none where Discord would take it.
 * An empty message is no fault: see `isEmpty`.
 *
 * @param uploads the names of the files that come with it
 * @param before the message that is edited, for an edit
 */
export function messageFaults(body: Json, use: MessageUse, uploads: readonly string[], before?: Standing): string[] {
  const flags = numberOf(body["flags"]);
  const v2 = ((before?.flags ?? 0) & Flag.componentsV2) !== 0 || (flags & Flag.componentsV2) !== 0;
  const settable = use === "post" ? settableInPost : settableInResponse;
  const files = [...uploads, ...(before?.files ?? [])];
  return [
    ...textFaults("content", body["content"], { max: 2000 }),
    ...embedsFaults(body["embeds"]),
    ...messageComponentFaults(body["components"] ?? (v2 ? before?.components : undefined), v2, files),
    ...(v2 ? legacyFaults(body, before) : []),
    ...(use !== "edit" && (flags & ~settable) !== 0
      ? [fault("flags", "MESSAGE_FLAGS_INVALID", `Flags ${String(flags & ~settable)} cannot be set here`)]
      : []),
    ...lengthFaults("attachments", Math.max(uploads.length, listOf(body["attachments"]).length), { max: 10 }),
    ...textFaults("nonce", typeof body["nonce"] === "number" ? String(body["nonce"]) : body["nonce"], { max: 25 }),
    ...mentionFaults(objectOf(body["allowed_mentions"])),
  ];
}

/** Whether nothing would be left to see of the message: code 50006. Blanks do not count. */
export function isEmpty(body: Json, uploads: readonly string[], before?: Standing): boolean {
  const part = (key: "embeds" | "components") => (key in body ? listOf(body[key]).length : (before?.[key].length ?? 0));
  const content = "content" in body ? stringOf(body["content"]) : (before?.content ?? "");
  const kept = "attachments" in body ? listOf(body["attachments"]).length : (before?.files.length ?? 0);
  const others = listOf(body["sticker_ids"]).length + (isMissing(body["poll"]) ? 0 : 1);
  const forward = objectOf(body["message_reference"])["type"] === 1 ? 1 : 0;
  return content.trim() === "" && part("embeds") + part("components") + kept + uploads.length + others + forward === 0;
}

/** What is wrong with the `data` of suggestions. `type` is that of the option: 3 text, 4 whole number, 10 number. */
export function autocompleteFaults(data: Json, type: number): string[] {
  const choices = objectsOf(data["choices"]);
  return [
    ...(Array.isArray(data["choices"]) ? [] : [fault("choices", "BASE_TYPE_REQUIRED", "This field is required")]),
    ...lengthFaults("choices", choices.length, { max: 25 }),
    ...choices.flatMap((choice, at) => [
      ...textFaults(`choices.${String(at)}.name`, choice["name"], { min: 1, max: 100 }),
      ...(type === 3
        ? textFaults(`choices.${String(at)}.value`, choice["value"], { min: 1, max: 100 })
        : typeof choice["value"] === "number"
          ? []
          : [fault(`choices.${String(at)}.value`, "NUMBER_TYPE_COERCE", "Value is not a number.")]),
    ]),
  ];
}

function embedsFaults(value: unknown): string[] {
  const embeds = objectsOf(value);
  const total = embeds.reduce((sum, embed) => sum + embedTexts(embed).join("").length, 0);
  return [
    ...lengthFaults("embeds", embeds.length, { max: 10 }),
    ...(total > 6000 ? [fault("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")] : []),
    ...embeds.flatMap((embed, at) => embedFaults(embed, `embeds.${String(at)}`)),
  ];
}

function embedFaults(embed: Json, path: string): string[] {
  const fields = objectsOf(embed["fields"]);
  const picture = (key: string) => objectOf(embed[key])["url"];
  const nothing =
    embedTexts(embed).join("").trim() === "" && ["image", "thumbnail"].every((key) => isMissing(picture(key)));
  return [
    ...(nothing ? [fault(`${path}.description`, "BASE_TYPE_REQUIRED", "This field is required")] : []),
    ...textFaults(`${path}.title`, embed["title"], { max: 256 }),
    ...textFaults(`${path}.description`, embed["description"], { max: 4096 }),
    ...urlFaults(`${path}.url`, embed["url"], 2048, ["http", "https"]),
    ...numberFaults(`${path}.color`, embed["color"], 0, 0xffffff),
    ...textFaults(`${path}.author.name`, objectOf(embed["author"])["name"], {
      min: isMissing(embed["author"]) ? 0 : 1,
      max: 256,
    }),
    ...textFaults(`${path}.footer.text`, objectOf(embed["footer"])["text"], { max: 2048 }),
    ...["image", "thumbnail"].flatMap((key) => urlFaults(`${path}.${key}.url`, picture(key), 2048)),
    ...["author", "footer"].flatMap((key) =>
      urlFaults(`${path}.${key}.icon_url`, objectOf(embed[key])["icon_url"], 2048),
    ),
    ...(isMissing(embed["timestamp"]) || !Number.isNaN(Date.parse(stringOf(embed["timestamp"])))
      ? []
      : [fault(`${path}.timestamp`, "DATE_TIME_TYPE_PARSE", "Could not parse the timestamp. Should be ISO8601.")]),
    ...lengthFaults(`${path}.fields`, fields.length, { max: 25 }),
    ...fields.flatMap((field, at) => [
      ...textFaults(`${path}.fields.${String(at)}.name`, field["name"], { min: 1, max: 256 }),
      ...textFaults(`${path}.fields.${String(at)}.value`, field["value"], { min: 1, max: 1024 }),
    ]),
  ];
}

/** The texts that count towards the 6000. */
function embedTexts(embed: Json): string[] {
  return [
    embed["title"],
    embed["description"],
    objectOf(embed["author"])["name"],
    objectOf(embed["footer"])["text"],
    ...objectsOf(embed["fields"]).flatMap((field) => [field["name"], field["value"]]),
  ].map(stringOf);
}

/** A message of components has nothing else; one that becomes such a message must be emptied in the same edit. */
function legacyFaults(body: Json, before: Standing | undefined): string[] {
  const content = "content" in body ? stringOf(body["content"]) : (before?.content ?? "");
  const embeds = "embeds" in body ? listOf(body["embeds"]) : (before?.embeds ?? []);
  const used = [
    ...(content === "" ? [] : ["content"]),
    ...(embeds.length === 0 ? [] : ["embeds"]),
    ...(listOf(body["sticker_ids"]).length === 0 ? [] : ["sticker_ids"]),
    ...(isMissing(body["poll"]) ? [] : ["poll"]),
  ];
  return used.map((key) =>
    fault(
      key,
      "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
      `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    ),
  );
}

function mentionFaults(allowed: Json): string[] {
  const parse = listOf(allowed["parse"]).filter((each) => typeof each === "string");
  return [
    ...repeated(parse).map((kind) =>
      fault("allowed_mentions.parse", "SET_TYPE_ALREADY_CONTAINS_VALUE", `Twice: ${kind}`),
    ),
    ...["users", "roles"].flatMap((kind) => [
      ...lengthFaults(`allowed_mentions.${kind}`, listOf(allowed[kind]).length, { max: 100 }),
      ...(parse.includes(kind) && listOf(allowed[kind]).length > 0
        ? [
            fault(
              "allowed_mentions",
              "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
              `parse and ${kind} exclude each other`,
            ),
          ]
        : []),
    ]),
  ];
}

const settableInPost = Flag.suppressEmbeds | Flag.suppressNotifications | Flag.voice | Flag.componentsV2;
const settableInResponse = settableInPost | Flag.ephemeral;
