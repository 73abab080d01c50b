import type { Said } from "../src/answers/answers.ts";
import { asItem, itemSchema } from "../src/knowledge/item.ts";

const why = "An explanation that is long enough for the rules of an item.";
const item = asItem(
  itemSchema.parse({
    ...{ id: "chaos", type: "choice", objective: "1.3.4", curriculum: "1.2", stage: "training", difficulty: 1 },
    ...{
      stem: "Which one?",
      source: "https://docs.aws.amazon.com/sagemaker/latest/dg/whatis.html",
      checked: "2026-11-24",
    },
    options: ["a", "b", "c", "d"].map((id) => ({ id, text: `Option ${id}`, correct: id === "a", why })),
  }),
  "chaos",
);

/** An answer as a press in a round makes it. */
export function toSaid(question: string, at: number): Said {
  return {
    ...{ question, learner: "slack:T0CHAOS:U0CHAOS", vote: 1, mode: "round", item, at, tookMs: 2345 },
    place: { platform: "slack", id: "C0CHAOS", private: false, community: "T0CHAOS" },
    ...{ chosen: { kind: "options", ids: ["a"] }, localDate: "2026-11-24" },
  };
}
