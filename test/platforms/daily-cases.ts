import Sqlite from "libsql";
import { setTimeout as sleepFor } from "node:timers/promises";
import { expect, test } from "vitest";
import { partsOf } from "../../src/knowledge/item.ts";
import { makePlay } from "./round-play.ts";
import {
  fewItems,
  itemIn,
  lettersFor,
  people,
  squash,
  type Hands,
  type Person,
  type Post,
  type Running,
} from "./rounds-on-platforms.ts";

/** A Monday, 06:30 in Rome: two hours and a half before the daily question. */
export const monday = Date.UTC(2026, 10, 23, 5, 30);
const hour = 60 * 60_000;
const [toFirst, toResult, toNext] = [2.5 * hour, 8 * hour, 16 * hour];

/** What a daily question is on every platform with channels, answered by people's hands. */
export function describeDailies(on: { readonly hands: Hands; readonly running: Running }): void {
  const { press, answer, seen, noTroubles } = makePlay(on);
  const daily: Hands["daily"] = (...args) => on.hands.daily(...args);
  const pass = (ms: number) => {
    on.running.pass(ms);
  };
  const usual = { time: "09:00", zone: "Europe/Rome" } as const;
  const ofOnePress = { ...usual, topic: "module 4" } as const;
  const open = (date: string) => seen(`The daily question, ${date}`, "Nobody has answered yet");
  const dailies = () => on.hands.posts().filter(({ text }) => text.includes("The daily question,"));

  test(
    "a week of all types: asked, answered, counted, closed in place, told to each alone, summed up",
    {
      timeout: 60_000,
    },
    async () => {
      expect(await daily("ann", "set", usual)).toContain("Only whoever manages this channel");
      expect(await daily("gil", "set", usual)).toContain("The next one comes on Monday 23 November, 09:00");
      expect(await daily("ann", "status")).toContain("weekdays at 09:00 (Europe/Rome)");
      const types: string[] = [];
      for (const [day, date] of [23, 24, 25, 26, 27].entries()) {
        if (day === 1) await on.running.restart(toNext);
        else pass(day === 0 ? toFirst : toNext);
        const asked = await open(`${weekday(day)} ${String(date)} November`);
        types.push(itemIn(asked).type);
        if (day > 0) expect(asked.text).toContain("Yesterday 2 of 3 had it right.");
        expect(await answer("ann", asked, true)).toMatch(/^Right/m);
        expect(await answer("ben", asked, false)).toContain("Not this time");
        await seen("2 have answered.");
        if (day === 2) await on.running.restart();
        expect(await answer("cara", asked, true)).toContain(day === 0 ? "Day 1" : `${String(day + 1)} days in a row`);
        await seen(`${String(date)} November`, "3 have answered.");
        if (day === 3) await on.running.restart(toResult);
        else pass(toResult);
        const closed = await seen(`${String(date)} November`, "Closed: 2 of 3 had it right (67 %).");
        expect(closed.id).toBe(asked.id);
        const result = await press("ben", "My result", { on: closed });
        expect(result).toMatch(/your answer|you said/);
        expect(squash(result)).toContain(squash(whysOf(asked)[0] ?? ""));
      }
      expect(types.sort()).toEqual(["choice", "choice", "match", "multi", "order"]);
      const digest = await seen("5 questions, 15 answers by 3 people, 67 % right.");
      expect(await press("dan", "The hardest one", { on: digest })).toContain("Answer first");
      expect(dailies()).toHaveLength(5);
      expect(answersIn(on.running.file)).toEqual({ ann: 5, ben: 0, cara: 5 });
      expectNoKey(on.hands.said());
      noTroubles();
    },
  );

  test("an answer that is held back can be changed, is one however often it comes, and is graded at the result", async () => {
    expect(await daily("gil", "set", { ...ofOnePress, told: "told at the reveal" })).toContain("with the result");
    pass(toFirst);
    const asked = await open("Monday 23 November");
    const [[right = ""] = []] = lettersFor(asked, true);
    const [[wrong = ""] = []] = lettersFor(asked, false);
    expect(await press("ann", wrong, { twice: true })).toContain(`Your answer is ${wrong}`);
    expect(await press("ann", right)).toContain(`Your answer is ${right}. You can change it until the result.`);
    await Promise.all([press("ben", wrong), press("ben", wrong, { twice: true }), press("cara", right)]);
    await seen("3 have answered.");
    expect(answersIn(on.running.file)).toEqual({});
    await on.running.restart();
    expect(await press("cara", wrong)).toContain(`Your answer is ${wrong}`);
    pass(toResult);
    const closed = await seen("Closed: 1 of 3 had it right (33 %).");
    expect(await press("ann", "My result")).toMatch(/^Right/m);
    expect(await press("cara", right, { on: asked })).toContain("Not this time");
    expect(answersIn(on.running.file)).toEqual({ ann: 1, ben: 0, cara: 0 });
    expect(on.hands.posts()).toEqual([closed]);
    expectNoKey(on.hands.said());
    noTroubles();
  });

  test("all answer in one moment, one of them twice, and who is late answers for themselves alone", async () => {
    await daily("gil", "set", { ...ofOnePress, reveal: "reveal after 4h" });
    pass(toFirst);
    const asked = await open("Monday 23 November");
    const early = people.filter((who) => who !== "fay");
    const told = on.hands.told("ann");
    const twice = (who: Person) => (who === "ann" ? ({ twice: true } as const) : {});
    await Promise.all(early.map((who) => press(who, lettersFor(asked, who !== "eve")[0]?.[0] ?? "", twice(who))));
    await seen("6 have answered.");
    await sleepFor(100);
    expect(on.hands.told("ann") - told).toBe(1);
    expect(await answer("eve", asked, true)).toContain("the first answer stands");
    pass(4 * hour);
    const closed = await seen("Closed: 5 of 6 had it right (83 %).");
    expect(await press("fay", "My result")).toContain("Answer first, then see how it went");
    expect(await press("fay", lettersFor(asked, true)[0]?.[0] ?? "")).toMatch(/^Right/m);
    expect(await press("fay", "My result", { on: closed })).toContain("your answer");
    await sleepFor(100);
    expect(on.hands.posts()).toEqual([closed]);
    expect(answersIn(on.running.file)).toEqual({ ann: 1, ben: 1, cara: 1, dan: 1, eve: 0, fay: 1, gil: 1 });
    expectNoKey(on.hands.said());
    noTroubles();
  });

  test("is asked at once, paused, resumed and switched off, by who manages the channel alone", async () => {
    expect(await daily("gil", "now")).toContain("no daily question yet");
    await daily("gil", "set", { ...ofOnePress, days: "every day" });
    for (const sub of ["now", "pause", "off"]) expect(await daily("ann", sub)).toContain("Only whoever manages");
    expect(await daily("gil", "now")).toContain("Here it comes");
    await open("Monday 23 November");
    expect(await daily("gil", "now")).toContain("posted already");
    expect(await daily("gil", "pause", { until: "until 26 November" })).toContain("Thursday 26 November");
    pass(3 * 24 * hour);
    await seen("Closed: nobody answered in time.");
    await on.running.restart();
    expect(dailies()).toHaveLength(1);
    expect(await daily("ann", "status")).toContain("paused until Thursday 26 November");
    pass(toFirst);
    const asked = await open("Thursday 26 November");
    expect(asked.text).toContain("On Monday nobody answered.");
    expect(await daily("gil", "pause")).toContain("until somebody resumes it");
    expect(await press("ann", "Resume")).toContain("Only whoever manages");
    expect(await press("gil", "Resume")).toContain("Friday 27 November");
    expect(await daily("gil", "digest", { wanted: "off" })).toContain("no longer sum up");
    expect(await daily("gil", "off")).toContain("The one that is open gets its result at its time");
    await on.running.restart(24 * hour);
    await seen("Thursday 26 November", "Closed: nobody answered in time.");
    await on.running.restart(7 * 24 * hour);
    expect(dailies()).toHaveLength(2);
    expect(await daily("ann", "status")).toContain("no daily question yet");
    noTroubles();
  });

  test("sent away, it skips the day and tells who set it; let in again, it asks the next", async () => {
    await daily("gil", "set", { ...ofOnePress, days: "every day" });
    on.hands.sendAway();
    pass(toFirst);
    await letter("gil", "The daily question of 09:00 (Europe/Rome) is not in its channel");
    expect(dailies()).toEqual([]);
    await on.running.restart(hour);
    on.hands.letBackIn();
    pass(23 * hour);
    const asked = await open("Tuesday 24 November");
    expect(asked.text).not.toContain("Yesterday");
    on.hands.deletePost(asked);
    expect(await press("ann", lettersFor(asked, true)[0]?.[0] ?? "", { on: asked })).toMatch(/^Right/m);
    await sleepFor(100);
    pass(24 * hour);
    await open("Wednesday 25 November");
    expect(on.hands.failed()).toEqual([]);
  });

  const letter = async (who: Person, words: string): Promise<void> => {
    for (let tries = 0; tries < 500; tries++) {
      if (on.hands.letters(who).some((text) => text.includes(words))) return;
      await sleepFor(10);
    }
    throw new Error([`nobody wrote ${words}:`, ...on.hands.letters(who), ...on.running.logged].join("\n"));
  };
}

function weekday(day: number): string {
  return ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"][day] ?? "";
}

function whysOf(post: Pick<Post, "text">): string[] {
  return partsOf(itemIn(post)).map(({ why }) => why);
}

/** What goes to the channel never tells what is right, or why. */
function expectNoKey(said: readonly string[]): void {
  expect(said.length).toBeGreaterThan(0);
  const whys = fewItems().items.flatMap((item) => partsOf(item).map(({ why }) => squash(why)));
  for (const text of said) {
    expect(whys.filter((why) => squash(text).includes(why))).toEqual([]);
    expect(text).not.toMatch(/"correct"|· right|· wrong|chose it|Right: /);
  }
}

/** Right answers by name, of whoever has answered, counted by the bare driver. */
function answersIn(file: string): Record<string, number> {
  const database = new Sqlite(file);
  const rows = database
    .prepare(
      "select name, sum(correct) as correct from answers join learners on learners.id = answers.learner group by name",
    )
    .all([]) as { name: string; correct: number }[];
  database.close();
  return Object.fromEntries(rows.map(({ name, correct }) => [name.toLowerCase(), correct]));
}
