import type { Alarms } from "../alarms/alarms.ts";
import type { Alarm } from "../alarms/records.ts";
import { record, unsent } from "../answers/answers.ts";
import { sentAnswer, showForm, type Filling } from "../answers/filling.ts";
import { deleteDraft } from "../answers/records.ts";
import { offered, tokens, type Door } from "../command.ts";
import { directMessage, type Delivery, type Reply, type Request } from "../conversation.ts";
import { fromDraft, readLetter } from "../items/form.ts";
import type { Answer } from "../items/grade.ts";
import type { Library } from "../knowledge/library.ts";
import { dayOf } from "../learners/learner.ts";
import type { Learners } from "../learners/learners.ts";
import { say } from "../replies.ts";
import { isFirstTime } from "../seen/records.ts";
import type { Keeper } from "../store/keeper.ts";
import type { Database, Store, Tx } from "../store/store.ts";
import { addToDeck } from "../study/records.ts";
import { readAct, type Act } from "./act.ts";
import { consistency } from "./consistency.ts";
import {
  beginExam,
  isTimeUp,
  openIn,
  refusals,
  step,
  type Exam,
  type ExamEvent,
  type Refusal,
  type Submitted,
  type UnderWay,
} from "./exam.ts";
import { alarmKey, makeExamsKeeper } from "./forgetting.ts";
import { makePaper } from "./paper.ts";
import { addExam, examsOf, heldExam, liveExam, saveExam, type StoredExam } from "./records.ts";
import { explanationReply, missesFirst, reportReply, timeUpLine } from "./report-view.ts";
import { rows } from "./rows.ts";
import {
  begunLine,
  goneReply,
  handInQuestion,
  offerReply,
  overviewReply,
  questionReply,
  resumedLine,
  stoppedReply,
  stopQuestion,
} from "./view.ts";
import { readWish, type Wish } from "./wish.ts";

export type MockExams = Door & {
  /** Hears the alarm at the end of an exam's time. */
  readonly ring: (tx: Tx, alarm: Alarm) => Promise<void>;
  readonly keeper: Keeper;
};

export type MockExamSurroundings = {
  readonly store: Store;
  readonly alarms: Alarms;
  readonly send: (tx: Tx, delivery: Delivery) => Promise<void>;
  readonly learners: Pick<Learners, "meet" | "get">;
  readonly newToken: () => string;
  readonly now: () => number;
  /** The zone that a learner's days go by, where they have set none. */
  readonly zoneOf: (db: Database, learner: string, at: number) => Promise<string>;
};

