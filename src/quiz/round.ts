import { isDeepStrictEqual } from "node:util";
import type { Answer } from "../items/grade.ts";
import {
  alarmOf,
  askedIn,
  closesAt,
  isAnswered,
  isOver,
  momentOf,
  presentIn,
  secondsOf,
  voteOf,
  type Asking,
  type Live,
  type Lobby,
  type Round,
  type Setup,
  type Talking,
  type Revealing,
} from "./phases.ts";
import { isIn, joined, left, playerOf, teamedUp } from "./players.ts";
import type { Refusal } from "./refusals.ts";
import { sameInstant } from "./score.ts";
import { ask, begin, close, end, goOn, pass, type Effect, type Turn, type Vote } from "./turns.ts";

/**
 * The machine of a round. All it needs to know comes with the event, so that the same log of events always leads to
 * the same round.
 *
 *     lobby ─► asking ─► revealing ─► asking … ─► finished
 *               │  ▲                              (cancelled, if no question was scored)
 *         split ▼  │ second vote
 *              talking
 */
export type RoundEvent =
  | (By & { readonly kind: "join" | "leave" | "start" | "stop" })
  | (By & { readonly kind: "pickTeam"; readonly team: string })
  /** Also changes an earlier answer. Whoever knows the item says whether it is correct. */
  | (By & Vote & { readonly kind: "answer"; readonly answer: Answer; readonly correct: boolean })
  /** `moment` is the one that the button was shown for: pressed twice, it acts once. */
  | (By & { readonly kind: "next" | "skip"; readonly moment: string })
  | { readonly kind: "deadline"; readonly alarm: string; readonly at: number }
  /** The post that asks the question of that moment is there: its time runs from now on. */
  | { readonly kind: "posted"; readonly moment: string; readonly at: number }
  /** The round can be shown no more: its message was deleted, or we were sent away. Or the bank has lost a question of it. */
  | { readonly kind: "lost" | "withdrawn"; readonly at: number };

/** Who does something, and when. */
export type By = {
  readonly learner: string;
  readonly at: number;
  /** Whether they manage the channel. */
  readonly mayManage?: boolean;
  /** How well they did in the past, from 0 to 1, where that is known. */
  readonly strength?: number;
};

export type Step = Turn | { readonly refused: Refusal };

export function openRound(setup: Setup): Turn {
  const round: Lobby = { phase: "lobby", setup, players: [] };
  const alarm = alarmOf(round);
  return { round, effects: [{ kind: "showLobby" }, ...(alarm ? [{ kind: "alarm" as const, ...alarm }] : [])] };
}

export function step(round: Round, event: RoundEvent): Step {
  const done = take(round, event);
  if ("refused" in done) return done;
  return { round: done.round, effects: [...done.effects, ...alarmsBetween(round, done.round, event)] };
}

function take(round: Round, event: RoundEvent): Step {
  if (event.kind === "deadline") return whenDue(round, event.alarm, event.at);
  if (event.kind === "posted") return posted(round, event.moment, event.at);
  if (isOver(round)) return event.kind === "lost" || event.kind === "withdrawn" ? stay(round) : { refused: "over" };
  switch (event.kind) {
    case "join":
      return join(round, event);
    case "leave":
      return leave(round, event);
    case "pickTeam":
      return pickTeam(round, event);
    case "start":
      return start(round, event);
    case "answer":
      return answer(round, event);
    case "next":
      return press(round, event, next);
    case "skip":
      return press(round, event, skip);
    case "stop":
      return leads(round, event) ? end(round, "stopped") : { refused: "notYours" };
    case "lost":
    case "withdrawn":
      return end(round, event.kind);
  }
}

type Of<Kind extends RoundEvent["kind"]> = Extract<RoundEvent, { kind: Kind }>;

function join(round: Live, by: By): Step {
  if (isIn(round, by.learner)) return { refused: "alreadyIn" };
  const gathered = joined(round, by.learner, by.strength);
  return { round: gathered, effects: attendance(gathered) };
}

function leave(round: Live, { learner, at }: By): Step {
  if (!isIn(round, learner)) return { refused: "notIn" };
  const rest = left(round, learner);
  const { round: after, effects } = withOneLess(rest, at);
  // Who leaves without a trace is named no more below the first message either.
  const named = rest.phase !== "lobby" && playerOf(rest, learner) === undefined;
  return { round: after, effects: [...(named ? [{ kind: "showLobby" as const }] : []), ...effects] };
}

/** The others wait for one less; without anybody, there is nothing to wait for. */
function withOneLess(rest: Live, at: number): Turn {
  if (rest.phase === "asking" && rest.ballot.answers.length > 0 && isAnswered(rest)) return close(rest, at);
  const open = rest.phase === "asking" || rest.phase === "talking";
  return open && presentIn(rest).length === 0 ? end(rest, "deserted") : { round: rest, effects: attendance(rest) };
}

/** Joins as well. */
function pickTeam(round: Live, by: Of<"pickTeam">): Step {
  const { teams } = round.setup;
  if (teams.length === 0) return { refused: "noTeams" };
  if (round.phase !== "lobby") return { refused: "teamsStand" };
  const team = teams.find((name) => name === by.team);
  if (team === undefined) return { refused: "noSuchTeam" };
  if (playerOf(round, by.learner)?.team === team) return stay(round);
  const picked = teamedUp(joined(round, by.learner, by.strength), by.learner, team);
  return { round: picked, effects: attendance(picked) };
}

