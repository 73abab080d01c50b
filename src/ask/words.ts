import { stemmer } from "stemmer";

/** Text as the matcher sees it: lower-case stems, without the words that say nothing about the subject. */

/** The words of a text as typed, in lower case and without accents; `what's` and `bucket's` lose their ending. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/['’](?:s|re|ve|ll|d|m|t)\b/g, "")
      .match(/[a-z0-9]+/g) ?? []
  );
}

/** What a word is looked up by. */
export function stem(word: string): string {
  return british.get(word) ?? stemmer(word);
}

export function isStopWord(word: string): boolean {
  return stopWords.has(word);
}

/** Spellings that the stemmer would keep apart from their American form. */
const british = new Map(
  Object.entries({
    catalogue: "catalog",
    catalogues: "catalog",
    programme: "program",
    organise: "organ",
    organisation: "organ",
    analyse: "analys",
    analysis: "analys",
    analyses: "analys",
    analyze: "analys",
    analytics: "analyt",
    colour: "color",
    centre: "center",
    behaviour: "behavior",
    favourite: "favorit",
    licence: "licens",
    licences: "licens",
    optimise: "optim",
    optimisation: "optim",
  }),
);

const stopWords = new Set(
  (
    "a about after all also am an and any are as at be because been before being but by can could did do does doing done " +
    "for from get gets got had has have having he her here him his how i if in into is it its just let like me might more " +
    "most much must my need needs no not now of off on once one only or other our out over own please pls plz s same say " +
    "she should so some such t than that the their them then there these they thing things this those through to too " +
    "under until up us use used using very want wants was we were what when where which while who whom whose why will with " +
    "without would you your u ur im ive dont cant wanna gonna gotta lol ok okay hey hi aws amazon service services tool"
  ).split(" "),
);
