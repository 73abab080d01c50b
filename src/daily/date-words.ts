import type { LocalDate } from "../learners/zones.ts";

const months = [
  ...["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"],
  "december",
];
const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const dayLong = 24 * 60 * 60 * 1000;

/**
 * The day that "2027-01-07", "7 January", "Jan 7th", "tomorrow", "next Monday" or "for two weeks" means, the next such
 * day from today on; nothing if there is none.
 */
export function readDate(written: string, today: LocalDate): LocalDate | undefined {
  const typed = written
    .toLowerCase()
    .replace(/[.,\s]+/g, " ")
    .trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  return readNear(typed, today) ?? readNamed(typed, today);
}

/** Counted from today. */
function readNear(typed: string, today: LocalDate): LocalDate | undefined {
  if (typed === "tomorrow") return daysAfter(today, 1);
  const [, count, unit] = /^for (an?|one|two|three|\d{1,3}) (day|week|month)s?$/.exec(typed) ?? [];
  if (count !== undefined) {
    const number = ["a", "an", "one"].includes(count) ? 1 : ({ two: 2, three: 3 }[count] ?? Number(count));
    return daysAfter(today, number * (unit === "week" ? 7 : unit === "month" ? 30 : 1));
  }
  const named = /^(?:next |this )?([a-z]{3,9})$/.exec(typed)?.[1];
  const weekday = named === undefined ? -1 : weekdays.findIndex((name) => isShort(named, name));
  if (weekday < 0) return undefined;
  const now = (new Date(today).getUTCDay() + 6) % 7;
  return daysAfter(today, ((weekday - now + 6) % 7) + 1);
}

function readNamed(typed: string, today: LocalDate): LocalDate | undefined {
  const [, before, name = "", after, year] =
    /^(?:the )?(?:(\d{1,2})(?:st|nd|rd|th)? (?:of )?)?([a-z]{3,9})(?: (\d{1,2})(?:st|nd|rd|th)?)?(?: (\d{4}))?$/.exec(
      typed,
    ) ?? [];
  const month = months.findIndex((full) => isShort(name, full)) + 1;
  const day = Number(before ?? after ?? 0);
  if (month === 0 || day === 0 || (before !== undefined && after !== undefined)) return undefined;
  if (year !== undefined) return dateOf(Number(year), month, day);
  const thisYear = Number(today.slice(0, 4));
  // A leap day comes after three years without one, or seven.
  for (let ahead = 0; ahead <= 8; ahead++) {
    const date = dateOf(thisYear + ahead, month, day);
    if (date !== undefined && date >= today) return date;
  }
  return undefined;
}

/** "jan" and "sept", but not "marvin". */
function isShort(name: string, full: string): boolean {
  return name.length >= 3 && full.startsWith(name);
}

function daysAfter(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(date) + days * dayLong).toISOString().slice(0, 10);
}

function dateOf(year: number, month: number, day: number): LocalDate | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const written = date.toISOString().slice(0, 10);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? written : undefined;
}
