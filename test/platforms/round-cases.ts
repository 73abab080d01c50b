import { setTimeout as sleepFor } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { partsOf } from "../../src/knowledge/item.ts";
import { makePlay } from "./round-play.ts";
import {
  fewItems,
  itemIn,
  lettersFor,
  players,
  recount,
  squash,
  standingsIn,
  type Hands,
  type Running,
} from "./rounds-on-platforms.ts";

/** What a round is on every platform with channels, played by people's hands. */
export function describeRounds(on: { readonly hands: Hands; readonly running: Running }): void {
  const { type, press, answer, seen, begin, noTroubles } = makePlay(on);

  test("five questions of all types, six players, a restart in the middle", { timeout: 40_000 }, async () => {
    const types: string[] = [];
    expect(await type("ann", "quiz")).toContain("5 questions on everything");
    await seen("Quiz round: 5 questions", "nobody yet");
    for (const who of players) expect(await press(who, "Join")).toContain("You are in");
    await seen("Playing", ...players);
    expect(await press("ben", "Start now")).toContain("Only whoever called this round");
    await press("ann", "Start now");
    for (const number of [1, 2, 3, 4, 5]) {
      const asked = await seen(`Question ${String(number)} of 5`, "Nobody has answered yet");
      types.push(itemIn(asked).type);
      expect(asked.inThread).toBe(true);
      expect(await answer("ann", asked, false)).toContain("Your answer is");
      expect(await answer("ann", asked, true)).toContain("You can change it until the question closes");
      await Promise.all((["ben", "cara"] as const).map((who) => answer(who, asked, true)));
      if (number === 3) await on.running.restart();
      await answer("dan", asked, number % 2 === 0);
      await answer("eve", asked, false);
      await seen("5 of 6 have answered");
      await answer("fay", asked, number > 3);
      const right = 3 + (number % 2 === 0 ? 1 : 0) + (number > 3 ? 1 : 0);
      await seen(`Question ${String(number)} of 5: ${String(right)} of 6 got it`);
      if (number < 5) await press("ann", "Next");
    }
    await press("ann", "Standings");
    const standings = await seen("The round is over");
    expect(standingsIn(standings)).toEqual({ ann: 500, ben: 500, cara: 500, dan: 200, eve: 0, fay: 200 });
    expect(standingsIn(standings)).toEqual(recount(on.running.file));
    expect(types.sort()).toEqual(["choice", "choice", "match", "multi", "order"]);
    let misses = await press("eve", "My misses");
    expect(misses).toMatch(/And \d more/);
    // A case takes twice the room: where it comes decides whether the five are two replies or three.
    for (let page = 2; page <= 3 && /And \d more/.test(misses); page++) misses = await press("eve", "More");
    expect(misses).not.toMatch(/And \d more/);
    expect(await press("eve", "Add them to my deck")).toContain("Added to your deck: 5");
    expect(await press("ann", "My misses")).toContain("You missed nothing");
    expectNoKeyBeforeReveal(on.hands.said());
    const all = squash(on.hands.said().join(" "));
    expect(whys().filter((why) => !all.includes(why))).toEqual([]);
    noTroubles();
  });

  test("a deadline closes the question after a restart, and what comes later is refused kindly", async () => {
    const asked = await begin("quiz 1 10s module 4", ["ann", "ben", "cara"]);
    await answer("ann", asked, true);
    await answer("ben", asked, false);
    await on.running.restart();
    expect(await press("ann", "A", { on: asked })).toMatch(/Your answer is/);
    expect(await answer("ann", asked, true)).toMatch(/Your answer is/);
    const revealed = await seen("Question 1 of 1: 1 of 2 got it");
    expect(await press("cara", "A", { on: asked })).toContain("This question has closed");
    expect(await press("cara", "B", { on: asked })).toContain("This question has closed");
    expect(on.hands.posts().filter(({ id }) => id === revealed.id)).toEqual([revealed]);
    await press("ann", "Standings");
    const standings = await seen("The round is over");
    expect(standingsIn(standings)).toEqual({ ann: 100, ben: 0, cara: 0 });
    expect({ ...recount(on.running.file), cara: 0 }).toEqual(standingsIn(standings));
    expect(await press("cara", "A", { on: asked })).toContain("This round is over");
    noTroubles();
  });

  test("a press that is delivered twice and presses at the same instant count once each", async () => {
    const asked = await begin("quiz 1 untimed module 4", ["ann", "ben", "cara", "dan"]);
    const [[letter = ""] = []] = lettersFor(asked, true);
    const before = on.hands.told("ann");
    expect(await press("ann", letter, { twice: true })).toContain(`Your answer is ${letter}`);
    await sleepFor(200);
    expect(on.hands.told("ann") - before).toBe(1);
    const [one, other] = await Promise.all([press("ben", letter), press("cara", letter)]);
    expect([one, other]).toEqual([expect.stringContaining("Your answer"), expect.stringContaining("Your answer")]);
    await seen("3 of 4 have answered");
    await Promise.all([press("ben", "A"), press("ben", "B"), press("cara", letter)]);
    await press("ben", letter);
    expect(await press("ben", "Close")).toContain("Only whoever called this round");
    const outcomes = await Promise.all([press("dan", letter), press("ann", "Close", { twice: true })]);
    expect(outcomes[1]).toMatch(/On we go|has moved on/);
    const revealed = await seen(/Question 1 of 1: (3 of 3|4 of 4) got it/);
    await press("ann", "Standings");
    expect(standingsIn(await seen("The round is over"))).toMatchObject({ ann: 100, ben: 100, cara: 100 });
    expect(recount(on.running.file)).toMatchObject({ ann: 100, ben: 100, cara: 100 });
    expect(on.hands.posts().filter(({ text }) => text.includes("got it"))).toEqual([
      expect.objectContaining({ id: revealed.id }),
    ]);
    noTroubles();
  });

  test("a stranger cannot stop it, the starter can, and another may be called", async () => {
    const asked = await begin("quiz 2", ["ann", "ben"]);
    expect(await type("cara", "quiz 2")).toMatch(/A round on everything is being played here, called by .*ann/i);
    expect(await type("fay", "stop")).toContain("Only whoever called this round");
    expect(await type("fay", "skip")).toContain("Only whoever called this round");
    await answer("ann", asked, true);
    await answer("ben", asked, false);
    await seen("1 of 2 got it");
    expect(await type("fay", "stop", "in the thread")).toContain("Only whoever called this round");
    expect(await type("ann", "stop", "in the thread")).toContain("I have stopped the round");
    expect(standingsIn(await seen("The round was stopped"))).toEqual(recount(on.running.file));
    expect(await press("ann", "Next", { on: await seen("1 of 2 got it") })).toContain("This round is over");
    expect(await type("ann", "stop")).toContain("No round is being played here");
    expect(await press("ben", "Play again")).toContain("I am posting the round here");
    await seen("Quiz round: 2 questions", "nobody yet");
    expect(await type("gil", "stop")).toContain("I have stopped the round");
    await seen("The round was called off");
    noTroubles();
  });

  test("half right: talked over, voted again by the starter's button, both votes in the reveal", async () => {
    const asked = await begin("quiz 1 talk untimed module 4", ["ann", "ben", "cara", "dan"]);
    for (const who of ["ann", "ben"] as const) await answer(who, asked, true);
    for (const who of ["cara", "dan"] as const) await answer(who, asked, false);
    await seen("you do not agree", "2 of 4 have it right");
    expect(await press("dan", "A", { on: asked })).toContain("Talk it over");
    expectNoKeyBeforeReveal(on.hands.said());
    expect(await press("ben", "Vote now")).toContain("Only whoever called this round");
    await on.running.restart();
    await press("ann", "Vote now");
    const again = await seen("second vote", "Nobody has answered yet");
    expect(await press("dan", "A", { on: asked })).toContain("the other vote");
    for (const who of ["ann", "ben", "cara"] as const) await answer(who, again, true);
    await answer("dan", again, false);
    const revealed = await seen("Question 1 of 1: 3 of 4 got it");
    expect(revealed.text).toMatch(/right · 2, then 3 chose it/);
    expect(revealed.text).toMatch(/^(?!.* · right).* · 2, then 1 chose it$/m);
    await press("ann", "Standings");
    const standings = standingsIn(await seen("The round is over"));
    expect(standings).toEqual({ ann: 100, ben: 100, cara: 100, dan: 0 });
    expect(standings).toEqual(recount(on.running.file));
    expectNoKeyBeforeReveal(on.hands.said());
    noTroubles();
  });

  describe("what can be shown no more ends quietly, and another may be called", () => {
    const another = async () => {
      expect(await type("ann", "quiz 1")).toContain("I am posting the round here");
      await seen("Quiz round: 1 question on everything");
    };

    test("the lobby is deleted", async () => {
      expect(await type("ann", "quiz 2")).toContain("I am posting the round here");
      const lobby = await seen("Quiz round: 2 questions");
      on.hands.deletePost(lobby);
      expect(await press("ben", "Join", { on: lobby })).toContain("You are in");
      await settledAs(async () => (await type("ben", "stop")).includes("No round is being played here"));
      expect(on.hands.posts()).toEqual([]);
      await another();
      expect(on.hands.failed()).toEqual([]);
    });

    test("the tutor is sent away", async () => {
      const asked = await begin("quiz 2 module 4", ["ann", "ben"]);
      const before = on.hands.posts().length;
      on.hands.sendAway();
      await answer("ann", asked, true);
      await settledAs(async () => (await answer("ben", asked, true)).includes("This round is over"));
      on.hands.letBackIn();
      expect(on.hands.posts().length).toBe(before);
      await another();
      expect(on.hands.failed()).toEqual([]);
    });

    test("the tutor is sent away between two questions, and the clock goes on", async () => {
      await answer("ann", await begin("quiz 2 untimed module 4", ["ann"]), true);
      const revealed = await seen("1 of 1 got it");
      const before = on.hands.posts();
      on.hands.sendAway();
      await on.running.restart(60_000);
      await settledAs(async () => (await press("ann", "Next", { on: revealed })).includes("This round is over"));
      on.hands.letBackIn();
      await on.running.restart(60_000);
      expect(await type("ann", "stop")).toContain("No round is being played here");
      expect(on.hands.posts()).toEqual(before);
      expect(on.running.logged.filter((line) => !line.includes("was refused"))).toEqual([]);
      await another();
      expect(on.hands.failed()).toEqual([]);
    });
  });
}

const whys = () => fewItems().items.flatMap((item) => partsOf(item).map(({ why }) => squash(why)));

/** Until its reveal, nothing that is said of a question tells what is right, or why. */
function expectNoKeyBeforeReveal(said: readonly string[]): void {
  for (const text of said.filter((one) => !/got it|nobody answered/.test(one))) {
    expect(whys().filter((why) => squash(text).includes(why))).toEqual([]);
    expect(text).not.toMatch(/"correct"|· right|· wrong|chose it|Right: /);
  }
}

async function settledAs(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 40; tries++) {
    if (await holds()) return;
    await sleepFor(50);
  }
  throw new Error("it has not come about");
}
