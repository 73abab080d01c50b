import { expect, test } from "vitest";
import { localDate, readZone, zonesLike } from "../../src/learners/zones.ts";

test.each([
  ["Europe/Rome", "Europe/Rome"],
  ["europe/rome", "Europe/Rome"],
  [" rome ", "Europe/Rome"],
  ["New York", "America/New_York"],
  ["lord howe", "Australia/Lord_Howe"],
  ["São Paulo", "America/Sao_Paulo"],
  ["utc", "UTC"],
  ["Mars/Base", undefined],
  ["CET ", undefined],
  ["", undefined],
  ["2", undefined],
])("%s is %s", (written, zone) => {
  expect(readZone(written)).toBe(zone);
});

test.each([
  ["Asia/Kolkata", "Asia/Calcutta"],
  ["Europe/Kyiv", "Europe/Kiev"],
  ["Asia/Ho_Chi_Minh", "Asia/Saigon"],
  ["America/Nuuk", "America/Godthab"],
])("%s is called so, by its city and by its older name %s too", (zone, older) => {
  for (const written of [zone, zone.split("/")[1] ?? "", older, older.split("/")[1] ?? ""])
    expect(readZone(written)).toBe(zone);
  expect(zonesLike(zone)).toEqual([zone]);
});

test("what was typed so far offers cities and continents", () => {
  expect(zonesLike("rom")).toContain("Europe/Rome");
  expect(zonesLike("europe/r")).toContain("Europe/Rome");
  expect(zonesLike("zzz")).toEqual([]);
});

test.each([
  ["2026-11-24T23:30:00Z", "UTC", "2026-11-24"],
  ["2026-11-24T23:30:00Z", "Europe/Rome", "2026-11-25"],
  ["2026-11-25T02:30:00Z", "America/New_York", "2026-11-24"],
  ["2026-03-29T00:59:59Z", "Europe/Rome", "2026-03-29"],
])("%s in %s is %s", (at, zone, day) => {
  expect(localDate(Date.parse(at), zone)).toBe(day);
});
