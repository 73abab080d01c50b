import { latestInMode } from "../answers/records.ts";
import type { Reply, Request } from "../conversation.ts";
import { show } from "../items/showing.ts";
import { areBothRight } from "../knowledge/both-right.ts";
import type { Library } from "../knowledge/library.ts";
import { say } from "../replies.ts";
import { isFirstTime } from "../seen/records.ts";
import type { Database } from "../store/store.ts";
import type { Act } from "./act.ts";
import {
  answerDrill,
  beginDrill,
  bestOf,
  drillQuestion,
  drillRefusals,
  isTimeUp,
  tally,
  type Drill,
  type Given,
  type Tally,
} from "./drill.ts";
import { drillOver, drillReply } from "./drill-view.ts";
import { deskOf, heldDesk, saveDesk } from "./records.ts";
import { questionName, recordAnswer, tokenOf, type StudySurroundings } from "./recording.ts";

/** How many of a learner's latest answers in drills say what their best one was. */
const answersLookedAt = 2000;

/** Matches services against the clock. */
export function makeDrilling(library: Library, surroundings: StudySurroundings) {
  const { store, learners, newToken } = surroundings;

  const showingOf = (drill: Drill, question: number) =>
    show(drillQuestion(library, drill, question), questionName("drill", drill.token, question));

  /** The open question, or how it went once the time is up. `last`: what was answered just now. */
  const shown = async (db: Database, { learner, at }: Request, drill: Drill, last?: Given): Promise<Reply> => {
    if (!isTimeUp(drill, at)) return drillReply(drill, showingOf(drill, drill.answers.length), library.entries, last);
    const best = await bestBefore(db, learner, drill.token);
    return drillOver(drill, best, library.entries);
  };

  const start = async (request: Request): Promise<Reply> => {
    const { learner, at } = request;
    const drill = await store.write(async (tx) => {
      const isFirst = await isFirstTime(tx, request.id, at);
      await learners.meet(tx, request);
      const desk = await heldDesk(tx, learner);
      if (desk.drill && (!isFirst || !isTimeUp(desk.drill, at))) return desk.drill;
      const begun = beginDrill(`s-${newToken()}`, at);
      await saveDesk(tx, learner, { ...desk, drill: begun });
      return begun;
    });
    return store.read((db) => shown(db, request, drill));
  };

  /** An answer to the question of that number; to the open one, if it was typed. */
  const give = async (request: Request, given: string, question?: number): Promise<Reply> => {
    const { learner, at } = request;
    const done = await store.write(async (tx): Promise<{ drill: Drill; last?: Given } | Reply> => {
      const isFirst = await isFirstTime(tx, request.id, at);
      await learners.meet(tx, request);
      const desk = await heldDesk(tx, learner);
      const { drill } = desk;
      if (!drill) return noDrill;
      if (!isFirst) return { drill, ...lastOf(drill) };
      const number = question ?? drill.answers.length;
      const { item } = showingOf(drill, number);
      const [service = ""] = item.answers;
      const taken = answerDrill(drill, { question: number, service, given: meant(given, service), at });
      if ("refused" in taken) return say(drillRefusals[taken.refused]);
      if ("timeUp" in taken) return { drill };
      const answer = { kind: "options", ids: [taken.given.given] } as const;
      const { tookMs } = taken.given;
      const said = { mode: "drill", token: drill.token, question: number, item, answer, tookMs } as const;
      await recordAnswer(tx, request, said, surroundings);
      await saveDesk(tx, learner, { ...desk, drill: taken.drill });
      return { drill: taken.drill, last: taken.given };
    });
    return "parts" in done ? done : store.read((db) => shown(db, request, done.drill, done.last));
  };

  /** Who types the other of two right answers is right. */
  const meant = (given: string, service: string): string => {
    const [said, key] = [library.entries.get(given), library.entries.get(service)];
    return said && key && areBothRight(said, key) ? service : given;
  };

  const act = async (request: Request, token: string, { question, letter }: Hit): Promise<Reply> => {
    const { drill } = await store.read((db) => deskOf(db, request.learner));
    if (drill?.token !== token) return noDrill;
    const slot = showingOf(drill, question).slots[letter.charCodeAt(0) - 65];
    return slot ? give(request, slot.id, question) : say(drillRefusals.movedOn);
  };

  return {
    /** `drill`, and `drill Clarify` where that answers the open question. */
    say: (request: Request, typed: string | undefined) => (typed === undefined ? start(request) : give(request, typed)),
    act,
  };
}

type Hit = Extract<Act, { kind: "hit" }>;

const noDrill = say(drillRefusals.noDrill, [{ label: "60-second drill", command: "drill" }]);

function lastOf({ answers }: Drill): { last?: Given } {
  const last = answers.at(-1);
  return last ? { last } : {};
}

/** The best of a learner's drills, but for one; a drill is what the answer log says of it. */
async function bestBefore(db: Database, learner: string, but: string): Promise<Tally | undefined> {
  const drills = new Map<string, { correct: boolean; tookMs: number }[]>();
  for (const { question, correct, took_ms } of await latestInMode(db, learner, "drill", answersLookedAt)) {
    const token = tokenOf(question);
    if (token !== but) drills.set(token, [...(drills.get(token) ?? []), { correct: correct === 1, tookMs: took_ms }]);
  }
  return bestOf([...drills.values()].map(tally));
}
