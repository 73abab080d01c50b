import type { Item } from "../../src/knowledge/item.ts";
import type { AnswerRow } from "../../src/store/tables.ts";

/** A learner's answer to a choice, right or wrong; nothing where no wrong option is about an entry. */
export function answerRow(item: Item, how: "right" | "wrong", learner = "web:1"): AnswerRow | undefined {
  if (item.type !== "choice") return undefined;
  const option = item.options.find(({ correct, about }) => correct === (how === "right") && about !== undefined);
  if (!option) return undefined;
  return {
    ...{ question: `q ${item.id}`, learner, vote: 1, mode: "study", platform: "web", place: "page", community: null },
    ...{ item: item.id, revision: "r", graded_by: "r", chosen: JSON.stringify({ kind: "options", ids: [option.id] }) },
    ...{ took_ms: 5, at: 1, local_date: "2026-11-24", correct: how === "right" ? 1 : 0 },
  };
}
