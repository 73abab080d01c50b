import { seeded } from "../items/chance.ts";
import { siblingOf } from "../items/draw.ts";
import { grade } from "../items/grade.ts";
import { show, type Showing } from "../items/showing.ts";
import type { Item } from "../knowledge/item.ts";
import { drawExam, examPool, type Drawn } from "./drawing.ts";
import { missesOf, type Exam, type Submitted } from "./exam.ts";
import type { ObjectiveScore } from "./report-view.ts";

/** What mock exams ask, and what is right. */
export type Paper = {
  /** How many questions there are for mocks. */
  readonly size: number;
  readonly draw: (count: number, seen: readonly string[], token: string) => Drawn;
  readonly itemOf: (exam: Exam, question: number) => Item | undefined;
  /** Nothing for a question that the bank has no longer, or withdrew. */
  readonly showingOf: (exam: Exam, question: number) => Showing | undefined;
  /** Of each question, whether its answer is right; nothing where it does not count. */
  readonly graded: (exam: Exam) => (boolean | null)[];
  /** Weakest first. */
  readonly byObjective: (exam: Submitted) => ObjectiveScore[];
  /** Questions that may be studied for those that were missed, each once. */
  readonly siblings: (exam: Submitted) => string[];
};

export function makePaper(items: readonly Item[]): Paper {
  const pool = examPool(items);
  const bank = new Map(items.map((item) => [item.id, item]));
  const itemOf: Paper["itemOf"] = ({ setup }, question) => {
    const item = bank.get(setup.questions[question] ?? "");
    return item?.withdrawn ? undefined : item;
  };
  return {
    size: pool.length,
    itemOf,
    draw: (count, seen, token) => drawExam(pool, count, seen, seeded(token)),
    showingOf(exam, question) {
      const item = itemOf(exam, question);
      return item && show(item, exam.setup.token);
    },
    graded: (exam) =>
      exam.answers.map((answer, question) => {
        const item = itemOf(exam, question);
        return item ? grade(item, answer ?? undefined).correct : null;
      }),
    byObjective(exam) {
      const scores = new Map<string, ObjectiveScore>();
      exam.correct.forEach((correct, question) => {
        const id = bank.get(exam.setup.questions[question] ?? "")?.objective;
        if (correct === null || id === undefined) return;
        const { right, of } = scores.get(id) ?? { right: 0, of: 0 };
        scores.set(id, { id, right: right + Number(correct), of: of + 1 });
      });
      const share = ({ right, of }: ObjectiveScore) => right / of;
      return [...scores.values()].sort((a, b) => share(a) - share(b) || (a.id < b.id ? -1 : 1));
    },
    siblings(exam) {
      const chance = seeded(`${exam.setup.token} siblings`);
      const found = missesOf(exam).flatMap((question) => {
        const item = itemOf(exam, question);
        return (item && siblingOf(item, items, chance)?.id) ?? [];
      });
      return [...new Set(found)];
    },
  };
}
