import type { Changes } from "./discord-changes.ts";
import type { Gateway } from "./discord-gateway.ts";
import type { FakeMessage, Messages } from "./discord-messages.ts";
import { Intent } from "./discord-protocol.ts";
import type { Place } from "./discord-send.ts";
import type { FakeChannel, World } from "./discord-world.ts";

export type Writing = Place & {
  readonly content: string;
  /** Begins the message with a mention of the bot. */
  readonly mentionsBot?: boolean;
  /** The message it replies to; a reply to the bot notifies it as a mention does. */
  readonly replyTo?: FakeMessage;
  /** "sent" does not wait for a reply. */
  readonly until?: "sent" | "reply";
  /** How long to wait for a reply at most, in real ms; 5000 if left out. */
  readonly waitMs?: number;
};

/** What came of a message; `replies` grows as the bot goes on posting there. */
export type Written = {
  readonly message: FakeMessage;
  /** Whether the intents of the bot cover such messages, and it sees the channel. */
  readonly told: boolean;
  /** The content as the bot was given it: empty where it may not read along. */
  readonly content: string;
  /** What the bot has posted in the channel since, oldest first. */
  readonly replies: readonly FakeMessage[];
};

/**
 * A user writes a message. Without the intent MessageContent its content reaches the bot only in direct messages and
 * where the bot is mentioned or replied to.
 */
export function createWriting(options: {
  readonly world: World;
  readonly messages: Messages;
  readonly gateway: Pick<Gateway, "covers" | "identifies">;
  readonly changes: Changes;
  readonly where: (who: Place) => FakeChannel;
  readonly whoever: (who: Place) => string;
}) {
  const { world, messages, gateway, changes } = options;

  return async function write(writing: Writing): Promise<Written> {
    const channel = options.where(writing);
    const content = writing.mentionsBot === true ? `<@${world.botUserId}> ${writing.content}` : writing.content;
    const place = {
      channelId: channel.id,
      authorId: options.whoever(writing),
      ...(writing.replyTo === undefined ? {} : { replyTo: writing.replyTo.id }),
    };
    const message = messages.create(place, { content }, [], { event: { fromUser: true } });
    const since = messages.all.length;
    const intent = channel.guildId === undefined ? Intent.directMessages : Intent.guildMessages;
    const told = channel.bot !== "nothing" && gateway.covers(intent);
    const written: Written = {
      message,
      told,
      content: told ? String(messages.payload(message, gateway.identifies.at(-1)?.intents ?? 0)["content"]) : "",
      get replies() {
        return messages.all
          .slice(since)
          .filter((each) => each.channelId === channel.id && each.authorId === world.botUserId && !each.deleted);
      },
    };
    if (told && writing.until !== "sent") await changes.until(() => written.replies.length > 0, writing.waitMs ?? 5000);
    return written;
  };
}
