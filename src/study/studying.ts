import { unsent } from "../answers/answers.ts";
import { sentAnswer, showForm, type Filling } from "../answers/filling.ts";
import { latestInMode } from "../answers/records.ts";
import type { Reply, Request } from "../conversation.ts";
import { readLetter } from "../items/form.ts";
import { grade, type Answer } from "../items/grade.ts";
import type { Library } from "../knowledge/library.ts";
import { say } from "../replies.ts";
import { isFirstTime } from "../seen/records.ts";
import type { Database, Tx } from "../store/store.ts";
import type { Act } from "./act.ts";
import { rate, readCard, writeCard } from "./cards.ts";
import { moved, openOn, putOn, type Desk } from "./desk.ts";
import { isSlow } from "./rating.ts";
import { outcomeOf } from "./outcome.ts";
import { cardOf, deskOf, heldDesk, putCard, saveDesk } from "./records.ts";
import { questionName, recordAnswer, type StudySurroundings } from "./recording.ts";
import { makeShelf } from "./shelf.ts";
import {
  begin,
  questionOf,
  refusals,
  step,
  whyNotAnswered,
  type Effect,
  type Refusal,
  type Sitting,
  type SittingEvent,
} from "./sitting.ts";
import { finishedReply, leftReply, openingLine, press, questionReply, resumedLine, toldReply } from "./view.ts";
import { aboutInWords, type Wish } from "./wish.ts";

/** How many earlier answers say how quick somebody is. */
const timesLookedAt = 50;

