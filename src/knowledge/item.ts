import { z } from "zod";
import { samplers } from "./numbers.ts";
import { address, day, examObjectiveIds, id, prose, stageIds } from "./schema.ts";

/** The shape of the practice questions: `questions/NAME.yaml` holds a list of them, `cases/ID.yaml` a scenario with some. */

export const itemTags = ["governance", "shared-responsibility", "v1.1", "beyond-exam", "prerequisite"] as const;

/** An explanation shorter than this says no more than right or wrong. */
export const shortestWhy = 40;

/** Steps, prompts and answers are shown in menus, which cut what is longer. */
export const longestLabel = 75;

const label = z.string().trim().min(1).max(longestLabel);
/** Why it is right, or what it is for and when it would be right. */
const why = prose(300).min(shortestWhy, `an explanation needs at least ${String(shortestWhy)} characters`);

/** `about`: the service or concept that it stands for, so that confusions can be counted. */
const option = z.strictObject({
  id,
  text: z.string().trim().min(1).max(200),
  about: id.optional(),
  correct: z.boolean().default(false),
  why,
});
const step = z.strictObject({ id, text: label, why });
const pair = z.strictObject({ id, prompt: label, answer: label, about: id.optional(), why });

const common = {
  id,
  objective: z.enum(examObjectiveIds),
  /** Of the curriculum. */
  curriculum: z.string().regex(/^[1-4]\.[1-4]$/, "an objective of the curriculum, such as \"1.2\""),
  stage: z.enum(stageIds),
  difficulty: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  tags: z.array(z.enum(itemTags)).default([]),
  services: z.array(id).default([]),
  concepts: z.array(id).default([]),
  /** What it is the key of; where left out, what its right options or its pairs stand for. */
  answers: z.array(id).optional(),
  /** Entries that are right for many of the same questions, and that a cue of this stem rules out. */
  ruledOut: z.array(id).default([]),
  /** Kept for mock exams. */
  reserved: z.boolean().default(false),
  /** No longer shown; the log still knows it. */
  withdrawn: z.boolean().default(false),
  /** Draws fresh numbers for the places in braces at every showing. */
  numbers: z.enum(samplers).optional(),
  stem: prose(420),
  source: address,
  checked: day,
};

const choice = z.strictObject({ ...common, type: z.literal("choice"), options: z.array(option).length(4) });
const multi = z.strictObject({ ...common, type: z.literal("multi"), options: z.array(option).min(5).max(6) });
const order = z.strictObject({ ...common, type: z.literal("order"), steps: z.array(step).min(3).max(5) });
const match = z.strictObject({ ...common, type: z.literal("match"), pairs: z.array(pair).min(3).max(7) });

export const itemSchema = z.discriminatedUnion("type", [choice, multi, order, match]);

export const questionsSchema = z.array(itemSchema);

export const caseSchema = z.strictObject({
  id,
  title: prose(80),
  scenario: prose(900),
  questions: z.array(itemSchema).min(2).max(4),
});

export type Case = Omit<z.infer<typeof caseSchema>, "questions">;
type Written = z.infer<typeof itemSchema>;
export type Option = z.infer<typeof option>;
export type Step = z.infer<typeof step>;
export type Pairing = z.infer<typeof pair>;

/** What the library adds to an item as it is written. */
type Added = {
  readonly answers: readonly string[];
  /** Of the curriculum, 1 to 4. */
  readonly module: number;
  /** Changes with whatever a learner could have answered differently for. */
  readonly revision: string;
  readonly case?: Case;
};

type With<T> = T extends Written ? Omit<T, "answers"> & Added : never;
export type Item = With<Written>;
export type ChoiceItem = Extract<Item, { type: "choice" | "multi" }>;
export type OrderItem = Extract<Item, { type: "order" }>;
export type MatchItem = Extract<Item, { type: "match" }>;

export function asItem(written: Written, revision: string, of?: Case): Item {
  const answers = written.answers ?? [...new Set(keysOf(written))];
  const module = Number(written.curriculum[0]);
  return { ...written, answers, module, revision, ...(of ? { case: of } : {}) };
}

function keysOf(item: Written): string[] {
  if (item.type === "order") return [];
  const right = item.type === "match" ? item.pairs : item.options.filter((o) => o.correct);
  return right.flatMap(({ about }) => about ?? []);
}

/** The options, steps or pairs: whatever is explained one by one. */
export function partsOf(item: Item): readonly (Option | Step | Pairing)[] {
  if (item.type === "order") return item.steps;
  return item.type === "match" ? item.pairs : item.options;
}

/** The ids of all entries that an item names. */
export function namedIn(item: Item): string[] {
  const about = partsOf(item).flatMap((part) => ("about" in part ? (part.about ?? []) : []));
  return [...new Set([...item.services, ...item.concepts, ...item.answers, ...item.ruledOut, ...about])];
}
