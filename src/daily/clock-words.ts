import type { LocalTime } from "./recurrence.ts";

/** What a time looks like inside a longer form; not a whole hour such as "9", which only some words before it make one. */
export const timeForm = String.raw`(?:\d{1,2}(?:[:.h]\d{2})? ?[ap]\.?m\b\.?|(?<![\d.:])\d{1,2}[:.h]\d{2}(?![\d.:])|(?<![\d.:])(?:[01]\d|2[0-3])[0-5]\d(?![\d.:])|\b(?:noon|midday|midnight)\b)`;

/** What a length of time looks like: "8h", "90 minutes", "1h30", "an hour". */
export const lengthForm = String.raw`(?:half an hour|an hour|\d+(?:\.\d+)? ?h(?:(?:ou)?rs?)?(?:\d{2}(?!\d)|,?(?: and)? ?\d+ ?m(?:in(?:ute)?s?)?)?\b|\d+ ?m(?:in(?:ute)?s?)?\b)`;

/** The time that "9am", "9:30 pm", "0900", "21.30", "9" or "noon" means; nothing where there is no such time. */
export function readTime(written: string): LocalTime | undefined {
  const typed = written.trim().toLowerCase();
  if (typed === "midnight") return "00:00";
  if (typed === "noon" || typed === "midday") return "12:00";
  const [, digits = "", minutes = "", half] = /^(\d{1,2}?)(?:[:.h]?(\d{2}))? ?(?:([ap])\.?m\.?)?$/.exec(typed) ?? [];
  if (digits === "") return undefined;
  const [hour, minute] = [Number(digits), Number(minutes || 0)];
  if (minute > 59 || hour > (half ? 12 : 23) || (half && hour === 0)) return undefined;
  const counted = half ? (hour % 12) + (half === "p" ? 12 : 0) : hour;
  return `${String(counted).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** Milliseconds, in whole minutes; nothing if no length of time was written. */
export function readLength(written: string): number | undefined {
  const typed = written.trim().toLowerCase();
  if (typed === "half an hour") return 30 * 60_000;
  if (typed === "an hour") return 60 * 60_000;
  const [, hours, more] = /^(\d+(?:\.\d+)?) ?h[a-z]*[, ]*(?:and )?(\d+)? ?[a-z]*$/.exec(typed) ?? [];
  const [, minutes] = /^(\d+) ?m[a-z]*$/.exec(typed) ?? [];
  if (hours === undefined && minutes === undefined) return undefined;
  return Math.round(Number(hours ?? 0) * 60 + Number(more ?? minutes ?? 0)) * 60_000;
}

/** "8h" or "90min". */
export function writeLength(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes % 60 === 0 ? `${String(minutes / 60)}h` : `${String(minutes)}min`;
}

/** "8 hours", "1 hour 30 minutes". */
export function lengthInWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const counted = (count: number, unit: string) =>
    count === 0 ? [] : [`${String(count)} ${unit}${count === 1 ? "" : "s"}`];
  return [...counted(Math.floor(minutes / 60), "hour"), ...counted(minutes % 60, "minute")].join(" ");
}

/** "00:00" to "23:00". */
export const fullHours: readonly LocalTime[] = Array.from({ length: 24 }, (_, i) => `${String(i).padStart(2, "0")}:00`);
