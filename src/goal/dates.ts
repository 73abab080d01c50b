import type { LocalDate } from "../learners/zones.ts";

/** Counting with days, which have no zone. */

const dayLong = 24 * 60 * 60 * 1000;

export function daysAfter(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(date) + days * dayLong).toISOString().slice(0, 10);
}

export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayLong);
}
