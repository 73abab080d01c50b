import { Flag, type Standing } from "./discord-bodies.ts";
import { allComponents, Component } from "./discord-controls.ts";
import { isMissing, listOf, numberOf, objectOf, objectsOf, stringOf, type Json } from "./discord-json.ts";
import type { GatewayEvent } from "./discord-gateway.ts";
import { Intent } from "./discord-protocol.ts";
import { shownComponents, shownEmbeds } from "./discord-shown.ts";
import type { World } from "./discord-world.ts";

/** A file as it was uploaded. */
export type FakeFile = {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
  /** What is read out where it is not seen. */
  readonly description?: string;
};

/** A message as it stands; it changes when the message is edited or deleted. */
export type FakeMessage = {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  readonly createdAt: number;
  /** Only this user sees it. */
  readonly ephemeralFor?: string;
  /** The interaction it answers. */
  readonly interaction?: Json;
  readonly nonce?: string;
  /** The message it replies to. */
  readonly replyTo?: string;
  content: string;
  embeds: readonly Json[];
  components: readonly Json[];
  files: readonly FakeFile[];
  flags: number;
  /** Whom it notifies: "everyone", "here", ids of users and roles. */
  pings: readonly string[];
  /** How often it has been edited. */
  edits: number;
  editedAt?: number;
  deleted: boolean;
};

export type Messages = ReturnType<typeof createMessages>;

/** All messages there are and were, and the gateway's events about them. */
export function createMessages(world: World, now: () => number, pass: (event: GatewayEvent) => void) {
  const all: FakeMessage[] = [];

  function create(
    place: Pick<FakeMessage, "channelId" | "authorId"> &
      Partial<Pick<FakeMessage, "ephemeralFor" | "interaction" | "nonce" | "replyTo">>,
    body: Json,
    files: readonly FakeFile[] = [],
    how: { readonly silently?: boolean; readonly event?: Partial<GatewayEvent> } = {},
  ): FakeMessage {
    const message: FakeMessage = {
      ...place,
      id: world.id(),
      createdAt: now(),
      content: stringOf(body["content"]),
      embeds: objectsOf(body["embeds"]),
      components: objectsOf(body["components"]),
      files,
      flags: numberOf(body["flags"]),
      pings: pingsOf(body),
      edits: 0,
      deleted: false,
    };
    all.push(message);
    if (how.silently !== true) tell("MESSAGE_CREATE", message, how.event);
    return message;
  }

  /** Changes what the body mentions and leaves the rest; a deferred message is no longer in the making then. */
  function edit(message: FakeMessage, body: Json, files: readonly FakeFile[] = []): void {
    if ("content" in body) message.content = stringOf(body["content"]);
    if ("embeds" in body) message.embeds = objectsOf(body["embeds"]);
    if ("components" in body) message.components = objectsOf(body["components"]);
    const kept = new Set(objectsOf(body["attachments"]).map((each) => each["id"]));
    const stay = isMissing(body["attachments"])
      ? message.files
      : message.files.filter((_, at) => kept.has(fileId(message, at)));
    message.files = [...stay, ...files];
    const editable = Flag.suppressEmbeds;
    const asked = isMissing(body["flags"]) ? message.flags : numberOf(body["flags"]);
    message.flags = (message.flags & ~editable & ~Flag.loading) | (asked & editable) | (asked & Flag.componentsV2);
    message.pings = pingsOf({ ...body, content: message.content, components: message.components });
    message.edits += 1;
    message.editedAt = now();
    tell("MESSAGE_UPDATE", message);
  }

  function remove(message: FakeMessage): void {
    message.deleted = true;
    tell("MESSAGE_DELETE", message);
  }

  /** The message where it still stands and everybody sees it. */
  function find(channelId: string, messageId: string): FakeMessage | undefined {
    return all.find(
      (each) =>
        each.id === messageId && each.channelId === channelId && !each.deleted && each.ephemeralFor === undefined,
    );
  }

  /** @param intents what the reader has identified with; without MessageContent most of other people's content is gone */
  function payload(message: FakeMessage, intents: number): Json {
    const channel = world.channels.get(message.channelId);
    const mentioned = [...message.content.matchAll(/<@!?(\d+)>/g)].map((match) => match[1] ?? "");
    const referenced = all.find((each) => each.id === message.replyTo);
    if (referenced !== undefined && message.authorId !== world.botUserId) mentioned.push(referenced.authorId);
    const open =
      message.authorId === world.botUserId ||
      channel?.guildId === undefined ||
      mentioned.includes(world.botUserId) ||
      (intents & Intent.messageContent) !== 0;
    return {
      id: message.id,
      channel_id: message.channelId,
      author: world.userPayload(message.authorId),
      content: open ? message.content : "",
      embeds: open ? shownEmbeds(message.embeds) : [],
      components: open ? shownComponents(message.components) : [],
      attachments: open ? message.files.map((file, at) => attachment(message, file, at)) : [],
      timestamp: new Date(message.createdAt).toISOString(),
      edited_timestamp: message.editedAt === undefined ? null : new Date(message.editedAt).toISOString(),
      tts: false,
      pinned: false,
      type: message.replyTo !== undefined ? 19 : objectOf(message.interaction)["type"] === 2 ? 20 : 0,
      flags: message.flags,
      mention_everyone: message.pings.includes("everyone") || message.pings.includes("here"),
      mentions: [...new Set(mentioned)].filter(isKnown).map(world.userPayload),
      mention_roles: [],
      ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
      ...(message.interaction === undefined
        ? {}
        : {
            webhook_id: world.applicationId,
            application_id: world.applicationId,
            interaction_metadata: message.interaction,
          }),
      ...(message.replyTo === undefined
        ? {}
        : {
            message_reference: { type: 0, channel_id: message.channelId, message_id: message.replyTo },
            referenced_message: referenced === undefined ? null : payload(withoutReply(referenced), intents),
          }),
    };
  }

  const isKnown = (userId: string) => userId === world.botUserId || world.users.has(userId);

  function tell(t: string, message: FakeMessage, more: Partial<GatewayEvent> = {}): void {
    const channel = world.channels.get(message.channelId);
    if (message.ephemeralFor !== undefined || channel === undefined || channel.bot === "nothing") return;
    const guild = channel.guildId === undefined ? {} : { guild_id: channel.guildId };
    const type = channel.guildId === undefined ? 1 : channel.parentId === undefined ? 0 : 11;
    pass({
      t,
      intent: type === 1 ? Intent.directMessages : Intent.guildMessages,
      data: (intents) =>
        t === "MESSAGE_DELETE"
          ? { id: message.id, channel_id: message.channelId, ...guild }
          : { ...payload(message, intents), ...guild, ...memberOf(message, type), channel_type: type },
      ...more,
    });
  }

  function memberOf(message: FakeMessage, channelType: number): Json {
    if (channelType === 1) return {};
    const member = { ...world.memberPayload(message.authorId) };
    delete member["user"];
    return { member };
  }

  return { all, create, edit, remove, find, payload };
}

