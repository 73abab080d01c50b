import fc from "fast-check";
import { expect, test } from "vitest";
import { nextAfter, occurrenceOn, weekdays, type Weekday } from "../../src/daily/recurrence.ts";
import { longestReveal, revealAt, shortestReveal, type Reveal } from "../../src/daily/terms.ts";

const at = (time: string): Reveal => ({ kind: "at", time });
const after = (hours: number): Reveal => ({ kind: "after", ms: hours * 3_600_000 });
const workdays: readonly Weekday[] = [1, 2, 3, 4, 5];

test.each<[string, string, string, readonly Weekday[], string, Reveal, string]>([
  ["some hours later", "09:00", "Europe/Rome", weekdays, "2026-11-24", after(8), "2026-11-24T16:00"],
  ["at a time that day", "09:00", "Europe/Rome", weekdays, "2026-11-24", at("17:00"), "2026-11-24T16:00"],
  ["at a time the next morning", "09:00", "Europe/Rome", weekdays, "2026-11-24", at("08:00"), "2026-11-25T07:00"],
  ["the morning after a Friday", "09:00", "Europe/Rome", workdays, "2026-11-27", at("08:00"), "2026-11-28T07:00"],
  ["with the next one", "09:00", "Europe/Rome", weekdays, "2026-11-24", { kind: "next" }, "2026-11-25T08:00"],
  ["with Monday's", "09:00", "Europe/Rome", workdays, "2026-11-27", { kind: "next" }, "2026-11-30T08:00"],
  ["hours are hours when clocks skip", "01:00", "Europe/Rome", weekdays, "2026-03-29", after(8), "2026-03-29T08:00"],
  ["a time that is skipped", "01:00", "Europe/Rome", weekdays, "2026-03-29", at("02:30"), "2026-03-29T01:30"],
  ["both are skipped", "02:10", "Europe/Rome", weekdays, "2026-03-29", at("02:40"), "2026-03-29T01:40"],
  ["a time that is repeated", "01:00", "Europe/Rome", weekdays, "2026-10-25", at("02:30"), "2026-10-25T00:30"],
  ["before the next one on a short day", "09:00", "Europe/Rome", weekdays, "2026-03-28", after(24), "2026-03-29T07:00"],
  ["over a day left out", "09:00", "Pacific/Apia", weekdays, "2011-12-29", at("08:00"), "2011-12-30T18:00"],
])("%s: asked at %s in %s", (_, time, zone, days, date, reveal, revealed) => {
  const recurrence = { time, zone, days };
  const occurrence = occurrenceOn(recurrence, date);
  if (!occurrence) throw new Error(`${date} is not due`);
  expect(new Date(revealAt({ recurrence, reveal }, occurrence)).toISOString().slice(0, 16)).toBe(revealed);
});

test("it always comes after the question, and never after the next one", () => {
  const clock = fc.nat(1439).map((m) => new Date(m * 60_000).toISOString().slice(11, 16));
  const reveals = fc.oneof(
    fc.constant<Reveal>({ kind: "next" }),
    clock.map(at),
    fc.integer({ min: shortestReveal, max: longestReveal }).map((ms): Reveal => ({ kind: "after", ms })),
  );
  const recurrences = fc.record({
    time: clock,
    zone: fc.constantFrom("Europe/Rome", "Australia/Lord_Howe", "America/Nuuk", "Pacific/Apia"),
    days: fc.subarray([...weekdays], { minLength: 1 }),
  });
  const times = fc.integer({ min: Date.UTC(2010, 0), max: Date.UTC(2030, 0) });
  fc.assert(
    fc.property(recurrences, reveals, times, (recurrence, reveal, from) => {
      const occurrence = nextAfter(recurrence, from);
      const revealed = revealAt({ recurrence, reveal }, occurrence);
      expect(revealed).toBeGreaterThan(occurrence.at);
      expect(revealed).toBeLessThanOrEqual(nextAfter(recurrence, occurrence.at).at);
    }),
  );
});
