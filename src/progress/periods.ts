import { localDate, mondayOf } from "../learners/zones.ts";

/** What a board looks back on: the ISO week, the month, the season that a manager began, or everything. */
export const periods = ["week", "month", "season", "all"] as const;
export type Period = (typeof periods)[number];

/** When the week or the month of `at` began in a zone, both in milliseconds since 1970. */
export function startOf(period: "week" | "month", at: number, zone: string): number {
  const today = localDate(at, zone);
  return startOfDay(period === "week" ? mondayOf(today) : `${today.slice(0, 7)}-01`, zone);
}

/**
 * The first instant of a local date, in milliseconds since 1970: midnight, or what the clock shows instead where it is
 * put forward at midnight. Looked for rather than reckoned with offsets, which may change that very day.
 */
export function startOfDay(date: string, zone: string): number {
  const midnight = Date.parse(date);
  let [before, since] = [midnight - furthestEast - 1, midnight + furthestWest];
  while (since - before > 1) {
    const middle = Math.floor((before + since) / 2);
    if (localDate(middle, zone) < date) before = middle;
    else since = middle;
  }
  return since;
}

const hour = 60 * 60 * 1000;

/** No zone's clock has been further ahead of UTC, or behind it, since there are zones. */
const furthestEast = 16 * hour;
const furthestWest = 16 * hour;
