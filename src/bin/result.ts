import type { Match } from "../ask/match.ts";

/** What `ask --jsonl` writes for a question. */
export type Result = {
  readonly q: string;
  /** What the best match is; "none" if nothing matched, or for small talk and what is declined or too long. */
  readonly kind: "service" | "concept" | "none";
  /** The best match, even when not confident. */
  readonly id: string | null;
  readonly confident: boolean;
  /** From 0 to 1. */
  readonly score: number;
  /** The next best, best first. */
  readonly runnersUp: readonly string[];
};

const mostRunnersUp = 5;

export function writeResult(q: string, match: Match): Result {
  const nothing: Result = { q, kind: "none", id: null, confident: false, score: 0, runnersUp: [] };
  if (match.kind !== "entries") return nothing;
  const [best, ...others] = match.ranked;
  if (!best) return nothing;
  return {
    q,
    kind: best.kind,
    id: best.id,
    confident: match.confident,
    score: Number(best.score.toFixed(4)),
    runnersUp: others.slice(0, mostRunnersUp).map((other) => other.id),
  };
}
