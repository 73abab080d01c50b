import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { weekdays } from "../../src/daily/recurrence.ts";
import { longestReveal, shortestReveal, type Reveal, type Terms } from "../../src/daily/terms.ts";
import { describeSchedule, readWish, writeWish } from "../../src/daily/wish.ts";
import { readZone } from "../../src/learners/zones.ts";
import { makeTopicFinder } from "../../src/items/topic.ts";
import { askDoor, library } from "../tutor-for-tests.ts";

const topicOf = makeTopicFinder(library(), askDoor().names.resolve);
const read = (text: string, defaultZone?: string) => readWish(text, topicOf, true, defaultZone);
const hours = (count: number): Reveal => ({ kind: "after", ms: count * 3_600_000 });

type Changes = Partial<Terms["recurrence"]> & Partial<Omit<Terms, "recurrence">>;
const schedule = ({ time, zone, days, ...others }: Changes): Terms => ({
  recurrence: { time: time ?? "09:00", zone: zone ?? "Europe/Rome", days: days ?? [1, 2, 3, 4, 5] },
  ...{ reveal: hours(8), toldAtOnce: true },
  ...others,
});

test.each<[string, Changes]>([
  ["09:00 Europe/Rome weekdays", {}],
  ["weekdays europe/rome 9am", {}],
  ["9 Rome", {}],
  ["at 9 in Rome", {}],
  ["at 9 o'clock in Rome on working days", {}],
  ["0900 Rome", {}],
  ["21h30 Rome", { time: "21:30" }],
  ["21h Rome", { time: "21:00" }],
  ["8pm São Paulo", { time: "20:00", zone: "America/Sao_Paulo" }],
  ["9:00AM Kolkata", { zone: readZone("Asia/Kolkata") ?? "" }],
  ["every morning at 9 in Rome", { days: weekdays }],
  ["9.00 Rome", {}],
  ["09:00 Rome every day", { days: [1, 2, 3, 4, 5, 6, 7] }],
  ["daily at 09:00 in rome", { days: [1, 2, 3, 4, 5, 6, 7] }],
  ["9:30 pm New York", { time: "21:30", zone: "America/New_York" }],
  ["9:30 p.m. in Lord Howe, weekends", { time: "21:30", zone: "Australia/Lord_Howe", days: [6, 7] }],
  ["noon Rome", { time: "12:00" }],
  ["midnight Rome", { time: "00:00" }],
  ["12am Rome", { time: "00:00" }],
  ["12pm Rome", { time: "12:00" }],
  ["09:00 JST", { zone: "Asia/Tokyo" }],
  ["09:00 UTC", { zone: "UTC" }],
  ["mon-fri 09:00 Rome", {}],
  ["Monday to Friday 09:00 Rome", {}],
  ["Mon, Wed and Fri 09:00 Rome", { days: [1, 3, 5] }],
  ["09:00 Rome on tuesdays & thursdays", { days: [2, 4] }],
  ["09:00 Rome tue thu", { days: [2, 4] }],
  ["09:00 Rome fri-mon", { days: [1, 5, 6, 7] }],
  ["09:00 Rome weekdays and Saturday", { days: [1, 2, 3, 4, 5, 6] }],
  ["09:00 Rome every day except Sunday", { days: [1, 2, 3, 4, 5, 6] }],
  ["09:00 Rome not on Fridays", { days: [1, 2, 3, 4, 6, 7] }],
  ["09:00 Rome reveal 17:00", { reveal: { kind: "at", time: "17:00" } }],
  ["reveal at 5pm 09:00 Rome", { reveal: { kind: "at", time: "17:00" } }],
  ["09:00 Rome, revealed at 17", { reveal: { kind: "at", time: "17:00" } }],
  ["09:00 Rome reveal at 08:00", { reveal: { kind: "at", time: "08:00" } }],
  ["09:00 Rome reveal at 08:00 the next day", { reveal: { kind: "at", time: "08:00" } }],
  ["09:00 Rome reveal after 8 hours", {}],
  ["09:00 Rome after 2h", { reveal: hours(2) }],
  ["09:00 Rome reveal 90 minutes later", { reveal: hours(1.5) }],
  ["09:00 Rome reveal after 1h30", { reveal: hours(1.5) }],
  ["09:00 Rome reveal after 1 hour and 30 minutes", { reveal: hours(1.5) }],
  ["09:00 Rome reveal after half an hour", { reveal: hours(0.5) }],
  ["09:00 Rome, result at 5pm", { reveal: { kind: "at", time: "17:00" } }],
  ["09:00 Rome result with the next one", { reveal: { kind: "next" } }],
  ["09:00 Rome reveal next", { reveal: { kind: "next" } }],
  ["09:00 Rome reveal with the next one", { reveal: { kind: "next" } }],
  ["09:00 Rome right or wrong: at the reveal", { toldAtOnce: false }],
  ["09:00 Rome told at the reveal reveal 17:00", { toldAtOnce: false, reveal: { kind: "at", time: "17:00" } }],
  ["09:00 Rome, right or wrong held back", { toldAtOnce: false }],
  ["09:00 Rome told at once", {}],
  ["09:00 Rome module 4", { about: { topic: { module: 4 }, name: "module 4" } }],
  ["09:00 Rome 1.3.4", { about: { topic: { objective: "1.3.4" }, name: "exam objective 1.3.4" } }],
  ["Clarify 09:00 Rome reveal after 8h", { about: { topic: { entry: "clarify" }, name: "Clarify" } }],
  [
    "09:00 weekdays on Model Monitor vs Clarify in Rome reveal 17:00 told at the reveal",
    {
      about: { topic: { lookAlikes: ["model-monitor", "clarify"] }, name: "Model Monitor and Clarify" },
      reveal: { kind: "at", time: "17:00" },
      toldAtOnce: false,
    },
  ],
])("daily set %s", (text, changes) => {
  expect(read(text)).toEqual(schedule(changes));
});

