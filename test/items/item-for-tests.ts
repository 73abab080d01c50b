import { asItem, itemSchema, type Item } from "../../src/knowledge/item.ts";

const why = "This explanation is long enough for every rule that asks for one.";
const option = (id: string, text: string, correct = false) => ({ id, text, correct, why });

const bodies = {
  choice: {
    options: [
      option("key", "Alpha", true),
      option("other", "Beta"),
      option("third", "Gamma"),
      option("fourth", "Delta"),
    ],
  },
  multi: {
    options: [
      ...[option("key", "Alpha", true), option("second", "Beta", true), option("other", "Gamma")],
      ...[option("third", "Delta"), option("fourth", "Epsilon")],
    ],
  },
  order: { steps: ["one", "two", "three"].map((id) => ({ id, text: `Step ${id}`, why })) },
  match: { pairs: ["a", "b", "c"].map((id) => ({ id, prompt: `Prompt ${id}`, answer: `Answer ${id}`, why })) },
};

/** A sound item of a type; `more` changes or adds fields. */
export function toItem<T extends Item["type"]>(
  more: { readonly type: T } & Readonly<Record<string, unknown>>,
): Extract<Item, { type: T extends "choice" | "multi" ? "choice" | "multi" : T }> {
  const written = itemSchema.parse({
    id: "an-item",
    objective: "1.3.4",
    curriculum: "1.2",
    stage: "training",
    difficulty: 1,
    stem:
      more.type === "multi" ? "A team needs help. Which TWO fit? (Select two.)" : "A team needs help. Which one fits?",
    source: "https://docs.aws.amazon.com/sagemaker/latest/dg/whatis.html",
    checked: "2026-11-24",
    ...bodies[more.type],
    ...more,
  });
  return asItem(written, "r1") as Extract<Item, { type: T extends "choice" | "multi" ? "choice" | "multi" : T }>;
}