/** Leads learners through their sittings. */
export function makeStudying(library: Library, surroundings: StudySurroundings) {
  const { store, learners, newToken } = surroundings;
  const shelf = makeShelf(library);

  const carryOut = async (tx: Tx, learner: string, effects: readonly Effect[]) => {
    for (const { item, before, rating, at } of effects) {
      if (!shelf.isKept(item)) continue;
      const card = rate(readCard(before), rating, at);
      await putCard(tx, { learner, item, due: card.due, card: writeCard(card) });
    }
  };

  /** Where a sitting is, in words. */
  const shown = async (db: Database, request: Request, { sitting, desk }: Here, first?: string): Promise<Reply> => {
    const showing = shelf.showingOf(sitting, questionOf(sitting));
    if (sitting.phase === "left") return leftReply(sitting);
    if (sitting.phase === "finished" || !showing) {
      const missed = sitting.results.flatMap(({ correct }, i) => (correct ? [] : shelf.named(sitting, i)));
      const outcome = sitting.phase === "finished" ? await outcomeOf(db, request, sitting, surroundings) : undefined;
      return finishedReply(sitting, [...new Set(missed)], desk.aside, outcome);
    }
    const result = sitting.results.at(-1);
    if (sitting.phase === "asking" || !result) return questionReply(sitting, showing, first);
    const { learner } = request;
    const card = readCard(await cardOf(db, learner, showing.item.id));
    const { answer } = result;
    const mixedUp = result.correct ? undefined : await shelf.mixedUpBy(db, learner, { showing, answer });
    const told = { showing, answer, result, due: card?.due, mixedUp, at: result.at };
    return toldReply(sitting, told, library.entries, first);
  };

  const start = async (request: Request, wish: Wish): Promise<Reply> => {
    const { learner, at } = request;
    const done = await store.write(async (tx): Promise<Here & { first?: string }> => {
      const isFirst = await isFirstTime(tx, request.id, at);
      await learners.meet(tx, request);
      const desk = await heldDesk(tx, learner);
      const open = openOn(desk);
      const same = isFirst ? open && goesOn(open, wish) && open : desk.sitting;
      if (same) {
        const resumed = step(same, { kind: "resume", at });
        const sitting = shelf.askable("sitting" in resumed ? resumed.sitting : same, at);
        const next = moved(desk, sitting);
        await saveDesk(tx, learner, next);
        return { sitting, desk: next, first: resumedLine(sitting) };
      }
      const token = `s-${newToken()}`;
      const questions = await shelf.draw(tx, learner, wish, { token, now: at });
      const sitting = begin({
        ...{ token, startedAt: at, about: aboutInWords(wish), questions },
        ...(wish.lesson ? { lesson: wish.lesson.id } : {}),
      });
      if (questions.length === 0) return { sitting, desk };
      const { drill } = desk;
      const next = putOn(wish.afresh ? { ...(drill ? { drill } : {}) } : desk, sitting);
      await saveDesk(tx, learner, next);
      return { sitting, desk: next, first: openingLine(sitting) };
    });
    if (done.sitting.setup.questions.length === 0)
      return say(`I have no practice questions on ${done.sitting.setup.about} yet.`, [
        { label: "Study what I need most", command: "study" },
      ]);
    return store.read((db) => shown(db, request, done, done.first));
  };

  /** Does what an event does to a sitting, if it comes for the first time, and shows where that leads. */
  const go = async (
    request: Request,
    token: string,
    eventOf: (tx: Tx, sitting: Sitting) => Promise<SittingEvent>,
    then: (tx: Tx, sitting: Sitting) => Promise<void> = () => Promise.resolve(),
  ): Promise<Reply> => {
    const { learner, at } = request;
    const done = await store.write(async (tx): Promise<(Here & { refused?: Refusal }) | undefined> => {
      const isFirst = await isFirstTime(tx, request.id, at);
      await learners.meet(tx, request);
      const desk = await heldDesk(tx, learner);
      const sitting = sittingOn(desk, token);
      // A press that comes again, perhaps after another one, must not undo that.
      if (!sitting || !isFirst) return sitting && { sitting, desk };
      const moving = step(sitting, await eventOf(tx, sitting));
      if ("refused" in moving) return { sitting, desk, refused: moving.refused };
      await then(tx, moving.sitting);
      await carryOut(tx, learner, moving.effects);
      const now = shelf.askable(moving.sitting, at);
      const next = moved(desk, now);
      await saveDesk(tx, learner, next);
      return { sitting: now, desk: next };
    });
    if (!done) return unknown;
    const { refused: why } = done;
    if (why !== undefined && why !== "answered") return refused(why, done.sitting);
    return store.read((db) => shown(db, request, done, why && refusals[why]));
  };

  const give = (request: Request, token: string, question: number, answer: Answer): Promise<Reply> =>
    go(
      request,
      token,
      async (tx, sitting) => {
        const item = shelf.showingOf(sitting, question)?.item;
        const earlier = await latestInMode(tx, request.learner, "study", timesLookedAt);
        const took = sitting.phase === "asking" ? request.at - sitting.askedAt : 0;
        return {
          ...{ kind: "answer", question, answer, at: request.at },
          correct: item !== undefined && grade(item, answer).correct,
          slow: isSlow(took, earlier.map(({ took_ms }) => took_ms)), // prettier-ignore
          before: item ? await cardOf(tx, request.learner, item.id) : "",
        };
      },
      async (tx, sitting) => {
        const [item, result] = [shelf.showingOf(sitting, question)?.item, sitting.results.at(-1)];
        if (!item || !result) return;
        const said = { mode: "study" as const, token, question, item, answer, tookMs: result.tookMs };
        await recordAnswer(tx, request, said, surroundings);
      },
    );

  const form = async (request: Request, sitting: Sitting, question: number, fill?: Extract<Act, { kind: "fill" }>) => {
    const { setup } = sitting;
    const showing = shelf.showingOf(sitting, question);
    const why = showing ? whyNotAnswered(sitting, question) : "movedOn";
    if (!showing || why !== undefined) return refused(why ?? "movedOn", sitting);
    const filling = fillingOf(request, sitting, question, showing);
    const commandOf = (name: string) => `sit ${setup.token} ${name}.${String(question)}`;
    const commands = { send: commandOf("send"), fill: commandOf("fill") };
    return showForm(store, filling, commands, fill && { ...fill, at: request.at });
  };

  const send = async (request: Request, sitting: Sitting, { question, entered }: Extract<Act, { kind: "send" }>) => {
    const showing = shelf.showingOf(sitting, question);
    if (!showing) return refused("movedOn", sitting);
    const filling = fillingOf(request, sitting, question, showing);
    const answer = await sentAnswer(store, filling, entered);
    return "refused" in answer ? say(answer.refused) : give(request, sitting.setup.token, question, answer);
  };

  const act = async (request: Request, token: string, act: Exclude<Act, { kind: "hit" }>): Promise<Reply> => {
    const sitting = sittingOn(await store.read((db) => deskOf(db, request.learner)), token);
    if (!sitting) return unknown;
    switch (act.kind) {
      case "say": {
        const showing = shelf.showingOf(sitting, act.question);
        const answer = showing && readLetter(showing, act.letter);
        return answer ? give(request, token, act.question, answer) : refused("movedOn", sitting);
      }
      case "open":
        return form(request, sitting, act.question);
      case "fill":
        return form(request, sitting, act.question, act);
      case "send":
        return send(request, sitting, act);
      case "guessed":
      case "leave":
        return go(request, token, () => Promise.resolve(act));
      case "next":
        return go(request, token, () => Promise.resolve({ ...act, at: request.at }));
      case "resume":
        return go(request, token, () => Promise.resolve({ ...act, at: request.at }));
    }
  };

  return { start, act };
}

type Here = { readonly sitting: Sitting; readonly desk: Desk };

const unknown = say(refusals.unknown, [{ label: "Study", command: "study" }]);

function sittingOn({ sitting, aside }: Desk, token: string): Sitting | undefined {
  return [sitting, aside].find((one) => one?.setup.token === token);
}

/** Whether a wish is for the sitting that is open. */
function goesOn({ setup }: Sitting, wish: Wish): boolean {
  if (wish.afresh) return false;
  return (!wish.about && !wish.weakSpots && !wish.level) || setup.about === aboutInWords(wish);
}

function refused(why: Refusal, sitting: Sitting): Reply {
  if (why === "away") return say(refusals.away, [press("Go on", sitting, "resume")]);
  return say(refusals[why], why === "over" || why === "unknown" ? [{ label: "Study", command: "study" }] : []);
}

function fillingOf({ learner, place }: Request, sitting: Sitting, question: number, showing: Filling["showing"]) {
  const name = questionName("study", sitting.setup.token, question);
  return { question: name, learner, vote: unsent, mode: "study" as const, place, showing, standing: [] };
}
