import { z } from "zod";
import type { Item } from "./item.ts";
import { address, day, id, prose, type Curriculum } from "./schema.ts";

/** The shape of the lessons: `lessons/ID.yaml` teaches one part of the curriculum in short cards, and names what checks it. */

/** What a card tells, in the order of a lesson. */
export const cardKinds = ["idea", "look-alike", "at-work", "today"] as const;
export type CardKind = (typeof cardKinds)[number];

/** What a lesson is of. */
export type LessonKind = "objective" | "prerequisite" | "real-world";

/** An objective of the curriculum goes by its number; a prerequisite and a real-world point have an id like all else. */
const part = z
  .string()
  .regex(/^([1-4]\.[1-4]|[a-z0-9]+(-[a-z0-9]+)*)$/, 'write an id, or an objective of the curriculum such as "1.2"');

const card = z.strictObject({
  kind: z.enum(cardKinds),
  heading: z.string().trim().min(1).max(80),
  text: prose(1000),
  source: address,
  checked: day,
});

export const lessonSchema = z.strictObject({
  id: part,
  /** The objective, prerequisite or real-world point of the curriculum that it teaches. */
  of: part,
  title: prose(80),
  cards: z.array(card).min(2).max(5),
  /** All entries it is about. */
  entries: z.array(id).min(1),
  /** Which practice questions check it. Several fields narrow it down together. */
  items: z.strictObject({
    curriculum: z
      .string()
      .regex(/^[1-4]\.[1-4]$/, 'an objective of the curriculum, such as "1.2"')
      .exactOptional(),
    /** Entries of which a question is the key, or names, one at least. */
    entries: z.array(id).min(1).exactOptional(),
  }),
});

export type Card = z.infer<typeof card>;
export type Lesson = z.infer<typeof lessonSchema> & { readonly kind: LessonKind };

/** All that lessons can be of, in the order in which they are taken. */
export function partsTaught({ prerequisites, modules, realWorld }: Curriculum): ReadonlyMap<string, LessonKind> {
  return new Map<string, LessonKind>([
    ...prerequisites.map((one) => [one.id, "prerequisite"] as const),
    ...modules.flatMap(({ objectives }) => objectives.map((one) => [one.id, "objective"] as const)),
    ...realWorld.map((one) => [one.id, "real-world"] as const),
  ]);
}

/** Whether an item checks a lesson; not one that is withdrawn, or kept for mock exams. */
export function checks(item: Item, { items: { curriculum, entries } }: Pick<Lesson, "items">): boolean {
  const named = [...item.answers, ...item.services, ...item.concepts];
  return (
    !item.withdrawn &&
    !item.reserved &&
    (curriculum === undefined || item.curriculum === curriculum) &&
    (entries === undefined || named.some((id) => entries.includes(id)))
  );
}
