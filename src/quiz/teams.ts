import { seeded, shuffled } from "../items/chance.ts";
import type { Player } from "./phases.ts";

/** Puts whoever picked no team into one, so that sizes and strengths come out alike. The order of players stays. */
export function dealTeams(players: readonly Player[], teams: readonly string[], seed: string): readonly Player[] {
  // Equals come in an order of chance, so that who joins first is not always with the same people.
  const strongestFirst = shuffled(players, seeded(`${seed} teams`))
    .filter(({ team }) => team === undefined)
    .sort((a, b) => b.strength - a.strength);
  return strongestFirst.reduce(
    (dealt, { learner }) => dealt.map((player) => (player.learner === learner ? inTeam(player, dealt, teams) : player)),
    players,
  );
}

/** The player in the team that wants one most: the smallest, of these the weakest, of these the first. */
export function inTeam(player: Player, players: readonly Player[], teams: readonly string[]): Player {
  if (player.team !== undefined) return player;
  const [team] = teams
    .map((name) => ({ name, members: players.filter((p) => p.present && p.team === name) }))
    .sort((a, b) => a.members.length - b.members.length || total(a.members) - total(b.members));
  return team ? { ...player, team: team.name } : player;
}

function total(members: readonly Player[]): number {
  return members.reduce((sum, { strength }) => sum + strength, 0);
}
