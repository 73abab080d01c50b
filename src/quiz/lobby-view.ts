import type { Reply } from "../conversation.ts";
import { alarmOf, presentIn, type Lobby } from "./phases.ts";
import { post, press, type Shown } from "./shown.ts";

export function lobbyView(round: Lobby, { token, about, nameOf }: Shown): Reply {
  const { setup, players } = round;
  const teams = setup.teams.map((team) => {
    const members = players.filter((player) => player.team === team).map(({ learner }) => nameOf(learner));
    return { label: team, text: members.length > 0 ? members.join(", ") : "nobody yet" };
  });
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

/** The lobby once it has served. */
export function lobbyClosedView(
  { setup, players }: { setup: Lobby["setup"]; players: Lobby["players"] },
  { about, nameOf }: Shown,
): Reply {
  return post(
    { kind: "heading", text: `Quiz round: ${count(setup.questions.length, "question")} on ${about}` },
    {
      kind: "text",
      text: `Playing: ${players.map(({ learner }) => nameOf(learner)).join(", ") || "nobody just now"}. Press an answer to play along.`,
    },
  );
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
