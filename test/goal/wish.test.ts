import fc from "fast-check";
import { expect, test } from "vitest";
import { isWish, readWish, writeGoal, writeOutcome } from "../../src/goal/wish.ts";
import { daysAfter } from "../../src/goal/dates.ts";

/** A Tuesday. */
const today = "2026-11-24";

test.each([
  ["2027-01-15", "2027-01-15", undefined],
  ["2027-01-15 30", "2027-01-15", 30],
  ["15 January", "2027-01-15", undefined],
  ["15 January 30 minutes a day", "2027-01-15", 30],
  ["on the 15th of January 2027, 30 min", "2027-01-15", 30],
  ["January 15", "2027-01-15", undefined],
  ["Jan 15 25", "2027-01-15", 25],
  ["Friday, 15 January", "2027-01-15", undefined],
  ["15.1.", "2027-01-15", undefined],
  ["15.1", "2027-01-15", undefined],
  ["15.1.27 45m", "2027-01-15", 45],
  ["3.4.2027", "2027-04-03", undefined],
  ["15/1/2027", "2027-01-15", undefined],
  ["1/15/2027", "2027-01-15", undefined],
  ["4/4", "2027-04-04", undefined],
  ["in 6 weeks", "2027-01-05", undefined],
  ["in six weeks, 1 hour a day", "2027-01-05", 60],
  ["6 weeks from now", "2027-01-05", undefined],
  ["in a month", "2026-12-24", undefined],
  ["in 10 days 15", "2026-12-04", 15],
  ["next friday", "2026-11-27", undefined],
  ["tomorrow half an hour", "2026-11-25", 30],
  ["my exam is in 3 weeks", "2026-12-15", undefined],
])("%s is %s, %s minutes", (text, examOn, minutes) => {
  expect(readWish(text, today)).toEqual({ kind: "set", examOn, ...(minutes === undefined ? {} : { minutes }) });
  expect(isWish(text)).toBe(true);
});

test.each([
  ["30", 30],
  ["30 min", 30],
  ["30 minutes a day", 30],
  ["an hour", 60],
])("%s alone changes the minutes", (text, minutes) => {
  expect(readWish(text, today)).toEqual({ kind: "set", minutes });
  expect(isWish(text)).toBe(true);
});

test("a day that may be either is asked back, unless only one is to come", () => {
  expect(readWish("3/4/2027 30", today)).toEqual({
    kind: "which",
    choices: [
      { date: "2027-04-03", command: "goal 2027-04-03 30" },
      { date: "2027-03-04", command: "goal 2027-03-04 30" },
    ],
  });
  expect(readWish("5/12/2026", today)).toEqual({ kind: "set", examOn: "2026-12-05" });
});

test.each([
  ["2026-11-23", /is past.*goal 2027-01-05/],
  ["24 November 2026", /today.*nothing left to plan/],
  ["today", /today/],
  ["2028-11-25", /more than two years/],
  ["31 February", /do not know that day.*goal 15 January/],
  ["2027-13-01", /do not know that day/],
  ["next week", /do not know that day/],
  ["2027-01-15 4", /5 to 240 minutes.*goal 2027-01-05 20/],
  ["2027-01-15 241 min", /5 to 240/],
  ["5 hours", /5 to 240/],
])("%s is refused with what would do", (text, told) => {
  expect(readWish(text, today)).toMatchObject({ kind: "refused", told: expect.stringMatching(told) as string });
});

test("the last day that is near enough is taken", () => {
  expect(readWish("2028-11-24", today)).toEqual({ kind: "set", examOn: "2028-11-24" });
});

test.each(["of a business", "for a labelling job", "marvin", "setting in ml", "", "a", "metrics 2027"])(
  "“goal %s” is no wish",
  (text) => {
    expect(isWish(text)).toBe(false);
  },
);

test("what buttons say is read back", () => {
  expect(readWish(writeOutcome("not-yet", "2027-01-15").slice("goal ".length), today)).toEqual({
    ...{ kind: "outcome", outcome: "not-yet", examOn: "2027-01-15" },
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 731 }), fc.integer({ min: 5, max: 240 }), (days, minutes) => {
      const examOn = daysAfter(today, days);
      expect(readWish(writeGoal(examOn, minutes).slice("goal ".length), today)).toEqual({
        kind: "set",
        examOn,
        minutes,
      });
    }),
  );
});
