import type { Alarms } from "../alarms/alarms.ts";
import { latestOf } from "../answers/records.ts";
import type { Delivery, Place, Reply, Request } from "../conversation.ts";
import { show, type Showing } from "../items/showing.ts";
import type { Item } from "../knowledge/item.ts";
import type { Library } from "../knowledge/library.ts";
import { dayOf, type Learner } from "../learners/learner.ts";
import type { Learners } from "../learners/learners.ts";
import { say } from "../replies.ts";
import { isFirstTime } from "../seen/records.ts";
import type { Database, Store, Tx } from "../store/store.ts";
import { perform } from "./effects.ts";
import { isOver, type Round } from "./phases.ts";
import { playerOf } from "./players.ts";
import { heldRound, saveRound, type Stored } from "./records.ts";
import { refusals, type Refusal } from "./refusals.ts";
import { step, type By, type RoundEvent, type Step } from "./round.ts";
import type { Shown } from "./shown.ts";
import type { Effect } from "./turns.ts";

/** Where rounds lie while they are played: each event takes one up, plays it and puts it back, in one transaction. */
export type Table = {
  /**
   * Plays an event in a transaction of the caller's; nothing where there is no such round. A round goes on no more when
   * the bank has lost one of its questions: it is ended, and the event refused.
   */
  readonly turn: (tx: Tx, token: string, event: (stored: Stored) => RoundEvent) => Promise<Step | undefined>;
  /** Plays what somebody pressed, once: `again` where the same press was played before. Nothing where there is no round. */
  readonly play: (request: Request, token: string, pressed: Pressed) => Promise<Step | "again" | undefined>;
  /** The same, and says what came of it. */
  readonly press: (request: Request, token: string, pressed: Pressed) => Promise<Reply>;
  readonly itemOf: (round: Round, question: number) => Item | undefined;
  readonly showingOf: (round: Round, question: number) => Showing | undefined;
  /** Does what the first turn of a round asks for. */
  readonly open: (tx: Tx, stored: Stored, done: Exclude<Step, { refused: Refusal }>) => Promise<void>;
};

/** An event without who and when, which the request says. */
export type Pressed = Bare<Exclude<RoundEvent, { kind: "deadline" | "posted" | "lost" | "withdrawn" }>>;
type Bare<E> = E extends By ? Omit<E, keyof By> : never;

/** From how many answers on somebody's past says how strong they are. */
const pastAnswers = 50;

