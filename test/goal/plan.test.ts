import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysAfter, daysBetween } from "../../src/goal/dates.ts";
import { dropOrder, lessonMinutes, plan, reviewMinutes, type LessonLeft, type Need } from "../../src/goal/plan.ts";

/** A Tuesday. */
const today = "2026-11-24";

function lesson(id: string, more: Partial<LessonLeft> = {}): LessonLeft {
  return { id, title: `On ${id}`, kind: "objective", cards: 5, weight: 1, ...more };
}

function need(more: Partial<Need> = {}): Need {
  const lessons = Array.from({ length: 10 }, (_, i) => lesson(`l${String(i)}`));
  return { today, examOn: daysAfter(today, 42), minutes: 20, lessons, due: [], ...more };
}

test("six weeks at 20 minutes a day hold ten lessons, then what comes again, then a week of mocks", () => {
  const { days, fits, dropped, reviewsLeft, mocksFrom, enough } = plan(need());
  expect({ fits, dropped, reviewsLeft, enough }).toEqual({
    fits: true,
    dropped: [],
    reviewsLeft: 0,
    enough: undefined,
  });
  expect(days).toHaveLength(42);
  expect(days.slice(0, 3).map(({ lessons }) => lessons)).toEqual([["l0", "l1"], ["l2"], ["l3"]]);
  expect(days.at(-1)?.date).toBe("2027-01-04");
  expect(mocksFrom).toBe("2026-12-29");
  expect(days.filter(({ mockMinutes }) => mockMinutes > 0).map(({ date }) => date)).toEqual(
    Array.from({ length: 7 }, (_, i) => daysAfter(mocksFrom, i)),
  );
});

test("too short a time drops real-world points, then prerequisites, then what serves the exam least", () => {
  const lessons = [
    lesson("cloud", { kind: "prerequisite", weight: 0 }),
    lesson("1.1", { weight: 2 }),
    lesson("1.2", { weight: 1 }),
    lesson("1.3", { weight: 1 }),
    lesson("risk", { kind: "real-world", weight: 0 }),
    lesson("debt", { kind: "real-world", weight: 0 }),
  ];
  expect(dropOrder(lessons).map(({ id }) => id)).toEqual(["debt", "risk", "cloud", "1.3", "1.2", "1.1"]);
  const short = plan(need({ lessons, examOn: daysAfter(today, 5), minutes: 10 }));
  expect(short.dropped.map(({ id }) => id)).toEqual(["debt", "risk", "cloud"]);
  expect(short.days.flatMap((day) => day.lessons)).toEqual(["1.1", "1.2", "1.3"]);
  expect(short.fits).toBe(false);
  expect(plan(need({ lessons, examOn: daysAfter(today, 5), minutes: short.enough ?? 0 })).fits).toBe(true);
});

test("the last week is for mocks, and of less than two weeks at least half, however much there is to learn", () => {
  const kept = (days: number, more: Partial<Need>) => {
    const examOn = daysAfter(today, days);
    return daysBetween(plan(need({ examOn, ...more })).mocksFrom, examOn);
  };
  expect([1, 2, 5, 13, 14, 60].map((days) => kept(days, { minutes: 5 }))).toEqual([0, 1, 2, 6, 7, 7]);
  expect([1, 2, 5, 13, 14, 60].map((days) => kept(days, { lessons: [] }))).toEqual([1, 2, 5, 7, 7, 7]);
  expect(kept(9, { minutes: 45 })).toBe(6);
});

test("what no day is long enough for is said to be so", () => {
  const due = Array.from({ length: 700 }, () => today);
  const { fits, reviewsLeft, enough } = plan(need({ due, examOn: daysAfter(today, 2) }));
  expect({ fits, enough }).toEqual({ fits: false, enough: undefined });
  expect(reviewsLeft).toBeGreaterThan(600);
});

