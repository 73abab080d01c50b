import { createHash } from "node:crypto";
import { DiscordAPIError, HTTPError, Routes, type REST } from "discord.js";
import type { Attempt, Delivery, Poster } from "../../conversation.ts";
import { say } from "./say.ts";

/**
 * Posts for everyone in a channel. The SDK keeps to the rates that Discord's headers tell, so there is no pace of ours.
 * A nonce makes Discord recognise a repetition for a few minutes.
 */
export function makePoster(rest: Pick<REST, "post" | "patch">): Poster {
  return {
    knowsRepetitions: true,
    channelPace: 0,
    platformPace: 0,
    post: (delivery) =>
      attempt(() =>
        rest.post(Routes.channelMessages(delivery.place.id), {
          body: { ...say(delivery.reply, false), nonce: nonceOf(delivery), enforce_nonce: true },
        }),
      ),
    edit: (reference, delivery) =>
      attempt(() =>
        rest.patch(Routes.channelMessage(delivery.place.id, reference), { body: say(delivery.reply, false) }),
      ),
  };
}

/** At most 25 characters, the same for the same post. */
function nonceOf({ key }: Delivery): string {
  return createHash("sha256").update(key).digest("base64url").slice(0, 25);
}

async function attempt(call: () => Promise<unknown>): Promise<Attempt> {
  try {
    return { kind: "done", reference: ((await call()) as { id: string }).id };
  } catch (error) {
    return whatCameOf(error);
  }
}

/** What a failed call means for the post it was to make. https://docs.discord.com/developers/topics/opcodes-and-status-codes */
export function whatCameOf(error: unknown): Attempt {
  const detail = describeFailure(error);
  if (error instanceof DiscordAPIError) {
    const code = Number(error.code);
    if (error.status === 403 || code === 10_003) return { kind: "refused", why: "notThere", detail };
    if (error.status === 404) return { kind: "refused", why: "gone", detail };
    return error.status === 429 ? { kind: "failed", detail } : { kind: "refused", why: "malformed", detail };
  }
  return { kind: "unknown", detail };
}

const refusedToken = "the token is refused. Check DISCORD_TOKEN";

/** A failure in a few words, without the token or the text that went along. */
export function describeFailure(error: unknown): string {
  if (error instanceof DiscordAPIError) {
    if (error.status === 401) return refusedToken;
    return `Discord answered ${String(error.status)}, code ${String(error.code)}`;
  }
  if (error instanceof HTTPError) return `Discord answered with status ${String(error.status)}`;
  const { code, message, cause } = error as { code?: unknown; message?: string; cause?: { code?: string } };
  // What the SDK says where the gateway closes with 4004: it gives neither code nor class.
  if (code === "TokenInvalid" || message === "Authentication failed") return refusedToken;
  const network = cause?.code ?? (typeof code === "string" ? code : undefined);
  if (network !== undefined) return `Discord cannot be reached (${network})`;
  return message ?? String(error);
}
