import type { Library } from "../knowledge/library.ts";
import { areBothRight } from "../knowledge/both-right.ts";
import type { Entry } from "../knowledge/schema.ts";
import { makeIndex, type Hit } from "./bm25.ts";
import { makeMentions } from "./mentions.ts";
import type { Reader, Reading } from "./reading.ts";
import { pairOf, pairsOf, type Term } from "./terms.ts";
import { stem, wordsOf } from "./words.ts";

/** An entry that a question may mean. `named` says how much of the question is its name, 0 to 1. */
export type Ranked = { readonly entry: Entry; readonly score: number; readonly named: number };

export type Ranker = {
  /** Which entries a question may mean, best first. */
  readonly rank: (reading: Reading) => readonly Ranked[];
};

/** How many candidates are weighed again after the index has found them. */
const mostWeighed = 24;

export function makeRanker({ entries }: Library, read: Reader): Ranker {
  const texts = new Map(
    [...entries.values()].map((entry) => [entry.id, textsOf(entry).map((text) => read(text).telling)]),
  );
  const usual = usualPairs([...texts.values()].flat());
  const wordsAndPairs = (words: readonly Term[]) => [...words, ...pairsOf(words).filter((pair) => usual.has(pair))];
  const index = makeIndex(
    new Map(
      [...entries.values()].map((entry) => [
        entry,
        {
          terms: (texts.get(entry.id) ?? []).flatMap(wordsAndPairs),
          boost: Math.log(entry.examples.length / usualExamples) + (entry.kind === "service" ? serviceBoost : 0),
        },
      ]),
    ),
  );
  const mentions = makeMentions(entries, read);
  const wantedKind = makeWantedKind(read);
  return {
    rank(reading) {
      const hits = liftNamed(index.search(asked(reading), mostWeighed), mentions(reading));
      const wanted = wantedKind(reading);
      return wanted ? leanTo(wanted, hits) : hits;
    },
  };
}

/** What is called by name comes first the more the question is nothing but the name. */
function liftNamed(hits: readonly Hit<Entry>[], named: ReadonlyMap<string, number>): readonly Ranked[] {
  return hits
    .map(({ key: entry, score: found }) => {
      const share = named.get(entry.id) ?? 0;
      const score = found + namedWeight * share ** 2 + (share === 1 ? namedAloneWeight : 0);
      return { entry, score, named: share };
    })
    .sort((a, b) => b.score - a.score);
}

const namedWeight = 15;
const namedAloneWeight = 15;

/** A question's telling words, and its pairs of neighbours, which count for half: "feature store" is more than its words. */
function asked({ telling, content }: Reading): ReadonlyMap<Term, number> {
  const terms = new Map(content);
  for (const pair of pairsOf(telling)) terms.set(pair, pairSureness);
  return terms;
}

const pairSureness = 0.5;

/** A pair that stands only once in all the knowledge is chance, and there are very many of them. */
function usualPairs(texts: readonly (readonly Term[])[]): ReadonlySet<Term> {
  const once = new Set<Term>();
  const usual = new Set<Term>();
  for (const pair of texts.flatMap(pairsOf)) (once.has(pair) ? usual : once).add(pair);
  return usual;
}

/** An entry with more examples than this was thought likelier to be asked for by those who wrote them. */
const usualExamples = 50;

/** Of a service and an idea that are met alike, the service is the likelier to be meant. Measured with `npm run eval`. */
const serviceBoost = 1.5;

/** Everything said about an entry, as the index reads it. */
export function textsOf(entry: Entry): string[] {
  const lines = entry.kind === "service" ? [...entry.capabilities, ...entry.useWhen] : [...entry.points, entry.cue];
  return [
    ...[entry.name, entry.short, ...entry.formerNames, ...entry.aliases],
    ...[entry.summary, ...lines],
    ...entry.keywords,
    ...entry.examples,
  ];
}

/** "Which service" asks for a service, "which metric" for a concept; most questions say neither. */
function makeWantedKind({ numberOf }: Reader): (reading: Reading) => Entry["kind"] | undefined {
  const cues = (list: string): ReadonlySet<Term> =>
    new Set(
      list.split(", ").map((words) => {
        const [word = NaN, next] = wordsOf(words).map(stem).map(numberOf);
        return next === undefined ? word : pairOf(word, next);
      }),
    );
  const [ofServices, ofConcepts] = [cues(serviceCues), cues(conceptCues)];
  const says = (stems: readonly Term[], cue: ReadonlySet<Term>) =>
    stems.some((word, i) => cue.has(word) || (i > 0 && cue.has(pairOf(stems[i - 1] as Term, word))));

  return ({ stems }) => {
    const service = says(stems, ofServices);
    const concept = says(stems, ofConcepts);
    if (service === concept) return undefined;
    return service ? "service" : "concept";
  };
}

/** Words, and pairs of words, that tell which kind of answer is asked for. */
const serviceCues = "service, aws, sagemaker, tool, capability, component, product, offering";
const conceptCues =
  "metric, measure, term, principle, stage, phase, step, mode, diagnosis, concept, idea, word, " +
  "is called, it called, that called, this called, called what, known as, name of, name for";

/**
 * The wanted kind gets a little more. Where the best hit is of the other kind and the knowledge marks another hit as
 * right too (serverless inference the mode, endpoints the service), the wanted one of the two goes first.
 */
function leanTo(wanted: Entry["kind"], hits: readonly Ranked[]): readonly Ranked[] {
  const leaned = hits
    .map((hit) =>
      hit.entry.kind === wanted ? { entry: hit.entry, score: hit.score + leanWeight, named: hit.named } : hit,
    )
    .sort((a, b) => b.score - a.score);
  const [first] = leaned;
  if (!first || first.entry.kind === wanted) return leaned;
  const twin = leaned.find((hit) => hit.entry.kind === wanted && areBothRight(first.entry, hit.entry));
  if (!twin || twin.score < nearEnough * first.score) return leaned;
  const lifted = { ...twin, score: first.score + leanWeight };
  return [lifted, ...leaned.filter((hit) => hit !== twin)];
}

const leanWeight = 3;

/** A twin with less than this part of the best score was not what was meant. */
const nearEnough = 0.85;
