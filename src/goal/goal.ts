import { instantOf } from "../daily/recurrence.ts";
import type { LocalDate } from "../learners/zones.ts";
import { daysAfter } from "./dates.ts";

/** A learner's exam, and what they may be written because of it. */

/** The only two: the evening before, and the day after. */
export const letters = ["eve", "after"] as const;
export type Letter = (typeof letters)[number];

/** How it went, as the learner says. `untold`: they would rather not. */
export const outcomes = ["passed", "not-yet", "moved", "untold"] as const;
export type Outcome = (typeof outcomes)[number];

/** Plain data that survives JSON. */
export type Goal = {
  readonly examOn: LocalDate;
  /** A day. */
  readonly minutes: number;
  /** An IANA name, by whose clocks the letters come. */
  readonly zone: string;
  /** In milliseconds since 1970. */
  readonly setAt: number;
  /** On which day each lesson was to be learned, as it was planned when the goal was set. */
  readonly planned: Readonly<Record<string, LocalDate>>;
  /** The letters that were sent. */
  readonly told: readonly Letter[];
  /** Once there is one, the goal is closed. */
  readonly outcome?: Outcome;
};

/** When a letter is due, in milliseconds since 1970. */
export function dueAt({ examOn, zone }: Pick<Goal, "examOn" | "zone">, letter: Letter): number {
  return instantOf(daysAfter(examOn, letter === "eve" ? -1 : 1), { time: lettersCome, zone });
}

/** When a letter is no longer worth sending, in milliseconds since 1970. */
export function worthUntil(goal: Pick<Goal, "examOn" | "zone">, letter: Letter): number {
  return dueAt(goal, letter) + lasts[letter];
}

/** Those that are still to be sent. */
export function lettersToCome({ told, outcome }: Goal): Letter[] {
  return outcome === undefined ? letters.filter((letter) => !told.includes(letter)) : [];
}

/** Whether a letter is to be sent at a time, and not before or too late. */
export function isWanted(goal: Goal, letter: Letter, now: number): boolean {
  return lettersToCome(goal).includes(letter) && now >= dueAt(goal, letter) && now <= worthUntil(goal, letter);
}

/** By how many lessons the learner is behind: `left` are the ids of those that are yet to be learned. */
export function behindBy({ planned }: Pick<Goal, "planned">, left: readonly string[], today: LocalDate): number {
  return left.filter((id) => (planned[id] ?? today) < today).length;
}

/** The local time of day at which letters come. */
export const lettersCome = "18:00";

const hour = 60 * 60 * 1000;

/** In milliseconds: to read something on the night before is of no use after midnight; how it went may be asked for a week. */
const lasts: Readonly<Record<Letter, number>> = { eve: 6 * hour, after: 7 * 24 * hour };
