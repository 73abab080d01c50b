import type { About } from "../items/topic.ts";
import { nextAfter, weekdays, type LocalTime, type Occurrence, type Recurrence } from "./recurrence.ts";

/** When everybody is told the answer: when clocks next show a time, so many milliseconds later, or with the next one. */
export type Reveal =
  | { readonly kind: "at"; readonly time: LocalTime }
  /** Whole minutes, from `shortestReveal` to `longestReveal`. */
  | { readonly kind: "after"; readonly ms: number }
  | { readonly kind: "next" };

/** A daily question as it was asked for. */
export type Terms = {
  readonly recurrence: Recurrence;
  /** What it is about; everything if left out. */
  readonly about?: About;
  readonly reveal: Reveal;
  /** Whether who answers is told right or wrong at once, and not at the reveal. */
  readonly toldAtOnce: boolean;
};

const minute = 60_000;
const hour = 60 * minute;

export const usualReveal: Reveal = { kind: "after", ms: 8 * hour };

/** In milliseconds. */
export const [shortestReveal, longestReveal] = [15 * minute, 24 * hour];

/**
 * When the answer to a question is revealed, in milliseconds: after it was asked, and with the next day's at the latest.
 * It may have been asked before its time.
 */
export function revealAt(
  { recurrence, reveal }: Pick<Terms, "recurrence" | "reveal">,
  { at, date }: Occurrence,
): number {
  const coming = nextAfter(recurrence, at);
  const next = coming.date > date ? coming.at : nextAfter(recurrence, coming.at).at;
  if (reveal.kind === "next") return next;
  if (reveal.kind === "after") return Math.min(at + reveal.ms, next);
  return Math.min(nextAfter({ ...recurrence, time: reveal.time, days: weekdays }, at).at, next);
}
