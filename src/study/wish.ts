import type { About, TopicFinder } from "../items/topic.ts";
import type { Lesson } from "../knowledge/lesson.ts";
import { shortName } from "../learn/words.ts";

/** What somebody wants to study, from what they wrote after `study`. */
export type Wish = {
  readonly count: number;
  /** What it is about; everything if left out. */
  readonly about?: About;
  /** The lesson that it checks. */
  readonly lesson?: Lesson;
  /** Five questions that tell where to begin. */
  readonly level?: true;
  readonly weakSpots: boolean;
  /** A sitting that is open is not gone on with. */
  readonly afresh: boolean;
};

const [fewest, usual, most] = [1, 10, 10];

/** How many questions a level check has: one on what to know beforehand, one on each module. */
const inLevelCheck = 5;

/** Finds the lesson of an id or a title; nothing if there is none. */
export type LessonOf = (words: string) => Lesson | undefined;

/** Reads "3 Clarify vs Debugger", in any order; nothing where the words mean no topic and no lesson. */
export function readWish(text: string, topicOf: TopicFinder, lessonOf: LessonOf = noLesson): Wish | undefined {
  let rest = ` ${text.trim()} `;
  const take = (form: RegExp): RegExpExecArray | undefined => {
    const found = form.exec(rest) ?? undefined;
    if (found) rest = rest.replace(found[0], " ");
    return found;
  };
  const afresh = take(/ (?:afresh|anew) /i) !== undefined;
  const weakSpots = take(/ (?:my )?weak (?:spots?|points?) /i) !== undefined;
  const counted = take(/^ *(\d{1,2})(?: questions?)? (?!\.)/i)?.[1];
  const count = counted === undefined ? usual : Number(counted);
  const words = rest
    .trim()
    .replace(/^(?:(?:questions? )?(?:on|about) )/i, "")
    .trim();
  if (/^(?:my )?level(?: check)?$/i.test(words)) return { count: inLevelCheck, level: true, weakSpots: false, afresh };
  const named = /^(?:the )?lesson (.+)$/i.exec(words)?.[1];
  const lesson = named === undefined ? undefined : lessonOf(named);
  if (named !== undefined && !lesson) return undefined;
  const about = lesson ? aboutLesson(lesson) : words === "" ? undefined : topicOf(words);
  if (words !== "" && !about) return undefined;
  return {
    count: Math.min(most, Math.max(fewest, count)),
    weakSpots,
    afresh,
    ...(about ? { about } : {}),
    ...(lesson ? { lesson } : {}),
  };
}

function noLesson(): undefined {
  return undefined;
}

function aboutLesson(lesson: Lesson): About {
  return { topic: lesson.items, name: shortName(lesson) };
}

/** What a sitting is on, in words. */
export function aboutInWords({ about, weakSpots, level }: Pick<Wish, "about" | "weakSpots" | "level">): string {
  if (level) return "your level";
  if (weakSpots) return about ? `your weak spots in ${about.name}` : "your weak spots";
  return about?.name ?? "everything";
}
