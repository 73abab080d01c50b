import type { Live, Player } from "./phases.ts";
import { inTeam } from "./teams.ts";

/** Who comes and goes. */

/** Stands in a round for somebody who was forgotten; counted from 1. */
export function toNobody(count: number): string {
  return `nobody:${String(count)}`;
}

export function isNobody(learner: string): boolean {
  return learner.startsWith("nobody:");
}

export function playerOf({ players }: Live, learner: string): Player | undefined {
  return players.find((player) => player.learner === learner);
}

export function isIn(round: Live, learner: string): boolean {
  return playerOf(round, learner)?.present === true;
}

/** Of whoever nothing is known. */
const middling = 0.5;

/** With somebody in it, whether new or back. Once the questions have begun, the newcomer gets a team. */
export function joined<R extends Live>(round: R, learner: string, strength = middling): R {
  if (playerOf(round, learner)) return changed(round, learner, (player) => [{ ...player, present: true }]);
  const fresh: Player = { learner, present: true, strength };
  const player = round.phase === "lobby" ? fresh : inTeam(fresh, round.players, round.setup.teams);
  return { ...round, players: [...round.players, player] };
}

/** Without somebody: the points stay, and who never answered leaves no trace. */
export function left<R extends Live>(round: R, learner: string): R {
  return changed(round, learner, (player) => (hasAnswered(round, learner) ? [{ ...player, present: false }] : []));
}

export function teamedUp<R extends Live>(round: R, learner: string, team: string): R {
  return changed(round, learner, (player) => [{ ...player, team }]);
}

function changed<R extends Live>(round: R, learner: string, change: (player: Player) => readonly Player[]): R {
  return { ...round, players: round.players.flatMap((p) => (p.learner === learner ? change(p) : [p])) };
}

function hasAnswered(round: Live, learner: string): boolean {
  if (round.phase === "lobby") return false;
  const closed = round.results.flatMap(({ votes }) => votes);
  const open = round.phase === "revealing" ? [] : [round.ballot];
  const earlier = round.phase === "asking" ? round.earlier : [];
  return [...closed, ...earlier, ...open].some(({ answers }) => answers.some((given) => given.learner === learner));
}
