import { makeTerms, writeTerm, type Term } from "./terms.ts";

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
  /** All words of the text, repetitions included, and its pairs of words as terms are written. */
  readonly words: readonly string[];
  /** Added to the score wherever the entry is met at all: how much likelier than others it is to be asked for. */
  readonly boost: number;
};

export type Hit = { readonly id: string; readonly score: number };

export type Index = {
  /** Entries that any of the terms meet, best first. */
  readonly search: (terms: readonly Term[], limit: number) => readonly Hit[];
  /** Those of the terms that met an entry, as written, weightiest first. */
  readonly evidence: (id: string, terms: readonly Term[]) => readonly string[];
};

type List = { readonly documents: Int32Array; readonly weights: Float64Array };

/** `documents` are the entries' texts by id. */
export function makeIndex(documents: ReadonlyMap<string, Document>): Index {
  const ids = [...documents.keys()];
  const lists = makeTerms(weigh([...documents.values()].map((document) => document.words)));
  const listOf = ({ word, next }: Term) => (next === undefined ? lists.word(word) : lists.pair(word, next));
  const boosts = Float64Array.from(documents.values(), (document) => document.boost);
  const scores = new Float64Array(ids.length).fill(unmet);

  return {
    search(terms, limit) {
      const met: number[] = [];
      for (const term of terms) {
        const list = listOf(term);
        if (!list) continue;
        for (let i = 0; i < list.documents.length; i++) {
          const document = list.documents[i] as number;
          if (scores[document] === unmet) {
            met.push(document);
            scores[document] = boosts[document] as number;
          }
          scores[document] = (scores[document] as number) + term.sureness * (list.weights[i] as number);
        }
      }
      const hits = highest(met, scores, limit).map((document) => ({
        id: ids[document] as string,
        score: scores[document] as number,
      }));
      for (const document of met) scores[document] = unmet;
      return hits;
    },
    evidence(id, terms) {
      const document = ids.indexOf(id);
      const found: { term: Term; weight: number }[] = [];
      for (const term of terms) {
        const list = listOf(term);
        const place = list?.documents.indexOf(document) ?? -1;
        if (list && place >= 0) found.push({ term, weight: term.sureness * (list.weights[place] as number) });
      }
      return found.sort((a, b) => b.weight - a.weight).map(({ term }) => writeTerm(term));
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

/** Each word's entries with the weight it gives them, heaviest first. */
function weigh(documents: readonly (readonly string[])[]): Map<string, List> {
  const meanLength = documents.reduce((sum, words) => sum + words.length, 0) / Math.max(1, documents.length);
  const uses = new Map<string, Map<number, number>>();
  documents.forEach((words, document) => {
    for (const word of words) {
      const of = uses.get(word) ?? new Map<number, number>();
      uses.set(word, of.set(document, (of.get(document) ?? 0) + 1));
    }
  });
  const lists = new Map<string, List>();
  for (const [word, of] of uses) {
    const rarity = Math.log(1 + (documents.length - of.size + 0.5) / (of.size + 0.5));
    const weighed = [...of].map(([document, count]) => {
      const length = (documents[document]?.length ?? 0) / meanLength;
      const damped = count + saturation * (1 - lengthDiscount + lengthDiscount * length);
      return { document, weight: (rarity * count * (saturation + 1)) / damped };
    });
    weighed.sort((a, b) => b.weight - a.weight);
    const kept = weighed.slice(0, longestList);
    lists.set(word, {
      documents: Int32Array.from(kept, (k) => k.document),
      weights: Float64Array.from(kept, (k) => k.weight),
    });
  }
  return lists;
}
