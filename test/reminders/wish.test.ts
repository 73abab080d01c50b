import { expect, test } from "vitest";
import { makeGrammar } from "../../src/command.ts";
import { makeReminders, type RemindersSurroundings } from "../../src/reminders/reminders.ts";
import { readWish } from "../../src/reminders/wish.ts";

test.each([
  ["17:00", { kind: "set", of: "daily", time: "17:00" }],
  ["me at 5pm", { kind: "set", of: "daily", time: "17:00" }],
  ["at 5", { kind: "set", of: "daily", time: "05:00" }],
  ["17:00 Europe/Rome", { kind: "set", of: "daily", time: "17:00", zone: "Europe/Rome" }],
  ["me at 5pm in Rome", { kind: "set", of: "daily", time: "17:00", zone: "Europe/Rome" }],
  ["me every day at noon, please", { kind: "set", of: "daily", time: "12:00" }],
  ["17:00 Europe/Rome daily", { kind: "set", of: "daily", time: "17:00", zone: "Europe/Rome" }],
  ["me to answer the daily question at 17:00", { kind: "set", of: "daily", time: "17:00" }],
  ["reviews 08:00", { kind: "set", of: "reviews", time: "08:00" }],
  ["me of my reviews at 8am", { kind: "set", of: "reviews", time: "08:00" }],
  ["me when cards are due 08:00 UTC", { kind: "set", of: "reviews", time: "08:00", zone: "UTC" }],
  ["08:00 reviews", { kind: "set", of: "reviews", time: "08:00" }],
  ["off", { kind: "off" }],
  ["stop", { kind: "off" }],
  ["reviews off", { kind: "off", of: "reviews" }],
  ["daily off", { kind: "off", of: "daily" }],
  ["off daily", { kind: "off", of: "daily" }],
  ["", { kind: "status" }],
])("“remind %s” is understood", (text, wish) => {
  expect(readWish(text)).toEqual(wish);
});

test.each([
  ["25:00", /between 00:00 and 23:59.*remind 17:00 Europe\/Rome/],
  ["reviews", /At what time\?.*remind reviews 08:00/],
  ["17:00 Mars/Base", /one time a day/],
  ["17:00 Europe/Base", /no zone of that name/],
  ["17:00 in Atlantis", /no zone of that name/],
  ["17:00 and 18:00", /one time a day/],
  ["17:00 daily and reviews", /One at a time/],
])("“remind %s” is refused with what would do", (text, told) => {
  expect(readWish(text)).toMatchObject({ kind: "refused", told: expect.stringMatching(told) as string });
});

test("a zone that stands for several is asked back, unless one of them is the learner's", () => {
  const wish = readWish("17:00 EST");
  expect(wish.kind === "which" && wish.choices[0]).toEqual({
    zone: "America/New_York",
    command: "remind 17:00 America/New_York",
  });
  expect(readWish("17:00 EST", "America/Toronto")).toMatchObject({ kind: "set", zone: "America/Toronto" });
});

test.each([
  ["remind 17:00", "remind 17:00"],
  ["Remind me at 5pm", "remind at 5pm"],
  ["remind me at 5pm in Los Angeles please", "remind at 5pm in Los Angeles please"],
  ["remind reviews 08:00 Europe/Rome", "remind reviews 08:00 Europe/Rome"],
  ["remind off", "remind off"],
  ["stop reminding me", "remind"],
  ["remind", "remind"],
  ["remind me what drift is", "ask remind me what drift is"],
  ["remind me which service labels images", "ask remind me which service labels images"],
])("“%s” is read as %s", (typed, read) => {
  const { rows, resolvers } = makeReminders({ items: [] }, { alarms: {} } as RemindersSurroundings);
  const { name, arguments: words } = makeGrammar(rows, resolvers).parse(typed);
  expect([name, ...words].join(" ").trim()).toBe(read);
});

test("times and kinds are offered as they are typed", () => {
  const { completers = {} } = makeReminders({ items: [] }, { alarms: {} } as RemindersSurroundings);
  const offered = (kind: string, typed: string) => completers[kind]?.(typed).map(({ value }) => value);
  expect(offered("remind-time", "17")).toEqual(["17:00"]);
  expect(offered("remind-time", "of")).toEqual(["off"]);
  expect(offered("remind-time", "17:45")).toEqual(["17:45"]);
  expect(offered("remind-about", "")).toEqual(["daily", "reviews"]);
});
