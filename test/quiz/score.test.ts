import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Ballot, Player, Playing, Result } from "../../src/quiz/phases.ts";
import { hardest, missesOf, pointsIn, standings, teamStandings } from "../../src/quiz/score.ts";
import { given, questions, toSetup, untimed } from "./round-for-tests.ts";

const [timed] = questions(1);
const [slow] = untimed(1);

describe("points of one vote of 30 seconds, posted at 1000", () => {
  test.each<[string, number[], number[]]>([
    ["at once", [1000], [150]],
    ["within the free half second", [1500], [150]],
    ["half a second after that: 50 × (1 − 0.5/30)", [2000], [149]],
    ["half the clock after the free half second", [16_500], [125]],
    ["at the deadline the free half second is left", [31_000], [101]],
    ["before the posting, by a clock that is behind", [900], [150]],
    ["half a second after the best is as good as the best", [11_500, 12_000], [133, 133]],
    ["a millisecond later is not", [11_500, 12_001], [133, 132]],
    ["the second best pulls nobody up", [11_500, 12_000, 12_500], [133, 133, 132]],
  ])("%s", (_, times, expected) => {
    const ballot = { askedAt: 1000, answers: times.map((at, i) => given(String(i), true, at)) };
    expect([...pointsIn(ballot, timed, true).values()]).toEqual(expected);
    expect([...pointsIn(ballot, timed, false).values()]).toEqual(times.map(() => 100));
    expect([...pointsIn(ballot, slow, true).values()]).toEqual(times.map(() => 100));
  });

  test("a wrong answer earns nothing, and is nobody's best", () => {
    const ballot = { askedAt: 1000, answers: [given("ada", false, 1000), given("bob", true, 16_500)] };
    expect([...pointsIn(ballot, timed, true)]).toEqual([["bob", 125]]);
    expect([...pointsIn(undefined, timed, true)]).toEqual([]);
  });
});

test("a right answer is worth 100 to 150, and a later one never more than an earlier", () => {
  const time = fc.integer({ min: 0, max: 60_000 });
  fc.assert(
    fc.property(fc.array(time, { minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 60 }), (times, seconds) => {
      const early = [...times].sort((a, b) => a - b);
      const ballot = { askedAt: 0, answers: early.map((at, i) => given(String(i), true, at)) };
      const points = [...pointsIn(ballot, { item: "x", revision: "r", seconds }, true).values()];
      expect(points).toEqual([...points].sort((a, b) => b - a));
      expect(points.every((one) => one >= 100 && one <= 150)).toBe(true);
      const best = early[0] ?? 0;
      expect(new Set(points.filter((_, i) => (early[i] ?? 0) <= best + 500)).size).toBe(1);
    }),
  );
});

const player = (learner: string, team?: string): Player => ({
  ...{ learner, present: true, strength: 0.5 },
  ...(team === undefined ? {} : { team }),
});
const ballot = (...right: [string, boolean][]): Ballot => ({
  askedAt: 0,
  answers: right.map(([learner, correct]) => given(learner, correct)),
});
const result = (question: number, asked: string[], ...votes: Ballot[]): Result => ({ question, asked, votes });
const playing = (players: Player[], results: Result[], teams: string[] = []): Playing => ({
  ...{ setup: toSetup({ teams }), players, results },
});

describe("standings", () => {
  const everyone = ["ada", "bob", "cy", "dee"];
  const results = [
    result(0, everyone, ballot(["ada", true], ["bob", true], ["cy", true])),
    result(1, everyone, ballot(["ada", true], ["bob", false], ["cy", false], ["dee", true])),
  ];

  test("equal scores share a place, and the next counts all who are ahead", () => {
    expect(
      standings(
        playing(
          everyone.map((one) => player(one)),
          results,
        ),
      ),
    ).toEqual([
      { learner: "ada", points: 200, place: 1 },
      { learner: "bob", points: 100, place: 2 },
      { learner: "cy", points: 100, place: 2 },
      { learner: "dee", points: 100, place: 2 },
    ]);
  });

  test("the second vote scores, the first does not", () => {
    const twice = [result(0, ["ada", "bob"], ballot(["ada", true], ["bob", false]), ballot(["bob", true]))];
    expect(standings(playing([player("ada"), player("bob")], twice))).toEqual([
      { learner: "bob", points: 100, place: 1 },
      { learner: "ada", points: 0, place: 2 },
    ]);
  });

  test("a team's score is the average of its members', so size does not matter; an empty team has none", () => {
    const players = [player("ada", "red"), player("bob", "blue"), player("cy", "blue"), player("dee", "blue")];
    expect(teamStandings(playing(players, results, ["blue", "red", "green"]))).toEqual([
      { team: "red", members: ["ada"], points: 200, place: 1 },
      { team: "blue", members: ["bob", "cy", "dee"], points: 100, place: 2 },
    ]);
  });

  test("teams whose averages are equal share a place", () => {
    const players = [player("bob", "red"), player("cy", "blue"), player("dee", "blue")];
    expect(teamStandings(playing(players, results, ["red", "blue"])).map(({ place }) => place)).toEqual([1, 1]);
  });
});

describe("the hardest question", () => {
  test.each<[string, Result[], number | undefined]>([
    ["nothing was asked", [], undefined],
    ["everyone was right", [result(0, ["ada"], ballot(["ada", true]))], undefined],
    ["nobody answered", [result(0, ["ada"], ballot())], undefined],
    [
      "the smallest share of right answers, not the most wrong ones",
      [
        result(0, [], ballot(["a", true], ["b", true], ["c", true], ["d", false], ["e", false])),
        result(1, [], ballot(["a", false])),
      ],
      1,
    ],
    ["the first of equals", [result(0, [], ballot(["a", false])), result(1, [], ballot(["a", false]))], 0],
    [
      "by the vote that scores",
      [result(0, [], ballot(["a", false]), ballot(["a", true])), result(1, [], ballot(["a", true], ["b", false]))],
      1,
    ],
  ])("%s", (_, results, expected) => {
    expect(hardest(results)?.question).toBe(expected);
  });
});

test("misses are what a player had and did not get right, answered or not, by the vote that scores", () => {
  const results = [
    result(0, ["ada"], ballot(["ada", true])),
    result(1, ["ada", "bob"], ballot(["ada", false], ["bob", true])),
    result(2, ["ada", "bob"], ballot(["bob", false])),
    result(3, ["ada", "bob"], ballot(["ada", true], ["bob", false]), ballot(["ada", false], ["bob", true])),
  ];
  expect(missesOf("ada", results)).toEqual([1, 2, 3]);
  expect(missesOf("bob", results)).toEqual([2]);
  expect(missesOf("nobody", results)).toEqual([]);
});
