import { mastery } from "./mastery.ts";
import type { Item } from "../knowledge/item.ts";
import type { AnswerRow } from "../store/tables.ts";

type Weights = Partial<Record<Item["objective"], number>>;

/** How much more the weakest objective is wanted than one that everybody knows. */
const usualLean = 3;
const lookedFor = 20;

/**
 * How much each exam objective is wanted of what is drawn next in a place, from the answers given there, oldest first.
 * `lookFor`: the weak spots are what was asked for.
 */
export function weakness(answers: readonly AnswerRow[], items: ReadonlyMap<string, Item>, lookFor: boolean): Weights {
  const { objectives } = mastery(answers, items, []);
  const lean = lookFor ? lookedFor : usualLean;
  return Object.fromEntries(
    [...objectives].map(([objective, { strength }]) => [objective, 1 + lean * (1 - strength) ** 2]),
  );
}
