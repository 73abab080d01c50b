import type { Fact } from "../conversation.ts";
import type { Library } from "../knowledge/library.ts";
import type { Entry } from "../knowledge/schema.ts";
import type { Reader, Reading } from "./reading.ts";
import type { Term } from "./terms.ts";

export type Reasons = {
  /** The line of the entry that meets the question best: the one that shares the weightiest words with it. */
  readonly reason: (question: Reading, entry: Entry) => Fact;
  /** The line to give where there was no question. */
  readonly usual: (entry: Entry) => Fact;
};

/** Weighs words by how few of the knowledge's lines hold them. */
export function makeReasons({ entries }: Library, read: Reader): Reasons {
  const lines = new Map(
    [...entries.values()].map((entry) => [
      entry.id,
      linesOf(entry).map((line) => ({ fact: why(line), words: new Set(read(line).telling) })),
    ]),
  );
  const all = [...lines.values()].flat();
  const holding = new Map<Term, number>();
  for (const { words } of all) for (const word of words) holding.set(word, (holding.get(word) ?? 0) + 1);
  const weight = (word: Term) => Math.log(1 + all.length / (1 + (holding.get(word) ?? 0)));

  const usuals = new Map([...entries.values()].map((entry) => [entry, why(usualLine(entry))]));
  const usual = (entry: Entry) => usuals.get(entry) as Fact;

  return {
    usual,
    reason(question, entry) {
      const asked = [...question.content.keys()];
      let best = { fact: usual(entry), score: 0 };
      for (const { fact, words } of lines.get(entry.id) ?? []) {
        const shared = asked.reduce((sum, word) => (words.has(word) ? sum + weight(word) : sum), 0);
        // A long line shares more by chance.
        const score = shared / Math.sqrt(words.size + 4);
        if (score > best.score) best = { fact, score };
      }
      return best.fact;
    },
  };
}

function why(line: string): Fact {
  return { label: "Why", text: line };
}

function usualLine(entry: Entry): string {
  const line = entry.kind === "service" ? entry.useWhen[0] : entry.cue;
  return line ?? entry.summary;
}

function linesOf(entry: Entry): readonly string[] {
  return entry.kind === "service" ? [...entry.useWhen, ...entry.capabilities] : [entry.cue, ...entry.points];
}
