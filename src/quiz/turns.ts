import {
  askedIn,
  presentIn,
  voteOf,
  type Asking,
  type Ballot,
  type Ending,
  type Given,
  type Live,
  type Lobby,
  type Playing,
  type Result,
  type Revealing,
  type Round,
  type Talking,
} from "./phases.ts";
import { missesOf } from "./score.ts";
import { dealTeams } from "./teams.ts";

/** A round after something happened, and what is to be done about it. */
export type Turn = { readonly round: Round; readonly effects: readonly Effect[] };

/** To be done in the order given. What there is to show is read from the round. */
export type Effect =
  | { readonly kind: "showLobby" }
  | ({ readonly kind: "ask" } & Vote)
  | ({ readonly kind: "progress"; readonly answered: number; readonly of: number } & Vote)
  /** The vote is closed, and these answers are final. */
  | ({ readonly kind: "close"; readonly answers: readonly Given[] } & Vote)
  | { readonly kind: "talk"; readonly question: number }
  | { readonly kind: "reveal"; readonly question: number }
  /** The question is over and will not be scored. */
  | { readonly kind: "pass"; readonly question: number }
  | { readonly kind: "standings" }
  | { readonly kind: "misses"; readonly learner: string; readonly questions: readonly number[] }
  /** The round was called off. */
  | { readonly kind: "cancel" }
  | { readonly kind: "alarm"; readonly name: string; readonly at: number }
  | { readonly kind: "cancelAlarm"; readonly name: string };

/** One vote on a question; questions are counted from 0, votes from 1. */
export type Vote = { readonly question: number; readonly vote: number };

/** How long a split vote is talked over, in milliseconds. */
export const talkTime = 120_000;

/** How long a reveal stays before the round goes on by itself, in milliseconds. */
export const revealTime = 12_000;

/** After so many questions in a row that nobody answered, nobody is taken to be there. */
export const mostUnanswered = 3;

/** From this share of right answers up to that one, a vote is split: talking it over teaches most. */
export const split = { from: 0.3, to: 0.7 } as const;

/** From the lobby to the first question. */
export function begin({ setup, players }: Lobby, at: number): Turn {
  return goOn({ setup, players: dealTeams(players, setup.teams, setup.seed), results: [] }, 0, at);
}

/** To a question, unless the round is over. */
export function goOn(playing: Playing, question: number, at: number): Turn {
  const why = reasonToEnd(playing, question);
  return why ? finish(playing, why) : ask(playing, question, at);
}

export function ask(
  { setup, players, results }: Playing,
  question: number,
  at: number,
  earlier: readonly Ballot[] = [],
): Turn {
  const ballot = { askedAt: at, answers: [] };
  const round: Asking = { phase: "asking", setup, players, results, question, earlier, ballot };
  return { round, effects: [{ kind: "ask", question, vote: voteOf(round) }] };
}

/** From the answers to the reveal, or to the talk before the second vote if there is anybody to talk to. */
export function close(round: Asking, at: number): Turn {
  const { setup, players, results, question, earlier, ballot } = round;
  const closed: Effect = { kind: "close", question, vote: voteOf(round), answers: ballot.answers };
  if (setup.peer && earlier.length === 0 && isSplit(ballot) && presentIn(round).length > 1) {
    const talking: Talking = { phase: "talking", setup, players, results, question, ballot, until: at + talkTime };
    return { round: talking, effects: [closed, { kind: "talk", question }] };
  }
  const result: Result = { question, asked: askedIn(round), votes: [...earlier, ballot] };
  const shown = { setup, players, results: [...results, result], question };
  const revealing: Revealing = { phase: "revealing", ...shown, until: at + revealTime };
  return { round: revealing, effects: [closed, { kind: "reveal", question }] };
}

/** Past a question that will not be scored. */
export function pass(round: Asking | Talking, at: number): Turn {
  const passed: Effect = { kind: "pass", question: round.question };
  const { round: next, effects } = goOn(round, round.question + 1, at);
  return { round: next, effects: [passed, ...effects] };
}

/** Before its time: what was not revealed is not scored. */
export function end(round: Live, why: Ending): Turn {
  const { round: ended, effects } = finish(round.phase === "lobby" ? { ...round, results: [] } : round, why);
  if (why === "lost") return { round: ended, effects: [] };
  const open = round.phase === "asking" || round.phase === "talking";
  return {
    round: ended,
    effects: [...(open ? [{ kind: "pass" as const, question: round.question }] : []), ...effects],
  };
}

function finish({ setup, players, results }: Playing, why: Ending): Turn {
  if (results.length === 0) return { round: { phase: "cancelled", setup, why }, effects: [{ kind: "cancel" }] };
  const misses = players
    .map(({ learner }) => ({ kind: "misses" as const, learner, questions: missesOf(learner, results) }))
    .filter(({ questions }) => questions.length > 0);
  return {
    round: { phase: "finished", setup, players, results, why },
    effects: [{ kind: "standings" }, ...misses],
  };
}

function reasonToEnd(playing: Playing, question: number): Ending | undefined {
  const { setup, results } = playing;
  if (question >= setup.questions.length) return "played";
  const last = results.slice(-mostUnanswered);
  if (last.length === mostUnanswered && last.every(isUnanswered)) return "unanswered";
  return presentIn(playing).length === 0 ? "deserted" : undefined;
}

function isUnanswered({ votes }: Result): boolean {
  return votes.every(({ answers }) => answers.length === 0);
}

function isSplit({ answers }: Ballot): boolean {
  const right = answers.filter(({ correct }) => correct).length / answers.length;
  return right >= split.from && right <= split.to;
}
