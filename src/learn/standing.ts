import { answersOf } from "../answers/records.ts";
import { checks, type Lesson } from "../knowledge/lesson.ts";
import type { Library } from "../knowledge/library.ts";
import type { LocalDate } from "../learners/zones.ts";
import type { Database } from "../store/store.ts";
import { learnedOn } from "./learned.ts";
import { placesOf } from "./records.ts";

/** `read`: all its cards were, and its check is still to be passed. */
export const lessonStates = ["new", "begun", "read", "learned"] as const;
export type LessonState = (typeof lessonStates)[number];

/** How a learner stands with a lesson. */
export type Standing = {
  readonly lesson: Lesson;
  readonly state: LessonState;
  /** The card that was shown last, from 1; 0 for a lesson that is new. */
  readonly card: number;
  /** When it was opened last, in milliseconds since 1970. */
  readonly at?: number;
  readonly readOn?: LocalDate;
  readonly learnedOn?: LocalDate;
};

export type Lessons = {
  /** All lessons, in the order of the course. */
  readonly lessonsOf: (db: Database, learner: string) => Promise<readonly Standing[]>;
  /** Nothing for a lesson that there is not. */
  readonly lessonOf: (db: Database, learner: string, lesson: string) => Promise<Standing | undefined>;
};

/** Tells where learners stand, from the cards that they read and the log of their answers. */
export function makeLessons({ lessons, items }: Library): Lessons {
  const checking = new Map(
    lessons.map((lesson) => [lesson.id, new Set(items.filter((item) => checks(item, lesson)).map(({ id }) => id))]),
  );

  const lessonsOf = async (db: Database, learner: string): Promise<Standing[]> => {
    const places = await placesOf(db, learner);
    const anyRead = [...places.values()].some(({ read_on }) => read_on !== null);
    const answers = anyRead ? await answersOf(db, learner) : [];
    return lessons.map((lesson): Standing => {
      const row = places.get(lesson.id);
      if (!row) return { lesson, state: "new", card: 0 };
      const { card, at, read_on: readOn } = row;
      if (readOn === null) return { lesson, state: "begun", card, at };
      const day = learnedOn(answers.filter(({ item }) => checking.get(lesson.id)?.has(item)), readOn); // prettier-ignore
      return day === undefined
        ? { lesson, state: "read", card, at, readOn }
        : { lesson, state: "learned", card, at, readOn, learnedOn: day };
    });
  };

  return {
    lessonsOf,
    async lessonOf(db, learner, id) {
      return (await lessonsOf(db, learner)).find(({ lesson }) => lesson.id === id);
    },
  };
}

/** Whether the check of a lesson can make it learned on that day. */
export function isCheckReady({ state, readOn }: Standing, today: LocalDate): boolean {
  return state === "read" && readOn !== undefined && readOn < today;
}

/**
 * What the course goes on with: a check that is ready, else the lesson that was opened last and not read to its end, else
 * the first new one. Nothing where all is read.
 */
export function nextIn(standings: readonly Standing[], today: LocalDate): Standing | undefined {
  const begun = standings.filter(({ state }) => state === "begun").sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
  return (
    standings.find((standing) => isCheckReady(standing, today)) ??
    begun[0] ??
    standings.find(({ state }) => state === "new")
  );
}
