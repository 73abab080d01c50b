import type { LocalDate } from "../learners/zones.ts";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The day that "2027-01-07", "7 January" or "Jan 7th" means, the next such day from today on; nothing if there is none. */
export function readDate(written: string, today: LocalDate): LocalDate | undefined {
  const typed = written.trim().toLowerCase().replace(/[.,]/g, " ").replace(/\s+/g, " ");
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const [, before, name = "", after, year] =
    /^(?:the )?(?:(\d{1,2})(?:st|nd|rd|th)? (?:of )?)?([a-z]{3,9})(?: (\d{1,2})(?:st|nd|rd|th)?)?(?: (\d{4}))?$/.exec(
      typed,
    ) ?? [];
  const month = months.findIndex((short) => name.startsWith(short)) + 1;
  const day = Number(before ?? after ?? 0);
  if (month === 0 || day === 0 || (before !== undefined && after !== undefined)) return undefined;
  if (year !== undefined) return dateOf(Number(year), month, day);
  const thisYear = Number(today.slice(0, 4));
  const soon = dateOf(thisYear, month, day);
  return soon !== undefined && soon >= today ? soon : dateOf(thisYear + 1, month, day);
}

function dateOf(year: number, month: number, day: number): LocalDate | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const written = date.toISOString().slice(0, 10);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? written : undefined;
}
