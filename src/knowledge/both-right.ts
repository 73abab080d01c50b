import type { Entry } from "./schema.ts";

/** Whether the knowledge marks two entries as both right for many of the same questions. */
export function areBothRight(a: Entry, b: Entry): boolean {
  return a.alsoRight.includes(b.id) || b.alsoRight.includes(a.id);
}
