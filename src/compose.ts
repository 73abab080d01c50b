import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { AlarmHandler, Alarms } from "./alarms/alarms.ts";
import { answersKeeper } from "./answers/answers.ts";
import { makeAsk, type Ask, type TellMaintainers } from "./ask/ask.ts";
import { makeBrowse } from "./browse/browse.ts";
import { makeChanges } from "./changes/changes.ts";
import { writeCommand } from "./command.ts";
import {
  hasDirectMessages,
  type Community,
  type Delivery,
  type Managed,
  type Posted,
  type Reply,
  type Request,
} from "./conversation.ts";
import { isAnythingWaiting, outboxKeeper, takeWaiting } from "./delivery/records.ts";
import { makeMockExams } from "./exam/mock-exam.ts";
import { makeFlags } from "./inbox/inbox.ts";
import { inboxKeeper, keep } from "./inbox/records.ts";
import { loadLibrary, writeFaults, type Library } from "./knowledge/library.ts";
import { makeDaily } from "./daily/daily.ts";
import { expectedOf, openItems, schedulesOfLearner, zoneOf } from "./daily/expected.ts";
import { makeGoals } from "./goal/goals.ts";
import { makeLearn } from "./learn/learn.ts";
import { makeLearners } from "./learners/learners.ts";
import { makeProgress } from "./progress/progress.ts";
import { makeStreaks } from "./progress/streaks.ts";
import { makeQuiz } from "./quiz/quiz.ts";
import { makeReminders } from "./reminders/reminders.ts";
import type { Keeper } from "./store/keeper.ts";
import { sleep } from "./sleep.ts";
import type { Database, Store, Tx } from "./store/store.ts";
import { troubleOf, whatToDo } from "./store/trouble.ts";
import { deckKeeper } from "./study/records.ts";
import { makeQuizOn } from "./study/quiz-on.ts";
import { makeStudy } from "./study/study.ts";
import { makeTutor, type Tutor } from "./tutor.ts";
import { dueSection, modulesSection, streakSection } from "./welcome/sections.ts";
import { makeWelcome } from "./welcome/welcome.ts";

/** The knowledge that comes with the project: beside `src` and beside `dist` alike. */
export const knowledgeFolder = fileURLToPath(new URL("../knowledge", import.meta.url));

/** Where is remembered on this machine, if nothing else is said. */
export const usualFile = fileURLToPath(new URL("../data/tutor.db", import.meta.url));

/** A team's own knowledge, if there is any. */
export function ownFolder(): string | undefined {
  return process.env["KNOWLEDGE_DIR"]?.trim() || undefined;
}

/** The knowledge, with a team's own on top, or its faults on standard error and the end of the process. */
export function openLibrary(folder = knowledgeFolder, own?: string): Library {
  const loaded = loadLibrary(folder, own);
  if ("library" in loaded) return loaded.library;
  console.error(writeFaults(loaded.faults));
  process.exit(1);
}

/** How long an answer waits for what else there is to tell, in milliseconds. */
const patience = 300;

/** What a tutor that remembers needs. */
export type Remembering = {
  readonly store: Store;
  readonly alarms: Alarms;
  /** Sends a post once the transaction is committed. */
  readonly send: (tx: Tx, delivery: Delivery) => Promise<void>;
};

export type Surroundings = {
  /** Is told of failures, without what was typed. */
  readonly log?: (line: string) => void;
  /** The machine's clock, in milliseconds since 1970, if left out. */
  readonly now?: () => number;
  /** Shows a reply to a whole channel, where there are channels. */
  readonly publish?: (delivery: Delivery) => Promise<Posted>;
  /** Left out where nothing is remembered: the tutor then has no commands that save. */
  readonly remembering?: Remembering;
  /** Does what must not be lost again and again until it is done; once, if left out. */
  readonly persist?: (work: () => Promise<void>) => Promise<void>;
  /** Whether maintainers read what learners send them. */
  readonly hasMaintainers?: boolean;
  /** Whether somebody manages a place, or all that is around it, where their request does not say; a place, if left out. */
  readonly mayManage?: (request: Request, what?: Managed) => Promise<boolean>;
};

/** A tutor, and what it does of its own accord. */
export type Opened = {
  readonly ask: Ask;
  readonly tutor: Tutor;
  /** Hears the alarms that its features set. */
  readonly ring: AlarmHandler;
  /** A post of that key can be shown no more. */
  readonly lost: (key: string) => Promise<void>;
  /** A post of that key is there since a time. */
  readonly posted: (key: string, at: number) => Promise<void>;
};

