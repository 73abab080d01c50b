/** Time zones, by the names of the IANA database: https://www.iana.org/time-zones */
const listed = Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC");

/** Today's names, where Node's list may have an earlier one. */
const renamed = [
  ...["Africa/Asmara", "America/Nuuk", "Asia/Ho_Chi_Minh", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Yangon"],
  ...["Atlantic/Faroe", "Europe/Kyiv", "Pacific/Chuuk", "Pacific/Kanton", "Pacific/Pohnpei"],
];
const todays = new Map(renamed.map((name) => [nameOnList(name), name]));

const zones: readonly string[] = ["UTC", ...listed.map((zone) => todays.get(zone) ?? zone)];
const byName = new Map(zones.map((zone) => [plain(zone), zone]));
const byCity = new Map(
  [...listed, ...zones].reverse().map((zone) => [plain(zone.split("/").at(-1) ?? zone), todays.get(zone) ?? zone]),
);

/** A day somewhere, such as "2026-11-24"; as text in the order of time. */
export type LocalDate = string;

/** The zone that was written: by its name, or by its city alone; nothing if there is none. */
export function readZone(written: string): string | undefined {
  const typed = plain(written);
  return byName.get(typed) ?? byCity.get(typed) ?? olderName(written);
}

/** Zones that begin with, or hold, what was typed so far; those that begin so first. */
export function zonesLike(typed: string): string[] {
  const begun = plain(typed);
  const cityOf = (zone: string) => plain(zone.split("/").at(-1) ?? zone);
  const begins = zones.filter((zone) => plain(zone).startsWith(begun) || cityOf(zone).startsWith(begun));
  return [...begins, ...zones.filter((zone) => !begins.includes(zone) && plain(zone).includes(begun))];
}

/** The same, to be picked while somebody types. */
export function zoneCompletions(typed: string): { readonly label: string; readonly value: string }[] {
  return zonesLike(typed).map((zone) => ({ label: zone, value: zone }));
}

/** The day there at a time in milliseconds. */
export function localDate(at: number, zone: string): LocalDate {
  const known = days.get(zone) ?? new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" });
  days.set(zone, known);
  return known.format(at);
}

/** The Monday of a date's ISO week, such as 2026-11-23. */
export function mondayOf(date: LocalDate): LocalDate {
  const midnight = Date.parse(date);
  const sinceMonday = (new Date(midnight).getUTCDay() + 6) % 7;
  return new Date(midnight - sinceMonday * dayLong).toISOString().slice(0, 10);
}

const dayLong = 24 * 60 * 60 * 1000;

/** Making one takes longer than using it a hundred times. */
const days = new Map<string, Intl.DateTimeFormat>();

/** Older names and links, which the list of zones leaves out: "Asia/Calcutta", "GMT". Abbreviations are none. */
function olderName(written: string): string | undefined {
  const name = /^[A-Za-z]+(\/[\w+-]+)+$|^GMT$/.test(written.trim()) ? nameOnList(written.trim()) : undefined;
  return todays.get(name) ?? name;
}

function nameOnList(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

function plain(text: string): string {
  return text
    .trim()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\s_]+/g, " ");
}
