import type { Item } from "./item.ts";
import { cardKinds, checks, type Card, type Lesson } from "./lesson.ts";
import { lintStatusTold } from "./lesson-status.ts";
import { likeness, tellingWords } from "./likeness.ts";
import type { Entry } from "./schema.ts";

/** A card is read on a phone: most words, heading and all. */
export const longestCard = 120;

/** Fewest questions that check a lesson: three now, and three others on a later day. */
export const fewestItems = 6;

/** Two cards that share more than this part of their telling words are one card. */
const mostAlikeCards = 0.5;

/** The kinds that a lesson cannot do without. */
const needed: Readonly<Record<Lesson["kind"], readonly Card["kind"][]>> = {
  objective: cardKinds,
  prerequisite: ["idea", "at-work"],
  "real-world": ["idea", "at-work"],
};

/** The rules that every lesson keeps by itself. */
export function lintLesson(lesson: Lesson, entries: ReadonlyMap<string, Entry>, items: readonly Item[]): string[] {
  const { cards, kind } = lesson;
  const kinds = cards.map((card) => card.kind);
  const places = kinds.map((one) => cardKinds.indexOf(one));
  const count = items.filter((item) => checks(item, lesson)).length;
  return [
    ...needed[kind].filter((one) => !kinds.includes(one)).map((one) => `has no card of the kind ${one}`),
    ...(places.every((place, i) => place >= (places[i - 1] ?? 0))
      ? []
      : [`its cards do not stand in the order ${cardKinds.join(", ")}`]),
    ...cards.flatMap(lintCard),
    ...nearDuplicates(cards).map(([a, b]) => `“${b}” says nearly what “${a}” says`),
    ...lintStatusTold(lesson, entries),
    // A knowledge without any question is one for tests.
    ...(items.length > 0 && count < fewestItems
      ? [`${String(count)} questions check it; it needs ${String(fewestItems)} that are not kept for mock exams`]
      : []),
  ];
}

/** The rules of all lessons together: each part is told once. */
export function lintLessons(lessons: readonly Lesson[]): string[] {
  const cards = lessons.flatMap((lesson) =>
    lesson.cards.map((card) => ({ ...card, heading: `${lesson.id}: ${card.heading}` })),
  );
  return nearDuplicates(cards)
    .filter(([a, b]) => a.split(":")[0] !== b.split(":")[0])
    .map(([a, b]) => `“${b}” says nearly what “${a}” says`);
}

/** How many words a card has, heading and all, as a reader counts them. */
export function countWords({ heading, text }: Pick<Card, "heading" | "text">): number {
  return `${heading} ${text}`.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function lintCard(card: Card): string[] {
  const { heading, text } = card;
  const words = countWords(card);
  return [
    ...(words > longestCard ? [`“${heading}” has ${String(words)} words; at most ${String(longestCard)} are read`] : []),
    ...(/[*_`<>]|!|\bTODO\b|\bsimply\b/i.test(`${heading} ${text}`) ? [`markup or shouting in “${heading}”`] : []),
    ...(/[.?]$/.test(text) ? [] : [`“${heading}” does not end with a full stop`]),
    ...(/\.$/.test(heading) ? [`the heading “${heading}” ends with a full stop`] : []),
  ];
}

/** Pairs of cards that are nearly one, by their headings. */
function nearDuplicates(cards: readonly Pick<Card, "heading" | "text">[]): [string, string][] {
  const words = cards.map(({ heading, text }) => new Set(tellingWords(`${heading} ${text}`)));
  return cards.flatMap(({ heading }, i) =>
    cards
      .slice(0, i)
      .flatMap((earlier, j): [string, string][] =>
        likeness(words[i] as Set<string>, words[j] as Set<string>) > mostAlikeCards ? [[earlier.heading, heading]] : [],
      ),
  );
}