/** What an edit starts from. */
export function standing(message: FakeMessage): Standing {
  return {
    content: message.content,
    embeds: message.embeds,
    components: message.components,
    files: message.files.map((file) => file.name),
    flags: message.flags,
  };
}

/** All that a reader can read in a message, a line a text: content, embeds, text components. */
export function textOf(message: FakeMessage): string {
  const embeds = message.embeds.flatMap((embed) => [
    objectOf(embed["author"])["name"],
    embed["title"],
    embed["description"],
    ...objectsOf(embed["fields"]).flatMap((field) => [field["name"], field["value"]]),
    objectOf(embed["footer"])["text"],
  ]);
  const texts = allComponents(message.components).filter((each) => each["type"] === Component.text);
  return [message.content, ...embeds, ...texts.map((each) => each["content"])].map(stringOf).filter(Boolean).join("\n");
}

/** The buttons of a message, in order; those that lead to a page have a `url` and no `customId`. */
export function buttonsOf(message: FakeMessage): { label: string; customId: string; url: string; disabled: boolean }[] {
  return allComponents(message.components)
    .filter((each) => each["type"] === Component.button)
    .map((each) => ({
      label: stringOf(each["label"]),
      customId: stringOf(each["custom_id"]),
      url: stringOf(each["url"]),
      disabled: each["disabled"] === true,
    }));
}

/** Whom a body would notify if nothing holds it back: see `allowed_mentions`. */
export function pingsOf(body: Json): string[] {
  const components = allComponents(body["components"]).filter((each) => each["type"] === Component.text);
  const text = [body["content"], ...components.map((each) => each["content"])].map(stringOf).join("\n");
  const allowed = isMissing(body["allowed_mentions"]) ? undefined : objectOf(body["allowed_mentions"]);
  const parses = (kind: string) => allowed === undefined || listOf(allowed["parse"]).includes(kind);
  const named = (kind: string, id: string) => parses(kind) || listOf(allowed?.[kind]).includes(id);
  const found = [...text.matchAll(/@(everyone|here)|<@!?(\d+)>|<@&(\d+)>/g)].filter(
    ([, all, user = "", role = ""]) =>
      (all !== undefined && parses("everyone")) ||
      (user !== "" && named("users", user)) ||
      (role !== "" && named("roles", role)),
  );
  return [...new Set(found.map(([, all, user, role]) => all ?? user ?? role ?? ""))];
}

/** Discord shows what a message replies to, but not what that replied to. */
function withoutReply(message: FakeMessage): FakeMessage {
  const bare: { -readonly [Key in keyof FakeMessage]: FakeMessage[Key] } = { ...message };
  delete bare.replyTo;
  return bare;
}

function attachment(message: FakeMessage, file: FakeFile, at: number): Json {
  const url = `https://cdn.discordapp.com/attachments/${message.channelId}/${fileId(message, at)}/${file.name}`;
  const size = file.bytes.length;
  const described = file.description === undefined ? {} : { description: file.description };
  return {
    id: fileId(message, at),
    filename: file.name,
    size,
    url,
    proxy_url: url,
    content_type: file.type,
    ...described,
  };
}

/** The id of a message's file: the message's own, counted up. */
function fileId(message: FakeMessage, at: number): string {
  return String(BigInt(message.id) + 1n + BigInt(at));
}
