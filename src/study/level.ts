import { draw } from "../items/draw.ts";
import type { Item } from "../knowledge/item.ts";
import { checks, type Lesson } from "../knowledge/lesson.ts";
import type { Chance } from "../knowledge/numbers.ts";
import type { Standing } from "../learn/standing.ts";
import { levelParts, type LevelPart, type Question } from "./sitting.ts";

/** The level check: five questions that tell where in the course to begin. */

/** Neither easy nor hard says most of a level. */
const telling = 2;

/** One multiple-choice item on each part, of middling difficulty where there is one, those not answered yet first. */
export function drawLevel(
  items: readonly Item[],
  lessons: readonly Lesson[],
  answered: readonly string[],
  chance: Chance,
): Question[] {
  const drawn: Question[] = [];
  for (const part of levelParts) {
    const pool = items.filter((item) => item.type === "choice" && isOn(item, part, lessons));
    const not = drawn.map(({ item }) => item);
    const middling = pool.filter(({ difficulty }) => difficulty === telling);
    const wish = { count: 1, seen: answered, not };
    const [item] = [...draw(middling, wish, chance), ...draw(pool, wish, chance)];
    if (item) drawn.push({ item: item.id, origin: "new", part });
  }
  return drawn;
}

/**
 * The lesson to begin with: of the first part whose question was missed, the first that is not learned; where none was
 * missed, the last of module 4 that is not learned. Nothing where that is learned too.
 */
export function lessonToBegin(missed: readonly LevelPart[], standings: readonly Standing[]): Lesson | undefined {
  const left = standings.filter(({ state }) => state !== "learned").map(({ lesson }) => lesson);
  const first = levelParts.find((part) => missed.includes(part) && left.some((lesson) => isOf(lesson, part)));
  return first === undefined
    ? left.filter((lesson) => isOf(lesson, "4")).at(-1)
    : left.find((lesson) => isOf(lesson, first));
}

function isOn(item: Item, part: LevelPart, lessons: readonly Lesson[]): boolean {
  return part === "prerequisites"
    ? lessons.some((lesson) => isOf(lesson, part) && checks(item, lesson))
    : String(item.module) === part;
}

function isOf({ kind, of }: Lesson, part: LevelPart): boolean {
  return part === "prerequisites" ? kind === "prerequisite" : kind === "objective" && of.startsWith(`${part}.`);
}
