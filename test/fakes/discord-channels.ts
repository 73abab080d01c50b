import { isEmpty, messageFaults } from "./discord-bodies.ts";
import type { Answer, Request, Route } from "./discord-http.ts";
import { objectOf, stringOf, type Json } from "./discord-json.ts";
import { standing, type FakeMessage, type Messages } from "./discord-messages.ts";
import { fault, refuse } from "./discord-refusal.ts";
import { bodyWarnings, type Warning } from "./discord-warnings.ts";
import type { FakeChannel, World } from "./discord-world.ts";

/** The calls about channels and the messages in them. */
export function channelRoutes(options: {
  readonly world: World;
  readonly messages: Messages;
  readonly now: () => number;
  readonly intents: () => number;
  readonly warnings: Warning[];
}): Route[] {
  const { world, messages } = options;
  const nonces = new Map<string, { readonly message: FakeMessage; readonly at: number }>();
  const payload = (message: FakeMessage) => messages.payload(message, options.intents());

  /** The channel, where the bot may at least see it. */
  function channelOf({ params }: Request): FakeChannel {
    const channel = world.channels.get(params["channel"] ?? "");
    if (channel === undefined) refuse("unknownChannel");
    if (channel.bot === "nothing") refuse("missingAccess");
    return channel;
  }

  function messageOf(request: Request): FakeMessage {
    const channel = channelOf(request);
    const message = messages.find(channel.id, request.params["message"] ?? "");
    if (message === undefined) refuse("unknownMessage");
    return message;
  }

  function post(request: Request): Answer {
    const channel = channelOf(request);
    const { body, files } = request;
    const names = files.map((file) => file.name);
    if (channel.bot !== "posts") refuse("missingPermissions");
    if (channel.parentId !== undefined && channel.threads?.send === false) refuse("missingPermissions");
    if (channel.locked === true) refuse("threadLocked");
    if (channel.recipientId !== undefined && world.closedToDms.has(channel.recipientId)) refuse("dmsClosed");
    const reference = objectOf(body["message_reference"]);
    const replyTo = stringOf(reference["message_id"]);
    const lost = replyTo !== "" && messages.find(channel.id, replyTo) === undefined;
    request.admit([
      ...messageFaults(body, "post", names),
      ...(lost && reference["fail_if_not_exists"] !== false
        ? [fault("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")]
        : []),
    ]);
    if (isEmpty(body, names)) refuse("empty");
    const nonce = typeof body["nonce"] === "number" ? String(body["nonce"]) : stringOf(body["nonce"]) || undefined;
    const key = `${channel.id} ${nonce ?? ""}`;
    const earlier = nonces.get(key);
    if (nonce !== undefined && body["enforce_nonce"] === true && earlier !== undefined)
      if (earlier.at > options.now() - nonceMs) return { status: 200, body: payload(earlier.message) };
    options.warnings.push(...bodyWarnings(body, names));
    const place = {
      channelId: channel.id,
      authorId: world.botUserId,
      ...(nonce === undefined ? {} : { nonce }),
      ...(replyTo === "" || lost ? {} : { replyTo }),
    };
    const message = messages.create(place, body, files);
    if (nonce !== undefined) nonces.set(key, { message, at: options.now() });
    return { status: 200, body: payload(message) };
  }

  function edit(request: Request): Answer {
    const message = messageOf(request);
    const names = request.files.map((file) => file.name);
    if (message.authorId !== world.botUserId) refuse("notOurMessage");
    const before = standing(message);
    request.admit(messageFaults(request.body, "edit", names, before));
    if (isEmpty(request.body, names, before)) refuse("empty");
    options.warnings.push(...bodyWarnings(request.body, [...names, ...before.files]));
    messages.edit(message, request.body, request.files);
    return { status: 200, body: payload(message) };
  }

  function remove(request: Request): Answer {
    const message = messageOf(request);
    if (message.authorId !== world.botUserId) refuse("missingPermissions");
    messages.remove(message);
    return { status: 204 };
  }

  function list(request: Request): Answer {
    const channel = channelOf(request);
    const limit = Number(request.query.get("limit") ?? 50);
    const before = request.query.get("before");
    const shown = messages.all
      .filter((each) => messages.find(channel.id, each.id) !== undefined)
      .filter((each) => before === null || BigInt(each.id) < BigInt(before))
      .reverse()
      .slice(0, limit);
    return { status: 200, body: shown.map(payload) };
  }

  function type(request: Request): Answer {
    if (channelOf(request).bot !== "posts") refuse("missingPermissions");
    return { status: 204 };
  }

  function openDm(request: Request): Answer {
    request.admit([]);
    const userId = stringOf(request.body["recipient_id"]);
    if (!world.users.has(userId)) refuse("invalidRecipients");
    return { status: 200, body: world.channelPayload(world.dmWith(userId)) };
  }

  const ok = (body: Json) => ({ status: 200, body });
  return [
    { method: "POST", template: "/users/@me/channels", handle: openDm },
    {
      method: "GET",
      template: "/channels/:channel",
      handle: (request) => ok(world.channelPayload(channelOf(request))),
    },
    { method: "GET", template: "/channels/:channel/messages", handle: list },
    { method: "POST", template: "/channels/:channel/messages", handle: post },
    {
      method: "GET",
      template: "/channels/:channel/messages/:message",
      handle: (request) => ok(payload(messageOf(request))),
    },
    { method: "PATCH", template: "/channels/:channel/messages/:message", handle: edit },
    { method: "DELETE", template: "/channels/:channel/messages/:message", handle: remove },
    { method: "POST", template: "/channels/:channel/typing", handle: type },
  ];
}

/** How long an enforced nonce is remembered: Discord says "the past few minutes". */
export const nonceMs = 3 * 60_000;
