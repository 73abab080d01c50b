import type { Library } from "../knowledge/library.ts";
import type { Entry } from "../knowledge/schema.ts";
import { tellingStems, type Reader } from "./reading.ts";

export type Reasons = {
  /** The line of the entry that meets the question best: the one that shares the weightiest words with it. */
  readonly reason: (question: string, entry: Entry) => string;
  /** The line to give where there was no question. */
  readonly usual: (entry: Entry) => string;
};

/** Weighs words by how few of the knowledge's lines hold them. */
export function makeReasons({ entries }: Library, read: Reader): Reasons {
  const stemsOf = (text: string) => new Set(tellingStems(read(text)));
  const lines = [...entries.values()].flatMap(linesOf);
  const holding = new Map<string, number>();
  for (const line of lines) for (const word of stemsOf(line)) holding.set(word, (holding.get(word) ?? 0) + 1);
  const weight = (word: string) => Math.log(1 + lines.length / (1 + (holding.get(word) ?? 0)));

  return {
    usual,
    reason(question, entry) {
      const asked = stemsOf(question);
      const scored = linesOf(entry).map((line) => {
        const words = [...stemsOf(line)];
        const shared = words.filter((word) => asked.has(word)).reduce((sum, word) => sum + weight(word), 0);
        // A long line shares more by chance.
        return { line, score: shared / Math.sqrt(words.length + 4) };
      });
      const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
      return best.score > 0 ? best.line : usual(entry);
    },
  };
}

function usual(entry: Entry): string {
  const line = entry.kind === "service" ? entry.useWhen[0] : entry.cue;
  return line ?? entry.summary;
}

function linesOf(entry: Entry): readonly string[] {
  return entry.kind === "service" ? [...entry.useWhen, ...entry.capabilities] : [entry.cue, ...entry.points];
}
