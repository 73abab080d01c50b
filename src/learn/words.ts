import type { Choice } from "../conversation.ts";
import type { Lesson } from "../knowledge/lesson.ts";
import type { LocalDate } from "../learners/zones.ts";
import { isCheckReady, type Standing } from "./standing.ts";

/** How lessons are called, and what is said of where a learner stands with one. */

/** Short enough for a button: an objective by its number, the others by their title. */
export function shortName({ id, kind, title }: Pick<Lesson, "id" | "kind" | "title">): string {
  return kind === "objective" ? `lesson ${id}` : `the lesson ${title}`;
}

export function fullName({ id, kind, title }: Pick<Lesson, "id" | "kind" | "title">): string {
  return kind === "objective" ? `${id} ${title}` : title;
}

/** Three questions that check a lesson. */
export function checkChoice({ id }: Pick<Lesson, "id">, label = "Three questions"): Choice {
  return { label, command: `study 3 lesson ${id}` };
}

export function cardChoice({ id }: Pick<Lesson, "id">, card: number, label: string): Choice {
  return { label, command: `lesson ${id} ${String(card)}` };
}

export const goOn: Choice = { label: "Next lesson", command: "learn" };

/** What the questions of a lesson have come to, and what may be done next. */
export function afterCheck(
  standing: Standing,
  today: LocalDate,
): { readonly text: string; readonly choices: readonly Choice[] } {
  const { lesson, state } = standing;
  const name = capital(shortName(lesson));
  if (state === "learned") return { text: `Learned: ${fullName(lesson)}.`, choices: [goOn] };
  if (isCheckReady(standing, today))
    return {
      text: `${name} is not learned yet. Two right of three on one day make it learned; three others can do that today.`,
      choices: [checkChoice(lesson, "Three others"), cardChoice(lesson, 1, "Read it again")],
    };
  if (state === "read")
    return { text: "A good start. Two right of three tomorrow or later make it learned.", choices: [goOn] };
  return {
    text: `Read ${shortName(lesson)} to its last card first; two right of three on a later day then make it learned.`,
    choices: [{ label: "Read it", command: `learn ${lesson.id}` }],
  };
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