export function makeTable(
  library: Library,
  {
    store,
    alarms,
    send,
    learners,
    zoneOf,
  }: {
    readonly store: Store;
    readonly alarms: Alarms;
    readonly send: (tx: Tx, delivery: Delivery) => Promise<void>;
    readonly learners: Pick<Learners, "meet" | "get" | "getAll">;
    readonly zoneOf: (db: Database, place: Place) => Promise<string>;
  },
): Table {
  const items = new Map(library.items.map((item) => [item.id, item]));
  const itemOf = ({ setup }: Round, question: number) => items.get(setup.questions[question]?.item ?? "");
  const showingOf = (round: Round, question: number) => {
    const item = itemOf(round, question);
    return item && show(item, `${round.setup.seed} ${String(question)}`);
  };

  const known = async (db: Database, round: Round): Promise<ReadonlyMap<string, Learner>> => {
    const players = round.phase === "cancelled" ? [] : round.players;
    return learners.getAll(
      db,
      players.map(({ learner }) => learner),
    );
  };

  const open: Table["open"] = async (tx, stored, done) => {
    // Most presses change a count alone: who plays need not be known for that.
    const people = done.effects.every(({ kind }) => namesNobody.has(kind))
      ? new Map<string, Learner>()
      : await known(tx, done.round);
    let zone: Promise<string> | undefined;
    const shown: Shown = {
      token: stored.id,
      about: stored.round.setup.about,
      nameOf: (learner) => nameOf(people.get(learner)),
      showingOf: (question) => showingOf(done.round, question),
    };
    await perform(stored.turn === 0 ? undefined : stored.round, done, {
      ...{ tx, token: stored.id, place: stored.place, turn: stored.turn, shown, alarms, send },
      itemOf: (question) => there(itemOf(done.round, question), stored.id),
      async dayOf(id, at) {
        const learner = people.get(id) ?? { id, onBoards: true, nudges: false };
        return dayOf(learner, at, learner.zone ?? (await (zone ??= zoneOf(tx, stored.place))));
      },
    });
  };

  const turn: Table["turn"] = async (tx, token, toEvent) => {
    const stored = await heldRound(tx, token);
    if (!stored) return undefined;
    const event = toEvent(stored);
    const { round } = stored;
    const mayGoOn = isOver(round) || round.setup.questions.every((_, question) => itemOf(round, question));
    const done = step(round, mayGoOn || event.kind === "lost" ? event : { kind: "withdrawn", at: event.at });
    if ("refused" in done) return done;
    await saveRound(tx, token, done.round);
    await open(tx, stored, done);
    return mayGoOn ? done : { refused: "withdrawn" };
  };

  const play: Table["play"] = (request, token, pressed) => {
    const { learner, at, mayManage } = request;
    return store.write(async (tx) => {
      // A press that comes again, perhaps after another one, must not undo that.
      if (!(await isFirstTime(tx, request.id, at))) return "again" as const;
      await learners.meet(tx, request);
      const { answered, right } = await latestOf(tx, learner, pastAnswers);
      const strength = (right + 1) / (answered + 2);
      const by: By = { learner, at, strength, ...(mayManage === undefined ? {} : { mayManage }) };
      return turn(tx, token, () => ({ ...pressed, ...by }));
    });
  };

  return {
    itemOf,
    showingOf,
    open,
    turn,
    play,
    press: async (request, token, pressed) => {
      const done = await play(request, token, pressed);
      if (done === "again") return say(doneTexts[pressed.kind]);
      if (!done) return say(refusals.over);
      if ("refused" in done) return say(refusals[done.refused]);
      return say(doneText(pressed, done.round, request.learner));
    },
  };
}

const namesNobody: ReadonlySet<Effect["kind"]> = new Set(["progress", "alarm", "cancelAlarm"]);

const doneTexts: Readonly<Record<Pressed["kind"], string>> = {
  join: "You are in. The first question comes within a minute.",
  leave: "You have left the round.",
  pickTeam: "You are in that team.",
  start: "Here we go.",
  stop: "I have stopped the round.",
  next: "On we go.",
  skip: "Skipped.",
  answer: "Your answer is in. You can change it until the question closes.",
};

/** Who plays in a team is told which. */
function doneText({ kind }: Pressed, round: Round, learner: string): string {
  if (kind === "leave") return leftText(round, learner);
  const team = isOver(round) ? undefined : playerOf(round, learner)?.team;
  if (kind === "pickTeam" && team !== undefined) return `You are in the team ${team}.`;
  if (kind !== "join" || round.setup.teams.length === 0) return doneTexts[kind];
  if (team !== undefined) return `You are in, in the team ${team}.`;
  return "You are in. Pick a team, or be put in one at the start; the first question comes within a minute.";
}

/** Who has answered keeps what that earned; who has not is simply gone. */
function leftText(round: Round, learner: string): string {
  if (isOver(round)) return doneTexts.leave;
  if (round.phase === "lobby") return `${doneTexts.leave} Join again if you like, until it is over.`;
  const back = "Press an answer, and you are back.";
  return playerOf(round, learner) ? `${doneTexts.leave} Your points stay. ${back}` : `${doneTexts.leave} ${back}`;
}

/** As they may be shown to others. */
function nameOf(learner: Learner | undefined): string {
  return learner?.onBoards === false ? "Somebody" : (learner?.name ?? "A player");
}

function there<T>(found: T | undefined, token: string): T {
  if (found === undefined) throw new Error(`round ${token} asks a question that is not in the bank`);
  return found;
}
