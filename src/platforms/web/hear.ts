import { z } from "zod";
import type { Command } from "../../conversation.ts";
import type { Listener } from "../platform.ts";

/**
 * Typed text and pressed buttons arrive alike: both are the tutor's written language. `id` is the page's own of the
 * press, the same when it is sent again.
 */
const body = z.object({ text: z.string(), id: z.string().min(1).max(64).optional() });

export type Heard = { readonly command: Command; readonly id?: string | undefined };

/** What the page's message means; nothing if it is not of the page's form. */
export function hear(json: string, grammar: Listener["grammar"]): Heard | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const result = body.safeParse(value);
  return result.success ? { command: grammar.parse(result.data.text), id: result.data.id } : undefined;
}

/**
 * Whether a request came from our own page. Another site's page can make a browser send one, but cannot hide where
 * it came from, nor send JSON without asking first, which we never grant.
 */
export function isFromThisPage(header: (name: string) => string | undefined): boolean {
  return header("content-type")?.toLowerCase().startsWith("application/json") === true && isFromThisSite(header);
}

/** The same for a request that only reads. */
export function isFromThisSite(header: (name: string) => string | undefined): boolean {
  const site = header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin") return false;
  const origin = header("origin");
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === header("host");
}
