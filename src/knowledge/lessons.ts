import { join } from "node:path";
import type { Item } from "./item.ts";
import { lintLesson } from "./lesson-lint.ts";
import { lessonSchema, partsTaught, type Lesson } from "./lesson.ts";
import type { Claim, Known } from "./references.ts";
import type { Curriculum } from "./schema.ts";
import { readFolder, type Fault } from "./source.ts";

/** What lessons are checked against. */
export type Taught = { readonly curriculum: Curriculum; readonly known: Known; readonly items: readonly Item[] };

/**
 * Reads the lessons of the folders, ours first, and puts them in the order of the curriculum. A team's own are held to
 * the rules of single lessons at once, as its questions are.
 */
export function readLessons(folders: readonly string[], taught: Taught, faults: Fault[]): Lesson[] {
  const parts = partsTaught(taught.curriculum);
  const lessons = new Map<string, Lesson>();
  folders.forEach((folder, i) => {
    const own = i > 0;
    const found: Fault[] = [];
    for (const { value, fault } of readFolder(folder, "lessons", lessonSchema, found, { optional: own }).reads) {
      found.push(...missing(value, taught).map(({ path, message }) => fault(path, message)));
      if (lessons.has(value.id)) found.push(fault(["id"], `there is already a lesson "${value.id}"`));
      const kind = parts.get(value.of);
      if (!kind) {
        found.push(fault(["of"], `the curriculum has no objective, prerequisite or real-world point "${value.of}"`));
        continue;
      }
      const lesson = { ...value, kind };
      if (!lessons.has(lesson.id)) lessons.set(lesson.id, lesson);
      if (own) found.push(...lintLesson(lesson, taught.known.entries, taught.items).map((message) => fault([], message)));
    }
    faults.push(...found.map((fault) => (own ? { ...fault, file: join(folder, fault.file) } : fault)));
  });
  const order = [...parts.keys()];
  return [...lessons.values()].sort((a, b) => order.indexOf(a.of) - order.indexOf(b.of));
}

/** What a lesson names that is not there. */
function missing({ entries, items }: Omit<Lesson, "kind">, { curriculum, known }: Taught): Claim[] {
  const unknown = (ids: readonly string[], path: readonly PropertyKey[]) =>
    ids.flatMap((id, i) =>
      known.entries.has(id) || known.ids.has(id) ? [] : [{ path: [...path, i], message: `there is no entry "${id}"` }],
    );
  const objectives = curriculum.modules.flatMap((module) => module.objectives.map(({ id }) => id));
  const objective = items.curriculum;
  return [
    ...unknown(entries, ["entries"]),
    ...unknown(items.entries ?? [], ["items", "entries"]),
    ...(objective === undefined || objectives.includes(objective)
      ? []
      : [{ path: ["items", "curriculum"], message: `the curriculum has no objective "${objective}"` }]),
    ...(objective === undefined && items.entries === undefined
      ? [{ path: ["items"], message: "the questions need an objective of the curriculum or entries" }]
      : []),
  ];
}
