import { afterEach, expect, test } from "vitest";
import { makeGrammar } from "../../src/command.ts";
import type { Delivery, Place, Reply } from "../../src/conversation.ts";
import { makeDaily } from "../../src/daily/daily.ts";
import { makeLearners } from "../../src/learners/learners.ts";
import { makeReminders } from "../../src/reminders/reminders.ts";
import type { Tx } from "../../src/store/store.ts";
import { addToDeck } from "../../src/study/records.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { askDoor, library } from "../tutor-for-tests.ts";
import { alarmsRungByHand } from "../alarms/rung-by-hand.ts";

const channel: Place = { platform: "slack", id: "C1", private: false, community: "T1" };
const direct: Place = { platform: "slack", id: "D1", private: true, community: "T1" };
const people = { ada: "slack:T1:UADA", ben: "slack:T1:UBEN", web: "web:1" } as const;
type Person = keyof typeof people;
/** A Monday, 06:30 in Rome. */
const monday = Date.UTC(2026, 10, 23, 5, 30);
const hour = 60 * 60_000;
const day = 24 * hour;

describeOnEachEngine("reminders", ({ store }) => {
  let time = monday;
  let tokens = 0;
  let presses = 0;
  const sent: Delivery[] = [];
  const { alarms: byHand, waiting: alarms } = alarmsRungByHand();
  afterEach(() => {
    time = monday;
    sent.length = 0;
    alarms.clear();
  });

  /** Other doors on the same store: what a restart leaves of the last ones. */
  const open = () => {
    const send = (_: Tx, delivery: Delivery) => Promise.resolve(void sent.push(delivery));
    const learners = makeLearners({
      ...{ store: store(), keepers: [], send },
      moved: (...move) => reminders.moved(...move),
    });
    const around = {
      ...{ store: store(), send, learners, entryOf: askDoor().names.resolve, now: () => time },
      alarms: byHand,
      newToken: () => String((tokens += 1)).padStart(6, "0"),
      ...{ mayManage: () => Promise.resolve(true), streakOf: () => Promise.resolve(1) },
    };
    const choices = library().items.filter(({ type, numbers }) => type === "choice" && !numbers);
    const reminders = makeReminders(library(), around);
    return { reminders, daily: makeDaily({ ...library(), items: choices }, around), learners };
  };
  const say = async (who: Person, text: string, place = channel): Promise<string> => {
    const doors = Object.values(open());
    const rows = doors.flatMap((door) => door.rows);
    const resolvers = Object.assign({}, ...doors.map((door) => door.resolvers)) as (typeof doors)[0]["resolvers"];
    const command = makeGrammar(rows, resolvers).parse(text);
    const door = doors.find((each) => each.rows.some(({ name }) => name === command.name));
    presses += 1;
    const id = `press ${String(presses)}`;
    const reply = await door?.handle({ id, learner: people[who], name: who, place, at: time, command });
    return texts(reply);
  };
  /** Lets the clock go on, and rings whatever is due on the way. */
  const pass = async (ms: number) => {
    const end = time + ms;
    for (;;) {
      const [next] = [...alarms.values()].sort((a, b) => a.at - b.at);
      if (!next || next.at > end) break;
      alarms.delete(next.key);
      time = Math.max(time, next.at);
      const { reminders, daily } = open();
      await store().write((tx) => (next.command.name === "remind" ? reminders : daily).ring(tx, next));
    }
    time = end;
  };
  const nudges = (who: Person = "ben") => sent.filter(({ key }) => key.startsWith(`remind ${people[who]} `));
  const daysTold = () => nudges().map(({ key }) => key.split(" ").at(-1));

  test("nobody is reminded who did not ask for it", async () => {
    await say("ada", "daily set 09:00 Europe/Rome every day");
    expect(await say("ben", "remind")).toContain("Off.");
    await pass(3 * day);
    expect(nudges()).toEqual([]);
    expect([...alarms.keys()].filter((key) => key.startsWith("remind"))).toEqual([]);
  });

  test("who has not answered is reminded once, with the question's first line and a way to answer or to stop", async () => {
    await say("ada", "daily set 09:00 Europe/Rome every day reveal with the next one");
    const told = await say("ben", "remind 17:00");
    expect(told).toContain("At 17:00 (Europe/Rome)");
    expect(told).toContain("nudges on");
    await pass(11.5 * hour);
    expect(nudges()).toHaveLength(1);
    const [nudge] = nudges();
    expect(nudge).toMatchObject({ place: { platform: "slack", id: people.ben, private: true }, until: time + hour });
    const text = texts(nudge?.reply);
    expect(library().items.some(({ stem }) => text.includes(JSON.stringify(stem.split("\n")[0]).slice(1, -1)))).toBe(
      true,
    );
    const answer = /day d-\d+ result/.exec(text)?.[0] ?? "";
    expect(await say("ben", answer, direct)).toContain("say.A");
    expect(text).toContain("remind off");
    expect(await say("ben", "remind 17:45")).not.toContain("nudges on");
    await pass(hour);
    expect(nudges()).toHaveLength(1);
    expect(await say("ben", "remind")).toContain("At 17:45 (Europe/Rome)");
    await pass(day);
    expect(daysTold()).toEqual(["2026-11-23", "2026-11-24"]);
  });

  test("who has answered is not, nor who has put in an answer that may still be changed", async () => {
    await say("ada", "daily set 09:00 Europe/Rome every day told at the reveal reveal 18:00");
    await say("ben", "remind 17:00");
    await say("ada", "remind 17:00");
    await pass(4 * hour);
    const id = sent[0]?.key.split(" ")[1] ?? "";
    await say("ben", `day ${id} say.A`);
    await pass(8 * hour);
    expect(nudges()).toEqual([]);
    expect(nudges("ada")).toHaveLength(1);
  });

  test("a question that has closed, or was never asked, is nothing to remind of", async () => {
    await say("ada", "daily set 09:00 Europe/Rome weekdays reveal 16:00");
    await say("ben", "remind 17:00");
    await pass(2 * day);
    expect(nudges()).toEqual([]);
    await say("ben", "remind 15:00");
    await pass(5 * day);
    expect(daysTold()).toEqual(["2026-11-25", "2026-11-26", "2026-11-27"]);
  });

  test("asked for elsewhere it goes for the channels in which they have answered", async () => {
    expect(await say("ben", "remind 17:00", { platform: "slack", id: "D9", private: true })).toContain(
      "In which time zone?",
    );
    await say("ada", "daily set 09:00 Europe/Rome every day reveal with the next one");
    expect(await say("ben", "remind 17:00", direct)).toContain("Europe/Rome");
    await pass(day);
    expect(nudges()).toEqual([]);
    const id = sent.find(({ key }) => key.endsWith("post"))?.key.split(" ")[1] ?? "";
    await say("ben", `day ${id} say.A`);
    await pass(day);
    expect(daysTold()).toEqual(["2026-11-24"]);
  });

  test("one press stops it", async () => {
    await say("ada", "daily set 09:00 Europe/Rome every day");
    await say("ben", "remind 16:00");
    await say("ben", "remind reviews 08:00");
    await store().write((tx) => addToDeck(tx, people.ben, ["an-item"], time));
    await pass(day);
    expect(nudges()).toHaveLength(2);
    expect(await say("ben", "remind off", direct)).toContain("no longer remind you of anything");
    expect(await say("ben", "remind off", direct)).toContain("no such reminder");
    await pass(3 * day);
    expect(nudges()).toHaveLength(2);
    expect(await say("ben", "remind")).toContain("Off.");
  });

  test("stopped and asked for again, it does not come twice a day", async () => {
    await say("ada", "daily set 09:00 Europe/Rome every day");
    await say("ben", "remind 15:00");
    await pass(10 * hour);
    await say("ben", "remind off");
    await say("ben", "remind 16:55");
    await pass(day - 10 * hour);
    expect(nudges()).toHaveLength(1);
  });

  test("the setting for nudges stops all, and says so", async () => {
    await say("ada", "daily set 09:00 Europe/Rome every day");
    await say("ben", "remind 16:00");
    await say("ben", "settings nudges off");
    expect(await say("ben", "remind")).toContain("Nudges are off in your settings");
    await pass(2 * day);
    expect(nudges()).toEqual([]);
    await say("ben", "settings nudges on");
    await pass(day);
    expect(nudges()).toHaveLength(1);
  });

  test("reviews that are due are counted, on days with some", async () => {
    await say("ben", "settings zone Europe/Rome");
    await say("ben", "remind reviews 08:00", direct);
    await pass(day);
    expect(nudges()).toEqual([]);
    await store().write((tx) => addToDeck(tx, people.ben, ["one", "two", "three"], time));
    await store().write((tx) => addToDeck(tx, people.ben, ["later"], time + 30 * day));
    await pass(day);
    expect(nudges().map(({ reply }) => texts(reply))).toEqual([
      expect.stringMatching(/3 cards are due.*remind off/) as string,
    ]);
  });

  test("after a sleep of hours it does not come at an odd time, but on the next day", async () => {
    await say("ada", "daily set 09:00 Europe/Rome every day reveal with the next one");
    await say("ben", "remind 17:00");
    await pass(3 * hour);
    time += 10.5 * hour;
    await pass(0);
    expect(nudges()).toEqual([]);
    await pass(day);
    expect(daysTold()).toEqual(["2026-11-24"]);
    time += day - 3 * hour;
    await pass(hour);
    expect(daysTold()).toHaveLength(2);
  });

  test("keeps its time by the clocks when they change", async () => {
    time = Date.parse("2026-10-23T10:00:00Z");
    await say("ben", "settings zone Europe/Rome");
    await store().write((tx) => addToDeck(tx, people.ben, ["an-item"], time));
    await say("ben", "remind reviews 02:30");
    await say("ben", "settings nudges on");
    await pass(4 * day);
    const atOf = ({ until = 0 }: Delivery) => new Date(until - 2 * hour).toISOString();
    expect(nudges().map(atOf)).toEqual([
      "2026-10-24T00:30:00.000Z",
      "2026-10-25T00:30:00.000Z",
      "2026-10-26T01:30:00.000Z",
      "2026-10-27T01:30:00.000Z",
    ]);
  });

  test("follows its learner to another zone", async () => {
    await say("ada", "daily set 09:00 Europe/Rome every day reveal with the next one");
    await say("ben", "remind 17:00");
    await say("ben", "settings zone America/New_York");
    expect(await say("ben", "remind")).toContain("At 17:00 (America/New_York)");
    await pass(12 * hour);
    expect(nudges()).toEqual([]);
    await pass(6 * hour);
    expect(nudges()).toHaveLength(1);
  });

  test("where nobody can be written to, it waits until the next one comes at most", async () => {
    const page: Place = { platform: "web", id: "page", private: false };
    await say("web", "daily set 09:00 Europe/Rome every day reveal 18:00", page);
    expect(await say("web", "remind 17:00", page)).toContain("with my next answer");
    await pass(12 * hour);
    expect(nudges("web")).toMatchObject([{ place: { platform: "web", id: "web:1" }, until: monday + 11.5 * hour }]);
  });

  test("is exported, and forgotten with its alarm; a place that was left is forgotten too", async () => {
    await say("ada", "daily set 09:00 Europe/Rome every day");
    await say("ben", "remind 16:00");
    const { keeper } = open().reminders;
    const kept = () => store().read((db) => keeper.export(db, people.ben));
    expect(await kept()).toMatchObject([{ kind: "daily", time: "16:00", zone: "Europe/Rome", place: "C1" }]);
    await store().write(async (tx) => keeper.leave?.(tx, { platform: "slack", id: "T1" }));
    expect(await kept()).toMatchObject([{ time: "16:00", platform: null, place: null, community: null }]);
    await store().write((tx) => keeper.forget(tx, people.ben));
    expect(await kept()).toEqual([]);
    expect([...alarms.keys()].filter((key) => key.startsWith("remind"))).toEqual([]);
  });
});

function texts(reply: Reply | undefined): string {
  return JSON.stringify(reply?.parts ?? []);
}
