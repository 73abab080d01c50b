/** How much two texts of the knowledge are alike, by their words. */

/** The share of all their words that two texts have in common, 0 to 1 (Jaccard). */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return shared / (a.size + b.size - shared);
}

export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The words that say something, without their commonest endings. */
export function tellingWords(text: string): string[] {
  return wordsOf(text)
    .filter((word) => word.length > 2 && !stopWords.has(word))
    .map((word) => word.replace(/(?<=\p{L}{3})(ies|es|s|ed|ing)$/u, ""));
}

const stopWords = new Set(
  (
    "the and for that this with from its are was not but can what which who whom how does has have had they them their " +
    "one two three all any each into out over under than then when where while will would should must may aws amazon " +
    "sagemaker service services select best fits team"
  ).split(" "),
);
