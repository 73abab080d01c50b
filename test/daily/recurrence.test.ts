import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isDue,
  lastUpTo,
  nextAfter,
  occurrenceOn,
  weekdays,
  type Recurrence,
  type Weekday,
} from "../../src/daily/recurrence.ts";

const daily = (time: string, zone: string, days: readonly Weekday[] = weekdays): Recurrence => ({ time, zone, days });
const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString().slice(0, 16));

test.each([
  ["an ordinary day", "09:00", "Europe/Rome", "2026-11-24", "2026-11-24T08:00"],
  ["skipped: an hour later", "02:30", "Europe/Rome", "2026-03-29", "2026-03-29T01:30"],
  ["repeated: the earlier", "02:30", "Europe/Rome", "2026-10-25", "2026-10-25T00:30"],
  ["skipped by half an hour", "02:15", "Australia/Lord_Howe", "2026-10-04", "2026-10-03T15:45"],
  ["repeated for half an hour", "01:45", "Australia/Lord_Howe", "2026-04-05", "2026-04-04T14:45"],
  ["midnight is skipped", "00:00", "Africa/Cairo", "2026-04-24", "2026-04-23T22:00"],
  ["skipped before midnight: just after it", "23:30", "America/Nuuk", "2026-03-28", "2026-03-29T01:30"],
  ["repeated around midnight", "00:00", "America/St_Johns", "2010-11-07", "2010-11-07T02:30"],
  ["a day that there was not", "09:00", "Pacific/Apia", "2011-12-30", undefined],
])("%s: %s in %s on %s", (_, time, zone, date, at) => {
  expect(iso(occurrenceOn(daily(time, zone), date)?.at)).toBe(at);
  expect(isDue(daily(time, zone), date)).toBe(at !== undefined);
});

test("a day that is not due has no occurrence", () => {
  expect(occurrenceOn(daily("09:00", "Europe/Rome", [1, 2, 3, 4, 5]), "2026-11-28")).toBeUndefined();
});

test.each<[string, Recurrence, string, string, string]>([
  ["before it", daily("09:00", "Europe/Rome"), "2026-11-24T07:59", "2026-11-24", "2026-11-23"],
  ["at it", daily("09:00", "Europe/Rome"), "2026-11-24T08:00", "2026-11-25", "2026-11-24"],
  ["over a weekend", daily("09:00", "Europe/Rome", [1, 5]), "2026-11-28T12:00", "2026-11-30", "2026-11-27"],
  ["once a week", daily("09:00", "UTC", [2]), "2026-11-24T09:00", "2026-12-01", "2026-11-24"],
  ["over a day left out", daily("09:00", "Pacific/Apia"), "2011-12-30T00:00", "2011-12-31", "2011-12-29"],
  ["over the only one", daily("09:00", "Pacific/Apia", [5]), "2011-12-30T00:00", "2012-01-06", "2011-12-23"],
  ["asked after midnight", daily("23:30", "America/Nuuk"), "2026-03-29T01:00", "2026-03-28", "2026-03-27"],
  ["yesterday again", daily("00:00", "America/St_Johns"), "2010-11-07T02:40", "2010-11-08", "2010-11-07"],
])("next and last: %s", (_, recurrence, at, next, last) => {
  expect(nextAfter(recurrence, Date.parse(`${at}Z`)).date).toBe(next);
  expect(lastUpTo(recurrence, Date.parse(`${at}Z`)).date).toBe(last);
});

test("without days there is nothing to find", () => {
  expect(() => nextAfter(daily("09:00", "UTC", []), 0)).toThrow(/No day of the week/);
});

describe("whatever the recurrence", () => {
  const recurrences = fc.record({
    time: fc.tuple(fc.nat(23), fc.nat(59)).map(([h, m]) => [h, m].map((n) => String(n).padStart(2, "0")).join(":")),
    zone: fc.constantFrom(
      ...["Europe/Rome", "America/New_York", "Australia/Lord_Howe", "America/Nuuk", "Africa/Cairo", "Asia/Kolkata"],
      ...["America/Santiago", "Pacific/Apia"],
    ),
    days: fc.subarray([...weekdays], { minLength: 1 }),
  });
  const times = fc.integer({ min: Date.UTC(2010, 0), max: Date.UTC(2030, 0) });

  test("the next is strictly after, the last is not, and there is nothing between them", () => {
    fc.assert(
      fc.property(recurrences, times, (recurrence, at) => {
        const [last, next] = [lastUpTo(recurrence, at), nextAfter(recurrence, at)];
        expect(last.at).toBeLessThanOrEqual(at);
        expect(next.at).toBeGreaterThan(at);
        expect(nextAfter(recurrence, last.at)).toEqual(next);
        expect(lastUpTo(recurrence, next.at)).toEqual(next);
        expect(lastUpTo(recurrence, next.at - 1)).toEqual(last);
      }),
    );
  });

  test("one after the other, each due day comes once, and in order", () => {
    fc.assert(
      fc.property(recurrences, times, (recurrence, from) => {
        let at = from;
        const met = Array.from({ length: 12 }, () => {
          const next = nextAfter(recurrence, at);
          at = next.at;
          return next.date;
        });
        const due: string[] = [];
        for (let day = Date.parse(met[0] ?? ""); day <= Date.parse(met.at(-1) ?? ""); day += 86_400_000) {
          const date = new Date(day).toISOString().slice(0, 10);
          if (isDue(recurrence, date)) due.push(date);
        }
        expect(met).toEqual(due);
      }),
    );
  });
});