test("what was done today already is not planned for today again", () => {
  const [first] = plan(need({ spent: 20 })).days;
  expect(first).toMatchObject({ date: today, lessons: [], reviews: 0 });
  expect(plan(need({ spent: 10 })).days[0]?.lessons).toEqual(["l0"]);
});

describe("for any need", () => {
  const lessons = fc
    .array(
      fc.record({
        cards: fc.integer({ min: 2, max: 5 }),
        weight: fc.integer({ min: 0, max: 3 }),
        kind: fc.constantFrom("prerequisite" as const, "objective" as const, "real-world" as const),
      }),
      { maxLength: 22 },
    )
    .map((all) => all.map((one, i) => lesson(`l${String(i)}`, one)));
  const needs: fc.Arbitrary<Need> = fc.record({
    today: fc.constant(today),
    examOn: fc
      .oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 200 }))
      .map((days) => daysAfter(today, days)),
    minutes: fc.integer({ min: 5, max: 60 }),
    lessons,
    due: fc.array(
      fc.integer({ min: -30, max: 60 }).map((days) => daysAfter(today, days)),
      { maxLength: 80 },
    ),
    spent: fc.integer({ min: 0, max: 30 }),
  });

  test("every lesson is planned or dropped, never both, and planned in the order of the course", () => {
    fc.assert(
      fc.property(needs, (it) => {
        const { days, dropped } = plan(it);
        const planned = days.flatMap((day) => day.lessons);
        const out = new Set(dropped.map(({ id }) => id));
        expect(planned).toEqual(it.lessons.map(({ id }) => id).filter((id) => !out.has(id)));
        expect(planned.length + dropped.length).toBe(it.lessons.length);
      }),
    );
  });

  test("every review is planned or counted as left", () => {
    fc.assert(
      fc.property(needs, (it) => {
        const { days, reviewsLeft } = plan({ ...it, lessons: [] });
        const reviews = days.reduce((sum, day) => sum + day.reviews, 0);
        expect(reviews + reviewsLeft).toBe(it.due.filter((date) => date < it.examOn).length);
      }),
    );
  });

  test("no day is over the minutes, but by one lesson alone, which the next days pay back", () => {
    fc.assert(
      fc.property(needs, (it) => {
        const byId = new Map(it.lessons.map((one) => [one.id, lessonMinutes(one)]));
        let total = 0;
        plan(it).days.forEach((day, i) => {
          const used = day.lessons.reduce((sum, id) => sum + (byId.get(id) ?? 0), 0) + day.reviews * reviewMinutes;
          if (used > it.minutes) expect(day).toMatchObject({ lessons: [day.lessons[0]], reviews: 0 });
          total += used;
          // Over the days it comes to the minutes, but for one lesson that has just been begun.
          expect(total).toBeLessThanOrEqual(it.minutes * (i + 1) + 10);
        });
      }),
    );
  });

  test("the days for mocks hold nothing but mocks and reviews, and the others no mocks", () => {
    fc.assert(
      fc.property(needs, (it) => {
        const { days, mocksFrom } = plan(it);
        if (daysBetween(it.today, it.examOn) >= 14) expect(daysBetween(mocksFrom, it.examOn)).toBe(7);
        for (const { date, lessons, mockMinutes } of days)
          expect(date < mocksFrom ? mockMinutes : lessons.length).toBe(0);
      }),
    );
  });

  test("more minutes never drop more", () => {
    fc.assert(
      fc.property(needs, fc.integer({ min: 1, max: 180 }), (it, more) => {
        const longer = plan({ ...it, minutes: it.minutes + more });
        expect(longer.dropped.length).toBeLessThanOrEqual(plan(it).dropped.length);
      }),
    );
  });

  test("the minutes that are said to be enough are", () => {
    fc.assert(
      fc.property(needs, (it) => {
        const { fits, enough } = plan(it);
        if (fits) expect(enough).toBeUndefined();
        else if (enough !== undefined) expect(plan({ ...it, minutes: enough }).fits).toBe(true);
      }),
    );
  });
});
