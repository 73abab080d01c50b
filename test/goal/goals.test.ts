import { afterEach, expect, test } from "vitest";
import { makeGrammar } from "../../src/command.ts";
import type { Delivery, Place, Reply } from "../../src/conversation.ts";
import { makeGoals } from "../../src/goal/goals.ts";
import { insertAnswer } from "../../src/answers/records.ts";
import { makeLearners } from "../../src/learners/learners.ts";
import { putReminder, remindersOf } from "../../src/reminders/records.ts";
import { makeReminders } from "../../src/reminders/reminders.ts";
import { say as sayInShell } from "../../src/platforms/shell/say.ts";
import type { Store, Tx } from "../../src/store/store.ts";
import { addToDeck, putCard } from "../../src/study/records.ts";
import { alarmsRungByHand } from "../alarms/rung-by-hand.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { library } from "../tutor-for-tests.ts";
import { answerRow } from "./answers-for-tests.ts";

const direct: Place = { platform: "slack", id: "D1", private: true, community: "T1" };
const page: Place = { platform: "web", id: "page", private: true };
const people = { ada: "slack:T1:UADA", web: "web:1" } as const;
type Person = keyof typeof people;
/** The project's own, of four cards each: what they say may change. */
const lessons = library().lessons.map((lesson) => ({
  ...{ ...lesson, title: `Lesson ${lesson.id}` },
  cards: Array.from({ length: 4 }, () => lesson.cards[0]).flatMap((card) => card ?? []),
}));
/** A Tuesday, 10:00 in Rome. */
const tuesday = Date.UTC(2026, 10, 24, 9);
const hour = 60 * 60_000;
const day = 24 * hour;

