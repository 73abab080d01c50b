import { placesIn, type Places } from "./places.ts";
import type { Term } from "./terms.ts";

/**
 * A ranked word index (BM25). One document an entry: its names, its lines, its keywords and its example questions
 * together, because a word that many of an entry's examples use says more about it than one example alone.
 *
 * Every word's weight for every entry is worked out once; a search adds up lists. A list keeps only its heaviest
 * entries, so that a word which ever more entries share costs no more as the knowledge grows.
 *
 * Formula: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the inverse
 * document frequency that cannot turn negative.
 */

/** How slowly further uses of a word by an entry stop adding to its weight. Measured with `npm run eval`. */
const saturation = 4;

/** How much a long entry's words are discounted: 0 not at all, 1 in full. Measured likewise. */
const lengthDiscount = 0.35;

/** Most entries that a word's list keeps. */
const longestList = 64;

export type Document = {
  /** All words and pairs of words of the text, repetitions included. */
  readonly terms: readonly Term[];
  /** Added to the score wherever the entry is met at all: how much likelier than others it is to be asked for. */
  readonly boost: number;
};

export type Hit<Key> = { readonly key: Key; readonly score: number };

export type Index<Key> = {
  /** Entries that any of the terms meet, best first. `terms` maps each term to how sure its reading is, 0 to 1. */
  readonly search: (terms: ReadonlyMap<Term, number>, limit: number) => readonly Hit<Key>[];
};

/** All terms' lists one after another: a term's are from `starts[its place]` to where the next one's start. */
type Lists = {
  readonly placeOf: Places;
  readonly starts: Int32Array;
  readonly documents: Int32Array;
  readonly weights: Float64Array;
};

/** `documents` are the entries' texts, by the entries or what else they are to be found as. */
export function makeIndex<Key>(documents: ReadonlyMap<Key, Document>): Index<Key> {
  const keys = [...documents.keys()];
  const lists = weigh([...documents.values()].map((document) => document.terms));
  const { placeOf, starts, weights } = lists;
  const boosts = Float64Array.from(documents.values(), (document) => document.boost);
  const scores = new Float64Array(keys.length).fill(unmet);

  return {
    search(terms, limit) {
      const met: number[] = [];
      for (const [term, sureness] of terms) {
        const place = placeOf(term);
        if (place === undefined) continue;
        const end = starts[place + 1] as number;
        for (let i = starts[place] as number; i < end; i++) {
          const document = lists.documents[i] as number;
          if (scores[document] === unmet) {
            met.push(document);
            scores[document] = boosts[document] as number;
          }
          scores[document] = (scores[document] as number) + sureness * (weights[i] as number);
        }
      }
      const hits = highest(met, scores, limit).map((document) => ({
        key: keys[document] as Key,
        score: scores[document] as number,
      }));
      for (const document of met) scores[document] = unmet;
      return hits;
    },
  };
}

/** What stands for "no word has met it yet" between searches. */
const unmet = -Infinity;

/** The best-scored of the documents, best first; of equals the one that was given first to the index. */
function highest(documents: readonly number[], scores: Float64Array, limit: number): number[] {
  const better = (a: number, b: number) =>
    (scores[a] as number) > (scores[b] as number) || (scores[a] === scores[b] && a < b);
  const best: number[] = [];
  for (const document of documents) {
    if (best.length === limit && !better(document, best[limit - 1] as number)) continue;
    let place = best.length === limit ? limit - 1 : best.length;
    for (; place > 0 && better(document, best[place - 1] as number); place--) best[place] = best[place - 1] as number;
    best[place] = document;
  }
  return best;
}

/** Each term's entries with the weight it gives them, heaviest first. */
function weigh(documents: readonly (readonly Term[])[]): Lists {
  const meanLength = documents.reduce((sum, terms) => sum + terms.length, 0) / Math.max(1, documents.length);
  const uses = new Map<Term, Map<number, number>>();
  documents.forEach((terms, document) => {
    for (const term of terms) {
      const of = uses.get(term) ?? new Map<number, number>();
      uses.set(term, of.set(document, (of.get(document) ?? 0) + 1));
    }
  });
  const lists = [...uses.values()].map((of) => {
    const rarity = Math.log(1 + (documents.length - of.size + 0.5) / (of.size + 0.5));
    const weighed = [...of].map(([document, count]) => {
      const length = (documents[document]?.length ?? 0) / meanLength;
      const damped = count + saturation * (1 - lengthDiscount + lengthDiscount * length);
      return { document, weight: (rarity * count * (saturation + 1)) / damped };
    });
    weighed.sort((a, b) => b.weight - a.weight);
    return weighed.slice(0, longestList);
  });
  const starts = new Int32Array(lists.length + 1);
  for (const [place, list] of lists.entries()) starts[place + 1] = (starts[place] as number) + list.length;
  const all = lists.flat();
  return {
    placeOf: placesIn([...uses.keys()]),
    starts,
    documents: Int32Array.from(all, (k) => k.document),
    weights: Float64Array.from(all, (k) => k.weight),
  };
}
