import { answersOf } from "../answers/records.ts";
import type { Library } from "../knowledge/library.ts";
import { localDate, type LocalDate } from "../learners/zones.ts";
import type { Database } from "../store/store.ts";
import { dueTimes } from "../study/records.ts";
import { behindBy, type Goal } from "./goal.ts";
import { plan, type LessonLeft, type Plan } from "./plan.ts";

/** The lessons that somebody has learned, each with their own day of it. */
export type LearnedOf = (db: Database, learner: string) => Promise<ReadonlyMap<string, LocalDate>>;

/** Where a learner stands on the way to their exam. */
export type Standing = {
  readonly today: LocalDate;
  readonly plan: Plan;
  readonly left: readonly LessonLeft[];
  /** Of the whole course. */
  readonly lessons: number;
  /** By so many lessons the learner is behind what was planned when the goal was set. */
  readonly behind: number;
};

type Aim = Pick<Goal, "examOn" | "minutes" | "zone" | "planned">;

/** An answer takes a minute, by the clock of the plan. */
const answerMinutes = 1;

export type StandingOf = (db: Database, learner: string, aim: Aim, at: number) => Promise<Standing>;

/** Plans from today on, by what is learned and due. The exam is later than today. */
export function makeStanding({ lessons, curriculum }: Pick<Library, "lessons" | "curriculum">, learnedOf: LearnedOf) {
  const weights = new Map(
    curriculum.modules.flatMap(({ objectives }) => objectives.map(({ id, exam }) => [id, exam.length] as const)),
  );
  const all = lessons.map(({ id, of, title, kind, cards }): LessonLeft => {
    return { id, title, kind, cards: cards.length, weight: weights.get(of) ?? 0 };
  });
  const standing: StandingOf = async (db, learner, { examOn, minutes, zone, planned }, at) => {
    const today = localDate(at, zone);
    const learned = await learnedOf(db, learner);
    const left = all.filter(({ id }) => !learned.has(id));
    const due = (await dueTimes(db, learner)).map((time) => localDate(time, zone));
    const answered = (await answersOf(db, learner)).filter((row) => localDate(row.at, zone) === today).length;
    const read = all.filter(({ id }) => learned.get(id) === today).reduce((sum, { cards }) => sum + cards, 0);
    return {
      ...{ today, left, lessons: all.length },
      plan: plan({ today, examOn, minutes, lessons: left, due, spent: answered * answerMinutes + read }),
      behind: behindBy(
        { planned },
        left.map(({ id }) => id),
        today,
      ),
    };
  };
  return standing;
}

/** The day of each lesson, as a plan has it; those that it drops are none. */
export function plannedDays({ days }: Plan): Record<string, LocalDate> {
  return Object.fromEntries(days.flatMap(({ date, lessons }) => lessons.map((id) => [id, date])));
}
