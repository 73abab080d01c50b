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
  const { rows, counts } = count([...groups.values()]);
  const odds = weigh(counts, [...groups.values()].map((messages) => messages.length)); // prettier-ignore

  return {
    lean(stems) {
      const sums = new Float64Array(names.length);
      for (const feature of featuresOf(stems)) {
        const row = rows.get(feature);
        if (row === undefined) continue;
        for (let g = 0; g < names.length; g++) sums[g] = (sums[g] as number) + (odds[row * names.length + g] as number);
      }
      return new Map(names.map((name, g) => [name, sums[g] as number]));
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
    for (const feature of featuresOf(message)) totals.set(feature, (totals.get(feature) ?? 0) + 1);
  const told = [...totals].filter(([, total]) => total >= fewestSeen).map(([feature]) => feature);
  const rows = new Map(told.map((feature, row) => [feature, row]));
  const counts = new Uint32Array(rows.size * groups.length);
  groups.forEach((messages, g) => {
    for (const message of messages)
      for (const feature of featuresOf(message)) {
        const row = rows.get(feature);
        if (row !== undefined) counts[row * groups.length + g] = (counts[row * groups.length + g] as number) + 1;
      }
  });
  return { rows, counts };
}

/** Each stem, and each pair of neighbours with the message's beginning and end among them. */
export function featuresOf(stems: readonly Term[]): Set<Term> {
  const features = new Set(stems);
  for (let i = 0; i <= stems.length; i++) features.add(pairOf(stems[i - 1] ?? begins, stems[i] ?? ends));
  return features;
}
