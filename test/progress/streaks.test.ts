import { afterEach, beforeEach, expect, test } from "vitest";
import { answersOf, insertAnswer } from "../../src/answers/records.ts";
import { openTutor, type Opened } from "../../src/compose.ts";
import type { Delivery, Place, Reply } from "../../src/conversation.ts";
import { expectedOf } from "../../src/daily/expected.ts";
import { learnerFrom } from "../../src/learners/learner.ts";
import { makeStreaks } from "../../src/progress/streaks.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { library } from "../tutor-for-tests.ts";
import { alarmsRungByHand } from "../alarms/rung-by-hand.ts";

const channel: Place = { platform: "slack", id: "C1", private: false, community: "T1" };
const another: Place = { ...channel, id: "C2" };
const ben = "slack:T1:UBEN";

describeOnEachEngine("streaks, through the doors", ({ store }) => {
  let tutor: Opened["tutor"];
  let presses = 0;
  const sent: Delivery[] = [];
  beforeEach(() => {
    const { alarms } = alarmsRungByHand();
    const send = (_: unknown, delivery: Delivery) => Promise.resolve(void sent.push(delivery));
    const choices = library().items.filter(({ type, numbers }) => type === "choice" && !numbers);
    const surroundings = { remembering: { store: store(), alarms, send }, mayManage: () => Promise.resolve(true) };
    tutor = openTutor({ ...library(), items: choices }, surroundings).tutor;
  });
  afterEach(() => {
    sent.length = 0;
  });

  const say = async (text: string, at: string, place = channel, learner = ben): Promise<string> => {
    presses += 1;
    const [id, command] = [`press ${String(presses)}`, tutor.grammar.parse(text)];
    return texts(await tutor.handle({ id, learner, name: "Ben", place, at: Date.parse(at), command }));
  };
  /** Asks the daily of a day, which the learner does not answer. */
  const miss = (date: string, place = channel) => say("daily now", `${date}T10:00Z`, place, "slack:T1:UADA");
  /** Asks the daily there and then, unless it was, and answers it: what is told of the streak. */
  const answer = async (at: string, place = channel): Promise<string | undefined> => {
    await say("daily now", at, place, "slack:T1:UADA");
    const post = sent.filter(({ key, place: { id } }) => /^day d-\w+ post$/.test(key) && id === place.id).at(-1);
    const told = await say(`day ${post?.key.split(" ")[1] ?? ""} say.A`, at, place);
    return /\d+ days in a row|Day 1 of a new streak/.exec(told)?.[0];
  };
  const dates = async () => (await store().read((db) => answersOf(db, ben))).map(({ local_date: date }) => date);

  test("a day is due if one of the learner's schedules asks on it; the first that is missed in a week is free", async () => {
    await say("daily set 09:00 UTC Mondays", "2026-11-01T08:00Z");
    await say("daily set 09:00 UTC Wednesdays", "2026-11-01T08:00Z", another);
    expect(await answer("2026-11-02T10:00Z")).toBe("Day 1 of a new streak");
    expect(await answer("2026-11-04T10:00Z", another)).toBe("2 days in a row");
    await miss("2026-11-09");
    expect(await answer("2026-11-11T10:00Z", another)).toBe("3 days in a row"); // Monday was free
    await miss("2026-11-16");
    await miss("2026-11-18", another);
    expect(await answer("2026-11-23T10:00Z")).toBe("Day 1 of a new streak"); // Monday and Wednesday were missed
  });

  test("a schedule that was switched off is expected no more", async () => {
    await say("daily set 09:00 UTC Mondays", "2026-11-01T08:00Z");
    await say("daily set 09:00 UTC every day", "2026-11-01T08:00Z", another);
    await answer("2026-11-02T10:00Z");
    await answer("2026-11-02T10:00Z", another);
    await say("daily off", "2026-11-03T10:00Z", another);
    expect(await answer("2026-11-09T10:00Z")).toBe("2 days in a row");
  });

  test("who answers no daily is expected every day", async () => {
    await say("daily set 09:00 UTC Mondays", "2026-11-01T08:00Z");
    const streakOf = makeStreaks({
      learners: { get: (_, id) => Promise.resolve(learnerFrom(id, undefined)) },
      expectedOf,
    });
    const practised = (date: string) =>
      store().write((tx) =>
        insertAnswer(tx, {
          ...{ question: `study:${date}`, learner: ben, vote: 1, mode: "study", platform: "slack", place: "D1" },
          ...{ took_ms: 1, at: Date.parse(date), community: "T1", item: "an-item", revision: "r1", chosen: "" },
          ...{ local_date: date, correct: 1, graded_by: "r1" },
        }),
      );
    const days = async (date: string) => (await store().read((db) => streakOf(db, ben, Date.parse(date)))).days;
    for (const date of ["2026-11-02", "2026-11-03", "2026-11-05"]) await practised(date);
    expect(await days("2026-11-05T12:00Z")).toBe(3);
    expect(await days("2026-11-07T12:00Z")).toBe(0);
  });

  test("days are the learner's own: by their zone, else by that of the channel", async () => {
    await say("daily set 09:00 Europe/Rome every day", "2026-11-01T08:00Z");
    expect(await answer("2026-11-02T23:30Z")).toBe("Day 1 of a new streak");
    expect(await answer("2026-11-03T23:30Z")).toBe("2 days in a row");
    expect(await dates()).toEqual(["2026-11-03", "2026-11-04"]);
    await say("settings zone America/Los_Angeles", "2026-11-06T20:00Z");
    await answer("2026-11-07T07:30Z");
    expect((await dates()).at(-1)).toBe("2026-11-06");
  });

  test("who flies to another zone and says so loses nothing by the days around it", async () => {
    await say("daily set 09:00 Europe/Rome every day", "2026-11-01T08:00Z");
    for (const day of ["02", "03", "04"]) await answer(`2026-11-${day}T10:00Z`);
    await say("settings zone America/Los_Angeles", "2026-11-05T20:00Z");
    for (const day of ["05", "06"]) await miss(`2026-11-${day}`);
    expect(await answer("2026-11-07T20:00Z")).toBe("4 days in a row"); // two days missed, the 5th and the 6th
    await say("settings zone Asia/Tokyo", "2026-11-09T20:00Z");
    for (const day of ["08", "09", "10"]) await miss(`2026-11-${day}`);
    expect(await answer("2026-11-11T03:00Z")).toBe("5 days in a row"); // the 8th to the 10th
  });

  test("who stays loses the streak by two days in a week", async () => {
    await say("daily set 09:00 Europe/Rome every day", "2026-11-01T08:00Z");
    for (const day of ["02", "03", "04"]) await answer(`2026-11-${day}T10:00Z`);
    await say("settings zone Europe/Rome", "2026-11-05T20:00Z"); // by which their days went already
    for (const day of ["05", "06"]) await miss(`2026-11-${day}`);
    expect(await answer("2026-11-07T20:00Z")).toBe("Day 1 of a new streak");
  });

  test("a pause, or a daily that is switched off, breaks no streak", async () => {
    await say("daily set 09:00 UTC every day", "2026-11-01T08:00Z");
    for (const day of ["02", "03"]) await answer(`2026-11-${day}T10:00Z`);
    await say("daily pause until 2026-11-12", "2026-11-03T11:00Z", channel, "slack:T1:UADA");
    expect(await answer("2026-11-12T10:00Z")).toBe("3 days in a row");
  });
});

function texts(reply: Reply): string {
  return JSON.stringify(reply.parts);
}
