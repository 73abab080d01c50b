import type { Alarms } from "../alarms/alarms.ts";
import { record, type Mode } from "../answers/answers.ts";
import { takeDrafts } from "../answers/records.ts";
import type { Delivery, Place, Reply } from "../conversation.ts";
import type { Item } from "../knowledge/item.ts";
import type { Tx } from "../store/store.ts";
import { lobbyClosedView, lobbyView } from "./lobby-view.ts";
import type { Given, Result, Round } from "./phases.ts";
import { isNobody } from "./players.ts";
import { askingView, closedView, talkingView } from "./question-view.ts";
import { revealView } from "./reveal-view.ts";
import type { Shown } from "./shown.ts";
import { cancelledView, standingsView } from "./standings-view.ts";
import type { Effect, Turn } from "./turns.ts";

/** Does what a turn of the machine asks for, in the transaction that saves the round. */
export type Doing = {
  readonly tx: Tx;
  readonly token: string;
  readonly place: Place;
  /** How often the round was saved: tells its edits apart. */
  readonly turn: number;
  readonly shown: Shown;
  readonly alarms: Alarms;
  readonly send: (tx: Tx, delivery: Delivery) => Promise<void>;
  readonly itemOf: (question: number) => Item;
  /** The learner's own day at a time. */
  readonly dayOf: (learner: string, at: number) => Promise<string>;
};

const mode: Mode = "round";

/** The question of the answer log that a round's question is. */
export function questionName(token: string, question: number): string {
  return `round:${token}:${String(question)}`;
}

/** The one alarm of a round. */
export function alarmKey(token: string): string {
  return `round ${token}`;
}

/** Names the first post of a kind, so that it is found again. */
export function postKey(token: string, what: string): string {
  return `round ${token} ${what}`;
}

/** The round that a post belongs to. */
export function roundOfPost(key: string): string | undefined {
  return /^round (\S+) /.exec(key)?.[1];
}

/** The moment of a round that a post asks the question of; nothing for other posts, and for edits. */
export function questionOfPost(key: string): { readonly token: string; readonly moment: string } | undefined {
  const [, token, vote] = /^round (\S+) (\d+\.\d)$/.exec(key) ?? [];
  return token === undefined || vote === undefined ? undefined : { token, moment: `asking.${vote}` };
}

export async function perform(before: Round | undefined, { round, effects }: Turn, doing: Doing): Promise<void> {
  for (const effect of effects) await one(before, round, effect, doing);
}

async function one(before: Round | undefined, round: Round, effect: Effect, doing: Doing): Promise<void> {
  const { tx, token, alarms, shown } = doing;
  switch (effect.kind) {
    case "showLobby":
      if (round.phase === "lobby")
        await show(doing, "lobby", lobbyView(round, shown), before !== undefined, before !== undefined);
      else if (round.phase !== "cancelled") await show(doing, "lobby", lobbyClosedView(round, shown), true, true);
      return;
    case "ask":
      if (round.phase !== "asking") return;
      if (before?.phase === "lobby") await show(doing, "lobby", lobbyClosedView(round, shown), true);
      await show(doing, voteName(effect), askingView(round, shown), false);
      return;
    case "progress":
      if (round.phase === "asking") await show(doing, voteName(effect), askingView(round, shown), true, true);
      return;
    case "close":
      await takeDrafts(tx, questionName(token, effect.question), effect.vote); // never sent, they are no answers
      await closePost(before, round, effect, `Closed: ${answered(effect.answers)}.`, doing);
      return;
    case "talk":
      if (round.phase === "talking")
        await show(doing, `talk.${String(effect.question)}`, talkingView(round, shown), false);
      return;
    case "reveal":
      if (round.phase !== "revealing") return;
      // Not before: what somebody may have of the log must not tell the key between two votes.
      await log(doing, round.results.at(-1));
      await show(doing, `reveal.${String(effect.question)}`, revealView(round, shown), false);
      return;
    case "pass": {
      const vote = before?.phase === "asking" && before.earlier.length > 0 ? 2 : 1;
      await takeDrafts(tx, questionName(token, effect.question), vote);
      await closePost(before, round, { question: effect.question, vote }, "Skipped: it is not scored.", doing);
      return;
    }
    case "standings":
      if (round.phase === "finished")
        await show(doing, "standings", standingsView(round, shown), before?.phase === "finished");
      return;
    case "cancel":
      if (round.phase === "cancelled") await show(doing, "lobby", cancelledView(round), true);
      return;
    case "misses": // shown to who asks for them, by a button below the standings
      return;
    case "alarm":
      await alarms.set(tx, alarmKey(token), effect.at, { name: "play", arguments: [token, `due.${effect.name}`] });
      return;
    case "cancelAlarm":
      await alarms.cancel(tx, alarmKey(token));
      return;
  }
}

/** Posts under the lobby, or changes what was posted under that name. */
function show(
  { tx, token, place, turn, send }: Doing,
  what: string,
  reply: Reply,
  again: boolean,
  minor = false,
): Promise<void> {
  const [key, lobby] = [postKey(token, what), postKey(token, "lobby")];
  const edit = { key: `${key} ${String(turn)}`, replaces: key };
  return send(tx, {
    ...{ place, reply },
    ...(again ? edit : { key }),
    ...(minor ? { minor } : {}),
    ...(what === "lobby" ? {} : { under: lobby }),
  });
}

/** The final answers of a question, of each vote; whoever was forgotten meanwhile is in no log. */
async function log({ tx, token, place, itemOf, dayOf }: Doing, result: Result | undefined): Promise<void> {
  if (!result) return;
  const { question, votes } = result;
  for (const [i, { askedAt, answers }] of votes.entries())
    for (const { learner, answer, at } of answers.filter((given) => !isNobody(given.learner)))
      await record(tx, {
        ...{ question: questionName(token, question), learner, vote: i + 1, mode, place, item: itemOf(question) },
        ...{ chosen: answer, at, tookMs: Math.max(0, at - askedAt), localDate: await dayOf(learner, at) },
      });
}

async function closePost(
  before: Round | undefined,
  round: Round,
  vote: { readonly question: number; readonly vote: number },
  what: string,
  doing: Doing,
): Promise<void> {
  const total = (before ?? round).setup.questions.length;
  await show(doing, voteName(vote), closedView(vote.question, doing.shown, total, what), true);
}

function voteName({ question, vote }: { readonly question: number; readonly vote: number }): string {
  return `${String(question)}.${String(vote)}`;
}

function answered(answers: readonly Given[]): string {
  if (answers.length === 0) return "nobody answered";
  return answers.length === 1 ? "1 has answered" : `${String(answers.length)} have answered`;
}
