import { compete } from "../items/draw.ts";
import type { Answer } from "../items/grade.ts";
import { partsOf, type Item } from "../knowledge/item.ts";
import type { Pair } from "../knowledge/schema.ts";
import type { AnswerRow } from "../store/tables.ts";
import { readChosen } from "./records.ts";

/** How well a learner knows a subject, from their answers to its items. */
export type Mastery = {
  readonly answered: number;
  readonly right: number;
  /** From 0 to 1: the share that was right, late answers weighing more; near a half where little is known. */
  readonly strength: number;
};

/** Look-alikes: beside the answers to items in which both compete, how often one was taken for the other. */
export type PairMastery = Mastery & { readonly confused: number };

export type MasteryReport = {
  /** By the number of the curriculum's module. */
  readonly modules: ReadonlyMap<number, Mastery>;
  readonly objectives: ReadonlyMap<string, Mastery>;
  readonly services: ReadonlyMap<string, Mastery>;
  /** By the comparison's id. */
  readonly pairs: ReadonlyMap<string, PairMastery>;
};

/** An answer weighs half as much as one that came so many answers later on the same subject. */
const halfLife = 10;

/** The last vote alone counts, and nothing that no longer counts. `rows` are the answers of one learner or of many, oldest first. */
export function mastery(
  rows: readonly AnswerRow[],
  items: ReadonlyMap<string, Item>,
  pairs: readonly Pair[],
): MasteryReport {
  const modules = new Map<number, boolean[]>();
  const objectives = new Map<string, boolean[]>();
  const services = new Map<string, boolean[]>();
  const compared = new Map<string, { answers: boolean[]; confused: number }>();
  for (const row of lastVotes(rows)) {
    const item = items.get(row.item);
    if (!item || row.correct === null) continue;
    const correct = row.correct === 1;
    add(modules, moduleOf(item), correct);
    add(objectives, item.objective, correct);
    for (const id of item.answers) add(services, id, correct);
    const [rivals, taken] = [rivalsIn(item), takenFor(item, readChosen(row.chosen))];
    for (const { id, sides } of pairs) {
      const ids = sides.flatMap((side) => side.id ?? []);
      if (ids.filter((side) => rivals.has(side)).length < 2) continue;
      const seen = compared.get(id) ?? { answers: [], confused: 0 };
      seen.answers.push(correct);
      if (taken.some(({ right, wrong }) => ids.includes(right) && ids.includes(wrong))) seen.confused += 1;
      compared.set(id, seen);
    }
  }
  return {
    modules: mapped(modules, strengthOf),
    objectives: mapped(objectives, strengthOf),
    services: mapped(services, strengthOf),
    pairs: mapped(compared, ({ answers, confused }) => ({ ...strengthOf(answers), confused })),
  };
}

/** Two look-alikes of which one was taken for the other, and how often since they were last told apart. */
export type Confusion = { readonly ids: readonly [string, string]; readonly times: number };

/** So many right answers in a row, to items in which both compete, and they are told apart. */
const toldApart = 3;

/** The pairs that were mixed up, most often first. `rows` are the answers of one learner, oldest first. */
export function confusions(rows: readonly AnswerRow[], items: ReadonlyMap<string, Item>): Confusion[] {
  const mixedUp = new Map<string, { ids: readonly [string, string]; times: number; rightSince: number }>();
  for (const row of lastVotes(rows)) {
    const item = items.get(row.item);
    if (!item || row.correct === null) continue;
    if (row.correct === 1)
      for (const [key, seen] of mixedUp) {
        if (!compete(item, seen.ids)) continue;
        seen.rightSince += 1;
        if (seen.rightSince >= toldApart) mixedUp.delete(key);
      }
    else
      for (const ids of confusedBy(item, readChosen(row.chosen))) {
        const key = ids.join(" ");
        mixedUp.set(key, { ids, times: (mixedUp.get(key)?.times ?? 0) + 1, rightSince: 0 });
      }
  }
  return [...mixedUp.values()].map(({ ids, times }) => ({ ids, times })).sort((a, b) => b.times - a.times);
}

/** The pairs that an answer mixes up, each once and by id. */
export function confusedBy(item: Item, answer: Answer | undefined): (readonly [string, string])[] {
  const pairs = takenFor(item, answer).map(({ right, wrong }): [string, string] =>
    right < wrong ? [right, wrong] : [wrong, right],
  );
  return [...new Map(pairs.map((ids) => [ids.join(" "), ids])).values()];
}

/** A second vote on the same question takes the place of the first. */
function lastVotes(rows: readonly AnswerRow[]): AnswerRow[] {
  const last = new Map<string, AnswerRow>();
  for (const row of rows) {
    const vote = `${row.learner} ${row.question}`;
    const before = last.get(vote);
    if (!before || before.vote <= row.vote) last.set(vote, row);
  }
  return [...last.values()];
}

function strengthOf(answers: readonly boolean[]): Mastery {
  let [total, right] = [0, 0];
  answers.forEach((correct, i) => {
    const weight = 0.5 ** ((answers.length - 1 - i) / halfLife);
    total += weight;
    if (correct) right += weight;
  });
  return {
    answered: answers.length,
    right: answers.filter(Boolean).length,
    // As if one answer had been right and one wrong before the first.
    strength: (right + 1) / (total + 2),
  };
}

function rivalsIn(item: Item): ReadonlySet<string> {
  return new Set(partsOf(item).flatMap((part) => ("about" in part ? (part.about ?? []) : [])));
}

/** Which wrong entry was chosen where which was right. */
function takenFor(item: Item, answer: Answer | undefined): { right: string; wrong: string }[] {
  if (item.type === "order" || !answer) return [];
  if (item.type === "match") {
    if (answer.kind !== "match") return [];
    const about = new Map(item.pairs.map((pair) => [pair.id, pair.about]));
    return Object.entries(answer.given).flatMap(([prompt, given]) => named(about.get(prompt), about.get(given)));
  }
  if (answer.kind !== "options") return [];
  const keys = item.options.filter(({ id, correct }) => correct && !answer.ids.includes(id));
  const wrong = item.options.filter(({ id, correct }) => !correct && answer.ids.includes(id));
  return keys.flatMap((key) => wrong.flatMap((option) => named(key.about, option.about)));
}

function named(right: string | undefined, wrong: string | undefined): { right: string; wrong: string }[] {
  return right === undefined || wrong === undefined || right === wrong ? [] : [{ right, wrong }];
}

/** The module whose objective "2.3" is, is 2. */
function moduleOf({ curriculum }: Item): number {
  return Number(curriculum.split(".")[0]);
}

function add<Subject>(answers: Map<Subject, boolean[]>, subject: Subject, correct: boolean): void {
  const before = answers.get(subject);
  if (before) before.push(correct);
  else answers.set(subject, [correct]);
}

function mapped<Key, A, B>(map: ReadonlyMap<Key, A>, change: (value: A) => B): Map<Key, B> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