test("without a zone it is the one given", () => {
  expect(read("9am", "Europe/Rome")).toEqual(schedule({}));
  expect(read("9am in Tokyo", "Europe/Rome")).toEqual(schedule({ zone: "Asia/Tokyo" }));
});

describe("an abbreviation", () => {
  test.each([
    ["9am CET", ["Europe/Paris", "Europe/Berlin", "Europe/Rome", "Europe/Madrid", "Europe/Warsaw"]],
    ["9am cest", ["Europe/Paris", "Europe/Berlin", "Europe/Rome", "Europe/Madrid", "Europe/Warsaw"]],
    ["9am EST", ["America/New_York", "America/Toronto", "America/Panama", "America/Jamaica"]],
    ["9am et", ["America/New_York", "America/Toronto"]],
    ["9am IST", ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]],
    ["9am CST", ["America/Chicago", "America/Mexico_City", "Asia/Shanghai", "America/Havana"]],
  ])("%s is asked back", (text, zones) => {
    const answer = read(text);
    expect("asked" in answer && answer.choices).toEqual(
      zones.map((zone) => ({ zone, command: `daily-set 09:00 ${zone} weekdays` })),
    );
  });

  test("each choice is a whole command, with all that was said", () => {
    const answer = read("9am IST Clarify every day reveal next held back");
    const choices = "asked" in answer ? answer.choices : [];
    expect(choices.map(({ zone }) => zone)).toContain("Europe/Dublin");
    for (const { zone, command } of choices)
      expect(read(command.replace("daily-set ", ""))).toEqual(
        schedule({
          ...{ zone: readZone(zone) ?? zone, days: weekdays, reveal: { kind: "next" }, toldAtOnce: false },
          about: { topic: { entry: "clarify" }, name: "Clarify" },
        }),
      );
  });

  test("is one's own zone where it can be", () => {
    expect(read("9am CET", "Europe/Rome")).toEqual(schedule({}));
  });
});

test.each([
  ["", /At what time\? For example: daily set 09:00 Europe\/Rome weekdays$/],
  ["Rome weekdays", /At what time/],
  ["25:00 Rome", /00:00 and 23:59/],
  ["09:75 Rome", /00:00 and 23:59/],
  ["13pm Rome", /00:00 and 23:59/],
  ["09:00 and 17:00 Rome", /one time/],
  ["09:00 Rome weekends except sat-sun", /one day/],
  ["21:00 every day reveal next", /zone.*daily set 21:00 Europe\/Rome every day reveal next$/],
  ["09:00 Europe/Milano", /no zone/],
  ["09:00 in Milano", /no zone/],
  ["09:00 UTC+2", /no zone/],
  ["09:00 Rome bananas", /“bananas”/],
  ["09:00 Rome reveal after 5 minutes", /15 minutes to 24 hours/],
  ["09:00 Rome reveal after 25h", /15 minutes to 24 hours/],
  ["09:00 Rome reveal 09:10", /15 minutes to 24 hours/],
  ["09:00 Rome reveal 09:00", /reveal next$/],
  ["09:00 Rome reveal at 17:00 the next day", /15 minutes to 24 hours/],
  ["09:00 Rome reveal the next morning", /Reveal at a time|15 minutes to 24 hours/],
  ["09:00 Rome reveal 25:00", /Reveal at a time/],
  ["09:00 Rome reveal in the evening", /Reveal at a time/],
])("daily set %s is refused", (text, why) => {
  expect(read(text)).toEqual({ refused: expect.stringMatching(why) as string });
});

