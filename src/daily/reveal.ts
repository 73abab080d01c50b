import { instantOf, nextAfter, type LocalTime, type Recurrence } from "./recurrence.ts";
import { localDate } from "../learners/zones.ts";

/** When a daily's result is shown: at a time of day, so many milliseconds after it was asked, or with the next daily. */
export type Reveal =
  | { readonly kind: "at"; readonly time: LocalTime }
  | { readonly kind: "after"; readonly ms: number }
  | { readonly kind: "next" };

/** In milliseconds since 1970, for a daily that was asked then; never after the next one is asked. */
export function revealAt(recurrence: Recurrence, reveal: Reveal, askedAt: number): number {
  const next = nextAfter(recurrence, askedAt).at;
  if (reveal.kind === "next") return next;
  if (reveal.kind === "after") return Math.min(askedAt + reveal.ms, next);
  const { zone } = recurrence;
  const { time } = reveal;
  const today = instantOf(localDate(askedAt, zone), { time, zone });
  return Math.min(today > askedAt ? today : nextAfter({ time, zone, days: [1, 2, 3, 4, 5, 6, 7] }, askedAt).at, next);
}
