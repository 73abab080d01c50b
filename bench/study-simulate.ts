import { seeded } from "../src/items/chance.ts";
import type { Item } from "../src/knowledge/item.ts";
import type { Chance } from "../src/knowledge/numbers.ts";
import { activation, clock, presented, recall, spreads, type Memory, type Parameters } from "./study-memory.ts";
import type { NewOrder } from "./study-orders.ts";

/** Sittings of ten at eight in the morning and six in the evening, 45 seconds a question, and a test after a break. */
export const schedule = {
  days: 30,
  hours: [8, 18],
  questions: 10,
  seconds: 45,
  testAfterDays: 30,
  guess: 0.25,
} as const;

const [hour, day] = [3600, 86_400];
const start = Date.UTC(2026, 0, 5);

/**
 * One learner's sittings in an order. All that is left to chance follows from `seed`, the learner's: another order meets
 * the same memory at the same times, and the same luck with its first, second, … answer. The share of `items` that the
 * learner can recall at the end without guessing, those never asked among them.
 */
export function studyFor(seed: string, newOrder: NewOrder, items: readonly Item[], parameters: Parameters): number {
  const order = newOrder(items, seed);
  const bank = new Map(items.map((item) => [item.id, item]));
  const memories = bornWith(seed, items);
  const luck = seeded(`${seed} luck`);
  let answers = 0;
  const timeOf = (seconds: number) => {
    const inSittings = answers * schedule.seconds;
    return clock(inSittings, seconds - inSittings, parameters);
  };
  let end = 0;
  for (let on = 0; on < schedule.days; on++)
    for (const at of schedule.hours) {
      const begins = on * day + at * hour;
      const drawn = order.draw(schedule.questions, start + begins * 1000);
      drawn.forEach((id, i) => {
        end = begins + (i + 1) * schedule.seconds;
        answers += 1;
        const now = timeOf(end);
        const [item, memory] = [bank.get(id), memories.get(id)];
        if (!item || !memory) throw new Error(`there is no item ${id} to study`);
        const [recalls, guesses] = [uniform(luck), uniform(luck)];
        const correct = recalls < recall(memory, now, parameters) || guesses < schedule.guess;
        memories.set(id, presented(memory, now, parameters));
        order.answered(item, correct, start + end * 1000);
      });
    }
  const tested = timeOf(end + schedule.testAfterDays * day);
  const recalled = [...memories.values()].map((memory) =>
    activation(memory, tested) === -Infinity ? 0 : recall(memory, tested, parameters),
  );
  return mean(recalled);
}

/** Nothing is known yet; items are as hard for everybody, learners as able for every item, but for a difference of their own. */
function bornWith(seed: string, items: readonly Item[]): Map<string, Memory> {
  const able = normal(seeded(`${seed} able`)) * spreads.learners;
  return new Map(
    items.map(({ id }) => {
      const easy = normal(seeded(`item ${id}`)) * spreads.items;
      const own = normal(seeded(`${seed} ${id}`)) * spreads.both;
      return [id, { beta: able + easy + own, traces: [] }];
    }),
  );
}

export function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** The middle 95 % of the means of resampled numbers: a bootstrap. */
export function interval(numbers: readonly number[], chance: Chance, resamples = 10_000): readonly [number, number] {
  const means = Array.from({ length: resamples }, () =>
    mean(numbers.map(() => numbers[chance(numbers.length)] ?? Number.NaN)),
  ).sort((a, b) => a - b);
  const at = (part: number) => means[Math.round(part * (resamples - 1))] ?? Number.NaN;
  return [at(0.025), at(0.975)];
}

const fine = 2 ** 30;

/** From 0 to 1, neither of the two. */
function uniform(chance: Chance): number {
  return (chance(fine) + 0.5) / fine;
}

/** A standard normal number, by Box and Muller. */
function normal(chance: Chance): number {
  return Math.sqrt(-2 * Math.log(uniform(chance))) * Math.cos(2 * Math.PI * uniform(chance));
}
