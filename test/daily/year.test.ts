import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dateIn, dueTimes } from "../../bench/dailies-calendar.ts";
import { recount, type Played } from "../../bench/dailies-count.ts";
import { playYear } from "../../bench/dailies-year.ts";
import { library } from "../tutor-for-tests.ts";

/** What `npm run dailies` plays, small: and that its count would tell if it went wrong. */

const folder = mkdtempSync(join(tmpdir(), "tutor-year-"));
let played: Played;

beforeAll(async () => {
  played = await playYear({ channels: 24, days: 28, seed: 5, file: join(folder, "tutor.db"), library: library() });
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("in four weeks with failures, outages and kills nothing is doubled, early, late or missed for no reason", () => {
  const { expected, posted, missed, unknown, skipped, ...count } = recount(played);
  expect(count).toMatchObject({ doubled: 0, early: 0, lateOver60s: 0, unexpected: 0 });
  expect(count.kills).toBeGreaterThan(2);
  expect(expected).toBeGreaterThan(200);
  expect(posted + missed + skipped).toBe(expected);
  expect(missed).toBeLessThanOrEqual(unknown);
  expect(unknown).toBeLessThanOrEqual(count.hit + count.injectedUnknown);
});

test("the count would tell", () => {
  const { posted, missed } = recount(played);
  const [first, second, ...others] = played.shown;
  if (!first || !second) throw new Error("nothing was posted");
  const counted = (shown: Played["shown"], more: Partial<Played> = {}) => recount({ ...played, shown, ...more });
  expect(counted([...played.shown, first]).doubled).toBe(1);
  expect(counted([second, ...others])).toMatchObject({ posted: posted - 1, missed: missed + 1 });
  expect(counted([{ ...first, at: first.at - 3_600_000 }, second, ...others]).early).toBe(1);
  expect(counted([{ ...first, at: first.at + 3_600_000 }, second, ...others]).lateOver60s).toBe(1);
  expect(counted(played.shown, { plans: played.plans.slice(1) }).unexpected).toBeGreaterThan(0);
  const paused = played.plans.map(({ id }) => ({ schedule: id, at: 0, kind: "pause" as const }));
  expect(counted(played.shown, { happenings: paused })).toMatchObject({
    expected: 0,
    unexpected: expect.anything() as unknown,
  });
});

test.each([
  ["a time that clocks skip comes as much later", "Europe/Rome", "02:30", "2027-03-28", "2027-03-28T01:30:00.000Z"],
  ["one that they show twice comes the first time", "Europe/Rome", "02:30", "2027-10-31", "2027-10-31T00:30:00.000Z"],
  ["midnight may be skipped", "Africa/Cairo", "00:00", "2027-04-30", "2027-04-29T22:00:00.000Z"],
  ["by half an hour", "Australia/Lord_Howe", "02:00", "2027-10-03", "2027-10-02T15:30:00.000Z"],
])("the calendar that it is counted by: %s", (_, zone, time, date, at) => {
  const noon = Date.parse(`${date}T12:00:00Z`);
  const dues = dueTimes({ time, zone, days: [1, 2, 3, 4, 5, 6, 7] }, noon - 3 * 86_400_000, noon + 3 * 86_400_000);
  expect(new Date(dues.find((due) => due.date === date)?.at ?? 0).toISOString()).toBe(at);
  expect(dateIn(zone, Date.parse(at))).toBe(date);
});
