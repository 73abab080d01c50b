import { placesIn } from "./places.ts";
import { begins, ends, pairOf, type Term } from "./terms.ts";

/**
 * Tells groups of messages apart by their words and neighbouring words (naive Bayes): questions that are ours, small
 * talk, what we decline, what others should answer. Word order and stop words count here, because "how are you" is
 * made of nothing else.
 */
export type Sorter = {
  /** How much more the words speak for each group than for the others: log-odds by name, 0 where they say nothing. */
  readonly lean: (stems: readonly Term[]) => ReadonlyMap<string, number>;
};

/** One feature alone may not say more than this: a word seen once proves little. */
const loudest = 3;

/** What every feature is taken to have been seen beforehand, shared out by the groups' sizes. */
const assumed = 1;

/** A feature seen fewer times than this in all groups together is left out: it proves little and there are many. */
const fewestSeen = 2;

/** `groups` holds each group's messages as stems in order. */
export function makeSorter(groups: ReadonlyMap<string, readonly (readonly Term[])[]>): Sorter {
  const names = [...groups.keys()];
  const { rowOf, counts } = count([...groups.values()]);
  const odds = weigh(counts, [...groups.values()].map((messages) => messages.length)); // prettier-ignore

  return {
    lean(stems) {
      const told: number[] = [];
      for (const feature of featuresOf(stems)) {
        const row = rowOf(feature);
        if (row !== undefined && !told.includes(row)) told.push(row);
      }
      const sum = (group: number) => told.reduce((all, row) => all + (odds[row * names.length + group] as number), 0);
      return new Map(names.map((name, group) => [name, sum(group)]));
    },
  };
}

/** What each feature says for each group against all others, in log-odds: laid out like `counts`. */
function weigh(counts: Uint32Array, sizes: readonly number[]): Float64Array {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const odds = new Float64Array(counts.length);
  for (let row = 0; row < counts.length; row += sizes.length) {
    const seen = counts.subarray(row, row + sizes.length);
    const total = seen.reduce((a, b) => a + b, 0);
    sizes.forEach((size, g) => {
      const within = seen[g] as number;
      const share = size / all;
      const forIt = Math.log((within + assumed * share) / size);
      const against = Math.log((total - within + assumed * (1 - share)) / (all - size));
      odds[row + g] = Math.max(-loudest, Math.min(loudest, forIt - against));
    });
  }
  return odds;
}

/** How many messages of each group have a feature: a row of `counts` a feature, a column a group. */
function count(groups: readonly (readonly (readonly Term[])[])[]) {
  const totals = new Map<Term, number>();
  for (const message of groups.flat())
    for (const feature of new Set(featuresOf(message))) totals.set(feature, (totals.get(feature) ?? 0) + 1);
  const told = [...totals].filter(([, total]) => total >= fewestSeen).map(([feature]) => feature);
  const rowOf = placesIn(told);
  const counts = new Uint32Array(told.length * groups.length);
  groups.forEach((messages, g) => {
    for (const message of messages)
      for (const feature of new Set(featuresOf(message))) {
        const row = rowOf(feature);
        if (row !== undefined) counts[row * groups.length + g] = (counts[row * groups.length + g] as number) + 1;
      }
  });
  return { rowOf, counts };
}

/** Each stem, and each pair of neighbours with the message's beginning and end among them, repetitions included. */
export function featuresOf(stems: readonly Term[]): Term[] {
  const features = [...stems];
  let last = begins;
  for (const stem of stems) {
    features.push(pairOf(last, stem));
    last = stem;
  }
  features.push(pairOf(last, ends));
  return features;
}
