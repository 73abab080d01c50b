import { makeMatcher, type Matcher } from "../ask/match.ts";
import type { Library } from "../knowledge/library.ts";
import type { Entry } from "../knowledge/schema.ts";

/** How the matcher fares when the knowledge grows: other exams are to follow. */

/**
 * The library with `times` as many entries. The new ones are made up: shaped like a real entry, each of its words
 * drawn from all words of all entries. `seed` makes them the same every time.
 */
export function grow(library: Library, times: number, seed: number): Library {
  const random = lcg(seed);
  const originals = [...library.entries.values()];
  const words = originals.flatMap((entry) => entry.examples.flatMap((text) => text.split(" ")));
  const scramble = (text: string) =>
    text
      .split(" ")
      .map(() => words[Math.floor(random() * words.length)] ?? "")
      .join(" ");
  const grown = new Map(library.entries);
  for (let copy = 1; copy < times; copy++)
    for (const entry of originals) {
      const id = `${entry.id}-${String(copy)}`;
      grown.set(id, { ...scrambled(entry, scramble), id });
    }
  return { ...library, entries: grown };
}

/** The middle time of a question, in milliseconds, after a round to warm up. */
export function medianTime(match: Matcher["match"], questions: readonly string[]): number {
  for (const q of questions) match(q);
  return quantile(
    questions.map((q) => {
      const before = performance.now();
      match(q);
      return performance.now() - before;
    }),
    0.5,
  );
}

/** How many times the middle time grows when the entries grow `times` as many. */
export function slowdown(library: Library, times: number, questions: readonly string[]): number {
  const now = makeMatcher(library).match;
  const then = makeMatcher(grow(library, times, 1)).match;
  return medianTime(then, questions) / medianTime(now, questions);
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

function scrambled(entry: Entry, scramble: (text: string) => string): Entry {
  const common = {
    name: scramble(entry.name),
    short: scramble(entry.short),
    aliases: entry.aliases.map(scramble),
    summary: scramble(entry.summary),
    keywords: entry.keywords.map(scramble),
    examples: entry.examples.map(scramble),
  };
  return entry.kind === "service"
    ? { ...entry, ...common, capabilities: entry.capabilities.map(scramble), useWhen: entry.useWhen.map(scramble) }
    : { ...entry, ...common, points: entry.points.map(scramble), cue: scramble(entry.cue) };
}

/** A linear congruential generator: numbers from 0 to 1, the same for the same seed. */
function lcg(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