/** Mock exams for one: from the questions that are kept for them, against the clock, told at the end. */
export function makeMockExams(library: Library, surroundings: MockExamSurroundings): MockExams {
  const { store, alarms, send, learners, newToken, now, zoneOf } = surroundings;
  const paper = makePaper(library.items);

  /** Writes down what a handed-in exam comes to. How many questions were put into the deck for what was missed. */
  const close = async (tx: Tx, learner: string, exam: Submitted): Promise<void> => {
    const { setup, answers, at } = exam;
    await alarms.cancel(tx, alarmKey(setup.token));
    const localDate = dayOf(await learners.get(tx, learner), at, await zoneOf(tx, learner, at));
    const given = setup.questions.length - openIn(exam).length;
    const tookMs = given === 0 ? 0 : (at - setup.startedAt) / given;
    for (const [question, answer] of answers.entries()) {
      await deleteDraft(tx, questionName(exam, question), learner, unsent);
      const item = paper.itemOf(exam, question);
      if (!item || !answer) continue; // a blank is wrong in the score; it is no answer to learn from
      await record(tx, {
        ...{ question: questionName(exam, question), learner, vote: 1, mode: "exam" },
        ...{ place: directMessage(learner), item, chosen: answer, tookMs, at, localDate },
      });
    }
    // Who was away all the time has missed nothing that study could mend.
    if (given > 0) await addToDeck(tx, learner, paper.siblings(exam), at);
  };

  /** Does what an event does, and all that comes with the end of an exam. */
  const move = async (tx: Tx, learner: string, stored: StoredExam, event: ExamEvent): Promise<Moved> => {
    const moving = step(stored.exam, event);
    if ("refused" in moving) return { exam: stored.exam, refused: moving.refused };
    const { exam } = moving;
    await saveExam(tx, { ...stored, exam });
    if (exam.phase === "submitted") await close(tx, learner, exam);
    if (exam.phase === "abandoned") {
      await alarms.cancel(tx, alarmKey(exam.setup.token));
      for (const question of exam.answers.keys()) await deleteDraft(tx, questionName(exam, question), learner, unsent);
    }
    return { exam };
  };

  /** An exam as it is at a time: handed in by the clock, where that was due. */
  const current = async (tx: Tx, learner: string, id: string, at: number): Promise<StoredExam | undefined> => {
    const held = await heldExam(tx, id);
    if (held?.exam.phase !== "underWay" || !isTimeUp(held.exam, at)) return held;
    const { exam } = await move(tx, learner, held, { kind: "timeUp", correct: paper.graded(held.exam), at });
    return { ...held, exam };
  };

  const report = async (db: Database, learner: string, exam: Submitted, first?: string): Promise<Reply> => {
    const exams = (await examsOf(db, learner)).map((stored) => stored.exam);
    const upToThis = exams.slice(0, exams.findIndex(({ setup }) => setup.token === exam.setup.token) + 1);
    const queued = openIn(exam).length < exam.answers.length ? paper.siblings(exam).length : 0;
    const told = { objectives: paper.byObjective(exam), consistency: consistency(upToThis), queued };
    return reportReply(exam, told, library.curriculum, first);
  };

  const shown = (db: Database, learner: string, exam: Exam, first?: string): Promise<Reply> | Reply => {
    switch (exam.phase) {
      case "underWay": {
        const showing = paper.showingOf(exam, exam.question);
        return showing ? questionReply(exam, showing, first) : goneReply(exam);
      }
      case "submitted":
        return report(db, learner, exam, exam.by === "clock" ? timeUpLine(exam) : first);
      case "abandoned":
        return stoppedReply();
    }
  };

  const begin = async (request: Request, { count, minutes }: Wish & { kind: "begin" }): Promise<Reply> => {
    const { learner, at } = request;
    const done = await store.write(async (tx): Promise<{ exam: Exam; first?: string | undefined }> => {
      const isFirst = await isFirstTime(tx, request.id, at);
      await learners.meet(tx, request);
      const past = await examsOf(tx, learner);
      const live = past.find(({ exam }) => exam.phase === "underWay");
      const open = live && (await current(tx, learner, live.id, at));
      if (open?.exam.phase === "underWay") return { exam: open.exam, first: resumedLine(open.exam) };
      const latest = past.at(-1);
      if (!isFirst && latest) return open ?? latest;
      const token = `x-${newToken()}`;
      const seen = past.flatMap(({ exam }) => exam.setup.questions);
      const { items, repeated } = paper.draw(count, seen, token);
      const endsAt = minutes === 0 ? null : at + minutes * 60_000;
      const exam = beginExam({ token, startedAt: at, endsAt, questions: items.map(({ id }) => id) });
      if (!(await addExam(tx, learner, past.length + 1, exam))) {
        const other = await liveExam(tx, learner);
        if (other) return other;
      }
      if (endsAt !== null) await alarms.set(tx, alarmKey(token), endsAt, { name: "exam", arguments: [learner, token] });
      return { exam, first: begunLine(repeated, items.length) };
    });
    return store.read(async (db) => shown(db, learner, done.exam, done.first));
  };

  /** The exam that is under way, or what `exam` says where there is none. */
  const start = async (request: Request, wish: Wish): Promise<Reply> => {
    const { learner, at } = request;
    if (wish.kind === "begin") return begin(request, wish);
    const live = await store.read((db) => liveExam(db, learner));
    const open = live && (await store.write((tx) => current(tx, learner, live.id, at)));
    if (open && wish.kind === "go") {
      const { token } = open.exam.setup;
      return go(request, token, () => ({ kind: "go", question: wish.question - 1, at }));
    }
    if (open?.exam.phase === "underWay" && wish.kind === "stop") return stopQuestion(open.exam);
    if (open?.exam.phase === "underWay") {
      const { to, parts } = await store.read(async (db) =>
        shown(db, learner, open.exam, resumedLine(open.exam as UnderWay)),
      );
      return { to, parts };
    }
    if (open) return store.read(async (db) => shown(db, learner, open.exam));
    if (wish.kind === "refused") return say(wish.told);
    if (wish.kind !== "offer") return say("No mock exam is under way.", [{ label: "Mock exam", command: "exam" }]);
    const seen = (await store.read((db) => examsOf(db, learner))).flatMap(({ exam }) => exam.setup.questions);
    const count = Math.min(wish.count, paper.size);
    const unseen = paper.size - new Set(seen).size;
    const repeated = Math.max(0, count - Math.max(0, unseen));
    return offerReply({ count, minutes: wish.minutes, repeated, wanted: wish.count });
  };

  const go = async (request: Request, token: string, eventOf: (exam: UnderWay) => ExamEvent): Promise<Reply> => {
    const { learner, at } = request;
    const done = await store.write(async (tx): Promise<Moved | undefined> => {
      const isFirst = await isFirstTime(tx, request.id, at);
      await learners.meet(tx, request);
      const found = await find(tx, learner, token);
      const held = found && (await current(tx, learner, found.id, at));
      // A press that comes again, perhaps after another one, must not undo that.
      if (held?.exam.phase !== "underWay" || !isFirst) return held;
      return move(tx, learner, held, eventOf(held.exam));
    });
    if (!done) return unknown;
    const why = done.refused;
    return store.read(async (db) => shown(db, learner, done.exam, why && refusals[why]));
  };

  const act = async (request: Request, token: string, said: Act): Promise<Reply> => {
    const { learner, at } = request;
    const found = await store.read((db) => find(db, learner, token));
    if (!found) return unknown;
    const { exam } = found;
    if (exam.phase !== "underWay" || isTimeUp(exam, at)) {
      if (said.kind === "tell" && exam.phase === "submitted") {
        const page = Math.min(said.page, exam.correct.length - 1);
        return explanationReply(exam, page, paper.showingOf(exam, missesFirst(exam)[page] ?? 0), library.entries);
      }
      return go(request, token, () => ({ kind: "stop", at }));
    }
    switch (said.kind) {
      case "say": {
        const showing = paper.showingOf(exam, said.question);
        const answer = showing && readLetter(showing, said.letter);
        return answer ? give(request, token, said.question, answer) : say(refusals.noQuestion);
      }
      case "open":
      case "fill":
      case "send":
        return onForm(request, exam, said);
      case "go":
      case "flag":
      case "unflag":
        return go(request, token, () => ({ ...said, at }));
      case "overview":
        return overviewReply(exam);
      case "hand":
        if (openIn(exam).length > 0) return handInQuestion(exam);
        return go(request, token, (held) => ({ kind: "submit", correct: paper.graded(held), at }));
      case "handall":
        return go(request, token, (held) => ({ kind: "submit", correct: paper.graded(held), at }));
      case "stop":
        return go(request, token, () => ({ kind: "stop", at }));
      case "tell":
      case "report":
        return store.read(async (db) => shown(db, learner, exam));
    }
  };

  const give = (request: Request, token: string, question: number, answer: Answer) =>
    go(request, token, () => ({ kind: "answer", question, answer, at: request.at }));

  /** A question that takes more than one press. */
  const onForm = async (
    request: Request,
    exam: UnderWay,
    said: Extract<Act, { kind: "open" | "fill" | "send" }>,
  ): Promise<Reply> => {
    const { learner, place, at } = request;
    const { question } = said;
    const { token } = exam.setup;
    const showing = paper.showingOf(exam, question);
    if (!showing) return say(refusals.noQuestion);
    const standing = fromDraft(showing, exam.answers[question] ?? undefined);
    const filling: Filling = {
      ...{ question: questionName(exam, question), learner, vote: unsent, mode: "exam", place, showing, standing },
    };
    if (said.kind === "send") {
      const answer = await sentAnswer(store, filling, said.entered);
      return "refused" in answer ? say(answer.refused) : give(request, token, question, answer);
    }
    const commandOf = (name: string) => `paper ${token} ${name}.${String(question)}`;
    const commands = { send: commandOf("send"), fill: commandOf("fill") };
    return showForm(store, filling, commands, said.kind === "fill" ? { ...said, at } : undefined);
  };

  return {
    rows,
    resolvers: { paper: tokens("x"), "exam-wish": (typed) => (readWish(typed) ? typed : undefined) },
    completers: { "exam-wish": (typed) => offered(["20 28", "40 56", "65 90", "20 untimed", "stop"], typed) },
    async handle(request) {
      const { name, arguments: [first = "", second = ""] } = request.command; // prettier-ignore
      if (name === "exam") {
        const wish = readWish(first);
        if (!wish) throw new Error("a wish holds only what the resolver has read");
        return start(request, wish);
      }
      if (name !== "paper") throw new Error(`mock exams do not take the command "${name}"`);
      const said = readAct(second);
      return said ? act(request, first, said) : unknown;
    },
    async ring(tx, { at, command }) {
      const [learner = "", token = ""] = command.arguments;
      const found = await find(tx, learner, token);
      const held = found && (await heldExam(tx, found.id));
      if (held?.exam.phase !== "underWay") return;
      const time = Math.max(at, now());
      const { exam } = await move(tx, learner, held, { kind: "timeUp", correct: paper.graded(held.exam), at: time });
      if (exam.phase !== "submitted") return;
      const { to, parts } = await report(tx, learner, exam, timeUpLine(exam));
      await send(tx, { key: `exam ${token} over`, place: directMessage(learner), reply: { to, parts } });
    },
    keeper: makeExamsKeeper(alarms),
  };
}

type Moved = { readonly exam: Exam; readonly refused?: Refusal };

const unknown = say(refusals.unknown, [{ label: "Mock exam", command: "exam" }]);

async function find(db: Database, learner: string, token: string): Promise<StoredExam | undefined> {
  return (await examsOf(db, learner)).find(({ exam }) => exam.setup.token === token);
}

/** The question of the answer log that one of a mock exam is. */
function questionName({ setup }: Exam, question: number): string {
  return `exam:${setup.token}:${String(question)}`;
}
