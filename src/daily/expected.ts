import { answerOf, draftOf, questionsAnswered } from "../answers/records.ts";
import type { Place } from "../conversation.ts";
import type { LocalDate } from "../learners/zones.ts";
import type { Database } from "../store/store.ts";
import { dayOfQuestion, isOver, questionName } from "./day.ts";
import { openDays, schedulesIn, schedulesOf, schedulesOfDays, type StoredDay, type StoredSchedule } from "./records.ts";
import { isDue } from "./recurrence.ts";

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

/** The days on which one of the learner's schedules asks; every day for who has none. */
export async function expectedOf(db: Database, learner: string, at: number) {
  const schedules = (await schedulesOfLearner(db, learner, at)).map(({ schedule }) => schedule);
  return {
    isDue: (date: LocalDate) => schedules.length === 0 || schedules.some(({ recurrence }) => isDue(recurrence, date)),
    zone: schedules[0]?.recurrence.zone ?? "UTC",
  };
}

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
