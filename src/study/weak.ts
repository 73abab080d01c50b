import { confusions, mastery, type Mastery } from "../answers/mastery.ts";
import type { Item } from "../knowledge/item.ts";
import type { AnswerRow } from "../store/tables.ts";

/** What a learner knows least, weakest first. */
export type WeakSpots = {
  readonly objectives: readonly Spot[];
  /** Services and ideas. */
  readonly entries: readonly Spot[];
  readonly mixedUp: readonly { readonly ids: readonly [string, string]; readonly times: number }[];
  /** How many answers that is known from. */
  readonly answered: number;
};

export type Spot = Mastery & { readonly id: string };

/** So often mixed up, and a pair is offered side by side. */
export const mixedUpOften = 2;

/** Who is at least so strong in something is not weak in it. */
const strongEnough = 0.6;

/** How many of each kind are told. */
const most = 3;

/** `rows` are one learner's answers, oldest first. */
export function weakSpots(rows: readonly AnswerRow[], items: ReadonlyMap<string, Item>): WeakSpots {
  const { objectives, services } = mastery(rows, items, []);
  return {
    objectives: weakest(objectives),
    entries: weakest(services),
    mixedUp: confusions(rows, items)
      .filter(({ times }) => times >= mixedUpOften)
      .slice(0, most),
    answered: [...objectives.values()].reduce((sum, { answered }) => sum + answered, 0),
  };
}

function weakest(known: ReadonlyMap<string, Mastery>): Spot[] {
  return [...known]
    .map(([id, all]) => ({ id, ...all }))
    .filter(({ strength, right, answered }) => strength < strongEnough && right < answered)
    .sort((a, b) => a.strength - b.strength || (a.id < b.id ? -1 : 1))
    .slice(0, most);
}
