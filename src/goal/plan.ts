import type { LessonKind } from "../knowledge/lesson.ts";
import { daysAfter, daysBetween } from "./dates.ts";
import type { LocalDate } from "../learners/zones.ts";

/** What there is to do before an exam, and when: pure. Minutes are estimates, of which this file holds all. */

/** A lesson that is yet to be learned. */
export type LessonLeft = {
  readonly id: string;
  readonly title: string;
  readonly kind: LessonKind;
  readonly cards: number;
  /** How many objectives of the exam it serves. */
  readonly weight: number;
};

export type Need = {
  readonly today: LocalDate;
  /** Later than today. */
  readonly examOn: LocalDate;
  /** A day. */
  readonly minutes: number;
  /** In the order of the course. */
  readonly lessons: readonly LessonLeft[];
  /** The day on which each card of the deck is due; those before today are overdue. */
  readonly due: readonly LocalDate[];
  /** Minutes of today that are used already. */
  readonly spent?: number;
};

export type PlannedDay = {
  readonly date: LocalDate;
  /** Ids. */
  readonly lessons: readonly string[];
  readonly reviews: number;
  /** What is left of the day for mock exams; nothing before the days that are kept for them. */
  readonly mockMinutes: number;
};

export type Plan = {
  /** From today to the day before the exam. */
  readonly days: readonly PlannedDay[];
  /** Whether every lesson and every review has its place. */
  readonly fits: boolean;
  /** The first day that is kept for mocks. */
  readonly mocksFrom: LocalDate;
  /** The lessons that have no place, what is missed least first. */
  readonly dropped: readonly LessonLeft[];
  /** How many reviews have no place. */
  readonly reviewsLeft: number;
  /** The minutes a day with which all would fit; nothing where it fits, or no day is long enough. */
  readonly enough?: number;
};

/** A card of a lesson is a paragraph of some 90 words, and a tap. */
const cardMinutes = 1;

/** Each lesson is checked by so many new questions: to read, to choose, and to read why. */
const newQuestions = 3;
const newQuestionMinutes = 1.5;

/** A review is a question seen before; the exam gives about as long to one. */
export const reviewMinutes = 1;

/**
 * After how many days the questions of one lesson come again: as the scheduler of `study/cards.ts` has it where two are
 * known at once (2, 13, 59), and one is missed at first (1, 3, 9, 27, 72).
 */
const comeAgain = [1, 2, 2, 3, 9, 13, 13, 27, 59, 59, 72];

/** So many of the last days are for mock exams; where that leaves too few for lessons, at least half of a shorter time. */
const mockDays = 7;

/** Where there are lessons to learn, or mocks to take, reviews take this share of a day at most. */
const reviewsShare = 0.5;

/** Minutes a day that can be planned for. */
export const fewestMinutes = 5;
export const mostMinutes = 240;

export function lessonMinutes({ cards }: Pick<LessonLeft, "cards">): number {
  return cards * cardMinutes + newQuestions * newQuestionMinutes;
}

/**
 * Keeps as many days for mocks as let everything fit; where nothing does, it keeps the fewest, drops as few lessons as can
 * be, and then leaves as few reviews. What can be done in fewer minutes a day can be done in more, though whole lessons
 * may fall into longer days less well: so shorter days are tried too.
 */
export function plan(need: Need): Plan {
  const keeps = daysForMocks(need);
  for (const mocks of keeps) {
    const tried = best(need, mocks);
    if (tried?.reviewsLeft === 0) return planOf(need, mocks, tried, []);
  }
  const mocks = keeps.at(-1) ?? 0;
  const order = dropOrder(need.lessons);
  for (let count = 0; ; count++) {
    const dropped = order.slice(0, count);
    const tried = best({ ...need, lessons: need.lessons.filter((lesson) => !dropped.includes(lesson)) }, mocks);
    if (tried) return planOf(need, mocks, tried, dropped); // with no lessons left there always is one
  }
}

/** The lessons, what an exam taker misses least first: real-world points, prerequisites, then what serves the exam least. */
export function dropOrder(lessons: readonly LessonLeft[]): LessonLeft[] {
  const rank = { "real-world": 0, prerequisite: 1, objective: 2 } as const;
  // Of those alike, the last of the course goes first.
  return [...lessons].reverse().sort((a, b) => rank[a.kind] - rank[b.kind] || a.weight - b.weight);
}

