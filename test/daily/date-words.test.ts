import { expect, test } from "vitest";
import { readDate } from "../../src/daily/date-words.ts";

/** A Tuesday. */
const today = "2026-11-24";

test.each([
  ["2027-01-07", "2027-01-07"],
  ["7 January", "2027-01-07"],
  ["Jan 7th", "2027-01-07"],
  ["the 7th of Jan.", "2027-01-07"],
  ["24 November", "2026-11-24"],
  ["23 November", "2027-11-23"],
  ["24 Dec 2027", "2027-12-24"],
  ["Sept 3", "2027-09-03"],
  ["29 February", "2028-02-29"],
  ["tomorrow", "2026-11-25"],
  ["Friday", "2026-11-27"],
  ["next Monday", "2026-11-30"],
  ["Tuesday", "2026-12-01"],
  ["for a week", "2026-12-01"],
  ["for two weeks", "2026-12-08"],
  ["for 10 days", "2026-12-04"],
])("%s is %s", (written, date) => {
  expect(readDate(written, today)).toBe(date);
});

test.each(["31 February", "2026-02-30", "Marvin 3", "7/1", "yesterday", "7 January 8", "", "next week"])(
  "“%s” is no day",
  (written) => {
    expect(readDate(written, today)).toBeUndefined();
  },
);
