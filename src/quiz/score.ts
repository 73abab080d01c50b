import type { Ballot, Playing, Question, Result } from "./phases.ts";

/** Points for a right answer. */
export const rightPoints = 100;

/** Points more for the quickest possible one, where speed counts. */
export const speedPoints = 50;

/** So much of the clock is free, and answers so close to the best are as good as it, in milliseconds. */
export const sameInstant = 500;

/** A score and its place; equal scores share one, and the next place counts all who are ahead. */
export type Standing = { readonly learner: string; readonly points: number; readonly place: number };
export type TeamStanding = {
  readonly team: string;
  readonly members: readonly string[];
  /** The average of the members', in whole points. */
  readonly points: number;
  readonly place: number;
};

/** How everyone stands, the best first; equals in the order they joined. */
export function standings({ setup, players, results }: Playing): Standing[] {
  const earned = results.map(({ question, votes }) => pointsIn(votes.at(-1), setup.questions[question], setup.speed));
  return placed(
    players.map(({ learner }) => ({
      learner,
      points: earned.reduce((sum, points) => sum + (points.get(learner) ?? 0), 0),
    })),
  );
}

/** How the teams stand that have a member, the best first; equals in the order they were named. */
export function teamStandings(round: Playing): TeamStanding[] {
  const { setup, players } = round;
  const points = new Map(standings(round).map((standing) => [standing.learner, standing.points]));
  return placed(
    setup.teams.flatMap((team) => {
      const members = players.filter((player) => player.team === team).map(({ learner }) => learner);
      const total = members.reduce((sum, learner) => sum + (points.get(learner) ?? 0), 0);
      return members.length === 0 ? [] : [{ team, members, points: Math.round(total / members.length) }];
    }),
  );
}

/** What each right answer of a vote earns; whoever is not named earns nothing. */
export function pointsIn(
  ballot: Ballot | undefined,
  question: Question | undefined,
  speed: boolean,
): ReadonlyMap<string, number> {
  const right = ballot?.answers.filter(({ correct }) => correct) ?? [];
  const times = right.map(({ at }) => Math.max(0, at - (ballot?.askedAt ?? at)));
  const best = Math.min(...times);
  return new Map(
    right.map(({ learner }, i) => {
      const time = times[i] ?? best;
      const counted = time <= best + sameInstant ? best : time;
      return [learner, rightPoints + (speed ? bonus(counted, question?.seconds) : 0)];
    }),
  );
}

/** In whole points; an untimed question knows no quick answer. */
function bonus(time: number, seconds: number | undefined): number {
  if (seconds === undefined) return 0;
  const used = Math.max(0, time - sameInstant) / (seconds * 1000);
  return Math.round(speedPoints * Math.max(0, 1 - used));
}

export type Difficulty = { readonly question: number; readonly right: number; readonly answered: number };

/** The question that the smallest share of answers got right, the first of equals; none where nobody missed anything. */
export function hardest(results: readonly Result[]): Difficulty | undefined {
  const [first] = results
    .map(({ question, votes }) => {
      const answers = votes.at(-1)?.answers ?? [];
      return { question, right: answers.filter(({ correct }) => correct).length, answered: answers.length };
    })
    .filter(({ right, answered }) => right < answered)
    .sort((a, b) => a.right / a.answered - b.right / b.answered);
  return first;
}

/** The questions that a player had and did not get right, whether answered or not. */
export function missesOf(learner: string, results: readonly Result[]): number[] {
  return results
    .filter(({ asked }) => asked.includes(learner))
    .filter(({ votes }) => !votes.at(-1)?.answers.some((given) => given.learner === learner && given.correct))
    .map(({ question }) => question);
}

function placed<T extends { readonly points: number }>(scores: readonly T[]): (T & { readonly place: number })[] {
  return [...scores]
    .sort((a, b) => b.points - a.points)
    .map((score) => ({ ...score, place: 1 + scores.filter(({ points }) => points > score.points).length }));
}
