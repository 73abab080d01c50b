import { createHash } from "node:crypto";
import type { Choice } from "../conversation.ts";
import type { Item } from "../knowledge/item.ts";

/** The button that says that something is wrong with an item; it may stand beside an open question. */
export function flagChoice({ id }: Pick<Item, "id">, label = "Something is wrong"): Choice {
  return { label, command: `flag ${itemAlias(id)}` };
}

/** An item in 12 characters without a hint of its answer, which many an id gives away. */
export function itemAlias(id: string): string {
  return `i-${createHash("sha256").update(id).digest("hex").slice(0, 10)}`;
}
