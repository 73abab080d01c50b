import { weakness } from "../src/answers/weak.ts";
import { seeded, shuffled } from "../src/items/chance.ts";
import type { Item } from "../src/knowledge/item.ts";
import type { AnswerRow } from "../src/store/tables.ts";
import { rate, type Card } from "../src/study/cards.ts";
import { drawSitting } from "../src/study/drawing.ts";
import { ratingOf } from "../src/study/rating.ts";

/** What decides which items a sitting asks. It learns of every answer, and of nothing else. */
export type Order = {
  readonly draw: (count: number, now: number) => readonly string[];
  readonly answered: (item: Item, correct: boolean, now: number) => void;
};

export type NewOrder = (items: readonly Item[], seed: string) => Order;

/** What was missed counts as due so long beforehand, as a sitting has it. */
const ahead = 20 * 60_000;

/** The product's own: its drawing, its deck, its weak spots. Guesses are not owned up to, and nobody is slow. */
export const studyOrder: NewOrder = (items, seed) => {
  const bank = new Map(items.map((item) => [item.id, item]));
  const deck = new Map<string, Card>();
  const rows: AnswerRow[] = [];
  return {
    draw(count, now) {
      const due = [...deck]
        .filter(([, card]) => card.due <= now + ahead)
        .sort(([a, one], [b, other]) => one.due - other.due || (a < b ? -1 : 1))
        .map(([item]) => item);
      const [weak, usual] = [weakness(rows, bank, true), weakness(rows, bank, false)];
      const past = { due, answered: rows.map(({ item }) => item), weak, usual };
      return drawSitting(items, { count }, past, [], seeded(`${seed} ${String(now)}`)).map(({ item }) => item);
    },
    answered(item, correct, now) {
      deck.set(item.id, rate(deck.get(item.id), ratingOf({ correct, guessed: false, slow: false }), now));
      rows.push(rowOf(item, correct, now, rows.length));
    },
  };
};

/** Any of them, each as likely as the others, none twice in a sitting. */
export const randomOrder: NewOrder = (items, seed) => ({
  draw: (count, now) =>
    shuffled(items, seeded(`${seed} random ${String(now)}`))
      .slice(0, count)
      .map(({ id }) => id),
  answered: () => undefined,
});

/** What was never asked, then what was asked longest ago. */
export const oldestFirst: NewOrder = (items, seed) => {
  const line = shuffled(items, seeded(`${seed} oldest`)).map(({ id }) => id);
  return {
    draw: (count) => line.slice(0, count),
    answered({ id }) {
      line.splice(line.indexOf(id), 1);
      line.push(id);
    },
  };
};

/** Which wrong option was chosen is left open: it changes no order. */
function rowOf({ id: item, revision }: Item, correct: boolean, at: number, turn: number): AnswerRow {
  return {
    ...{ question: `study:simulated:${String(turn)}`, learner: "learner", vote: 1, mode: "study", platform: "shell" },
    ...{ place: "", community: null, item, revision, chosen: "", took_ms: 0, at, local_date: "" },
    ...{ correct: Number(correct), graded_by: revision },
  };
}
