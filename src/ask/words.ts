import { stemmer } from "stemmer";

/** Text as the matcher sees it: lower-case stems, without the words that say nothing about the subject. */

/** The words of a text as typed, in lower case and without accents; `what's` and `bucket's` lose their ending. */
export function wordsOf(text: string): string[] {
  const plain = /[^\0-\x7f]/.test(text) ? text.normalize("NFKD").replace(/\p{M}/gu, "") : text;
  return (
    plain
      .toLowerCase()
      .replace(/['’](?:s|re|ve|ll|d|m|t)\b/g, "")
      .match(/[a-z0-9]+/g) ?? []
  );
}

/** What a word is looked up by. */
export function stem(word: string): string {
  return irregular.get(word) ?? stemmer(american(word));
}

export function isStopWord(word: string): boolean {
  return stopWords.has(word);
}

/** The American spelling of a British word, so that both get one stem; other words come out as they may. */
function american(word: string): string {
  if (word.length < 6) return word;
  return word
    .replace(/our(s|ed|ing|al|ally|ite)?$/, "or$1")
    .replace(/(is|ys)(e[drs]?|ing|ation|ations|able)$/, (_, s: string, rest: string) => `${s[0] ?? ""}z${rest}`)
    .replace(/tre(s|d)?$/, "ter$1")
    .replace(/ogue(s|d)?$/, "og$1")
    .replace(/gramme(s)?$/, "gram$1")
    .replace(/^licence/, "license");
}

/** Forms that the stemmer would keep apart. */
const irregular = new Map(Object.entries({ analysis: "analyz", analyses: "analyz", analytics: "analyt" }));

const stopWords = new Set(
  (
    "a about after all also am an and any are as at be because been before being but by can could did do does doing done " +
    "for from get gets got had has have having he her here him his how i if in into is it its just let like me might more " +
    "most must my need needs no not now of off on once one only or other our out over own please pls plz s same say " +
    "she should so some such t than that the their them then there these they thing things this those through to too " +
    "under until up us use used using very want wants was we were what whats when where which while who whom whose why will with " +
    "without would you your u ur im ive dont cant wanna gonna gotta lol ok okay hey hi aws amazon service services tool explain define definition meaning"
  ).split(" "),
);
