/**
 * When dailies are due, computed from what `Intl` says of a zone's clocks and from nothing of the tutor's: to recount
 * what it asked. Times in milliseconds since 1970; a date is "2027-03-28".
 */

const day = 24 * 60 * 60 * 1000;

export type Due = { readonly at: number; readonly date: string };

/** All due times from one time up to another, in the order of their dates. `days`: 1 for Monday to 7 for Sunday. */
export function dueTimes(
  { time, zone, days }: { readonly time: string; readonly zone: string; readonly days: readonly number[] },
  from: number,
  to: number,
): Due[] {
  const found: Due[] = [];
  for (let midnight = Math.floor(from / day) * day - 2 * day; midnight < to + 2 * day; midnight += day) {
    if (!days.includes(new Date(midnight).getUTCDay() || 7)) continue;
    const at = instant(midnight + minutesOf(time) * 60_000, zone);
    if (at >= from && at < to) found.push({ at, date: new Date(midnight).toISOString().slice(0, 10) });
  }
  return found;
}

/** The date on a zone's calendar. */
export function dateIn(zone: string, at: number): string {
  return new Date(at + offset(zone, at)).toISOString().slice(0, 10);
}

/** `shown` as if it were UTC. Shown twice, the first time counts; skipped, it comes as late as the clocks were put on. */
function instant(shown: number, zone: string): number {
  const [before, after] = [offset(zone, shown - day), offset(zone, shown + day)];
  if (before === after) return shown - before;
  const candidates = [shown - before, shown - after].filter((at) => at + offset(zone, at) === shown);
  return candidates.length > 0 ? Math.min(...candidates) : shown - before;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

const clocks = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** How far a zone's clocks are ahead of UTC; it changes at quarters of an hour, if at all. */
function offset(zone: string, at: number): number {
  const quarter = Math.floor(at / 900_000) * 900_000;
  const name = `${zone} ${String(quarter)}`;
  const known = offsets.get(name);
  if (known !== undefined) return known;
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat("en-US", {
      ...{ timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric" },
      ...{ hour: "numeric", minute: "numeric", second: "numeric" },
    });
  clocks.set(zone, clock);
  const part = Object.fromEntries(clock.formatToParts(quarter).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, hour = 0, minute = 0, second = 0 } = part;
  const found = Date.UTC(year, month - 1, part["day"], hour, minute, second) - quarter;
  offsets.set(name, found);
  return found;
}
