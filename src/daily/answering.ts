import { draft, record, unsent, type Said } from "../answers/answers.ts";
import { sentAnswer, showForm, type Filling } from "../answers/filling.ts";
import { answerOf, answersTo, deleteDraft, draftOf, readChosen } from "../answers/records.ts";
import type { Reply, Request } from "../conversation.ts";
import { fromDraft, readLetter } from "../items/form.ts";
import type { Answer } from "../items/grade.ts";
import type { Showing } from "../items/showing.ts";
import type { Library } from "../knowledge/library.ts";
import { dayOf as ownDay } from "../learners/learner.ts";
import type { Learners } from "../learners/learners.ts";
import { say } from "../replies.ts";
import { isFirstTime } from "../seen/records.ts";
import type { Database, Store } from "../store/store.ts";
import { addToDeck } from "../study/records.ts";
import type { Act } from "./act.ts";
import type { Asking } from "./asking.ts";
import { admit, isOver, questionName, refusals, type Standing, type Taken } from "./day.ts";
import { dayOf, heldDay, type StoredDay } from "./records.ts";
import { gradedView, keptView, questionForOne, resultView, stillOpenView } from "./question-view.ts";

/** How many due days in a row a learner has practised on, up to their own today. */
export type StreakOf = (db: Database, learner: string, at: number) => Promise<number>;

/** Takes answers to dailies, and shows each learner their own result. */
export function makeAnswering(
  { entries }: Library,
  { showProgress, showingOf }: Asking,
  {
    store,
    learners,
    streakOf,
  }: {
    readonly store: Store;
    readonly learners: Pick<Learners, "meet" | "get">;
    readonly streakOf: StreakOf;
  },
) {
  type Here = { readonly stored: StoredDay; readonly showing: Showing };

  const standingOf = async (db: Database, id: string, learner: string) => {
    const question = questionName(id);
    const row = await answerOf(db, question, learner);
    const kept = row ?? (await draftOf(db, question, learner, 1));
    const standing: Standing = row ? "final" : kept ? "kept" : "nothing";
    return { standing, answer: kept && readChosen(kept.chosen), practisedOn: kept?.local_date };
  };

  const give = async (request: Request, { stored, showing }: Here, answer: Answer): Promise<Reply> => {
    const { learner, at } = request;
    const { id } = stored;
    const done = await store.write(async (tx): Promise<Taken | "again" | { refused: keyof typeof refusals }> => {
      // A press that comes again, perhaps after another one, must not undo that.
      if (!(await isFirstTime(tx, request.id, at))) return "again";
      const held = await heldDay(tx, id);
      if (!held) return { refused: "unknown" };
      const { standing, practisedOn } = await standingOf(tx, id, learner);
      const taken = admit(held.day, standing, at);
      if (typeof taken === "object") return taken;
      await learners.meet(tx, request);
      const said: Said = {
        ...{ question: questionName(id), learner, vote: 1, place: held.place, item: showing.item, chosen: answer, at },
        ...{ mode: taken === "late" ? "late" : "daily", tookMs: Math.max(0, at - held.day.askedAt) },
        // An answer that is changed on the morrow was practice of the day before all the same.
        localDate: practisedOn ?? ownDay(await learners.get(tx, learner), at, held.day.zone),
      };
      await deleteDraft(tx, said.question, learner, unsent);
      if (taken === "kept") await draft(tx, said);
      else await record(tx, said);
      if (taken !== "late" && standing === "nothing") await showProgress(tx, held);
      return taken;
    });
    if (typeof done === "object" && done.refused !== "answered") return say(refusals[done.refused]);
    if (done === "kept") return keptView(stored, showing, answer);
    if (done === "final" || done === "late") {
      const streak = await store.read((db) => streakOf(db, learner, at));
      return gradedView(stored, showing, answer, entries, { late: done === "late", streak });
    }
    return result(request, { stored, showing }, typeof done === "object" ? refusals[done.refused] : undefined);
  };

  const result = async (request: Request, here: Here, first?: string): Promise<Reply> => {
    const { learner, at } = request;
    const { id, day } = here.stored;
    const { standing, answer } = await store.read((db) => standingOf(db, id, learner));
    if (day.phase === "skipped") return say(refusals.skipped);
    if (standing === "nothing") return questionForOne(id, day, here.showing, isOver(day, at));
    if (standing === "kept") return stillOpenView(here.stored, here.showing, answer);
    const rows = day.phase === "closed" ? await store.read((db) => answersTo(db, questionName(id))) : undefined;
    const chosen = rows?.filter(({ mode }) => mode === "daily").flatMap((row) => readChosen(row.chosen) ?? []);
    return resultView(here.stored, here.showing, answer, entries, { chosen, first });
  };

  const fillingOf = ({ learner }: Request, { stored, showing }: Here, answer: Answer | undefined): Filling => ({
    ...{ question: questionName(stored.id), learner, vote: unsent, mode: "daily", place: stored.place, showing },
    standing: fromDraft(showing, answer),
  });

  /** Opens the form, chooses in one menu of it, or sends it; what was answered before is its beginning. */
  const form = async (request: Request, here: Here, act: Filled): Promise<Reply> => {
    const { id, day } = here.stored;
    const { learner, at } = request;
    const { standing, answer } = await store.read((db) => standingOf(db, id, learner));
    const taken = admit(day, standing, at);
    if (typeof taken === "object") return result(request, here, refusals[taken.refused]);
    const filling = fillingOf(request, here, answer);
    if (act.kind === "send") {
      const sent = await sentAnswer(store, filling, act.entered);
      return "refused" in sent ? say(sent.refused) : give(request, here, sent);
    }
    const commands = { send: `day ${id} send`, fill: `day ${id} fill` };
    return showForm(store, filling, commands, act.kind === "fill" ? { ...act, at } : undefined);
  };

  return async (request: Request, id: string, act: Act): Promise<Reply> => {
    const stored = await store.read((db) => dayOf(db, id));
    const showing = stored && showingOf(stored);
    if (!stored || !showing) return say(refusals.unknown);
    const here = { stored, showing };
    switch (act.kind) {
      case "say": {
        const answer = readLetter(showing, act.letter);
        return answer ? give(request, here, answer) : say(refusals.unknown);
      }
      case "open":
      case "fill":
      case "send":
        return form(request, here, act);
      case "result":
        return result(request, here);
      case "deck": {
        const { standing } = await store.read((db) => standingOf(db, id, request.learner));
        if (standing !== "final") return say("Answer it first; then I can put it into your deck.");
        const added = await store.write((tx) => addToDeck(tx, request.learner, [stored.day.item], request.at));
        return say(added > 0 ? "It is in your deck now." : "It is in your deck already.");
      }
    }
  };
}

type Filled = Extract<Act, { kind: "open" | "fill" | "send" }>;
