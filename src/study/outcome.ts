import type { Choice } from "../conversation.ts";
import { dayOf } from "../learners/learner.ts";
import { afterCheck, fullName } from "../learn/words.ts";
import type { Database } from "../store/store.ts";
import { lessonToBegin } from "./level.ts";
import type { StudySurroundings } from "./recording.ts";
import type { Sitting } from "./sitting.ts";

/** What a finished sitting has come to, beyond its score. */
export type Outcome = { readonly text: string; readonly choices: readonly Choice[] };

/** Of a sitting on a lesson, where the lesson stands now; of a level check, where to begin. Nothing of any other. */
export async function outcomeOf(
  db: Database,
  { learner, at }: { readonly learner: string; readonly at: number },
  { setup, results }: Sitting,
  { learners, lessons, zoneOf }: StudySurroundings,
): Promise<Outcome | undefined> {
  if (setup.lesson !== undefined) {
    const standing = await lessons.lessonOf(db, learner, setup.lesson);
    const today = dayOf(await learners.get(db, learner), at, await zoneOf(db, learner, at));
    return standing && afterCheck(standing, today);
  }
  const parts = setup.questions.flatMap(({ part }) => part ?? []);
  if (parts.length === 0) return undefined;
  const missed = setup.questions.flatMap(({ part }, i) => (part && !results[i]?.correct ? [part] : []));
  const lesson = lessonToBegin(missed, await lessons.lessonsOf(db, learner));
  const choices = [{ label: "All lessons", command: "lessons" }, { label: "Practise", command: "study" }]; // prettier-ignore
  if (!lesson)
    return { text: "You know your way around, and have learned the rest. Practice keeps it fresh.", choices };
  const begin = { label: "Begin there", command: `learn ${lesson.id}` };
  return {
    text:
      missed.length === 0
        ? `Nothing missed: you could go on with practice. The lesson left at the end of the course is ${fullName(lesson)}.`
        : `A good place to begin: ${fullName(lesson)}.`,
    choices: [begin, ...choices],
  };
}
