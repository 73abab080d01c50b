import type { ChoiceItem, Item } from "./item.ts";
import { likeness, tellingWords } from "./likeness.ts";

/**
 * The rules of a whole bank of questions: nothing about how they are put may give their keys away, and no two are one.
 * Shares are of the multiple-choice items, whose chance is one in four.
 */

/** A key stands at each of the four positions this often. */
const leastAtPosition = 0.15;
const mostAtPosition = 0.35;

const mostLongestKeys = 0.3;

/** How much more than by chance a test-wise guesser may get. */
export const mostAboveChance = 0.05;

/** Two stems that share more than this part of their words are one question. */
export const mostAlikeStems = 0.6;

/** Fewer items have no shares worth looking at. */
const fewestForShares = 40;

export function lintBank(items: readonly Item[]): string[] {
  const choices = items.filter(isChoice);
  return [...nearDuplicates(items), ...outOfScope(items), ...(choices.length < fewestForShares ? [] : lintShares(choices))];
}

function lintShares(choices: readonly ChoiceItem[]): string[] {
  const share = (count: number) => count / choices.length;
  const positions = [0, 1, 2, 3].map((at) => share(choices.filter((item) => item.options[at]?.correct).length));
  const longest = share(choices.filter(keyIsLongest).length);
  return [
    ...positions.flatMap((found, at) =>
      found < leastAtPosition || found > mostAtPosition
        ? [`the key stands at position ${String(at + 1)} in ${percent(found)} of the items`]
        : [],
    ),
    ...(longest > mostLongestKeys ? [`the longest option is the key in ${percent(longest)} of the items`] : []),
    ...Object.entries(guessers).flatMap(([name, guesser]) => {
      const scored = guess(choices, guesser);
      return scored > 0.25 + mostAboveChance ? [`who guesses by ${name} gets ${percent(scored)} right`] : [];
    }),
  ];
}

/** How much an option speaks for itself to somebody who knows nothing of the subject. */
export type Guesser = (item: ChoiceItem, option: number, all: readonly ChoiceItem[]) => number;

export const guessers: Readonly<Record<"the longest option" | "words of the stem" | "the most frequent service", Guesser>> = {
  "the longest option": (item, option) => item.options[option]?.text.length ?? 0,
  "words of the stem": (item, option) => {
    const stem = new Set(tellingWords(item.stem));
    return tellingWords(item.options[option]?.text ?? "").filter((word) => stem.has(word)).length;
  },
  "the most frequent service": (item, option, all) => timesOffered(all).get(item.options[option]?.about ?? "") ?? 0,
};

/** The share that a guesser gets right, where it takes the option that it rates highest, any of those rated alike. */
export function guess(choices: readonly ChoiceItem[], guesser: Guesser): number {
  const right = choices.map((item) => {
    const rates = item.options.map((_, i) => guesser(item, i, choices));
    const top = rates.flatMap((rate, i) => (rate === Math.max(...rates) ? [i] : []));
    return top.filter((i) => item.options[i]?.correct).length / top.length;
  });
  return right.reduce((a, b) => a + b, 0) / choices.length;
}

const counted = new WeakMap<readonly ChoiceItem[], ReadonlyMap<string, number>>();

function timesOffered(all: readonly ChoiceItem[]): ReadonlyMap<string, number> {
  const known = counted.get(all);
  if (known) return known;
  const times = new Map<string, number>();
  for (const { about } of all.flatMap((item) => item.options))
    if (about !== undefined) times.set(about, (times.get(about) ?? 0) + 1);
  counted.set(all, times);
  return times;
}

export function isChoice(item: Item): item is ChoiceItem {
  return item.type === "choice";
}

function keyIsLongest({ options }: ChoiceItem): boolean {
  const longest = Math.max(...options.map(({ text }) => text.length));
  return options.every(({ text, correct }) => correct === (text.length === longest));
}

/** On no list of the exam: good as distractors, never what a learner must answer. */
const neverKeys = new Set(["athena", "kinesis", "step-functions", "eventbridge", "codepipeline", "ecr", "mturk"]);

function outOfScope(items: readonly Item[]): string[] {
  return items.flatMap(({ id, answers }) =>
    answers.filter((answer) => neverKeys.has(answer)).map((answer) => `${id} has ${answer} as its key, which the exam does not ask for`),
  );
}

function nearDuplicates(items: readonly Item[]): string[] {
  const words = items.map((item) => new Set(tellingWords(item.stem)));
  return items.flatMap((item, i) =>
    items
      .slice(0, i)
      .flatMap((earlier, j) =>
        likeness(words[i] as Set<string>, words[j] as Set<string>) > mostAlikeStems
          ? [`${item.id} asks nearly what ${earlier.id} asks`]
          : [],
      ),
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
