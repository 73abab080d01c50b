import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { instantOf } from "../../src/daily/recurrence.ts";

/** From a time on, in milliseconds, clocks are so much ahead of UTC. */
type Offset = { readonly from: number; readonly ahead: number };

const zones = [
  ...["Europe/Rome", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Africa/Cairo", "America/Nuuk"],
  ...["Asia/Tokyo", "Asia/Kolkata"],
];
const times = ["00:00", "00:30", "01:30", "02:15", "02:30", "09:00", "23:30"];
const [first, afterLast] = [Date.UTC(2024, 0, 1), Date.UTC(2029, 0, 1)];
const day = 86_400_000;

/** What the system's own tzdata says of a zone; nothing without zdump. Its lines end "isdst=1 gmtoff=7200". */
function zdump(zone: string): Offset[] {
  const { stdout } = spawnSync("zdump", ["-v", "-c", "2030", zone], { encoding: "utf8" });
  return [...((stdout as string | null) ?? "").matchAll(/^\S+ +\w+ (.+) UT = .* gmtoff=(-?\d+)$/gm)].flatMap(
    ([, at, ahead]) => {
      const from = Date.parse(`${at ?? ""} UTC`);
      return Number.isNaN(from) ? [] : [{ from, ahead: Number(ahead) * 1000 }];
    },
  );
}

/** Node carries a tzdata of its own: one that knows other rules for these years is nothing to compare with. */
function agrees(zone: string, offsets: readonly Offset[]): boolean {
  const form = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
  return offsets
    .filter(({ from }) => from >= first && from < afterLast)
    .every(({ from, ahead }) => {
      const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(form.format(from)) ?? [];
      return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000 === ahead;
    });
}

/** When clocks show what they would at `shown` if they kept UTC: the first such time, or as much later as they skip. */
function instantBy(offsets: readonly Offset[], shown: number): number {
  const at = (time: number) => offsets.findLast(({ from }) => from <= time)?.ahead ?? 0;
  const around = [at(shown - day), at(shown + day)];
  const fitting = around.map((ahead) => shown - ahead).filter((time) => time + at(time) === shown);
  return fitting.length > 0 ? Math.min(...fitting) : shown - at(shown - day);
}

describe.each(zones)("%s", (zone) => {
  const offsets = zdump(zone);
  test.skipIf(offsets.length === 0 || !agrees(zone, offsets))(
    "every day from 2024 to 2028 as zdump has it (skipped: without zdump, or where its tzdata and Node's differ)",
    () => {
      const wrong: string[] = [];
      for (let midnight = first; midnight < afterLast; midnight += day) {
        const date = new Date(midnight).toISOString().slice(0, 10);
        for (const time of times) {
          const expected = instantBy(offsets, Date.parse(`${date}T${time}Z`));
          if (instantOf(date, { time, zone }) !== expected) wrong.push(`${date} ${time}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});

test.skipIf(zdump("Europe/Rome").length === 0)("the comparison meets skipped and repeated times", () => {
  const offsets = zdump("Europe/Rome");
  expect(instantBy(offsets, Date.UTC(2026, 2, 29, 2, 30))).toBe(Date.UTC(2026, 2, 29, 1, 30));
  expect(instantBy(offsets, Date.UTC(2026, 9, 25, 2, 30))).toBe(Date.UTC(2026, 9, 25, 0, 30));
});
