import type { Library } from "../knowledge/library.ts";
import { areBothRight } from "../knowledge/both-right.ts";
import type { Entry } from "../knowledge/schema.ts";
import { confidence, worthOffering } from "./confidence.ts";
import { asTalk, makeEdges, type Judgement, type Talk } from "./edges.ts";
import { makePrices } from "./prices.ts";
import { makeRanker, textsOf, type Ranked as Candidate } from "./rank.ts";
import { makeReader, type Reader, type Reading } from "./reading.ts";

/** Longest question read, in characters. */
export const longestQuestion = 2000;

/** What a question came to. */
export type Match =
  /** Entries, best first; none at all if no word of the question stands in the knowledge. */
  | {
      readonly kind: "entries";
      readonly reading: Reading;
      readonly ranked: readonly Ranked[];
      readonly confident: boolean;
      /** A second entry that the knowledge marks as right too. */
      readonly both?: string;
    }
  | Talk
  | { readonly kind: "tooLong"; readonly length: number };

export type Ranked = {
  readonly id: string;
  readonly kind: Entry["kind"];
  /** How likely this is what was meant, 0 to 1. */
  readonly score: number;
  /** Whether it may be offered as "did you mean". */
  readonly worthOffering: boolean;
};

export type Matcher = { readonly match: (text: string) => Match; readonly read: Reader };

/** How many ranked entries are returned. */
const mostRanked = 6;

/** A second entry marked as right too is given where it scores at least this part of the first. */
const nearEqual = 0.8;

export function makeMatcher(library: Library): Matcher {
  const { smallTalk, declined, elsewhere } = library.edges;
  const says = [...smallTalk, ...declined].flatMap((talk) => talk.says);
  const read = makeReader([...[...library.entries.values()].flatMap(textsOf), ...says, ...elsewhere]);
  const edges = makeEdges(library, read);
  const ranker = makeRanker(library, read);
  const priceIn = makePrices(library, read);
  const prices = declined.find(({ id }) => id === "prices");

  return {
    read,
    match(text) {
      const length = text.trim().length;
      if (length > longestQuestion) return { kind: "tooLong", length };
      const reading = read(text);
      const price = priceIn(reading);
      if (prices && price === "asked") return asTalk("declined", prices);
      const candidates = ranker.rank(reading);
      const judgement = edges.judge(text, reading);
      // "How much data does it need?" is put like a question for a price, but speaks of none.
      const talks = judgement.talk && (price || judgement.talk.id !== "prices");
      if (judgement.talk && talks && candidates[0]?.named !== 1) return judgement.talk;
      return judge(candidates, reading, judgement);
    },
  };
}

function judge(hits: readonly Candidate[], reading: Reading, { phrasing, subject }: Judgement): Match {
  const [first, second] = hits;
  if (!first) return { kind: "entries", reading, ranked: [], confident: false };
  const rival = hits.find((hit) => hit !== first && !areBothRight(first.entry, hit.entry));
  const sure = confidence({
    phrasing,
    subject,
    strength: first.score,
    margin: (first.score - (rival?.score ?? 0)) / first.score,
    words: reading.content.size,
  });
  const ranked = hits.slice(0, mostRanked).map(({ entry, score: found }) => {
    const score = sure.probability * (found / first.score);
    return { id: entry.id, kind: entry.kind, score, worthOffering: score >= worthOffering };
  });
  const both = second && isRightToo(first, second) ? { both: second.entry.id } : {};
  return { kind: "entries", reading, ranked, confident: sure.confident, ...both };
}

/** Two near-equals of a kind are both right only where the knowledge says so. */
function isRightToo(first: Candidate, second: Candidate): boolean {
  const sameKind = first.entry.kind === second.entry.kind;
  return sameKind && areBothRight(first.entry, second.entry) && second.score >= nearEqual * first.score;
}
