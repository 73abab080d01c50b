import { createEmptyCard, fsrs, Rating, type Card as Scheduled, type State } from "ts-fsrs";

/** When an item comes again, by the Free Spaced Repetition Scheduler. Values in, values out; times are milliseconds since 1970. */

export const ratings = ["again", "hard", "good"] as const;
export type CardRating = (typeof ratings)[number];

/** What a learner remembers of an item: plain data that survives JSON. */
export type Card = {
  readonly due: number;
  readonly lastReview: number;
  /** In days: after so many, nine of ten such items are still known. */
  readonly stability: number;
  /** From 1 to 10. */
  readonly difficulty: number;
  readonly scheduledDays: number;
  readonly learningStep: number;
  readonly reviews: number;
  readonly lapses: number;
  /** The scheduler's own: new, learning, review or relearning, from 0. */
  readonly state: State;
};

/**
 * One step for what is new or was missed: it comes again in the next sitting, and once it is known it is gone for days.
 * Without fuzz, the same answers give the same days.
 */
const scheduler = fsrs({
  enable_fuzz: false,
  enable_short_term: true,
  learning_steps: ["10m"],
  relearning_steps: ["10m"],
});

const grades = { again: Rating.Again, hard: Rating.Hard, good: Rating.Good } as const;

/**
 * The card after an answer; `card` is nothing for an item that was never rated. An answer is amended by rating the card
 * again as it was before it, at the time of that answer.
 */
export function rate(card: Card | undefined, rating: CardRating, now: number): Card {
  const at = Math.max(now, card?.lastReview ?? now); // a clock that was set back
  return plain(scheduler.next(card ? scheduled(card) : createEmptyCard(at), at, grades[rating]).card);
}

/** As it is stored: an empty text for an item that was never rated. */
export function writeCard(card: Card | undefined): string {
  return card ? JSON.stringify(card) : "";
}

export function readCard(stored: string): Card | undefined {
  return stored === "" ? undefined : (JSON.parse(stored) as Card);
}

function plain(card: Scheduled): Card {
  const { stability, difficulty, lapses, state } = card;
  return {
    due: card.due.getTime(),
    lastReview: (card.last_review ?? card.due).getTime(),
    ...{ stability, difficulty, lapses, state },
    scheduledDays: card.scheduled_days,
    learningStep: card.learning_steps,
    reviews: card.reps,
  };
}

function scheduled({ due, lastReview, scheduledDays, learningStep, reviews, ...card }: Card): Scheduled {
  return {
    ...createEmptyCard(lastReview),
    ...card,
    due: new Date(due),
    last_review: new Date(lastReview),
    scheduled_days: scheduledDays,
    learning_steps: learningStep,
    reps: reviews,
  };
}