describeOnEachEngine("goals", ({ store, reopen }) => {
  let time = tuesday;
  let presses = 0;
  const sent: Delivery[] = [];
  const learned = new Map<string, string>();
  const { alarms: byHand, waiting: alarms } = alarmsRungByHand();
  afterEach(() => {
    time = tuesday;
    sent.length = 0;
    alarms.clear();
    learned.clear();
  });

  /** Other doors on the same store: what a restart leaves of the last ones. */
  const open = (on: Store = store()) => {
    const send = (_: Tx, delivery: Delivery) => Promise.resolve(void sent.push(delivery));
    const learners = makeLearners({ ...{ store: on, keepers: [], send }, moved: (...move) => goals.moved(...move) });
    const around = { ...{ store: on, send, learners, alarms: byHand, now: () => time } };
    const reminders = makeReminders(library(), around);
    const goals = makeGoals(
      { ...library(), lessons },
      {
        ...around,
        zoneOf: () => Promise.resolve("UTC"),
        learnedOf: () => Promise.resolve(learned),
        stopReminders: reminders.stop,
        starts: { lesson: "learn", mock: "mock" },
      },
    );
    return { goals, learners, reminders };
  };
  const reply = async (text: string, who: Person = "ada"): Promise<Reply> => {
    const doors = Object.values(open());
    const rows = doors.flatMap((door) => door.rows);
    const resolvers = Object.assign({}, ...doors.map((door) => door.resolvers)) as (typeof doors)[0]["resolvers"];
    const command = makeGrammar(rows, resolvers).parse(text);
    const door = doors.find((each) => each.rows.some(({ name }) => name === command.name));
    if (!door) throw new Error(`no door takes "${text}"`);
    const place = who === "web" ? page : direct;
    const id = `press ${String((presses += 1))}`;
    return door.handle({ id, learner: people[who], name: who, place, at: time, command });
  };
  const say = async (text: string, who?: Person) => shown(await reply(text, who));
  /** Lets the clock go on, and rings whatever is due on the way, each to a tutor that was started just now. */
  const pass = async (ms: number) => {
    const end = time + ms;
    for (;;) {
      const [next] = [...alarms.values()].sort((a, b) => a.at - b.at);
      if (!next || next.at > end) break;
      alarms.delete(next.key);
      time = Math.max(time, next.at);
      const { goals, reminders } = open();
      await store().write((tx) => (next.command.name === "goal" ? goals : reminders).ring(tx, next));
    }
    time = end;
  };
  const until = (date: string) => pass(Date.parse(date) - time);
  const times = () => [...alarms.values()].map(({ at }) => new Date(at).toISOString()).sort();

  test("a plan that fits: told in weeks, with the last one for mocks, and the two letters", async () => {
    await say("settings zone Europe/Rome");
    const parts = await reply("goal 15 January");
    expect(shown(parts)).toBe(
      [
        "Exam on Friday 15 January 2027",
        "52 days at 20 minutes a day: it all fits, with the last week for mock exams.",
        "Today, about 17 minutes: the lessons “Lesson cloud-basics” and “Lesson ml-basics”.",
        "• Tue 24 Nov to Thu 26 Nov: 5 lessons, 8 reviews",
        "• Fri 27 Nov to Thu 3 Dec: 7 lessons, 34 reviews",
        "• Fri 4 Dec to Thu 10 Dec: 7 lessons, 48 reviews",
        "• Fri 11 Dec to Thu 17 Dec: 3 lessons, 41 reviews",
        "• Fri 18 Dec to Thu 7 Jan: 43 reviews",
        "• Fri 8 Jan to Thu 14 Jan: mock exams, 2 reviews",
        "I write to you twice because of this: the evening before, and the day after. Nothing else unless you ask (remind).",
        "[Learn: learn] [Study: study]",
        "Both come at 18:00 (Europe/Rome). To end it: goal off.",
      ].join("\n"),
    );
    expect(sayInShell(parts, { columns: 100, styled: false }, time).split("\n").length).toBeLessThan(30);
    expect(times()).toEqual(["2027-01-14T17:00:00.000Z", "2027-01-16T17:00:00.000Z"]);
  });

  test("a plan that does not: what to leave out first, and what it would take", async () => {
    expect(await say("goal in 9 days 10")).toBe(
      [
        "Exam on Thursday 3 December 2026",
        "9 days at 10 minutes a day: it does not all fit. It would take 55 minutes a day. Else leave out 17 of 22 lessons: “Lesson risk-mitigation”, “Lesson collaboration”, “Lesson technical-debt”, “Lesson time-to-market” and 13 more.",
        "Today, about 9 minutes: the lesson “Lesson 1.1”.",
        "• Tue 24 Nov: 1 lesson",
        "• Wed 25 Nov: 1 lesson, 1 review",
        "• Thu 26 Nov: 1 lesson, 1 review",
        "• Fri 27 Nov: 1 lesson, 1 review",
        "• Sat 28 Nov: 1 lesson, 1 review",
        "• Sun 29 Nov to Wed 2 Dec: mock exams, 16 reviews",
        "I write to you twice because of this: the evening before, and the day after. Nothing else unless you ask (remind).",
        "[Learn: learn] [Study: study] [55 min a day: goal 2026-12-03 55]",
        "Both come at 18:00 (UTC). If you live by other clocks, write for example: settings zone Europe/Rome. To end it: goal off.",
      ].join("\n"),
    );
    expect(await say("goal 55")).toContain(
      "9 days at 55 minutes a day: it all fits, with the last 4 days for mock exams.",
    );
    const tomorrow = await say("goal tomorrow 20");
    expect(tomorrow).toContain("It would take 190 minutes a day.");
    expect(tomorrow).not.toContain("190 min a day");
  });

  test("goal alone says how it stands: on track, behind, and what is left for today", async () => {
    expect(await say("goal")).toContain("When is your exam?");
    await say("goal 15 January");
    expect(await say("goal")).toContain("On track: 0 of 22 lessons learned.");
    const [first = "", second = ""] = lessons.map(({ id }) => id);
    for (const id of [first, second]) learned.set(id, "2026-11-24");
    const onTrack = await say("goal");
    expect(onTrack).toContain("On track: 2 of 22 lessons learned.");
    expect(onTrack).toContain("Today, about 9 minutes: the lesson “Lesson data-literacy”.");
    time += 3 * day;
    const late = await say("goal");
    expect(late).toContain("Behind by 3 lessons: 2 of 22 lessons learned.");
    expect(late).toContain("[Plan anew from today: goal 2027-01-15 20]");
    await say("goal 2027-01-15 20");
    expect(await say("goal")).toContain("On track: 2 of 22");
    for (const { id } of lessons) learned.set(id, "2026-11-26");
    expect(await say("goal")).toContain("All lessons are learned.");
    await until("2027-01-10T10:00:00Z");
    expect(await say("goal")).toContain("[Mock exam: mock] [Study: study]");
  });

  test("what was answered today counts for today, and what is due comes before the exam", async () => {
    await say("goal in 6 weeks 20");
    const rows = library()
      .items.flatMap((item) => answerRow(item, "right", people.ada) ?? [])
      .slice(0, 20);
    await store().write(async (tx) => {
      for (const row of rows) await insertAnswer(tx, { ...row, at: time });
    });
    expect(await say("goal")).toContain("For today there is nothing left to do.");
    for (const { id } of lessons) learned.set(id, "2026-11-20");
    time += day;
    expect(await say("goal")).toContain("For today there is nothing left to do.");
    await store().write((tx) => addToDeck(tx, people.ada, ["one", "two"], time));
    await store().write((tx) => putCard(tx, { learner: people.ada, item: "after", due: time + 90 * day, card: "" }));
    expect(await say("goal")).toContain("Today, about 2 minutes: 2 reviews.");
    expect(await say("goal")).toContain("Wed 25 Nov to Mon 28 Dec: 2 reviews");
  });

  test("the two letters come once each, at 18:00 by the learner's clocks", async () => {
    await say("settings zone Europe/Rome");
    await say("goal 15 January");
    await until("2027-01-14T16:59:00Z");
    expect(sent).toEqual([]);
    await until("2027-01-20T00:00:00Z");
    expect(sent.map(({ key, place, until: last = 0 }) => [key, place.id, new Date(last).toISOString()])).toEqual([
      ["goal slack:T1:UADA eve 2027-01-15", "slack:T1:UADA", "2027-01-14T23:00:00.000Z"],
      ["goal slack:T1:UADA after 2027-01-15", "slack:T1:UADA", "2027-01-23T17:00:00.000Z"],
    ]);
    const [eve, after] = sent.map(({ reply }) => reply);
    expect(eve?.parts.map(({ kind }) => kind)).toEqual(["text", "picture"]);
    expect(eve && shown(eve)).toMatch(/exam is tomorrow.*Sleep well\.$/s);
    expect(after && shown(after)).toBe(
      [
        "How did your exam go? It stays between us.",
        "[Passed: goal passed 2027-01-15] [Not this time: goal not-yet 2027-01-15] [It has moved: goal moved 2027-01-15] [Rather not say: goal untold 2027-01-15]",
      ].join("\n"),
    );
  });

  test("the evening's letter shows what the learner mixes up", async () => {
    await say("goal 2027-01-15");
    const missed = library()
      .items.flatMap((item) => answerRow(item, "wrong", people.ada) ?? [])
      .slice(0, 40);
    await store().write(async (tx) => {
      for (const row of missed) await insertAnswer(tx, row);
    });
    await until("2027-01-14T19:00:00Z");
    const [picture] = sent.flatMap(({ reply }) => reply.parts.filter(({ kind }) => kind === "picture"));
    expect(picture).toMatchObject({ picture: { alt: expect.stringContaining("What you mixed up most") as string } });
  });

  test("rung twice, by two tutors at once, a letter is sent once", async () => {
    await say("goal 2027-01-15");
    const eve = alarms.get("goal slack:T1:UADA eve");
    if (!eve) throw new Error("there is no alarm");
    time = eve.at;
    const other = store().engine === "postgres" ? await reopen() : store();
    await Promise.all([store(), other].map((on) => on.write((tx) => open(on).goals.ring(tx, eve))));
    expect(sent).toHaveLength(1);
  });

  test.each([
    ["5 hours late the sheet is sent, more than 6 it is not", "eve", 5 * hour, 6 * hour + 1000],
    ["6 days late the question is asked, after 7 it is not", "after", 6 * day, 7 * day + 1000],
  ] as const)("%s", async (_, letter, late, tooLate) => {
    for (const [wait, count] of [
      [late, 1],
      [tooLate, 0],
    ] as const) {
      time = tuesday;
      sent.length = 0;
      await say("goal off");
      await say("goal 2027-01-15");
      const alarm = alarms.get(`goal slack:T1:UADA ${letter}`);
      if (!alarm) throw new Error("there is no alarm");
      time = alarm.at + wait;
      await store().write((tx) => open().goals.ring(tx, alarm));
      expect(sent).toHaveLength(count);
    }
  });

  test("set on the evening before, the sheet comes at once", async () => {
    time = Date.parse("2026-11-24T20:00:00Z");
    await say("goal tomorrow");
    await pass(0);
    expect(sent.map(({ key }) => key)).toEqual(["goal slack:T1:UADA eve 2026-11-25"]);
    await say("goal 2026-11-25 60");
    await pass(0);
    expect(sent).toHaveLength(1);
  });

  test("another date, other minutes and another zone move the letters; they keep their time when clocks change", async () => {
    await say("settings zone Europe/Rome");
    await say("goal 2027-03-28");
    expect(times()).toEqual(["2027-03-27T17:00:00.000Z", "2027-03-29T16:00:00.000Z"]);
    await say("goal 2027-03-29");
    expect(times()).toEqual(["2027-03-28T16:00:00.000Z", "2027-03-30T16:00:00.000Z"]);
    await say("goal 45 min");
    expect(times()).toEqual(["2027-03-28T16:00:00.000Z", "2027-03-30T16:00:00.000Z"]);
    expect(await say("settings zone New York")).toContain("America/New_York");
    expect(times()).toEqual(["2027-03-28T22:00:00.000Z", "2027-03-30T22:00:00.000Z"]);
    await until("2027-03-29T12:00:00Z");
    expect(await say("goal")).toContain("Today is the day.");
    expect(sent.map(({ key }) => key)).toEqual(["goal slack:T1:UADA eve 2027-03-29"]);
  });

  test("an exam that is moved on its day has both letters again", async () => {
    await say("goal 2026-12-01");
    await until("2026-12-01T09:00:00Z");
    expect(await say("goal moved 2026-12-01")).toContain("[In 2 weeks: goal 2026-12-15 20]");
    await say("goal 2026-12-15 20");
    await until("2027-01-01T00:00:00Z");
    expect(sent.map(({ key }) => key.split(" ").slice(2).join(" "))).toEqual([
      ...["eve 2026-12-01", "eve 2026-12-15", "after 2026-12-15"],
    ]);
  });

  test("who passed is congratulated, and never nudged again", async () => {
    await say("goal 2026-12-01");
    await say("remind reviews 08:00 UTC");
    await store().write((tx) => putReminder(tx, { learner: people.web, kind: "reviews", time: "08:00", zone: "UTC" }));
    await store().write((tx) => addToDeck(tx, people.ada, ["one"], time));
    await until("2026-12-02T19:00:00Z");
    const before = sent.length;
    expect(await say("goal passed 2026-12-01")).toMatch(/^Congratulations!.*nudges and reminders are off/);
    expect((await store().read((db) => open().learners.get(db, people.ada))).nudges).toBe(false);
    expect(await store().read((db) => remindersOf(db, people.ada))).toEqual([]);
    expect(await store().read((db) => remindersOf(db, people.web))).toHaveLength(1);
    await pass(30 * day);
    expect(sent).toHaveLength(before);
    expect([...alarms.keys()]).toEqual([]);
    expect(await say("goal")).toContain("When is your exam?");
  });

  test.each([
    ["not-yet", /what you can do.*In 4 weeks: goal 2026-12-29 20.*My weak spots: weak/s],
    ["moved", /To which day\?.*In 2 weeks: goal 2026-12-15 20/s],
    ["untold", /^That is fine/],
  ])("%s closes the goal and leaves reminders alone", async (outcome, told) => {
    await say("goal 2026-12-15");
    await say("remind reviews 08:00 UTC");
    time = Date.parse("2026-12-01T12:00:00Z");
    expect(await say(`goal ${outcome} 2026-12-15`)).toMatch(told);
    expect([...alarms.keys()]).toEqual(["remind slack:T1:UADA reviews"]);
    expect((await store().read((db) => open().learners.get(db, people.ada))).nudges).toBe(true);
    expect(await say("goal")).toContain("When is your exam?");
  });

  test("an old letter's button says nothing about a new exam", async () => {
    await say("goal 2026-12-01");
    await say("goal 2027-02-01");
    expect(await say("goal passed 2026-12-01")).toContain("another exam");
    expect(await say("goal")).toContain("Exam on Monday 1 February 2027");
    expect(alarms.size).toBe(2);
  });

  test("off takes both letters back", async () => {
    await say("goal 2026-12-01");
    expect(await say("goal off")).toBe("Your goal is gone, and I will not write to you because of it.");
    expect(await say("goal off")).toContain("You have set no goal");
    expect(await say("goal passed")).toContain("You have set no goal");
    await pass(30 * day);
    expect(sent).toEqual([]);
  });

  test("minutes without a day are asked for the day, and a day that may be either is asked back", async () => {
    expect(await say("goal 30 min")).toContain("When is your exam?");
    expect(await say("goal 3/4/2027 30")).toBe(
      "Which day do you mean?\n[Saturday 3 April 2027: goal 2027-04-03 30] [Thursday 4 March 2027: goal 2027-03-04 30]",
    );
    expect(alarms.size).toBe(0);
  });

  test("where nobody can be written to it says so, and the letters wait", async () => {
    expect(await say("goal 2026-12-01", "web")).toContain(
      "I cannot write to you here, so I tell you with my next answer.",
    );
    await until("2026-12-03T00:00:00Z");
    expect(sent.map(({ place }) => place)).toEqual([1, 2].map(() => ({ platform: "web", id: "web:1", private: true })));
  });

  test("is exported, and forgotten with its alarms", async () => {
    await say("goal 2026-12-01 30");
    const { keeper } = open().goals;
    const kept = () => store().read((db) => keeper.export(db, people.ada));
    expect(await kept()).toMatchObject({ examOn: "2026-12-01", minutes: 30, zone: "UTC", told: [] });
    await store().write((tx) => keeper.forget(tx, people.ada));
    expect(await kept()).toBeUndefined();
    expect(alarms.size).toBe(0);
  });
});

/** A reply in lines; buttons with what they say. */
function shown({ parts }: Reply): string {
  return parts
    .map((part) => {
      switch (part.kind) {
        case "list":
          return part.items.map((item) => `• ${item}`).join("\n");
        case "choices":
          return part.choices.map(({ label, command }) => `[${label}: ${command}]`).join(" ");
        case "picture":
          return part.picture.alt;
        default:
          return "text" in part ? part.text : JSON.stringify(part);
      }
    })
    .join("\n");
}
