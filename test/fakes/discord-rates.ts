import { Refused } from "./discord-refusal.ts";

/**
 * Rate limits: 50 calls a second in all, to which answers to interactions do not count, and 5 messages in 5 seconds a
 * channel. Windows are fixed and run on `now`, while discord.js waits in real time for what the headers say.
 */
export function createRates(now: () => number) {
  const buckets = new Map<string, { count: number; resetAt: number }>();

  /** Counts one call. @returns the headers of its answer. @throws Refused with 429 where there are too many */
  function count(method: string, route: string, path: string): Record<string, string> {
    const exempt = route.startsWith("/interactions/") || route.startsWith("/webhooks/");
    if (!exempt) {
      const all = spend("global", 1000, 50);
      if (all.remaining < 0)
        throw tooMany(all.resetMs, { "x-ratelimit-global": "true", "x-ratelimit-scope": "global" }, true);
    }
    if (method !== "POST" || route !== "/channels/:channel/messages") return {};
    const own = spend(path, 5000, 5);
    const headers = {
      "x-ratelimit-limit": "5",
      "x-ratelimit-remaining": String(Math.max(0, own.remaining)),
      "x-ratelimit-reset": String((now() + own.resetMs) / 1000),
      "x-ratelimit-reset-after": String(own.resetMs / 1000),
      "x-ratelimit-bucket": "f1e5b0c0ffee000000000000000000aa",
    };
    if (own.remaining < 0) throw tooMany(own.resetMs, { ...headers, "x-ratelimit-scope": "user" }, false);
    return headers;
  }

  function spend(key: string, windowMs: number, most: number): { remaining: number; resetMs: number } {
    const found = buckets.get(key);
    const bucket = found !== undefined && found.resetAt > now() ? found : { count: 0, resetAt: now() + windowMs };
    buckets.set(key, bucket);
    bucket.count += 1;
    return { remaining: most - bucket.count, resetMs: bucket.resetAt - now() };
  }

  return { count };
}

/** A 429. @param afterMs when to come back */
export function tooMany(afterMs: number, headers: Record<string, string>, global: boolean): RateLimited {
  return new RateLimited(afterMs / 1000, headers, global);
}

/** 429 with its headers; the body is `{ message, retry_after, global }`, seconds. */
export class RateLimited extends Refused {
  readonly headers: Record<string, string>;

  constructor(seconds: number, headers: Record<string, string>, global: boolean) {
    const message = "You are being rate limited.";
    super(429, { message, code: 0, retry_after: seconds, global }, `429 ${message} Again in ${String(seconds)} s`);
    this.headers = { "retry-after": String(seconds), ...headers };
  }
}
