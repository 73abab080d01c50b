import type { Library } from "../knowledge/library.ts";
import type { Entry } from "../knowledge/schema.ts";
import { makeIndex, type Hit } from "./index.ts";
import { makeMentions } from "./mentions.ts";
import type { Reader, Reading } from "./reading.ts";
import { stem, wordsOf } from "./words.ts";

/** An entry that a question may mean. `named` says how much of the question is its name, 0 to 1. */
export type Ranked = Hit & { readonly named: number };

/** Which entries a question may mean, best first. */
export type Ranker = (reading: Reading) => readonly Ranked[];

/** How many candidates are weighed again after the index has found them. */
const mostWeighed = 24;

export function makeRanker({ entries }: Library, read: Reader): Ranker {
  const contentOf = (text: string) => {
    const { stems, content } = read(text);
    return stems.filter((word) => content.has(word));
  };
  const index = makeIndex(
    new Map(
      [...entries.values()].map((entry) => [
        entry.id,
        { words: textsOf(entry).flatMap(contentOf), boost: Math.log(entry.examples.length / usualExamples) },
      ]),
    ),
  );
  const mentions = makeMentions(entries, read);
  return (reading) => {
    const hits = liftNamed(index.search(reading.content, mostWeighed), mentions(reading));
    const wanted = wantedKind(reading);
    return wanted ? leanTo(wanted, hits, entries) : hits;
  };
}

/** What is called by name comes first the more the question is nothing but the name. */
function liftNamed(hits: readonly Hit[], named: ReadonlyMap<string, number>): readonly Ranked[] {
  return hits
    .map((hit) => {
      const share = named.get(hit.id) ?? 0;
      return {
        ...hit,
        named: share,
        score: hit.score + namedWeight * share ** 2 + (share === 1 ? namedAloneWeight : 0),
      };
    })
    .sort((a, b) => b.score - a.score);
}

const namedWeight = 15;
const namedAloneWeight = 15;

/** An entry with more examples than this was thought likelier to be asked for by those who wrote them. */
const usualExamples = 50;

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
function wantedKind({ stems }: Reading): Entry["kind"] | undefined {
  const service = stems.some((word) => serviceWords.has(word));
  const concept = stems.some((word) => conceptWords.has(word));
  if (service === concept) return undefined;
  return service ? "service" : "concept";
}

/**
 * The wanted kind gets a little more. Where the best hit is of the other kind and the knowledge marks another hit as
 * right too (serverless inference the mode, endpoints the service), the wanted one of the two goes first.
 */
function leanTo(wanted: Entry["kind"], hits: readonly Ranked[], entries: Library["entries"]): readonly Ranked[] {
  const kindOf = (hit: Hit) => entries.get(hit.id)?.kind;
  const leaned = hits
    .map((hit) => (kindOf(hit) === wanted ? { ...hit, score: hit.score + leanWeight } : hit))
    .sort((a, b) => b.score - a.score);
  const [first] = leaned;
  if (!first || kindOf(first) === wanted) return leaned;
  const twin = leaned.find((hit) => kindOf(hit) === wanted && areBothRight(entries, first.id, hit.id));
  if (!twin || twin.score < nearEnough * first.score) return leaned;
  const lifted = { ...twin, score: first.score + leanWeight };
  return [lifted, ...leaned.filter((hit) => hit !== twin)];
}

const leanWeight = 3;

/** A twin with less than this part of the best score was not what was meant. */
const nearEnough = 0.85;

/** Whether the knowledge marks two entries as both right for many of the same questions. */
export function areBothRight(entries: Library["entries"], a: string, b: string): boolean {
  return Boolean(entries.get(a)?.alsoRight.includes(b) || entries.get(b)?.alsoRight.includes(a));
}

const serviceWords = stemSet("service aws sagemaker tool capability component product offering");
const conceptWords = stemSet("metric measure term principle stage phase step mode called diagnosis concept idea word");

function stemSet(words: string): ReadonlySet<string> {
  return new Set(wordsOf(words).map(stem));
}
