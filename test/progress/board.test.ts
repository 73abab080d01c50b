import fc from "fast-check";
import { expect, test } from "vitest";
import type { Tally } from "../../src/answers/records.ts";
import { boardOf, leagueSize, linesOf, rightPoints, type Asked, type Board } from "../../src/progress/board.ts";

/** Scored in the order in which they stand. */
function tallied(...scores: readonly (readonly [learner: string, right: number, answered?: number])[]): Tally[] {
  return scores.map(([learner, right, answered = right], i) => ({
    ...{ learner, right, answered },
    firstRightAt: right > 0 ? 1000 + i : null,
  }));
}

const hiding = (...hidden: readonly string[]): Pick<Asked, "hidden"> => ({ hidden: new Set(hidden) });
const plain: Asked = { ...hiding(), inLeagues: false };
const placesOn = ({ standings }: Board) => standings.map(({ learner, place }) => `${String(place)} ${learner}`);

test.each([
  ["the most points first", tallied(["ada", 1], ["ben", 3], ["cleo", 2]), ["1 ben", "2 cleo", "3 ada"]],
  [
    "equals share a place, in the order of their first points, and the next place counts them all",
    tallied(["ada", 1], ["ben", 2], ["cleo", 2], ["dan", 3]),
    ["1 dan", "2 ben", "2 cleo", "4 ada"],
  ],
  ["accuracy does not decide", tallied(["ada", 2, 9], ["ben", 2, 2]), ["1 ada", "1 ben"]],
  ["who has no points is not on it", tallied(["ada", 0, 4], ["ben", 1]), ["1 ben"]],
  ["nobody has answered", [], []],
])("%s", (_, tallies, places) => {
  expect(placesOn(boardOf(tallies, plain))).toEqual(places);
});

test("a right answer earns 100 points; the number answered stands beside it", () => {
  const { standings } = boardOf(tallied(["ada", 12, 14]), plain);
  expect(standings).toEqual([{ learner: "ada", points: 1200, right: 12, answered: 14, place: 1 }]);
});

test("who is hidden leaves no gap and takes no place, and sees alone how they would stand", () => {
  const tallies = tallied(["ada", 3], ["ben", 2, 5], ["cleo", 1]);
  for (const asker of [undefined, "ada", "cleo"])
    expect(placesOn(boardOf(tallies, { ...plain, ...hiding("ben"), asker }))).toEqual(["1 ada", "2 cleo"]);
  const { own, standings } = boardOf(tallies, { ...plain, ...hiding("ben"), asker: "ben" });
  expect(own).toEqual({
    kind: "hidden",
    standing: { learner: "ben", points: 200, right: 2, answered: 5, place: 2 },
  });
  expect(standings.map(({ learner }) => learner)).toEqual(["ada", "cleo"]);
});

test.each([
  ["cleo", [], { kind: "shown", at: 1 }],
  ["ada", [], { kind: "scoreless", answered: 2, isHidden: false }],
  ["ada", ["ada"], { kind: "scoreless", answered: 2, isHidden: true }],
  ["eve", [], { kind: "scoreless", answered: 0, isHidden: false }],
])("%s, hidden %j, stands as %j", (asker, hidden, own) => {
  const tallies = tallied(["ada", 0, 2], ["ben", 3], ["cleo", 2]);
  expect(boardOf(tallies, { ...plain, ...hiding(...hidden), asker }).own).toEqual(own);
});

