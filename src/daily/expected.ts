import { answerOf, draftOf, questionsAnswered } from "../answers/records.ts";
import type { Place } from "../conversation.ts";
import type { LocalDate } from "../learners/zones.ts";
import type { Database } from "../store/store.ts";
import { dayOfQuestion, isOver, questionName } from "./day.ts";
import {
  daysOf,
  daysSince,
  openDays,
  openDaysIn,
  schedulesIn,
  schedulesOf,
  schedulesOfDays,
  type StoredDay,
  type StoredSchedule,
} from "./records.ts";
import { daysBefore } from "./schedule.ts";

/** A learner's schedules are those whose dailies they have answered within so many milliseconds: 30 days. */
const stillTheirs = 30 * 24 * 60 * 60 * 1000;

/** The schedules of a learner that still go on, in the order in which they were set. */
export async function schedulesOfLearner(db: Database, learner: string, at: number): Promise<StoredSchedule[]> {
  const questions = await questionsAnswered(db, learner, ["daily", "late"], at - stillTheirs);
  return schedulesOfDays(
    db,
    questions.flatMap((question) => dayOfQuestion(question) ?? []),
  );
}

/**
 * The days on which one of the learner's schedules asked, from their first answer to it until a month after the last;
 * every day where none did. What was asked is looked up: schedules are paused, changed and switched off.
 */
export async function expectedOf(db: Database, learner: string, at: number) {
  const questions = await questionsAnswered(db, learner, ["daily", "late"], 0);
  const answered = await daysOf(
    db,
    questions.flatMap((question) => dayOfQuestion(question) ?? []),
  );
  const spans = new Map<string, { from: LocalDate; to: LocalDate }>();
  for (const { day } of answered) {
    const until = daysBefore(day.date, -monthOfDays);
    const { from = day.date, to = until } = spans.get(day.schedule) ?? {};
    spans.set(day.schedule, { from: from < day.date ? from : day.date, to: to > until ? to : until });
  }
  const current = await schedulesOfLearner(db, learner, at);
  const asked = new Map<string, ReadonlySet<LocalDate>>();
  for (const schedule of spans.keys()) {
    const days = (await daysSince(db, schedule, "")).filter(({ day }) => day.phase !== "skipped");
    asked.set(schedule, new Set(days.map(({ day }) => day.date)));
    const span = spans.get(schedule);
    const last = days.at(-1)?.day.date;
    // It was switched off: from then on nothing is due for it.
    if (span && last !== undefined && !current.some(({ id }) => id === schedule) && span.to > last) span.to = last;
  }
  return {
    isDue(date: LocalDate) {
      const around = [...spans].filter(([, { from, to }]) => from <= date && date <= to);
      return around.length === 0 || around.some(([schedule]) => asked.get(schedule)?.has(date) === true);
    },
    zone: current[0]?.schedule.recurrence.zone ?? "UTC",
  };
}

const monthOfDays = 30;

/** The dailies of some schedules that are open at a time and not answered by a learner; first which closes first. */
export async function unansweredOf(
  db: Database,
  learner: string,
  schedules: readonly string[],
  at: number,
): Promise<StoredDay[]> {
  const found: StoredDay[] = [];
  for (const schedule of schedules)
    for (const stored of await openDays(db, schedule)) {
      if (isOver(stored.day, at)) continue;
      const question = questionName(stored.id);
      if ((await answerOf(db, question, learner)) ?? (await draftOf(db, question, learner, 1))) continue;
      found.push(stored);
    }
  return found.sort((a, b) => a.day.revealAt - b.day.revealAt);
}

/** The items that dailies in a place are still asking. */
export async function openItems(db: Database, place: Place): Promise<string[]> {
  return (await openDaysIn(db, place)).map(({ day }) => day.item);
}

/** The zone of a place's dailies, else of its workspace's or server's; UTC where there are none. */
export async function zoneOf(db: Database, place: Place): Promise<string> {
  return (await knownZoneOf(db, place)) ?? "UTC";
}

/** The same, but nothing where there are none. */
export async function knownZoneOf(db: Database, place: Place): Promise<string | undefined> {
  const { platform, id, within = id, community } = place;
  const [here] = await schedulesIn(db, place);
  const [channel] = here || within === id ? [] : await schedulesIn(db, { ...place, id: within });
  const [around] = here || channel || community === undefined ? [] : await schedulesOf(db, platform, community);
  return (here ?? channel ?? around)?.schedule.recurrence.zone;
}
