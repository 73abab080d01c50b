import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { streakOf, type Practice, type Streak, type ZoneChange } from "../../src/progress/streak.ts";

const dayLength = 86_400_000;
const dateOf = (day: number) => new Date(day * dayLength).toISOString().slice(0, 10);
const dayOf = (date: string) => Date.parse(date) / dayLength;
const everyDay = () => true;
const isWorkday = (date: string) => ![0, 6].includes(new Date(date).getUTCDay());

/** Days from a Monday on, the last of them today: "x" is practised, "." is not; spaces are for the eye. */
function drawn(days: string, monday = "2026-11-02"): Pick<Practice, "practised" | "today"> {
  const marks = days.match(/[x.]/g) ?? [];
  const dates = marks.map((_, i) => dateOf(dayOf(monday) + i));
  return { practised: dates.filter((_, i) => marks[i] === "x"), today: dates.at(-1) ?? monday };
}

test.each<[string, string, Partial<Streak>]>([
  ["nothing yet", ".", { days: 0, longest: 0, practisedToday: false }],
  ["the first day", "x", { days: 1, longest: 1, practisedToday: true }],
  ["today does not break it yet", "xxx.", { days: 3, practisedToday: false }],
  ["one missed day a week is free, and does not count", "xx.x", { days: 3, frozenThisWeek: true }],
  ["yesterday missed, today not yet", "xx..", { days: 2, frozenThisWeek: true }],
  ["a second one in the week breaks it", "xxxxxxx xx.x.x", { days: 1, longest: 10 }],
  ["two in a row break it", "xxxxxxx x..x", { days: 1, longest: 8 }],
  ["two in a row in two weeks do not", "xxxxxx. .xxx", { days: 9, frozenThisWeek: true }],
  ["the next week has a free day again", "xx.xxxx xxx.xxx x", { days: 13, frozenThisWeek: false }],
  ["long ago", "xxx.... .......", { days: 0, longest: 3, frozenThisWeek: false }],
  ["a free day that saved nothing", "xx..... ..x", { days: 1, frozenThisWeek: false }],
])("every day due, %s: %s", (_, days, streak) => {
  expect(streakOf({ ...drawn(days), isDue: everyDay })).toMatchObject(streak);
});

test.each<[string, string, Partial<Streak>]>([
  ["a weekend is not needed", "xxxxx.. xx", { days: 7, frozenThisWeek: false }],
  ["and counts where practised", "xxxxxx. xx", { days: 8 }],
  ["it takes no free day", "xxx.x.. xx", { days: 6 }],
  ["two workdays missed break it", "xxx.... xx", { days: 2, longest: 3 }],
])("workdays due, %s: %s", (_, days, streak) => {
  expect(streakOf({ ...drawn(days), isDue: isWorkday })).toMatchObject(streak);
});

describe("ISO weeks at the end of a year", () => {
  test.each([
    ["2026-12-28 to 2027-01-03 is one week", "2026-12-28", "x..xxxx", 4],
    ["2024-12-30 to 2025-01-05 is one week", "2024-12-30", "x.x.xxx", 3],
    ["2025-12-28 and 2025-12-29 lie in two weeks", "2025-12-22", "xxxxxx. .xxxxxx", 12],
  ])("%s", (_, monday, days, streak) => {
    expect(streakOf({ ...drawn(days, monday), isDue: everyDay }).days).toBe(streak);
  });
});

describe("a change of zone", () => {
  const flight = (at: string, from: string, to: string): ZoneChange => ({ at: Date.parse(at), from, to });
  const west = flight("2026-11-11T20:00Z", "Pacific/Honolulu", "Pacific/Auckland");

  test("over the date line, a day that there was not does not break it, nor does the flight", () => {
    // It is the 11th in Honolulu and the 12th in Auckland: left on the 10th, practised again on the 14th.
    const trip = { practised: ["2026-11-09", "2026-11-10", "2026-11-14"], today: "2026-11-14", isDue: everyDay };
    expect(streakOf(trip).days).toBe(1);
    expect(streakOf({ ...trip, zoneChanges: [west] })).toMatchObject({ days: 3, frozenThisWeek: false });
  });

  test("the other way a day comes twice, counts once, and one that is still to come counts", () => {
    const back = flight("2026-11-11T20:00Z", "Pacific/Auckland", "Pacific/Honolulu");
    const trip = { practised: ["2026-11-10", "2026-11-11", "2026-11-12", "2026-11-11"], zoneChanges: [back] };
    expect(streakOf({ ...trip, today: "2026-11-11", isDue: everyDay })).toMatchObject({
      ...{ days: 3, practisedToday: true },
    });
  });

  test("forgives what lies within 48 hours in part, and nothing beyond", () => {
    // 48 hours around it: from the 9th, 10:00, in Honolulu to the 14th, 09:00, in Auckland.
    const days = (missed: readonly string[]) =>
      streakOf({
        practised: ["2026-11-06", "2026-11-07", "2026-11-08", "2026-11-15"].concat(
          ["2026-11-09", "2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13", "2026-11-14"].filter(
            (date) => !missed.includes(date),
          ),
        ),
        ...{ today: "2026-11-15", isDue: everyDay, zoneChanges: [west] },
      }).days;
    expect(days(["2026-11-09", "2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13", "2026-11-14"])).toBe(4);
    const late = { today: "2026-11-18", isDue: everyDay, zoneChanges: [west] };
    expect(streakOf({ practised: ["2026-11-08", "2026-11-17"], ...late }).days).toBe(2);
    expect(streakOf({ practised: ["2026-11-08", "2026-11-18"], ...late }).days).toBe(1);
  });

  test("to the same zone is none", () => {
    const trip = { practised: ["2026-11-09", "2026-11-12"], today: "2026-11-12", isDue: everyDay };
    expect(streakOf({ ...trip, zoneChanges: [flight("2026-11-10T12:00Z", "UTC", "UTC")] }).days).toBe(1);
  });
});

describe("whatever was practised", () => {
  const start = dayOf("2025-12-01");
  const span = 60;
  const practices = fc.record({
    practised: fc.uniqueArray(fc.nat(span), { maxLength: span }).map((days) => days.map((day) => dateOf(start + day))),
    today: fc.integer({ min: span - 20, max: span + 3 }).map((day) => dateOf(start + day)),
    isDue: fc
      .uniqueArray(fc.nat(6))
      .map((days) => (date: string) => days.length === 0 || days.includes(new Date(date).getUTCDay())),
    zoneChanges: fc.array(
      fc.record({
        at: fc.nat(span * 24).map((hours) => start * dayLength + hours * 3_600_000),
        from: fc.constantFrom("Europe/Rome", "Pacific/Honolulu"),
        to: fc.constantFrom("Europe/Rome", "Pacific/Auckland"),
      }),
      { maxLength: 2 },
    ),
  });

  test("a day more after the first never shortens a streak", () => {
    fc.assert(
      fc.property(practices, fc.nat(span), (practice, day) => {
        const date = dateOf(start + day);
        const [first = date] = [...practice.practised].sort();
        fc.pre(date > first);
        const more = streakOf({ ...practice, practised: [...practice.practised, date] });
        const less = streakOf({ ...practice, practised: practice.practised.filter((one) => one !== date) });
        expect(more.longest).toBeGreaterThanOrEqual(less.longest);
        expect(more.days).toBeGreaterThanOrEqual(less.days);
        expect(more.longest).toBeGreaterThanOrEqual(more.days);
      }),
      { numRuns: 300 },
    );
  });
});
