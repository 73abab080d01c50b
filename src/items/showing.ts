import type { ChoiceItem, Item, MatchItem, OrderItem } from "../knowledge/item.ts";
import { withNumbers, type Chance } from "../knowledge/numbers.ts";
import { seeded, shuffled } from "./chance.ts";

/**
 * An item as it is put before learners once: its options, steps or answers in an order of this showing, its numbers
 * drawn. The same item and seed give the same showing, so a seed is all there is to remember.
 */
export type Showing =
  | { readonly kind: "choice"; readonly item: ChoiceItem; readonly slots: ChoiceItem["options"] }
  | { readonly kind: "order"; readonly item: OrderItem; readonly slots: OrderItem["steps"] }
  /** The prompts stay in their order; the answers to give them stand in `slots`. */
  | { readonly kind: "match"; readonly item: MatchItem; readonly slots: MatchItem["pairs"] };

export function show(item: Item, seed: string): Showing {
  const chance = seeded(`${item.id} ${seed}`);
  const filled = withNumbers(item, chance);
  if (filled.type === "order") return { kind: "order", item: filled, slots: outOfOrder(filled.steps, chance) };
  if (filled.type === "match") return { kind: "match", item: filled, slots: shuffled(filled.pairs, chance) };
  return { kind: "choice", item: filled, slots: shuffled(filled.options, chance) };
}

/** Steps that already stand in order would be no question. */
function outOfOrder(steps: OrderItem["steps"], chance: Chance): OrderItem["steps"] {
  const mixed = shuffled(steps, chance);
  return mixed.every((step, i) => step === steps[i]) ? [...mixed.slice(1), ...mixed.slice(0, 1)] : mixed;
}

/** A, B, C … */
export function letter(slot: number): string {
  return String.fromCharCode(65 + slot);
}
