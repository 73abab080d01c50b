import type { Term } from "./terms.ts";

/** Where a term stands in a list of terms; nothing if it is not in it. */
export type Places = (term: Term) => number | undefined;

/**
 * A question comes after a pause, when the processor's caches hold other things, so what it costs is the number of
 * places in memory that are read. A Map follows several to a key; here a term and its place stand in one slot, and
 * where the slot is taken in the next one (open addressing).
 */
export function placesIn(terms: readonly Term[]): Places {
  const bits = Math.ceil(Math.log2(2 * terms.length + 2));
  const mask = 2 ** bits - 1;
  const slots = new Float64Array(2 * 2 ** bits).fill(empty);
  /** The slot that holds the term, or the empty one that would. */
  const slotOf = (term: Term) => {
    let slot = Math.imul(term, scattering) >>> (32 - bits);
    for (; slots[2 * slot] !== term && slots[2 * slot] !== empty; slot = (slot + 1) & mask);
    return slot;
  };
  for (const [place, term] of terms.entries()) slots.set([term, place], 2 * slotOf(term));

  return (term) => {
    const slot = slotOf(term);
    return slots[2 * slot] === term ? slots[2 * slot + 1] : undefined;
  };
}

const empty = -Infinity;

/** Fibonacci hashing: 2 to the 32 by the golden ratio. */
const scattering = 0x9e3779b1;
