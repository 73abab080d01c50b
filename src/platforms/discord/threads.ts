import { DiscordAPIError, Routes, type REST } from "discord.js";
import type { Reply } from "../../conversation.ts";
import { cut } from "../wording.ts";

/** Threads under posts of ours. https://docs.discord.com/developers/resources/channel#start-thread-from-message */

export const threadLimits = { name: 100, /** Minutes. */ archiveAfter: 60, /** Names kept. */ names: 500 } as const;

export type Threads = {
  /** Where to post what belongs under this post: its thread, or its channel where there can be none. */
  readonly of: (reference: string) => Promise<string>;
  /** The post's channel, from now on: its thread cannot be written in. */
  readonly without: (reference: string) => string;
  /** Keeps what the post's thread will be called, should there be one. */
  readonly name: (reference: string, reply: Reply) => void;
};

export function makeThreads(rest: Pick<REST, "post">): Threads {
  const names = new Map<string, string>();
  const known = new Map<string, string>();

  /** A thread begun from a message has the message's id. */
  const start = async (reference: string): Promise<string> => {
    const [channel = "", message = ""] = reference.split(" ");
    const name = names.get(reference) ?? unnamed;
    const body = { name, auto_archive_duration: threadLimits.archiveAfter };
    try {
      await rest.post(Routes.threads(channel, message), { body });
    } catch (error) {
      const code = error instanceof DiscordAPIError ? Number(error.code) : undefined;
      if (code !== undefined && noThreads.has(code)) return channel;
      // A thread outlives the message that it was begun from; whether there is one, a post in it finds out.
      if (code !== alreadyThere && code !== unknownMessage) throw error;
    }
    return message;
  };

  return {
    async of(reference) {
      const where = known.get(reference) ?? (await start(reference));
      keep(known, reference, where);
      return where;
    },
    without(reference) {
      const [channel = ""] = reference.split(" ");
      keep(known, reference, channel);
      return channel;
    },
    name(reference, { parts }) {
      const heading = parts.flatMap((part) => (part.kind === "heading" ? [part.text.trim()] : []))[0];
      if (heading) keep(names, reference, cut(heading, threadLimits.name));
    },
  };
}

/** Of a post that an earlier process made. */
const unnamed = "Quiz round";

const alreadyThere = 160_004;

const unknownMessage = 10_008;

/**
 * Direct messages, channels that are threads themselves or of another kind, missing rights, and as many threads as a
 * server holds.
 */
const noThreads = new Set([50_001, 50_003, 50_013, 50_024, 160_006, 160_007]);

function keep(memory: Map<string, string>, key: string, value: string): void {
  memory.delete(key);
  memory.set(key, value);
  if (memory.size > threadLimits.names) memory.delete(memory.keys().next().value as string);
}
