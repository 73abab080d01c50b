import { questionsAnswered } from "../answers/records.ts";
import type { Place } from "../conversation.ts";
import type { LocalDate } from "../learners/zones.ts";
import type { Database } from "../store/store.ts";
import { dayOfQuestion } from "./day.ts";
import { schedulesIn, schedulesOf, schedulesOfDays } from "./records.ts";
import { isDue } from "./recurrence.ts";

/** A learner's schedules are those whose dailies they have answered within so many milliseconds: 30 days. */
const stillTheirs = 30 * 24 * 60 * 60 * 1000;

/** The days on which one of the learner's schedules asks; every day for who has none. */
export async function expectedOf(db: Database, learner: string, at: number) {
  const questions = await questionsAnswered(db, learner, ["daily", "late"], at - stillTheirs);
  const days = questions.flatMap((question) => dayOfQuestion(question) ?? []);
  const schedules = (await schedulesOfDays(db, days)).map(({ schedule }) => schedule);
  return {
    isDue: (date: LocalDate) => schedules.length === 0 || schedules.some(({ recurrence }) => isDue(recurrence, date)),
    zone: schedules[0]?.recurrence.zone ?? "UTC",
  };
}

/** The zone of a place's dailies, else of its workspace's or server's; UTC where there are none. */
export async function zoneOf(db: Database, place: Place): Promise<string> {
  const here = await schedulesIn(db, place);
  const around =
    here.length > 0 || place.community === undefined ? here : await schedulesOf(db, place.platform, place.community);
  return around[0]?.schedule.recurrence.zone ?? "UTC";
}
