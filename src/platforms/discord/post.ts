import { createHash } from "node:crypto";
import { DiscordAPIError, HTTPError, Routes, type REST } from "discord.js";
import type { Attempt, Delivery, Place, Poster } from "../../conversation.ts";
import { paint, type Painter } from "../pictures.ts";
import { rawFiles } from "./files.ts";
import { say } from "./say.ts";
import { makeThreads } from "./threads.ts";

/**
 * Posts for everyone in a channel. The SDK keeps to the rates that Discord's headers tell, so there is no pace of ours.
 * A nonce makes Discord recognise a repetition for a few minutes.
 */
export function makePoster(rest: Pick<REST, "post" | "patch">, painter?: Painter): Poster {
  const opened = new Map<string, string>();
  const threads = makeThreads(rest);

  /** Opening a person's direct messages again gives the same channel. */
  const channelOf = async ({ id }: Place): Promise<string> => {
    const person = /^discord:(.+)$/.exec(id)?.[1];
    if (person === undefined) return id;
    const known = opened.get(person);
    if (known !== undefined) return known;
    const channel = (await rest.post(Routes.userChannels(), { body: { recipient_id: person } })) as { id: string };
    opened.set(person, channel.id);
    return channel.id;
  };

  const postIn = async (channel: string, delivery: Delivery): Promise<string> => {
    const { reply } = delivery;
    const shown = await paint(reply, painter);
    const body = { ...say(reply, false, "", shown), nonce: nonceOf(delivery), enforce_nonce: true };
    const posted = await rest.post(Routes.channelMessages(channel), { body, files: rawFiles(reply, shown) });
    const reference = `${channel} ${(posted as { id: string }).id}`;
    threads.name(reference, reply);
    return reference;
  };

  return {
    knowsRepetitions: true,
    channelPace: 1000,
    // Discord takes 50 calls a second of a bot.
    platformPace: 20,
    minorPace: 0,
    post: (delivery, under) =>
      attempt(async () => {
        if (under === undefined) return postIn(await channelOf(delivery.place), delivery);
        try {
          return await postIn(await threads.of(under), delivery);
        } catch (error) {
          if (!(error instanceof DiscordAPIError && Number(error.code) === mayNot)) throw error;
          return postIn(threads.without(under), delivery);
        }
      }),
    edit: (reference, { reply }) =>
      attempt(async () => {
        const [channel = "", message = ""] = reference.split(" ");
        const shown = await paint(reply, painter);
        // Files that were attached before go, unless they are among these.
        const body = { attachments: [], ...say(reply, false, "", shown) };
        await rest.patch(Routes.channelMessage(channel, message), { body, files: rawFiles(reply, shown) });
        return reference;
      }),
  };
}

/** At most 25 characters, the same for the same post. */
function nonceOf({ key }: Delivery): string {
  return createHash("sha256").update(key).digest("base64url").slice(0, 25);
}

async function attempt(call: () => Promise<string>): Promise<Attempt> {
  try {
    return { kind: "done", reference: await call() };
  } catch (error) {
    return whatCameOf(error);
  }
}

/** What a failed call means for the post it was to make. https://docs.discord.com/developers/topics/opcodes-and-status-codes */
export function whatCameOf(error: unknown): Attempt {
  const detail = describeFailure(error);
  if (error instanceof DiscordAPIError) {
    const code = Number(error.code);
    if (error.status === 403 || nobodyThere.has(code)) return { kind: "refused", why: "notThere", detail };
    if (error.status === 404) return { kind: "refused", why: "gone", detail };
    return error.status === 429 ? { kind: "failed", detail } : { kind: "refused", why: "malformed", detail };
  }
  return unsent.test(networkCode(error) ?? "") ? { kind: "failed", detail } : { kind: "unknown", detail };
}

/**
 * No line came about, so nothing was sent on it. Where the SDK had tried by itself just before, on a line that was cut,
 * a repetition soon after is recognised.
 */
const unsent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/;

/** An unknown channel, an unknown person, one who cannot be written to, and a thread that was closed. */
const nobodyThere = new Set([10_003, 10_013, 50_033, 50_083, 160_005]);

/** Missing permissions. */
const mayNot = 50_013;

const refusedToken = "the token is refused. Check DISCORD_TOKEN";

/** A failure in a few words, without the token or the text that went along. */
export function describeFailure(error: unknown): string {
  if (error instanceof DiscordAPIError) {
    if (error.status === 401) return refusedToken;
    return `Discord answered ${String(error.status)}, code ${String(error.code)}`;
  }
  if (error instanceof HTTPError) return `Discord answered with status ${String(error.status)}`;
  const { code, message } = error as { code?: unknown; message?: string };
  // What the SDK says where the gateway closes with 4004: it gives neither code nor class.
  if (code === "TokenInvalid" || message === "Authentication failed") return refusedToken;
  const network = networkCode(error);
  if (network !== undefined) return `Discord cannot be reached (${network})`;
  return message ?? String(error);
}

function networkCode(error: unknown): string | undefined {
  const { code, cause } = error as { code?: unknown; cause?: { code?: string } };
  return cause?.code ?? (typeof code === "string" ? code : undefined);
}
