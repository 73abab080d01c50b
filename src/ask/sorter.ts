/**
 * Tells groups of messages apart by their words and neighbouring words (naive Bayes): questions that are ours, small
 * talk, what we decline, what others should answer. Word order and stop words count here, because "how are you" is
 * made of nothing else.
 */
export type Sorter = {
  /** How much more the words speak for `group` than for the others: log-odds, 0 where they say nothing. */
  readonly lean: (stems: readonly string[], group: string) => number;
};

/** One feature alone may not say more than this: a word seen once proves little. */
const loudest = 3;

/** What every feature is taken to have been seen beforehand, shared out by the groups' sizes. */
const assumed = 1;

/** `groups` holds each group's messages as stems in order. */
export function makeSorter(groups: ReadonlyMap<string, readonly (readonly string[])[]>): Sorter {
  const names = [...groups.keys()];
  const sizes = names.map((name) => groups.get(name)?.length ?? 0);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const counts = new Map<string, Float64Array>();
  [...groups.values()].forEach((messages, g) => {
    for (const message of messages)
      for (const feature of featuresOf(message)) {
        let of = counts.get(feature);
        if (!of) counts.set(feature, (of = new Float64Array(names.length)));
        of[g] = (of[g] as number) + 1;
      }
  });

  return {
    lean(stems, group) {
      const g = names.indexOf(group);
      const size = sizes[g] as number;
      const share = size / all;
      let sum = 0;
      for (const feature of featuresOf(stems)) {
        const of = counts.get(feature);
        if (!of) continue;
        const within = of[g] as number;
        const total = of.reduce((a, b) => a + b, 0);
        const forIt = Math.log((within + assumed * share) / size);
        const against = Math.log((total - within + assumed * (1 - share)) / (all - size));
        sum += Math.max(-loudest, Math.min(loudest, forIt - against));
      }
      return sum;
    },
  };
}

/** Each stem, and each pair of neighbours with the message's beginning and end among them. */
export function featuresOf(stems: readonly string[]): Set<string> {
  const features = new Set(stems);
  const marked = ["^", ...stems, "$"];
  for (let i = 0; i + 1 < marked.length; i++) features.add(`${marked[i] as string} ${marked[i + 1] as string}`);
  return features;
}
