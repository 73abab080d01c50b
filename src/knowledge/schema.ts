import { z } from "zod";

/**
 * The shape of what we teach. One YAML file an entry in `knowledge/services` and `knowledge/concepts`, and
 * `pairs.yaml` and `curriculum.yaml` beside them; `knowledge/README.md` says how to write them.
 */

/** The ten stages of the lifecycle, in the order they are taught. */
export const stageIds = [
  "framing",
  "collection",
  "eda",
  "preprocessing",
  "feature-engineering",
  "training",
  "tuning",
  "evaluation",
  "deployment",
  "monitoring",
] as const;
export type StageId = (typeof stageIds)[number];

/** The objectives of Task 1.3 of the AI Practitioner exam. */
export const examObjectiveIds = ["1.3.1", "1.3.2", "1.3.3", "1.3.4", "1.3.5", "1.3.6"] as const;

export const serviceGroups = ["sagemaker", "ai-service", "assistant", "data", "security", "operations"] as const;

export const topics = [
  "pipeline-stages",
  "model-sources",
  "production-methods",
  "inference-modes",
  "rollout",
  "mlops",
  "model-metrics",
  "business-metrics",
  "fit-and-bias",
  "drift",
  "data",
  "learning-types",
  "governance",
  "cloud-basics",
] as const;

/** What has become of a service. `closed` means to new customers: existing ones carry on. */
export const statusStates = ["active", "closed", "partly-closed", "legacy", "renamed", "ended"] as const;

export const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "an id is lower-case words joined by hyphens");
export const prose = (longest: number) => z.string().trim().min(3).max(longest);
const sentence = prose(220);
const words = z.string().trim().min(1).max(80);
export const address = z.url({ protocol: /^https$/ });
export const day = z.iso.date("a day is written YYYY-MM-DD");
const since = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, "write YYYY, YYYY-MM or YYYY-MM-DD");
const said = z.string().trim().min(1).max(500);
const question = z.string().trim().min(3).max(500);

const status = z.strictObject({
  state: z.enum(statusStates),
  since: since.optional(),
  /** One sentence that follows "Today: ". */
  today: prose(400).optional(),
  /** What AWS points to instead, or what a reader can do. */
  replacement: prose(300).optional(),
  replacementIds: z.array(id).default([]),
  source: address.optional(),
});

/** What the tutor taught of a service until a day, and what it teaches since: full sentences. */
const change = z.strictObject({
  /** When the knowledge was changed, not when AWS changed the service. */
  day,
  was: prose(160),
  is: prose(160),
  source: address,
});

const common = {
  id,
  name: words,
  short: words,
  formerNames: z.array(words).default([]),
  aliases: z.array(words).default([]),
  summary: sentence,
  lookAlikes: z.array(z.strictObject({ id, difference: prose(300) })).min(1),
  gotchas: z.array(prose(300)).default([]),
  stages: z.array(z.enum(stageIds)),
  modules: z.array(z.number().int().min(1).max(4)),
  exam: z.array(z.enum(examObjectiveIds)),
  /** Entries that are right as well for many of the same questions: a near tie with one of them is no doubt. */
  alsoRight: z.array(id).default([]),
  doc: address,
  sources: z.array(address).default([]),
  checked: day,
  keywords: z.array(words).default([]),
  examples: z.array(question).min(1),
};

export const serviceSchema = z.strictObject({
  ...common,
  group: z.enum(serviceGroups),
  capabilities: z.array(sentence).min(2).max(9),
  useWhen: z.array(sentence).min(1).max(6),
  notWhen: z.array(z.strictObject({ when: sentence, instead: id })).min(1),
  status,
  /** Of its status or name, oldest first: whoever answered on it before is told once. */
  changes: z.array(change).default([]),
});

export const conceptSchema = z.strictObject({
  ...common,
  topic: z.enum(topics),
  points: z.array(prose(300)).min(2).max(7),
  formula: prose(160).optional(),
  cue: sentence,
  services: z.array(id),
});

/** A named side of a comparison; `id` where the knowledge has an entry for it. */
const side = z.strictObject({ name: words, id: id.optional(), aliases: z.array(words).default([]), tell: sentence });

export const pairsSchema = z.array(
  z.strictObject({
    id,
    /** The one fact that decides between the sides. */
    difference: prose(400),
    sides: z.array(side).min(2).max(5),
    source: address,
    checked: day,
  }),
);

const linked = { services: z.array(id), concepts: z.array(id) };
const sourced = { source: address, checked: day };

export const curriculumSchema = z.strictObject({
  title: sentence,
  about: prose(400),
  bigPicture: prose(400),
  stages: z.array(
    z.strictObject({
      id: z.enum(stageIds),
      name: words,
      definition: sentence,
      cue: sentence,
      trap: sentence.optional(),
      ...linked,
      ...sourced,
    }),
  ),
  exam: z.strictObject({
    code: words,
    guide: sentence,
    note: prose(400),
    ...sourced,
    objectives: z.array(
      z.strictObject({
        id: z.enum(examObjectiveIds),
        title: sentence,
        now: prose(300),
        before: prose(300).optional(),
        ...linked,
      }),
    ),
    /** What guide v1.1 added, as short side notes. */
    newNotes: z.array(
      z.strictObject({ id, title: sentence, text: prose(400), objective: z.enum(examObjectiveIds), ...linked, ...sourced }),
    ),
  }),
  prerequisites: z.array(z.strictObject({ id, title: sentence, text: prose(400), concepts: z.array(id) })),
  modules: z.array(
    z.strictObject({
      number: z.number().int().min(1).max(4),
      title: sentence,
      difficulty: z.number().int().min(1).max(5),
      services: z.array(id),
      /** What the table of the source curriculum and today's service names disagree about, if anything. */
      note: prose(300).optional(),
      objectives: z.array(
        z.strictObject({
          id: z.string().regex(/^[1-4]\.[1-4]$/),
          title: sentence,
          text: prose(400),
          exam: z.array(z.enum(examObjectiveIds)),
          ...linked,
        }),
      ),
    }),
  ),
  successMetrics: z.array(z.strictObject({ id, title: sentence, text: prose(300), note: prose(300).optional() })),
  selfAssessment: z.array(
    z.strictObject({ question: prose(300), answer: prose(300), ids: z.array(id).min(1) }),
  ),
  realWorld: z.array(z.strictObject({ id, title: sentence, text: prose(400), ...linked })),
});

/** A kind of message that is no question of ours, what to say to it, and commands to go on with. */
const talk = z.strictObject({ id, reply: prose(400), offers: z.array(words).default([]), says: z.array(said).min(3) });

/** Where the knowledge ends: small talk with its short replies, requests we decline, and what others should answer. */
export const edgesSchema = z.strictObject({
  smallTalk: z.array(talk),
  declined: z.array(talk),
  /** Questions that are not ours, many of them close to our words: the matcher learns to leave them alone. */
  elsewhere: z.array(said),
});

export type Edges = z.infer<typeof edgesSchema>;
export type Change = z.infer<typeof change>;
export type Service = z.infer<typeof serviceSchema> & { readonly kind: "service" };
export type Concept = z.infer<typeof conceptSchema> & { readonly kind: "concept" };
export type Entry = Service | Concept;
export type Pair = z.infer<typeof pairsSchema>[number];
export type Curriculum = z.infer<typeof curriculumSchema>;
export type Module = Curriculum["modules"][number];
export type Objective = Module["objectives"][number];
export type Stage = Curriculum["stages"][number];
