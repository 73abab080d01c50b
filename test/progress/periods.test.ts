import { expect, test } from "vitest";
import { mondayOf } from "../../src/learners/zones.ts";
import { startOf, startOfDay } from "../../src/progress/periods.ts";

test.each([
  ["2026-11-24", "UTC", "2026-11-24T00:00:00.000Z"],
  ["2026-11-24", "Europe/Rome", "2026-11-23T23:00:00.000Z"],
  // Clocks are put forward at two in the morning, and back at three.
  ["2026-03-29", "Europe/Rome", "2026-03-28T23:00:00.000Z"],
  ["2026-03-30", "Europe/Rome", "2026-03-29T22:00:00.000Z"],
  ["2026-10-25", "Europe/Rome", "2026-10-24T22:00:00.000Z"],
  ["2026-10-26", "Europe/Rome", "2026-10-25T23:00:00.000Z"],
  // Half an hour at a time.
  ["2026-04-05", "Australia/Lord_Howe", "2026-04-04T13:00:00.000Z"],
  ["2026-04-06", "Australia/Lord_Howe", "2026-04-05T13:30:00.000Z"],
  ["2026-10-04", "Australia/Lord_Howe", "2026-10-03T13:30:00.000Z"],
  ["2026-10-05", "Australia/Lord_Howe", "2026-10-04T13:00:00.000Z"],
  // Put forward at midnight: the day begins at one. Put back at midnight: the day before has 25 hours.
  ["2026-09-06", "America/Santiago", "2026-09-06T04:00:00.000Z"],
  ["2026-04-04", "America/Santiago", "2026-04-04T03:00:00.000Z"],
  ["2026-04-05", "America/Santiago", "2026-04-05T04:00:00.000Z"],
  // The furthest from UTC, and a day that a country left out.
  ["2026-11-24", "Pacific/Kiritimati", "2026-11-23T10:00:00.000Z"],
  ["2026-11-24", "Pacific/Niue", "2026-11-24T11:00:00.000Z"],
  ["2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00.000Z"],
])("%s begins in %s at %s", (date, zone, at) => {
  expect(new Date(startOfDay(date, zone)).toISOString()).toBe(at);
});

test.each([
  ["2026-11-23", "2026-11-23"],
  ["2026-11-29", "2026-11-23"],
  ["2026-11-30", "2026-11-30"],
  ["2027-01-01", "2026-12-28"],
  ["2028-03-01", "2028-02-28"],
])("%s is in the week of Monday %s", (date, monday) => {
  expect(mondayOf(date)).toBe(monday);
});

test.each([
  // Sunday in London is Monday in Auckland.
  ["week", "2026-11-29T12:00:00Z", "UTC", "2026-11-23T00:00:00.000Z"],
  ["week", "2026-11-29T12:00:00Z", "Pacific/Auckland", "2026-11-29T11:00:00.000Z"],
  ["week", "2026-11-29T22:59:59Z", "Europe/Rome", "2026-11-22T23:00:00.000Z"],
  ["week", "2026-11-29T23:00:00Z", "Europe/Rome", "2026-11-29T23:00:00.000Z"],
  // The clocks changed within the week, or the month.
  ["week", "2026-10-25T12:00:00Z", "Europe/Rome", "2026-10-18T22:00:00.000Z"],
  ["month", "2026-10-31T12:00:00Z", "Europe/Rome", "2026-09-30T22:00:00.000Z"],
  ["month", "2026-11-30T23:30:00Z", "Europe/Rome", "2026-11-30T23:00:00.000Z"],
  ["month", "2026-03-01T02:00:00Z", "America/New_York", "2026-02-01T05:00:00.000Z"],
] as const)("the %s of %s in %s began at %s", (period, at, zone, began) => {
  expect(new Date(startOf(period, Date.parse(at), zone)).toISOString()).toBe(began);
});
