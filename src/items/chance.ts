import { createHash } from "node:crypto";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import type { Chance } from "../knowledge/numbers.ts";

/** The same numbers for the same seed, on every machine: what was shown once can be shown again. */
export function seeded(seed: string): Chance {
  const generator = mersenne(createHash("sha256").update(seed).digest().readInt32LE());
  return (below) => uniformInt(generator, 0, below - 1);
}

/** In any order, each as likely as the others. */
export function shuffled<T>(list: readonly T[], chance: Chance): T[] {
  const found = [...list];
  for (let last = found.length - 1; last > 0; last--) {
    const other = chance(last + 1);
    [found[last], found[other]] = [found[other] as T, found[last] as T];
  }
  return found;
}

/** One of the list with a likelihood in proportion to its weight; nothing where all weigh nothing. */
export function pick<T>(list: readonly T[], weight: (one: T) => number, chance: Chance): T | undefined {
  const total = list.reduce((sum, one) => sum + weight(one), 0);
  if (total <= 0) return undefined;
  let left = (total * chance(fine)) / fine;
  return list.find((one) => (left -= weight(one)) < 0);
}

/** How finely weights are told apart. */
const fine = 1_000_000;
