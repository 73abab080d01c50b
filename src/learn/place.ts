import type { LocalDate } from "../learners/zones.ts";

/** How far somebody is with a lesson. Cards are counted from 1. */
export type Place = {
  /** The card that was shown last. */
  readonly card: number;
  /** The learner's own day when the last card was reached first. */
  readonly readOn?: LocalDate;
};

/** The place after a card was shown; a number beyond the lesson means its nearest card. */
export function turnTo(place: Place | undefined, card: number, { cards, today }: Where): Place {
  const now = Math.min(Math.max(card, 1), cards);
  const readOn = place?.readOn ?? (now === cards ? today : undefined);
  return { card: now, ...(readOn === undefined ? {} : { readOn }) };
}

/** The card to go on with: the one that was shown last; of a lesson read to its end on an earlier day the first. */
export function cardToResume(place: Place | undefined, { cards, today }: Where): number {
  if (!place) return 1;
  const isDone = place.card >= cards && place.readOn !== undefined && place.readOn < today;
  return isDone ? 1 : Math.min(place.card, cards);
}

/** `cards`: how many the lesson has; `today`: the learner's own day. */
type Where = { readonly cards: number; readonly today: LocalDate };