type Tried = { readonly days: readonly PlannedDay[]; readonly lessonsLeft: number; readonly reviewsLeft: number };

function planOf(need: Need, mocks: number, { days, reviewsLeft }: Tried, dropped: readonly LessonLeft[]): Plan {
  const fits = dropped.length === 0 && reviewsLeft === 0;
  const enough = fits ? undefined : minutesEnough(need);
  const mocksFrom = daysAfter(need.examOn, -mocks);
  return { days, fits, mocksFrom, dropped, reviewsLeft, ...(enough === undefined ? {} : { enough }) };
}

/** The schedule that leaves the fewest reviews, of those with room for all lessons. */
function best(need: Need, mocks: number): Tried | undefined {
  let found: Tried | undefined;
  for (let { minutes } = need; minutes >= fewestMinutes; minutes--) {
    const tried = schedule({ ...need, minutes }, mocks);
    if (tried.lessonsLeft > 0 || (found && found.reviewsLeft <= tried.reviewsLeft)) continue;
    if (tried.reviewsLeft === 0) return tried;
    found = tried;
  }
  return found;
}

function minutesEnough(need: Need): number | undefined {
  const keeps = daysForMocks(need);
  for (let minutes = need.minutes + 1; minutes <= mostMinutes; minutes++) {
    const fits = keeps.some((mocks) => {
      const { lessonsLeft, reviewsLeft } = schedule({ ...need, minutes }, mocks);
      return lessonsLeft === 0 && reviewsLeft === 0;
    });
    if (fits) return minutes;
  }
  return undefined;
}

/** How many of the last days may be kept for mocks, most first: all of the last week where it can be, half of a shorter time. */
function daysForMocks({ today, examOn }: Need): number[] {
  const days = daysBetween(today, examOn);
  const [most, fewest] = [Math.min(mockDays, days), Math.min(mockDays, Math.floor(days / 2))];
  return Array.from({ length: most - fewest + 1 }, (_, i) => most - i);
}

/**
 * Day by day. A lesson is never divided: one that is longer than a day's minutes is begun on a day with nothing else, and
 * the days after it are so much shorter.
 */
function schedule(need: Need, mocks: number): Tried {
  const { today, examOn, minutes, spent = 0 } = need;
  const count = daysBetween(today, examOn);
  const learningDays = count - mocks;
  const coming = dueByDay(need, count);
  const left = [...need.lessons];
  const days: PlannedDay[] = [];
  let [waiting, debt] = [0, Math.min(spent, minutes)];
  for (let day = 0; day < count; day++) {
    const date = daysAfter(today, day);
    const budget = Math.max(0, minutes - debt);
    waiting += coming[day] ?? 0;
    const lessons: string[] = [];
    let [used, reviews] = [0, 0];
    const learn = () => {
      const lesson = left.shift();
      if (!lesson) return;
      used += lessonMinutes(lesson);
      lessons.push(lesson.id);
      for (const days of comeAgain) if (day + days < count) coming[day + days] = (coming[day + days] ?? 0) + 1;
    };
    const review = (until: number) => {
      const done = Math.max(0, Math.min(waiting, Math.floor((until - used) / reviewMinutes)));
      used += done * reviewMinutes;
      reviews += done;
      waiting -= done;
    };
    const next = () => (left[0] && day < learningDays ? lessonMinutes(left[0]) : Infinity);
    // The first lesson of a day goes before reviews, or small days would be nothing but reviews.
    if (next() <= budget || (next() < Infinity && budget === minutes)) learn();
    if (next() < Infinity) review(Math.min(budget, used + Math.floor(budget * reviewsShare)));
    while (next() <= budget - used) learn();
    review(day < learningDays ? budget : Math.floor(budget * reviewsShare));
    days.push({ date, lessons, reviews, mockMinutes: day < learningDays ? 0 : Math.max(0, budget - used) });
    debt = Math.max(0, debt - minutes) + Math.max(0, used - budget);
  }
  return { days, lessonsLeft: left.length, reviewsLeft: waiting };
}

/** How many cards come due on each day; what is overdue comes on the first. */
function dueByDay({ today, examOn, due }: Need, count: number): number[] {
  const coming = Array.from({ length: count }, () => 0);
  for (const date of due) {
    if (date >= examOn) continue;
    const day = Math.max(0, daysBetween(today, date));
    coming[day] = (coming[day] ?? 0) + 1;
  }
  return coming;
}