/** With nobody there yet, who starts it plays. */
function start(round: Live, by: By): Step {
  if (!leads(round, by)) return { refused: "notYours" };
  if (round.phase !== "lobby") return { refused: "alreadyStarted" };
  return begin(round.players.length === 0 ? joined(round, by.learner, by.strength) : round, by.at);
}

/** Joins as well. It counts by when it was given, not by when it came. The same answer again changes nothing, not even its time. */
function answer(round: Live, by: Of<"answer">): Step {
  if (round.phase === "lobby") return { refused: "notStarted" };
  if (by.question !== round.question) return { refused: "otherQuestion" };
  if (round.phase === "talking") return { refused: "stillTalking" };
  if (round.phase === "revealing") return { refused: "tooLate" };
  if (by.vote !== voteOf(round)) return { refused: "otherVote" };
  if (by.at > closesAt(round)) return { refused: "tooLate" };

  const { learner, answer: given, correct, at } = by;
  const standing = round.ballot.answers.find((one) => one.learner === learner);
  const same = isDeepStrictEqual(standing?.answer, given);
  if (same && isIn(round, learner)) return stay(round);
  const others = round.ballot.answers.filter((one) => one !== standing);
  const answers = same ? round.ballot.answers : [...others, { learner, answer: given, correct, at }];
  const answered = { ...joined(round, learner, by.strength), ballot: { ...round.ballot, answers } };
  return isAnswered(answered) ? close(answered, at) : { round: answered, effects: attendance(answered) };
}

/** What only who leads may press, and only for the moment it was shown for. */
function press(round: Live, by: Of<"next" | "skip">, act: (round: Exclude<Live, Lobby>, at: number) => Step): Step {
  if (!leads(round, by)) return { refused: "notYours" };
  if (round.phase === "lobby") return { refused: "notStarted" };
  return by.moment === momentOf(round) ? act(round, by.at) : { refused: "movedOn" };
}

function next(round: Exclude<Live, Lobby>, at: number): Step {
  if (round.phase !== "asking") return afterPause(round, at);
  return secondsOf(round) === undefined ? close(round, at) : { refused: "clockRuns" };
}

function skip(round: Exclude<Live, Lobby>, at: number): Step {
  return round.phase === "revealing" ? afterPause(round, at) : pass(round, at);
}

/** The alarm of another moment comes too late to matter. One that rings too early is set again. */
function whenDue(round: Round, name: string, at: number): Turn {
  const alarm = alarmOf(round);
  if (alarm?.name !== name) return stay(round);
  if (at < alarm.at) return { round, effects: [{ kind: "alarm", ...alarm }] };
  if (round.phase === "lobby") return round.players.length > 0 ? begin(round, at) : end(round, "nobodyJoined");
  if (round.phase === "asking") return close(round, at);
  return round.phase === "talking" || round.phase === "revealing" ? afterPause(round, at) : stay(round);
}

/**
 * A post may have waited for its turn, and nobody answers what is not there. An answer that came before we heard of the
 * post shows that it was there by then.
 */
function posted(round: Round, moment: string, at: number): Turn {
  if (round.phase !== "asking" || moment !== momentOf(round) || round.ballot.isPosted) return stay(round);
  const { ballot } = round;
  const there = Math.min(at, ...ballot.answers.map((given) => given.at));
  const isLate = there - ballot.askedAt > sameInstant;
  const askedAt = isLate ? there : ballot.askedAt;
  const known: Asking = { ...round, ballot: { ...ballot, askedAt, isPosted: true } };
  return { round: known, effects: isLate ? attendance(known) : [] };
}

function afterPause(round: Talking | Revealing, at: number): Turn {
  return round.phase === "talking"
    ? ask(round, round.question, at, [round.ballot])
    : goOn(round, round.question + 1, at);
}

function stay(round: Round): Turn {
  return { round, effects: [] };
}

/** What to show when people come, go or answer. */
function attendance(round: Live): Effect[] {
  if (round.phase === "lobby") return [{ kind: "showLobby" }];
  if (round.phase !== "asking") return [];
  const { question, ballot } = round;
  const of = askedIn(round).length;
  return [{ kind: "progress", question, vote: voteOf(round), answered: ballot.answers.length, of }];
}

/** Each moment has one alarm at most: the one before is called off, unless it was what rang. It may come to ring later. */
function alarmsBetween(before: Round, after: Round, { kind }: RoundEvent): Effect[] {
  const [was, is] = [alarmOf(before), alarmOf(after)];
  if (was?.name === is?.name) return is && was?.at !== is.at ? [{ kind: "alarm", ...is }] : [];
  return [
    ...(was && kind !== "deadline" ? [{ kind: "cancelAlarm" as const, name: was.name }] : []),
    ...(is ? [{ kind: "alarm" as const, ...is }] : []),
  ];
}

function leads({ setup }: Live, { learner, mayManage }: By): boolean {
  return learner === setup.starter || mayManage === true;
}
