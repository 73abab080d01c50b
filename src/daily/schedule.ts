import { instantOf, lastUpTo, nextAfter, occurrenceOn, type Occurrence } from "./recurrence.ts";
import { mondayOf, type LocalDate } from "../learners/zones.ts";
import type { Terms } from "./terms.ts";

/** When and how a place gets its daily question. Plain data that survives JSON; the rules take the time from outside. */
export type Schedule = Terms & {
  /** Who set it, and is told when it does not go well. */
  readonly setter: string;
  /** Until a day, from which it goes on, or until somebody resumes it. */
  readonly paused?: Pause;
  /** How many dailies in a row nobody answered. */
  readonly unanswered: number;
  /** Whether the week is summed up after its last daily. */
  readonly digest: boolean;
};

export type Pause = { readonly until?: LocalDate };

/** After so many dailies in a row that nobody answered, nobody is taken to want them. */
export const mostUnanswered = 5;

/** For how long a daily may come late, in milliseconds: 2 hours. */
export const patience = 2 * 60 * 60 * 1000;

export function newSchedule(setter: string, terms: Terms): Schedule {
  return { ...terms, setter, unanswered: 0, digest: true };
}

/** The daily that is to be asked now: today's, or one that is hardly late; never one of a day that was slept through. */
export function dueNow({ recurrence, paused }: Schedule, now: number, today: LocalDate): Occurrence | undefined {
  const last = lastUpTo(recurrence, now);
  if (last.date !== today && now - last.at > patience) return undefined;
  return isPausedOn(paused, last.date) ? undefined : last;
}

/** When the next daily comes, if one does. */
export function nextDaily({ recurrence, paused }: Schedule, now: number): Occurrence | undefined {
  if (paused && paused.until === undefined) return undefined;
  const { zone } = recurrence;
  // The midnight before, lest a time that is skipped there be missed.
  const since = paused?.until === undefined ? now : instantOf(paused.until, { time: "00:00", zone }) - dayLong;
  let next = nextAfter(recurrence, Math.max(now, since));
  while (isPausedOn(paused, next.date)) next = nextAfter(recurrence, next.at);
  return next;
}

/** The last daily after that of a date in its week, which begins on a Monday; nothing if that is the last. */
export function lastOfWeek({ recurrence }: Schedule, date: LocalDate): Occurrence | undefined {
  const monday = Date.parse(mondayOf(date));
  for (let day = 6; monday + day * dayLong > Date.parse(date); day--) {
    const last = occurrenceOn(recurrence, new Date(monday + day * dayLong).toISOString().slice(0, 10));
    if (last) return last;
  }
  return undefined;
}

/** So many days earlier. */
export function daysBefore(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(date) - days * dayLong).toISOString().slice(0, 10);
}

/** Once a daily was closed. It pauses by itself where nobody has answered for long. */
export function afterClosing(schedule: Schedule, answered: number): { schedule: Schedule; gaveUp: boolean } {
  const unanswered = answered > 0 ? 0 : schedule.unanswered + 1;
  const gaveUp = unanswered >= mostUnanswered && schedule.paused === undefined;
  return { schedule: { ...schedule, unanswered, ...(gaveUp ? { paused: {} } : {}) }, gaveUp };
}

/** From the next daily on; it counts afresh how many go unanswered. */
export function resume(schedule: Schedule): Schedule {
  const { paused, ...going } = schedule;
  return paused === undefined ? schedule : { ...going, unanswered: 0 };
}

const dayLong = 24 * 60 * 60 * 1000;

function isPausedOn(paused: Schedule["paused"], date: LocalDate): boolean {
  return paused !== undefined && (paused.until === undefined || date < paused.until);
}
