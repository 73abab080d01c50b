import type { Library } from "../knowledge/library.ts";
import type { Entry } from "../knowledge/schema.ts";
import { confidence } from "./confidence.ts";
import type { Hit } from "./index.ts";
import { areBothRight, makeRanker, textsOf } from "./rank.ts";
import { makeReader, type Reader, type Reading } from "./reading.ts";
import { featuresOf, makeSorter } from "./sorter.ts";

/** Longest question read, in characters. */
export const longestQuestion = 2000;

/** What a question came to. */
export type Match =
  /** Entries, best first; none at all if no word of the question stands in the knowledge. */
  | {
      readonly kind: "entries";
      readonly ranked: readonly Ranked[];
      readonly confident: boolean;
      /** A second entry that the knowledge marks as right too. */
      readonly both?: string;
      /** Ranked entries with at least this score are worth offering as "did you mean". */
      readonly worthOffering: number;
    }
  | { readonly kind: "smallTalk" | "declined"; readonly reply: string }
  | { readonly kind: "tooLong"; readonly length: number };

export type Ranked = {
  readonly id: string;
  readonly kind: Entry["kind"];
  /** How likely this is what was meant, 0 to 1. */
  readonly score: number;
  readonly evidence: readonly Evidence[];
};

/** A word as typed, and the stem in the entry's text that it met. */
export type Evidence = { readonly word: string; readonly met: string };

export type Matcher = { readonly match: (text: string) => Match };

/** How many ranked entries are returned. */
const mostRanked = 6;

/** Log-odds from which a message counts as small talk, or as a request we decline. */
const smallTalkFrom = 4;
const declinedFrom = 7;

export function makeMatcher(library: Library): Matcher {
  const { edges } = library;
  const says = [...edges.smallTalk, ...edges.declined].flatMap((talk) => talk.says);
  const entries = [...library.entries.values()];
  const read = makeReader([...entries.flatMap(textsOf), ...says, ...edges.elsewhere]);
  const rank = makeRanker(library);
  const stemsOf = (texts: readonly string[]) => texts.map((text) => read(text).stems);
  const sorter = makeSorter(
    new Map([
      ["ours", stemsOf(entries.flatMap((entry) => entry.examples))],
      ["small talk", stemsOf(edges.smallTalk.flatMap((talk) => talk.says))],
      ["elsewhere", stemsOf(edges.elsewhere)],
      ...edges.declined.map(({ id, says }) => [id, stemsOf(says)] as const),
    ]),
  );
  const talkOf = nearestTalk(library, read);

  return {
    match(text) {
      const length = text.trim().length;
      if (length > longestQuestion) return { kind: "tooLong", length };
      const reading = read(text);
      const declined = edges.declined.find(({ id }) => sorter.lean(reading.stems, id) >= declinedFrom);
      if (declined) return { kind: "declined", reply: declined.reply };
      if (sorter.lean(reading.stems, "small talk") >= smallTalkFrom)
        return { kind: "smallTalk", reply: talkOf(reading) };
      return judge(library, rank(reading), reading, sorter.lean(reading.stems, "ours"));
    },
  };
}

function judge(library: Library, hits: readonly Hit[], reading: Reading, subject: number): Match {
  const [first, second] = hits;
  if (!first) return { kind: "entries", ranked: [], confident: false, worthOffering: 1 };
  const both = second && bothRight(library, first, second) ? second.id : undefined;
  const rival = hits.find((hit) => hit !== first && !areBothRight(library.entries, first.id, hit.id));
  const sure = confidence({
    subject,
    strength: first.score,
    margin: (first.score - (rival?.score ?? 0)) / first.score,
    words: reading.content.size,
  });
  const ranked = hits.slice(0, mostRanked).map((hit) => ({
    id: hit.id,
    kind: (library.entries.get(hit.id) as Entry).kind,
    score: sure.probability * (hit.score / first.score),
    evidence: hit.words.map((met) => ({ word: reading.typed.get(met) ?? met, met })),
  }));
  return {
    kind: "entries",
    ranked,
    confident: sure.confident,
    ...(both ? { both } : {}),
    worthOffering: sure.worthOffering,
  };
}

/** Two near-equals of a kind are both right only where the knowledge says so. */
function bothRight({ entries }: Library, first: Hit, second: Hit): boolean {
  const sameKind = entries.get(first.id)?.kind === entries.get(second.id)?.kind;
  return sameKind && areBothRight(entries, first.id, second.id) && second.score >= nearEqual * first.score;
}

const nearEqual = 0.8;

/** Small talk is answered by the kind whose nearest saying shares most with what was said. */
function nearestTalk({ edges }: Library, read: Reader): (reading: Reading) => string {
  const sayings = edges.smallTalk.flatMap(({ reply, says }) =>
    says.map((text) => ({ reply, features: featuresOf(read(text).stems) })),
  );
  return ({ stems }) => {
    const said = featuresOf(stems);
    const likeness = (features: ReadonlySet<string>) =>
      [...features].filter((feature) => said.has(feature)).length / (features.size + said.size);
    return sayings.reduce((a, b) => (likeness(b.features) > likeness(a.features) ? b : a)).reply;
  };
}
