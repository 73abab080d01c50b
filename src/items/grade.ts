import type { Item } from "../knowledge/item.ts";

/** What a learner answered, in ids, never in places: the places change from showing to showing. */
export type Answer =
  | { readonly kind: "options"; readonly ids: readonly string[] }
  | { readonly kind: "order"; readonly ids: readonly string[] }
  /** The id of the pair whose answer was given to each prompt, by the id of the prompt's pair. */
  | { readonly kind: "match"; readonly given: Readonly<Record<string, string>> };

export type Grade = {
  /** As the exam scores: one right option, or all that is asked for, or nothing. */
  readonly correct: boolean;
  /** The ids that were right in themselves: options chosen, steps in their place, prompts with their answer. */
  readonly right: readonly string[];
};

/** Grades an answer; none at all, or one of another kind, is wrong. */
export function grade(item: Item, answer: Answer | undefined): Grade {
  if (!answer) return wrong;
  if (item.type === "order") {
    if (answer.kind !== "order") return wrong;
    const right = item.steps.flatMap(({ id }, i) => (answer.ids[i] === id ? [id] : []));
    return { right, correct: right.length === item.steps.length && answer.ids.length === item.steps.length };
  }
  if (item.type === "match") {
    if (answer.kind !== "match") return wrong;
    const right = item.pairs.flatMap(({ id }) => (answer.given[id] === id ? [id] : []));
    return { right, correct: right.length === item.pairs.length };
  }
  if (answer.kind !== "options") return wrong;
  const keys = item.options.filter((option) => option.correct).map(({ id }) => id);
  const chosen = [...new Set(answer.ids)];
  const right = chosen.filter((id) => keys.includes(id));
  return { right, correct: right.length === keys.length && chosen.length === keys.length };
}

const wrong: Grade = { correct: false, right: [] };
