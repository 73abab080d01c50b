import type { Fact, Reply } from "../conversation.ts";
import { alarmOf, presentIn, type Lobby } from "./phases.ts";
import { post, press, type Shown } from "./shown.ts";

export function lobbyView(round: Lobby, { token, about, nameOf }: Shown): Reply {
  const { setup } = round;
  const teams = teamFacts(round, nameOf, "nobody yet");
  const undecided = presentIn(round).filter(({ team }) => team === undefined);
  const playing = undecided.map(({ learner }) => nameOf(learner)).join(", ");
  return post(
    { kind: "heading", text: `Quiz round: ${count(setup.questions.length, "question")} on ${about}` },
    { kind: "text", text: rulesOf(round) },
    {
      kind: "facts",
      facts: [
        ...teams,
        ...(teams.length === 0 || undecided.length > 0
          ? [{ label: teams.length === 0 ? "Playing" : "In any team", text: playing || "nobody yet" }]
          : []),
      ],
    },
    { kind: "countdown", text: "Starts", until: alarmOf(round)?.at ?? setup.createdAt },
    {
      kind: "choices",
      choices: [
        press("Join", token, "join"),
        ...setup.teams.map((team) => press(team, token, `team ${team}`)),
        press("Start now", token, "start"),
        press("Leave", token, "leave"),
      ],
    },
  );
}

/** The lobby once it has served: who plays, and in which team. */
export function lobbyClosedView(round: Pick<Lobby, "setup" | "players">, { about, nameOf }: Shown): Reply {
  const { setup, players } = round;
  const playing = `Playing: ${players.map(({ learner }) => nameOf(learner)).join(", ") || "nobody just now"}. `;
  return post(
    { kind: "heading", text: `Quiz round: ${count(setup.questions.length, "question")} on ${about}` },
    { kind: "facts", facts: teamFacts(round, nameOf, "nobody just now") },
    { kind: "text", text: `${setup.teams.length > 0 ? "" : playing}Press an answer to play along.` },
  );
}

/** Each team with its members. */
function teamFacts(
  { setup, players }: Pick<Lobby, "setup" | "players">,
  nameOf: Shown["nameOf"],
  empty: string,
): Fact[] {
  return setup.teams.map((team) => {
    const members = players.filter((player) => player.team === team).map(({ learner }) => nameOf(learner));
    return { label: team, text: members.length > 0 ? members.join(", ") : empty };
  });
}

function rulesOf({ setup }: Lobby): string {
  const timed = [...new Set(setup.questions.map(({ seconds }) => seconds))];
  const time =
    timed[0] === undefined
      ? "A question closes when everybody has answered, or after half an hour."
      : `${timed.length === 1 ? `${String(timed[0])} seconds` : `${String(Math.min(...timed.map(Number)))} to ${String(Math.max(...timed.map(Number)))} seconds`} a question, or less when everybody has answered.`;
  return [
    time,
    setup.teams.length > 0 ? "Pick a team, or be put in one." : "Everyone plays for themselves.",
    setup.speed ? "Quick answers earn more." : "",
    setup.peer ? "Where you do not agree, you talk it over and vote again." : "",
    "Answers are private, and can be changed until the question closes.",
  ]
    .filter(Boolean)
    .join(" ");
}

function count(number: number, what: string): string {
  return `${String(number)} ${what}${number === 1 ? "" : "s"}`;
}
