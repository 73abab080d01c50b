import { sentAnswer, showForm, type Filling } from "../answers/filling.ts";
import type { Reply, Request } from "../conversation.ts";
import { flagChoice } from "../items/flag.ts";
import { grade, type Answer } from "../items/grade.ts";
import type { Showing } from "../items/showing.ts";
import { say } from "../replies.ts";
import type { Store } from "../store/store.ts";
import type { Act } from "./act.ts";
import { questionName } from "./effects.ts";
import { answerInWords, fromDraft, readLetter } from "../items/form.ts";
import { isOver, voteOf, type Round } from "./phases.ts";
import { playerOf } from "./players.ts";
import { roundOf } from "./records.ts";
import { refusals, type Refusal } from "./refusals.ts";
import type { Table } from "./table.ts";

type Answering = Extract<Act, { kind: "say" | "open" | "fill" | "send" }>;

/** Takes answers: by one letter, or by a form that is sent whole or filled in menu by menu. */
export function makeAnswering(table: Table, { store }: { readonly store: Store }) {
  const give = async (
    request: Request,
    token: string,
    act: Answering,
    showing: Showing,
    answer: Answer,
  ): Promise<Reply> => {
    const { question, vote } = act;
    const { correct } = grade(showing.item, answer);
    const done = await table.play(request, token, { kind: "answer", question, vote, answer, correct });
    if (done === "again") return say("I have that press already. What you answered last counts.");
    if (!done || "refused" in done) return say(refusals[done?.refused ?? "over"]);
    const isOpen = done.round.phase === "asking" && done.round.question === question;
    const next = done.round.phase === "talking" ? "now you talk it over" : "here comes the result";
    const stands = isOpen ? "You can change it until the question closes." : `That was the last one: ${next}.`;
    const team = isOver(done.round) ? undefined : playerOf(done.round, request.learner)?.team;
    const yours = team === undefined ? "Your answer" : `Your answer for the team ${team}`;
    return say(`${yours} is ${answerInWords(showing, answer)}. ${stands}`, [
      flagChoice(showing.item),
      { label: "Leave", command: `play ${token} leave` },
    ]);
  };

  const withdrawn = async ({ at }: Request, token: string): Promise<Reply> => {
    const done = await store.write((tx) => table.turn(tx, token, () => ({ kind: "withdrawn", at })));
    return say(refusals[done && "refused" in done ? done.refused : "over"]);
  };

  return async (request: Request, token: string, act: Answering): Promise<Reply> => {
    const { round, place } = (await store.read((db) => roundOf(db, token))) ?? {};
    if (!round || !place) return say(refusals.over);
    const showing = table.showingOf(round, act.question);
    if (!showing) return round.setup.questions[act.question] ? withdrawn(request, token) : say(refusals.movedOn);
    if (act.kind === "say") {
      const answer = readLetter(showing, act.letter);
      return answer ? give(request, token, act, showing, answer) : say(refusals.movedOn);
    }
    const late = whyNot(round, act);
    if (late) return say(refusals[late]);
    const filling: Filling = {
      ...{ question: questionName(token, act.question), learner: request.learner, vote: act.vote, mode: "round" },
      ...{ place, showing, standing: fromDraft(showing, standing(round, request.learner)) },
    };
    if (act.kind === "send") {
      const answer = await sentAnswer(store, filling, act.entered);
      return "refused" in answer ? say(answer.refused) : give(request, token, act, showing, answer);
    }
    const at = `${String(act.question)}.${String(act.vote)}`;
    const commands = { send: `play ${token} send.${at}`, fill: `play ${token} fill.${at}` };
    return showForm(store, filling, commands, act.kind === "fill" ? { ...act, at: request.at } : undefined);
  };
}

/** What somebody has answered before, to be changed. */
function standing(round: Round, learner: string): Answer | undefined {
  return round.phase === "asking" ? round.ballot.answers.find((given) => given.learner === learner)?.answer : undefined;
}

/** Whether an open form is still of use, before the machine has the last word. */
function whyNot(round: Round, { question, vote }: Answering): Refusal | undefined {
  if (isOver(round)) return "over";
  if (round.phase === "lobby") return "notStarted";
  if (round.question !== question) return "otherQuestion";
  if (round.phase === "talking") return "stillTalking";
  if (round.phase === "revealing") return "tooLate";
  return voteOf(round) === vote ? undefined : "otherVote";
}
