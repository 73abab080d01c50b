import type { Generated } from "kysely";

/**
 * What is remembered, on column types that SQLite and PostgreSQL share: text, whole numbers (times in milliseconds
 * since 1970, yes as 1 and no as 0), and JSON as text. Each table is read and written by one `records.ts` alone.
 */
export type Tables = {
  learners: Omit<LearnerRow, "in_reports"> & { in_reports: Generated<number> };
  zone_changes: ZoneChangeRow;
  answers: AnswerRow;
  drafts: DraftRow;
  cards: CardRow;
  sittings: SittingRow;
  lessons: LessonRow;
  goals: GoalRow;
  changes_told: ChangeToldRow;
  welcomes: WelcomeRow;
  exams: ExamRow;
  blueprints: BlueprintRow;
  forecasts: ForecastRow;
  rounds: RoundRow;
  schedules: ScheduleRow;
  dailies: DailyRow;
  reminders: ReminderRow;
  seasons: SeasonRow;
  inbox: InboxRow;
  outbox: OutboxRow;
  seen: SeenRow;
  alarms: AlarmRow;
  workers: WorkerRow;
};

/** Somebody about whom something is remembered. */
export type LearnerRow = {
  id: string;
  name: string | null;
  /** An IANA zone, where the learner set one. */
  zone: string | null;
  on_boards: number;
  nudges: number;
  /** Whether their figures may be among those of a report; no as long as they have not said so. */
  in_reports: number;
  since: number;
};

/** When somebody's days began to go by another zone. */
export type ZoneChangeRow = { learner: string; at: number; from_zone: string; to_zone: string };

/** An answer before it is final: all but how it was graded. One for each learner, question and vote. */
export type DraftRow = {
  /** The asking that it belongs to, of which an item may have many: a round and its number, a channel's day. */
  question: string;
  learner: string;
  vote: number;
  mode: string;
  platform: string;
  place: string;
  community: string | null;
  item: string;
  revision: string;
  /** An `Answer` of `items/grade.ts`: ids, never slots. Empty where none was given. */
  chosen: string;
  took_ms: number;
  at: number;
  /** The learner's own day then, such as 2026-11-24. */
  local_date: string;
};

export type AnswerRow = DraftRow & {
  /** 1 or 0; nothing where the item was withdrawn and the answer no longer counts. */
  correct: number | null;
  /** The item's revision that it was last graded by. */
  graded_by: string;
};

/** What a learner remembers of an item: a `Card` of `study/cards.ts`; empty for one that was never rated. */
export type CardRow = { learner: string; item: string; due: number; card: string };

/** What a learner studies just now: a `Desk` of `study/desk.ts`. `turn` counts how often it was taken up. */
export type SittingRow = { learner: string; state: string; turn: number };

/** How far a learner is with a lesson. */
export type LessonRow = {
  learner: string;
  lesson: string;
  /** The card that was shown last, from 1. */
  card: number;
  /** The learner's own day when the last card was read first; nothing before. */
  read_on: string | null;
  at: number;
};

/** A learner's exam: `state` is a `Goal` of `goal/goal.ts`. */
export type GoalRow = { learner: string; state: string; at: number };

/** A change of a service that a learner was told of; `day` is that of the change. */
export type ChangeToldRow = { learner: string; service: string; day: string; at: number };

/** Who was welcomed. */
export type WelcomeRow = { learner: string; at: number };

/** A mock exam. */
export type ExamRow = {
  id: string;
  learner: string;
  /** An `Exam` of `exam/exam.ts`. */
  state: string;
  /** How often it was taken up. */
  turn: number;
  /** 1 until it was handed in; a learner has one such exam at most. */
  live: number;
  started_at: number;
};

/** What a learner makes of an architecture exercise: `state` is a `Draft` of `blueprint/blueprint.ts`. */
export type BlueprintRow = {
  learner: string;
  blueprint: string;
  state: string;
  /** The most points of ten so far; nothing as long as none was handed in. */
  best: number | null;
  at: number;
};

/** How ready somebody was held to be: `state` is a `Forecast` of `readiness/forecast.ts`. */
export type ForecastRow = { learner: string; at: number; state: string };

/** A team quiz in a place. */
export type RoundRow = {
  id: string;
  platform: string;
  place: string;
  community: string | null;
  /** A `Round` of `quiz/phases.ts`. */
  state: string;
  /** How often it was saved. */
  turn: number;
  /** 1 until it has ended; a place has one such round at most. */
  live: number;
  called_at: number;
};

/** When a place gets its daily question. */
export type ScheduleRow = {
  id: string;
  platform: string;
  place: string;
  community: string | null;
  /** The learner who set it. */
  setter: string;
  /** Its times of the week, by which a place's schedules are told apart. */
  times: string;
  /** A `Schedule` of `daily/schedule.ts`. */
  state: string;
  set_at: number;
};

/** One daily question of a schedule; one for each local date at most. */
export type DailyRow = {
  id: string;
  schedule: string;
  date: string;
  platform: string;
  place: string;
  community: string | null;
  item: string;
  /** A `Day` of `daily/day.ts`. */
  state: string;
  /** How often it was taken up. */
  turn: number;
  /** 1 until its figures are closed. */
  open: number;
  asked_at: number;
};

/** When a learner is reminded of something; one of each kind at most. */
export type ReminderRow = {
  learner: string;
  kind: string;
  /** Such as "17:00"; nothing while it is off. */
  time: string | null;
  zone: string;
  /** Where it was asked for, if in a channel. */
  platform: string | null;
  place: string | null;
  community: string | null;
  /** The local date of the last nudge. */
  told_on: string | null;
};

/** When a season began: of a channel, or, where `place` is nothing, of all of a workspace or server. */
export type SeasonRow = { platform: string; place: string | null; community: string | null; started_at: number };

/** What maintainers should look at, until it is resolved. */
export type InboxRow = {
  id: string;
  kind: string;
  learner: string | null;
  text: string;
  at: number;
  resolved_at: number | null;
};

/** A post to be made, or made. */
export type OutboxRow = {
  key: string;
  /** Ascending in the order in which they were put. */
  turn: number;
  platform: string;
  place: string;
  /** Whose direct message it goes to, where it goes to one. */
  learner: string | null;
  delivery: string;
  replaces: string | null;
  state: string;
  /** Finds the post again on its platform. */
  reference: string | null;
  claimed_at: number | null;
  put_at: number;
};

export type SeenRow = { id: string; at: number };

export type AlarmRow = {
  key: string;
  at: number;
  command: string;
  tries: number;
  /** When it is tried next: later than `at` after a failure. */
  next_at: number;
  given_up: number;
};

/** A process that works off alarms, and when it last said so. */
export type WorkerRow = { id: string; seen_at: number };
