import type { Answer } from "../items/grade.ts";
import type { Wish } from "./wish.ts";

/**
 * A round is in exactly one phase, and a phase holds only what it needs. All of it is plain data that survives JSON: times
 * are milliseconds since 1970, questions are counted from 0, people are learner ids.
 */
export type Round = Lobby | Asking | Talking | Revealing | Finished | Cancelled;

/** A round that has not ended. */
export type Live = Lobby | Asking | Talking | Revealing;

/** People gather; it starts by itself after a minute. */
export type Lobby = Gathered & { readonly phase: "lobby" };

export type Asking = Playing & {
  readonly phase: "asking";
  readonly question: number;
  /** The first vote, once this is the second. */
  readonly earlier: readonly Ballot[];
  readonly ballot: Ballot;
};

/** Peer instruction: the first vote was split, and everyone talks before the second. */
export type Talking = Playing & {
  readonly phase: "talking";
  readonly question: number;
  readonly ballot: Ballot;
  readonly until: number;
};

/** The question's result is the last of `results`. */
export type Revealing = Playing & { readonly phase: "revealing"; readonly question: number; readonly until: number };

export type Finished = Playing & { readonly phase: "finished"; readonly why: Ending };

/** It ended before any question was scored. */
export type Cancelled = { readonly phase: "cancelled"; readonly setup: Setup; readonly why: Ending };

type Gathered = { readonly setup: Setup; readonly players: readonly Player[] };

/** A round whose questions have begun. */
export type Playing = Gathered & { readonly results: readonly Result[] };

/**
 * Why a round ended: `unanswered` after three questions that nobody answered, `lost` when it can no longer be shown, `withdrawn` when the bank
 * has no longer one of its questions.
 */
export const endings = ["played", "stopped", "unanswered", "deserted", "nobodyJoined", "lost", "withdrawn"] as const;
export type Ending = (typeof endings)[number];

/** What was settled when the round was called, and never changes. */
export type Setup = {
  readonly starter: string;
  readonly createdAt: number;
  /** Everything left to chance follows from it. */
  readonly seed: string;
  /** What the questions are on, in words. */
  readonly about: string;
  readonly questions: readonly Question[];
  /** Names; none where everyone plays for themselves. */
  readonly teams: readonly string[];
  /** Whether quick answers earn more. */
  readonly speed: boolean;
  /** Whether a split vote is talked over and taken again. */
  readonly peer: boolean;
  /** What was asked for, to play the like of it again; rounds of before it was kept have none. */
  readonly wish?: Wish;
};

/** An item as it was drawn. Without `seconds` it is untimed. */
export type Question = { readonly item: string; readonly revision: string; readonly seconds?: number };

export type Player = {
  readonly learner: string;
  /** Who has left keeps the points, but is not waited for. */
  readonly present: boolean;
  /** How well they did in the past, from 0 to 1. */
  readonly strength: number;
  /** Nobody has to pick one before the start. */
  readonly team?: string;
};

/** One vote on a question. Its time runs from `askedAt`: when its post was there, as far as that is known. */
export type Ballot = {
  readonly askedAt: number;
  readonly answers: readonly Given[];
  /** Its post is known to be there. */
  readonly isPosted?: true;
};

/** The answer that stands, and when it was given. Nobody is shown `correct` before the reveal. */
export type Given = {
  readonly learner: string;
  readonly answer: Answer;
  readonly correct: boolean;
  readonly at: number;
};

/** A question that was closed: what the last vote says is scored. */
export type Result = {
  readonly question: number;
  /** Who had it before them, whether they answered or not. */
  readonly asked: readonly string[];
  readonly votes: readonly Ballot[];
};

/** When the lobby starts by itself. */
export const lobbyTime = 60_000;

/** When an untimed question closes by itself: whoever was to answer has walked off, and the place is wanted again. */
export const untimedTime = 30 * 60_000;

/** How long after a question closes its last answers may still be on their way, in milliseconds. */
export const grace = 500;

export function isOver(round: Round): round is Finished | Cancelled {
  return round.phase === "finished" || round.phase === "cancelled";
}

/** Which vote is taken: 1, or 2 after a talk. */
export function voteOf({ earlier }: Asking): number {
  return earlier.length + 1;
}

/** Names the stretch between two turns of the round, so that a button or an alarm of another one is told apart. */
export function momentOf(round: Round): string {
  if (round.phase === "asking") return `asking.${String(round.question)}.${String(voteOf(round))}`;
  if (round.phase === "talking" || round.phase === "revealing") return `${round.phase}.${String(round.question)}`;
  return round.phase;
}

/** What the round waits for by the clock, if anything: after a restart, this is the alarm to set again. */
export function alarmOf(round: Round): { readonly name: string; readonly at: number } | undefined {
  const at = dueOf(round);
  return at === undefined ? undefined : { name: momentOf(round), at };
}

function dueOf(round: Round): number | undefined {
  if (round.phase === "lobby") return round.setup.createdAt + lobbyTime;
  if (round.phase === "talking" || round.phase === "revealing") return round.until;
  return round.phase === "asking" ? closesAt(round) + grace : undefined;
}

/** Until when answers count: those given by then may come to be saved a moment later. */
export function closesAt(round: Asking): number {
  const seconds = secondsOf(round);
  return round.ballot.askedAt + (seconds === undefined ? untimedTime : seconds * 1000);
}

/** Nothing where a question closes by the clock only when everybody seems to have walked off. */
export function secondsOf({ setup, question }: Asking): number | undefined {
  return setup.questions[question]?.seconds;
}

/** Who is waited for. */
export function presentIn({ players }: Gathered): readonly Player[] {
  return players.filter(({ present }) => present);
}

/** Whose question this is: all who are there, and who left after answering. */
export function askedIn(round: Asking): string[] {
  const answered = round.ballot.answers.map(({ learner }) => learner);
  return [...new Set([...presentIn(round).map(({ learner }) => learner), ...answered])];
}

/** Whether all who are there have answered. */
export function isAnswered(round: Asking): boolean {
  return presentIn(round).every(({ learner }) => round.ballot.answers.some((given) => given.learner === learner));
}
