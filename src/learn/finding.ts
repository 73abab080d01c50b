import type { EntryResolver } from "../items/topic.ts";
import type { Lesson, LessonKind } from "../knowledge/lesson.ts";
import type { Library } from "../knowledge/library.ts";

/** What somebody wants to learn: one lesson, or a part of the course. */
export type Wanted = { readonly lesson: Lesson } | { readonly part: Part };

/** Some lessons in the order of the course, and how they are called together. */
export type Part = { readonly name: string; readonly lessons: readonly Lesson[] };

/** Nothing for words that mean no lesson. */
export type LessonFinder = (words: string, exactly: boolean) => Wanted | undefined;

/** The parts of the course: what to know beforehand, the four modules, and what it is worth in real projects. */
export function partsOfCourse({ curriculum, lessons }: Library): Part[] {
  const ofKind = (kind: LessonKind) => lessons.filter((lesson) => lesson.kind === kind);
  return [
    { name: "Prerequisites", lessons: ofKind("prerequisite") },
    ...curriculum.modules.map(({ number, title, objectives }) => ({
      name: `Module ${String(number)}, ${title}`,
      lessons: lessons.filter(({ of }) => objectives.some(({ id }) => id === of)),
    })),
    { name: "Real world", lessons: ofKind("real-world") },
  ].filter((part) => part.lessons.length > 0);
}

export function makeLessonFinder(library: Library, entryOf: EntryResolver): LessonFinder {
  const { lessons } = library;
  const parts = partsOfCourse(library);
  const named = new Map(lessons.flatMap((lesson) => [lesson.id, plain(lesson.id), plain(lesson.title)].map((name) => [name, lesson]))); // prettier-ignore

  const partOf = (words: string): Part | undefined => {
    const module = /^m(?:odule)? ?([1-4])$/.exec(words)?.[1];
    const begins =
      module !== undefined
        ? `Module ${module},`
        : /^(the )?(prerequisites?|basics)$/.test(words)
          ? "Prerequisites"
          : /^(the )?real world( points| impact| value)?$/.test(words)
            ? "Real world"
            : undefined;
    return begins === undefined ? undefined : parts.find(({ name }) => name.startsWith(begins));
  };

  /** The lesson that names an entry first; one of an objective before the others. */
  const lessonAbout = (entry: string): Lesson | undefined => {
    const rank = ({ kind, entries }: Lesson) => entries.indexOf(entry) + (kind === "objective" ? 0 : 100);
    return lessons.filter(({ entries }) => entries.includes(entry)).sort((a, b) => rank(a) - rank(b))[0];
  };

  return (typed, exactly) => {
    const asked = typed.trim().replace(/^(?:about|on|lesson|objective) /i, "");
    const words = plain(asked);
    const lesson = named.get(words);
    if (lesson) return { lesson };
    const part = partOf(words);
    if (part) return { part };
    const entry = entryOf(asked, exactly);
    const about = entry === undefined ? undefined : lessonAbout(entry);
    return about && { lesson: about };
  };
}

/** In lower case; hyphens are spaces. */
function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, " ");
}