test.each([
  [5, undefined, [0, 1, 2, 3, 4]],
  [30, undefined, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [30, 4, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [30, 9, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  [30, 10, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
  [30, 20, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 19, 20, 21]],
  [30, 29, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 28, 29]],
])("of %i, asked by the one at %s, are shown %j", (count, own, shown) => {
  expect(linesOf(count, own)).toEqual(shown);
});

/** As many people; those who scored later have more points. */
function crowd(count: number): Tally[] {
  return tallied(...Array.from({ length: count }, (_, i) => [`p${String(i + 1)}`, i + 1] as const));
}

test.each([
  [30, "p30", undefined, 30],
  [31, "p30", { number: 1, of: 2 }, 30],
  [31, "p31", { number: 2, of: 2 }, 1],
  [31, "stranger", { number: 1, of: 2 }, 30],
  [90, "p60", { number: 2, of: 3 }, 30],
  [91, "p91", { number: 4, of: 4 }, 1],
])("of %i scorers, %s sits in the league %j, of %i people", (count, asker, league, size) => {
  const board = boardOf(crowd(count), { ...plain, asker, inLeagues: true });
  expect(board.league).toEqual(league);
  expect(board.standings).toHaveLength(size);
  expect(board.standings[0]?.place).toBe(1);
});

test("without leagues everybody is on one board", () => {
  const board = boardOf(crowd(91), { ...plain, asker: "p1" });
  expect([board.league, board.standings.length, board.own]).toEqual([undefined, 91, { kind: "shown", at: 90 }]);
});

test("who is hidden takes no seat, and looks at the league they would sit in", () => {
  const ask = (count: number, asker: string, ...hidden: string[]) =>
    boardOf(crowd(count), { ...hiding(...hidden), asker, inLeagues: true });
  expect(ask(31, "p31", "p2").league).toBeUndefined();
  expect(ask(32, "p31", "p2").league).toEqual({ number: 1, of: 2 });
  expect(ask(61, "p40", "p40").league).toEqual({ number: 2, of: 2 });
  expect(ask(61, "p61", "p61")).toMatchObject({ league: { number: 2, of: 2 }, own: { standing: { place: 1 } } });
});

const anyTallies = fc.uniqueArray(
  fc.record({
    learner: fc.integer({ min: 0, max: 200 }).map((n) => `p${String(n)}`),
    right: fc.integer({ min: 0, max: 4 }),
    wrong: fc.integer({ min: 0, max: 4 }),
    at: fc.integer({ min: 0, max: 50 }),
  }),
  { selector: ({ learner }) => learner, maxLength: 100 },
);

/** The same people, some of them hidden. */
const anyAsked = fc
  .tuple(anyTallies, fc.array(fc.boolean(), { minLength: 100, maxLength: 100 }))
  .map(([scores, chance]) => ({
    tallies: scores.map(({ learner, right, wrong, at }): Tally => ({
      ...{ learner, right, answered: right + wrong },
      firstRightAt: right > 0 ? at : null,
    })),
    hidden: new Set(scores.filter((_, i) => chance[i]).map(({ learner }) => learner)),
  }));

test("hiding people changes neither the order nor the ties of the others, and no points", () => {
  fc.assert(
    fc.property(anyAsked, ({ tallies, hidden }) => {
      const all = boardOf(tallies, plain).standings;
      const { standings } = boardOf(tallies, { hidden, inLeagues: false });
      const others = all.filter(({ learner }) => !hidden.has(learner));
      const bare = (list: typeof all) => list.map(({ learner, points, right, answered }) => ({ learner, points, right, answered })); // prettier-ignore
      expect(bare(standings)).toEqual(bare(others));
      const tied = (list: typeof all) => list.slice(1).map(({ place }, i) => place === list[i]?.place);
      expect(tied(standings)).toEqual(tied(others));
      for (const { place, points } of standings)
        expect(place).toBe(1 + standings.filter((other) => other.points > points).length);
    }),
  );
});

test("every scorer who is shown sits in one league, no league is too large, and no point is lost or won", () => {
  fc.assert(
    fc.property(anyAsked, ({ tallies, hidden }) => {
      const scorers = tallies.filter(({ learner, right }) => right > 0 && !hidden.has(learner));
      const leagues = new Map<number, Board>();
      for (const { learner } of scorers) {
        const board = boardOf(tallies, { hidden, asker: learner, inLeagues: true });
        const { own, standings } = board;
        expect(own.kind === "shown" && standings[own.at]?.learner).toBe(learner);
        leagues.set(board.league?.number ?? 1, board);
      }
      const seated = [...leagues.values()].flatMap(({ standings }) => standings);
      expect(seated.map(({ learner }) => learner).sort()).toEqual(scorers.map(({ learner }) => learner).sort());
      for (const { standings } of leagues.values()) expect(standings.length).toBeLessThanOrEqual(leagueSize);
      const points = seated.reduce((sum, standing) => sum + standing.points, 0);
      expect(points).toBe(rightPoints * scorers.reduce((sum, { right }) => sum + right, 0));
    }),
  );
});