test("whatever is written, a schedule comes of it that can be written again, or a word on what would do", () => {
  const words = fc.constantFrom(
    ...[
      "09:00",
      "9",
      "9pm",
      "at",
      "25:00",
      "noon",
      "Rome",
      "in",
      "CET",
      "Europe/Paris",
      "UTC+2",
      "weekdays",
      "mon",
      "-",
    ],
    ...["fri", "and", "except", "reveal", "after", "8h", "next", "17:00", "later", "told", "at the reveal", "at once"],
    ...["Clarify", "vs", "Model Monitor", "module 4", "1.3.4", ",", "the", "right or wrong:", "…", "0", "every"],
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 9 }), fc.option(fc.string(), { nil: "" }), (known, unknown) => {
      const answer = read(`09:00 ${known.join(" ")} ${unknown}`, "UTC");
      if ("recurrence" in answer) expect(read(writeWish(answer))).toEqual(answer);
      else if ("asked" in answer) expect(answer.choices.length).toBeGreaterThan(1);
      else expect(answer.refused).toMatch(/For example: daily set \d/);
    }),
    { numRuns: 400 },
  );
});

test("in public a refusal does not repeat what was written", () => {
  expect(JSON.stringify(readWish("09:00 Rome bananas", topicOf, false))).not.toContain("bananas");
});

test.each<[string, Changes]>([
  ["weekdays at 09:00 (Europe/Rome), result 8 hours later, right or wrong at once", {}],
  [
    "Mondays, Wednesdays and Fridays at 09:00 (Europe/Rome), on module 4, result at 17:00, right or wrong with the result",
    {
      ...{ days: [1, 3, 5], reveal: { kind: "at", time: "17:00" }, toldAtOnce: false },
      about: { topic: { module: 4 }, name: "module 4" },
    },
  ],
  [
    "every day at 09:00 (Europe/Rome), result at 08:00 the next day, right or wrong at once",
    { days: weekdays, reveal: { kind: "at", time: "08:00" } },
  ],
  [
    "weekends at 09:00 (Europe/Rome), result 1 hour 30 minutes later, right or wrong at once",
    { days: [6, 7], reveal: hours(1.5) },
  ],
  [
    "Sundays at 09:00 (Europe/Rome), result with the next one, right or wrong at once",
    { days: [7], reveal: { kind: "next" } },
  ],
])("in words: %s", (words, changes) => {
  expect(describeSchedule(schedule(changes))).toBe(words);
});

test("what is written is read as the same", () => {
  const two = (n: number) => String(n).padStart(2, "0");
  const clock = (minutes: number) => `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
  const zones = ["UTC", ...Intl.supportedValuesOf("timeZone")].flatMap((zone) => readZone(zone) ?? []);
  const { entries } = library();
  const topics = [
    ...["module 1", "module 4", "1.3.4", "objective 2.3"],
    ...library().curriculum.stages.map(({ name }) => name),
    ...[...entries.values()].map(({ short }) => short),
    "Model Monitor vs Clarify",
  ].flatMap((words) => topicOf(words) ?? []);
  expect(topics.length).toBeGreaterThan(150);
  const schedules = fc
    .record({
      asked: fc.nat(1439),
      zone: fc.constantFrom(...zones),
      days: fc.subarray([...weekdays], { minLength: 1 }),
      about: fc.option(fc.constantFrom(...topics), { nil: undefined }),
      reveal: fc.constantFrom("at", "after", "next"),
      wait: fc.integer({ min: shortestReveal / 60_000, max: longestReveal / 60_000 }),
      toldAtOnce: fc.boolean(),
    })
    .map(({ asked, zone, days, about, reveal, wait, toldAtOnce }): Terms => ({
      recurrence: { time: clock(asked), zone, days },
      ...(about ? { about } : {}),
      reveal:
        reveal === "at"
          ? { kind: "at", time: clock(asked + Math.min(wait, 1439)) }
          : reveal === "after"
            ? { kind: "after", ms: wait * 60_000 }
            : { kind: "next" },
      toldAtOnce,
    }));
  fc.assert(
    fc.property(schedules, (wanted) => {
      expect(read(writeWish(wanted))).toEqual(wanted);
    }),
    { numRuns: 500 },
  );
});
