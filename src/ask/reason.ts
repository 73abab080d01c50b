import type { Library } from "../knowledge/library.ts";
import type { Entry } from "../knowledge/schema.ts";
import { isStopWord, stem, wordsOf } from "./words.ts";

export type Reasons = {
  /** The line of the entry that shares the weightiest words with the question; its first use where none does. */
  readonly reason: (question: string, entry: Entry) => string;
};

/** Weighs words by how few of the knowledge's lines hold them. */
export function makeReasons(library: Library): Reasons {
  const lines = [...library.entries.values()].flatMap(linesOf);
  const holding = new Map<string, number>();
  for (const line of lines) for (const word of stemsOf(line)) holding.set(word, (holding.get(word) ?? 0) + 1);
  const weight = (word: string) => Math.log(1 + lines.length / (1 + (holding.get(word) ?? 0)));

  return {
    reason(question, entry) {
      const asked = stemsOf(question);
      const scored = linesOf(entry).map((line) => {
        const shared = [...stemsOf(line)].filter((word) => asked.has(word));
        return { line, score: shared.reduce((sum, word) => sum + weight(word), 0) };
      });
      const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
      return best.score > 0 ? best.line : fallback(entry);
    },
  };
}

function linesOf(entry: Entry): readonly string[] {
  return entry.kind === "service" ? [...entry.capabilities, ...entry.useWhen] : [...entry.points, entry.cue];
}

function fallback(entry: Entry): string {
  const line = entry.kind === "service" ? entry.useWhen[0] : entry.cue;
  return line ?? entry.summary;
}

function stemsOf(text: string): Set<string> {
  return new Set(
    wordsOf(text)
      .filter((word) => !isStopWord(word))
      .map(stem),
  );
}