/** A tutor on some knowledge. */
export function openTutor(library: Library, surroundings: Surroundings = {}): Opened {
  const { log = console.error, publish = () => Promise.resolve("failed" as const), remembering } = surroundings;
  const { persist = (work: () => Promise<void>) => work(), hasMaintainers = true, now = Date.now } = surroundings;
  const shared = {
    newReference: () => randomUUID().slice(0, 8),
    report: (error: unknown, request: Request, reference: string) => {
      const trouble = troubleOf(error);
      const told = trouble
        ? whatToDo(trouble)
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error);
      log(`[${reference}] ${request.place.platform} ${request.command.name} failed: ${told}`);
    },
    publish,
  };
  const browse = makeBrowse(library);
  if (!remembering) {
    const ask = makeAsk(library);
    const nothing = () => Promise.resolve();
    return { ask, tutor: makeTutor([ask, browse], shared), ring: nothing, lost: nothing, posted: nothing };
  }
  const { store, alarms, send } = remembering;
  const tellMaintainers: TellMaintainers = (request, question, notThis) =>
    store.write(async (tx) => {
      await learners.meet(tx, request);
      const [kind, text] =
        notThis === undefined
          ? (["question", question] as const)
          : (["not-this", `not ${notThis}: ${question}`] as const);
      return keep(tx, { kind, learner: request.learner, text, at: request.at });
    });
  const ask = makeAsk(library, {
    ...(hasMaintainers ? { tellMaintainers } : {}),
    quizOn: makeQuizOn(library),
  });
  const keepers: Keeper[] = [answersKeeper, deckKeeper, inboxKeeper, outboxKeeper, ask.keeper];
  const learners = makeLearners({
    ...{ store, keepers, send },
    usualZone: async (db, learner, at) => (await schedulesOfLearner(db, learner, at))[0]?.schedule.recurrence.zone,
    async moved(...move) {
      await reminders.moved(...move);
      await goals.moved(...move);
    },
  });
  const around = {
    ...{ store, alarms, send, learners, entryOf: ask.names.resolve, now },
    newToken: () => randomUUID().replaceAll("-", "").slice(0, 12),
    mayManage: surroundings.mayManage ?? (() => Promise.resolve(false)),
  };
  const quiz = makeQuiz(library, { ...around, zoneOf, openItems });
  const streaks = makeStreaks({ learners, expectedOf });
  const streakOf = async (db: Database, learner: string, at: number) => (await streaks(db, learner, at)).days;
  const daily = makeDaily(library, { ...around, streakOf });
  const reminders = makeReminders(library, around);
  const progress = makeProgress({
    ...around,
    zoneOf: (place) => store.read((db) => zoneOf(db, place)),
    streakOf: (learner, at) => store.read((db) => streakOf(db, learner, at)),
  });
  const zoneOfLearner = async (db: Database, learner: string, at: number) => (await expectedOf(db, learner, at)).zone;
  const learn = makeLearn(library, { ...around, zoneOf: zoneOfLearner });
  const study = makeStudy(library, { ...around, zoneOf: zoneOfLearner, lessons: learn });
  const goals = makeGoals(library, {
    ...{ ...around, zoneOf: zoneOfLearner, stopReminders: reminders.stop },
    learnedOf: async (db, learner) =>
      new Map(
        (await learn.lessonsOf(db, learner)).flatMap(({ lesson, readOn }) => (readOn ? [[lesson.id, readOn]] : [])),
      ),
    starts: { lesson: "learn", mock: "exam" },
  });
  const exams = makeMockExams(library, { ...around, zoneOf: zoneOfLearner });
  const welcome = makeWelcome({
    ...{ store, meet: learners.meet },
    sections: [dueSection, streakSection(streakOf), modulesSection(library)],
    understands: (text) => writeCommand(tutor.grammar.parse(text)) === text,
  });
  // They show names, which learners know, who forget by keepers.
  keepers.push(...[goals, quiz, daily, reminders, learn, study, exams, progress, welcome].map(({ keeper }) => keeper));
  const flags = makeFlags(library, { store, meet: learners.meet });
  /** An answer is worth more than what else there is to tell: that can wait until the records can be reached. */
  const inTime = <T>(work: Promise<T>): Promise<T | undefined> =>
    Promise.race([work, sleep(patience).then(() => undefined)]).catch(() => undefined);
  const takeInTime = async (learner: string): Promise<readonly Reply[]> => {
    const waits = await inTime(isAnythingWaiting(store, learner));
    return waits ? takeWaiting(store, learner, now()).catch(() => []) : [];
  };
  const waiting = ({ learner, place }: Request) =>
    hasDirectMessages[place.platform] ? undefined : () => takeInTime(learner);
  const changes = makeChanges(library, { store, inTime });
  keepers.push(changes.keeper);
  const leave = (community: Community) => persist(() => learners.left(community));
  // Slack tells when somebody comes; in Discord they come with a question.
  const introduce = (request: Request) =>
    request.place.platform === "discord" && !welcome.knows(request.learner)
      ? async () => (await inTime(welcome.introduce(request))) ?? []
      : undefined;
  const doors = [ask, browse, quiz, daily, reminders, goals, learn, study, exams, progress, learners, flags, welcome];
  const tutor = makeTutor(doors, {
    ...{ ...shared, left: leave, waiting, introduce },
    ...{ news: changes.news, greet: welcome.greet },
  });
  const ring: AlarmHandler = (tx, alarm) => {
    const whose = [daily, reminders, goals, exams].find(({ rows }) =>
      rows.some(({ name }) => name === alarm.command.name),
    );
    return (whose ?? quiz).ring(tx, alarm);
  };
  const lost = async (key: string) => {
    await quiz.lost(key);
    await daily.lost(key);
  };
  return { ask, tutor, ring, lost, posted: quiz.posted };
}
