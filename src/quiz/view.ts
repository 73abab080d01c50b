import type { Choice, Fact, Part, Reply } from "../conversation.ts";
import type { Answer } from "../items/grade.ts";
import { flagChoice } from "../items/flag.ts";
import { letter, type Showing } from "../items/showing.ts";
import { questionView } from "../items/view.ts";
import { menusOf } from "../items/form.ts";
import {
  alarmOf,
  askedIn,
  momentOf,
  presentIn,
  voteOf,
  type Asking,
  type Ballot,
  type Cancelled,
  type Finished,
  type Lobby,
  type Revealing,
  type Talking,
} from "./phases.ts";
import { hardest, standings, teamStandings } from "./score.ts";

/** What a place sees of its round. Names are as learners may be shown; all else follows from the round. */
export type Shown = {
  readonly token: string;
  /** What the round is about. */
  readonly about: string;
  readonly nameOf: (learner: string) => string;
  readonly showingOf: (question: number) => Showing;
};

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
      text: `Playing: ${players.map(({ learner }) => nameOf(learner)).join(", ")}. Press an answer to play along.`,
    },
  );
}

export function askingView(round: Asking, { token, showingOf }: Shown): Reply {
  const showing = showingOf(round.question);
  const vote = voteOf(round);
  const at = `${String(round.question)}.${String(vote)}`;
  const until = alarmOf(round)?.at;
  const choices =
    menusOf(showing) > 0
      ? [press("Answer", token, `open.${at}`)]
      : showing.slots.map((_, slot) => press(letter(slot), token, `say.${at}.${letter(slot)}`));
  return post(
    { kind: "heading", text: `${numbered(round)}${vote > 1 ? ", second vote" : ""}` },
    ...questionView(showing),
    { kind: "text", text: answeredSoFar(round) },
    ...(until === undefined ? [] : [{ kind: "countdown" as const, text: "Closes", until }]),
    {
      kind: "choices",
      choices: [...choices, ...(until === undefined ? [press("Close", token, `next.${momentOf(round)}`)] : [])],
    },
  );
}

/** A question that takes no more answers. */
export function closedView(question: number, { showingOf }: Shown, total: number, what: string): Reply {
  return post(
    { kind: "heading", text: `Question ${String(question + 1)} of ${String(total)}` },
    ...questionView(showingOf(question)),
    { kind: "text", text: what },
  );
}

export function talkingView(round: Talking, { token }: Shown): Reply {
  const { answers } = round.ballot;
  return post(
    { kind: "heading", text: `${numbered(round)}: you do not agree` },
    {
      kind: "text",
      text: `${String(answers.filter(({ correct }) => correct).length)} of ${String(answers.length)} have it right. I do not say yet which answer it is: convince each other, then vote again.`,
    },
    { kind: "countdown", text: "Second vote", until: round.until },
    { kind: "choices", choices: [press("Vote now", token, `next.${momentOf(round)}`)] },
  );
}

export function revealView(round: Revealing, shown: Shown): Reply {
  const { token, showingOf } = shown;
  const result = round.results.at(-1);
  const showing = showingOf(round.question);
  const ballots = result?.votes ?? [];
  const last = ballots.at(-1);
  const right = last?.answers.filter(({ correct }) => correct).length ?? 0;
  const isLast = round.question === round.setup.questions.length - 1;
  return post(
    {
      kind: "heading",
      text: `${numbered(round)}: ${!last?.answers.length ? "nobody answered" : `${String(right)} of ${String(last.answers.length)} got it`}`,
    },
    { kind: "text", text: showing.item.stem },
    ...keyOf(showing),
    {
      kind: "facts",
      facts: [
        ...explained(showing, ballots),
        { label: "Documentation", text: `checked ${showing.item.checked}`, link: showing.item.source },
      ],
    },
    { kind: "countdown", text: isLast ? "Standings" : "Next question", until: round.until },
    {
      kind: "choices",
      choices: [press(isLast ? "Standings" : "Next", token, `next.${momentOf(round)}`), flagChoice(showing.item)],
    },
  );
}

export function standingsView(round: Finished, { token, nameOf, showingOf }: Shown): Reply {
  const hard = hardest(round.results);
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
    ...(hard
      ? [
          {
            kind: "text" as const,
            text: `Hardest, with ${String(hard.right)} of ${String(hard.answered)} right: ${showingOf(hard.question).item.stem}`,
          },
        ]
      : []),
    { kind: "choices", choices: [press("My misses", token, "misses"), press("Play again", token, "again")] },
  );
}

export function cancelledView({ why }: Cancelled): Reply {
  return post({
    kind: "text",
    text:
      why === "nobodyJoined"
        ? "Nobody joined, so the round was called off. Call another when there are people."
        : "The round was called off.",
  });
}

const endings: Readonly<Record<Finished["why"], string>> = {
  played: "The round is over",
  stopped: "The round was stopped",
  unanswered: "The round ended: three questions in a row went unanswered",
  deserted: "The round ended: everybody has left",
  nobodyJoined: "The round ended",
  lost: "The round ended",
};

function rulesOf({ setup }: Lobby): string {
  const timed = [...new Set(setup.questions.map(({ seconds }) => seconds))];
  const time =
    timed[0] === undefined
      ? "A question closes when everybody has answered."
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

function answeredSoFar(round: Asking): string {
  return `${String(round.ballot.answers.length)} of ${String(askedIn(round).length)} have answered.`;
}

/** The right options in a line, for whoever only glances at it. */
function keyOf(showing: Showing): Part[] {
  if (showing.kind !== "choice") return [];
  const keys = showing.slots.flatMap(({ correct, text }, slot) => (correct ? [`${letter(slot)}. ${text}`] : []));
  return [{ kind: "text", text: `Right: ${keys.join(" and ")}` }];
}

/** Each option with its explanation, and how many chose it at each vote. */
function explained(showing: Showing, votes: readonly Ballot[]): Fact[] {
  const had = (isRight: (answer: Answer) => boolean) =>
    `${votes.map(({ answers }) => answers.filter(({ answer }) => isRight(answer)).length).join(", then ")} had it`;
  if (showing.kind === "order")
    return showing.item.steps.map(({ id, text, why }, i) => ({
      label: `${String(i + 1)}. ${text} · ${had((answer) => answer.kind === "order" && answer.ids[i] === id)}`,
      text: why,
    }));
  if (showing.kind === "match")
    return showing.item.pairs.map(({ id, prompt, answer: right, why }) => ({
      label: `${prompt}: ${right} · ${had((answer) => answer.kind === "match" && answer.given[id] === id)}`,
      text: why,
    }));
  const chose = (id: string) =>
    votes
      .map(({ answers }) => answers.filter(({ answer }) => answer.kind === "options" && answer.ids.includes(id)).length)
      .join(", then ");
  return showing.slots.map(({ id, text, correct, why }, slot) => ({
    label: `${letter(slot)}. ${text} · ${correct ? "right" : "wrong"} · ${chose(id)} chose it`,
    text: why,
  }));
}

function numbered({ question, setup }: Asking | Talking | Revealing): string {
  return `Question ${String(question + 1)} of ${String(setup.questions.length)}`;
}

function press(label: string, token: string, act: string): Choice {
  return { label, command: `play ${token} ${act}` };
}

function count(number: number, what: string): string {
  return `${String(number)} ${what}${number === 1 ? "" : "s"}`;
}

function post(...parts: readonly Part[]): Reply {
  return { to: "everyone", parts: parts.filter((part) => part.kind !== "facts" || part.facts.length > 0) };
}
