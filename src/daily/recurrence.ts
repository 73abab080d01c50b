import { Temporal } from "temporal-polyfill";
import { localDate, type LocalDate } from "../learners/zones.ts";

/** The days of a week as ISO numbers them. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** 1 is Monday, 7 is Sunday. */
export type Weekday = (typeof weekdays)[number];

/** A time of day, "00:00" to "23:59". */
export type LocalTime = string;

/** The same time of day on some days of every week, by the clocks of one zone. */
export type Recurrence = {
  readonly time: LocalTime;
  /** A name of the IANA database, such as "Europe/Rome". */
  readonly zone: string;
  /** At least one. */
  readonly days: readonly Weekday[];
};

export type Occurrence = {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The day that it is for; where a change of the clocks skips the time, `at` may lie just after its midnight. */
  readonly date: LocalDate;
};

/** Days that are looked at from one occurrence to the next: a week, one more if the zone skipped the only one due. */
const farthest = 16;

/** The first occurrence strictly after a time in milliseconds. Throws a RangeError on an unknown zone, or no days. */
export function nextAfter(recurrence: Recurrence, after: number): Occurrence {
  return firstFrom(recurrence, dateAt(recurrence, after).subtract({ days: 1 }), 1, ({ at }) => at > after);
}

/** The latest occurrence at a time in milliseconds or before. Throws a RangeError on an unknown zone, or no days. */
export function lastUpTo(recurrence: Recurrence, upTo: number): Occurrence {
  return firstFrom(recurrence, dateAt(recurrence, upTo).add({ days: 1 }), -1, ({ at }) => at <= upTo);
}

/**
 * The occurrence of a day; nothing if none is due. A time that the clocks skip is as much later as they skip ("02:30"
 * becomes 03:30), one that they repeat is the earlier.
 */
export function occurrenceOn(recurrence: Recurrence, date: LocalDate): Occurrence | undefined {
  return isDue(recurrence, date) ? { at: instantOf(date, recurrence), date } : undefined;
}

/** Whether a day is one of the recurrence's; never one that its zone left out, as Samoa did 2011-12-30. */
export function isDue({ days, zone }: Pick<Recurrence, "days" | "zone">, date: LocalDate): boolean {
  const day = Temporal.PlainDate.from(date);
  return days.includes(day.dayOfWeek as Weekday) && day.toZonedDateTime(zone).toPlainDate().equals(day);
}

/** When clocks in the zone show the time of that day, in milliseconds; the same rules at changes as `occurrenceOn`. */
export function instantOf(date: LocalDate, { time, zone }: Pick<Recurrence, "time" | "zone">): number {
  const shown = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
  return shown.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;
}

/**
 * Begins a day early, in either direction: a time skipped before midnight is asked after it, and clocks set back at
 * midnight show yesterday again.
 */
function firstFrom(
  recurrence: Recurrence,
  from: Temporal.PlainDate,
  step: 1 | -1,
  fits: (occurrence: Occurrence) => boolean,
): Occurrence {
  for (let days = 0; days <= farthest; days++) {
    const occurrence = occurrenceOn(recurrence, from.add({ days: days * step }).toString());
    if (occurrence && fits(occurrence)) return occurrence;
  }
  throw new RangeError(`No day of the week is due: ${JSON.stringify(recurrence)}`);
}

function dateAt({ zone }: Recurrence, at: number): Temporal.PlainDate {
  return Temporal.PlainDate.from(localDate(at, zone));
}
