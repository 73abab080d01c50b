import type { Reply } from "../conversation.ts";
import type { Cancelled, Finished } from "./phases.ts";
import { hardest, standings, teamStandings } from "./score.ts";
import { post, press, type Shown } from "./shown.ts";

export function standingsView(round: Finished, { token, nameOf, showingOf }: Shown): Reply {
  const hard = hardest(round.results);
  const stem = hard && showingOf(hard.question)?.item.stem;
  const teams = teamStandings(round);
  const players = standings(round);
  return post(
    { kind: "heading", text: endings[round.why] },
    ...(teams.length > 0
      ? [
          {
            kind: "list" as const,
            items: teams.map(
              ({ place, team, points, members }) =>
                `${String(place)}. ${team}, ${String(points)} points a player (${members.map(nameOf).join(", ")})`,
            ),
          },
        ]
      : []),
    {
      kind: "list",
      items: players.map(
        ({ place, learner, points }) => `${String(place)}. ${nameOf(learner)}, ${String(points)} points`,
      ),
    },
    ...(hard && stem !== undefined
      ? [
          {
            kind: "text" as const,
            text: `Hardest, with ${String(hard.right)} of ${String(hard.answered)} right: ${stem}`,
          },
        ]
      : []),
    { kind: "choices", choices: [press("My misses", token, "misses"), press("Play again", token, "again")] },
  );
}

export function cancelledView({ why }: Cancelled): Reply {
  return post({
    kind: "text",
    text: whyCalledOff[why] ?? "The round was called off.",
  });
}

const whyCalledOff: Partial<Readonly<Record<Cancelled["why"], string>>> = {
  nobodyJoined: "Nobody joined, so the round was called off. Call another when there are people.",
  withdrawn: "The round was called off: one of its questions was withdrawn. Call another with the command quiz.",
};

const endings: Readonly<Record<Finished["why"], string>> = {
  played: "The round is over",
  stopped: "The round was stopped",
  unanswered: "The round ended: three questions in a row went unanswered",
  deserted: "The round ended: everybody has left",
  nobodyJoined: "The round ended",
  lost: "The round ended",
  withdrawn: "The round ended: one of its questions was withdrawn",
};
