import { lessonSchema, type Lesson } from "../../src/knowledge/lesson.ts";

const sourced = { source: "https://docs.aws.amazon.com/sagemaker/latest/dg/sms.html", checked: "2026-11-24" };

/** A sound lesson of an objective, with a card a kind; `texts` takes the place of theirs, one by one. */
export function toLesson(texts: readonly string[] = [], more: Readonly<Record<string, unknown>> = {}): Lesson {
  const cards = [
    ["idea", "What it is", "A bakery counts loaves before it orders flour."],
    ["look-alike", "What it is not", "Weighing differs, because scales know nothing of shapes."],
    ["at-work", "Try it", "With pencil and paper, draw seven cups and colour three."],
    ["today", "How it stands", "Everybody may begin tomorrow morning, as ever."],
  ].map(([kind, heading, text], i) => ({ kind, heading, text: texts[i] ?? text, ...sourced }));
  const written = { id: "1.2", of: "1.2", title: "A lesson", cards, entries: ["macie"], items: { curriculum: "1.2" } };
  return { ...lessonSchema.parse({ ...written, ...more }), kind: "objective" };
}
