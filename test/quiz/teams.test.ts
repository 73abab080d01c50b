import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Player } from "../../src/quiz/phases.ts";
import { dealTeams, inTeam } from "../../src/quiz/teams.ts";

const player = (learner: string, strength: number, team?: string): Player => ({
  ...{ learner, strength, present: true },
  ...(team === undefined ? {} : { team }),
});
const teamsOf = (players: readonly Player[]) =>
  Object.fromEntries(players.map(({ learner, team }) => [learner, team ?? "none"]));

describe("dealing", () => {
  test.each<[string, Player[], string[], Record<string, string>]>([
    ["no teams", [player("a", 0.9)], [], { a: "none" }],
    [
      "the strongest are parted, and the weakest goes to the strongest",
      [player("weak", 0.1), player("strong", 0.9), player("good", 0.7), player("fair", 0.4)],
      ["red", "blue"],
      { strong: "red", good: "blue", fair: "blue", weak: "red" },
    ],
    [
      "whoever picked a team stays there",
      [player("a", 0.9, "blue"), player("b", 0.8, "blue"), player("c", 0.1)],
      ["red", "blue"],
      { a: "blue", b: "blue", c: "red" },
    ],
  ])("%s", (_, players, teams, expected) => {
    expect(teamsOf(dealTeams(players, teams, "seed"))).toEqual(expected);
  });

  test("equals come together by chance, the same for the same seed", () => {
    const players = ["a", "b", "c", "d", "e", "f"].map((learner) => player(learner, 0.5));
    const dealt = (seed: string) => JSON.stringify(dealTeams(players, ["red", "blue"], seed));
    expect(dealt("1")).toBe(dealt("1"));
    expect(new Set(["1", "2", "3", "4", "5"].map(dealt)).size).toBeGreaterThan(1);
  });

  test("sizes differ by one at most, and nobody is lost", () => {
    const strengths = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 20 });
    fc.assert(
      fc.property(strengths, fc.integer({ min: 2, max: 4 }), fc.string(), (list, count, seed) => {
        const players = list.map((strength, i) => player(`p${String(i)}`, strength));
        const teams = ["red", "blue", "green", "gold"].slice(0, count);
        const dealt = dealTeams(players, teams, seed);
        expect(dealt.map(({ learner }) => learner)).toEqual(players.map(({ learner }) => learner));
        const sizes = teams.map((team) => dealt.filter((one) => one.team === team).length);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(list.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

test("who comes late goes to the smallest team of those present, of equals to the weakest", () => {
  const gone: Player = { ...player("gone", 0.9, "red"), present: false };
  const there = [gone, player("a", 0.9, "red"), player("b", 0.2, "blue")];
  expect(inTeam(player("late", 0.5), there, ["red", "blue"]).team).toBe("blue");
  expect(inTeam(player("late", 0.5), [...there, player("c", 0.1, "blue")], ["red", "blue"]).team).toBe("red");
});
