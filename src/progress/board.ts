import type { Tally } from "../answers/records.ts";

/** Points for a right answer. */
export const rightPoints = 100;

/** The modes of answering that a board counts; a daily question answered late is practice. */
export const countedModes = ["round", "daily"] as const;

/** So many at most play in a league. */
export const leagueSize = 30;

/** A score and its place; equal points share one, and the next place counts all who are ahead. */
export type Standing = {
  readonly learner: string;
  readonly points: number;
  readonly right: number;
  readonly answered: number;
  readonly place: number;
};

export type Board = {
  /** Whoever has points and may be shown, the best first; equals in the order of their first points. */
  readonly standings: readonly Standing[];
  /** Which league this is, from 1, where there are several. */
  readonly league?: { readonly number: number; readonly of: number };
  readonly own: Own;
};

/** How the asker stands. */
export type Own =
  | { readonly kind: "shown"; readonly at: number }
  /** Not on the board, by their own wish; the standing is the one they would have. */
  | { readonly kind: "hidden"; readonly standing: Standing }
  | { readonly kind: "scoreless"; readonly answered: number; readonly isHidden: boolean };

export type Asked = {
  /** Nobody, where everybody will read along. */
  readonly asker?: string | undefined;
  readonly hidden: ReadonlySet<string>;
  /** Whether more than a league's worth of people are dealt out to leagues. */
  readonly inLeagues: boolean;
};

/** The board that somebody sees: in leagues their own, or the first where they sit in none. */
export function boardOf(tallies: readonly Tally[], { asker, hidden, inLeagues }: Asked): Board {
  const scored = tallies.filter(({ right }) => right > 0).sort(bySeat);
  const shown = scored.filter(({ learner }) => !hidden.has(learner));
  const own = scored.find(({ learner }) => learner === asker);
  const leagues = inLeagues ? leaguesOf(shown) : [shown];
  // Who is hidden takes no seat, and looks at the league in which it would be.
  const seat = own ? shown.filter((other) => bySeat(other, own) < 0).length : 0;
  const number = Math.min(Math.floor(seat / leagueSize), leagues.length - 1);
  const standings = placed(leagues[number] ?? []);
  return {
    standings,
    ...(leagues.length > 1 ? { league: { number: number + 1, of: leagues.length } } : {}),
    own: ownOf({ asker, hidden }, own, standings, tallies),
  };
}

function ownOf(
  { asker, hidden }: Pick<Asked, "asker" | "hidden">,
  own: Tally | undefined,
  standings: readonly Standing[],
  tallies: readonly Tally[],
): Own {
  const isHidden = asker !== undefined && hidden.has(asker);
  if (!own) {
    const answered = tallies.find(({ learner }) => learner === asker)?.answered ?? 0;
    return { kind: "scoreless", answered, isHidden };
  }
  const all = standings.map(({ points }) => points);
  if (isHidden) return { kind: "hidden", standing: standingAmong(own, all) };
  return { kind: "shown", at: standings.findIndex(({ learner }) => learner === asker) };
}

/** Seats are taken in the order of the first points; thirty make a league. */
function leaguesOf(seated: readonly Tally[]): (readonly Tally[])[] {
  const count = Math.max(1, Math.ceil(seated.length / leagueSize));
  return Array.from({ length: count }, (_, i) => seated.slice(i * leagueSize, (i + 1) * leagueSize));
}

function placed(seated: readonly Tally[]): Standing[] {
  const all = seated.map(pointsOf);
  return seated.map((tally) => standingAmong(tally, all)).sort((a, b) => b.points - a.points);
}

function standingAmong(tally: Tally, others: readonly number[]): Standing {
  const { learner, right, answered } = tally;
  const points = pointsOf(tally);
  return { learner, points, right, answered, place: 1 + others.filter((other) => other > points).length };
}

function pointsOf({ right }: Tally): number {
  return right * rightPoints;
}

function bySeat(a: Tally, b: Tally): number {
  return (a.firstRightAt ?? 0) - (b.firstRightAt ?? 0) || (a.learner < b.learner ? -1 : 1);
}

/** How many lines a board begins with. */
const topLines = 10;

/** Which standings a board shows, by their index: the top, and the asker's own with the two around it. */
export function linesOf(count: number, own: number | undefined): number[] {
  const isNear = (at: number) => own !== undefined && Math.abs(at - own) <= 1;
  return Array.from({ length: count }, (_, at) => at).filter((at) => at < topLines || isNear(at));
}
