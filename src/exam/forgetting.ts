import type { Alarms } from "../alarms/alarms.ts";
import type { Keeper } from "../store/keeper.ts";
import { openIn, scoreOf, type Exam } from "./exam.ts";
import { deleteExams, examsOf } from "./records.ts";

/** The alarm at the end of an exam's time. */
export function alarmKey(token: string): string {
  return `exam ${token}`;
}

export function makeExamsKeeper({ cancel }: Pick<Alarms, "cancel">): Keeper {
  return {
    name: "mock exams",
    async forget(tx, learner) {
      for (const { exam } of await examsOf(tx, learner)) await cancel(tx, alarmKey(exam.setup.token));
      await deleteExams(tx, learner);
    },
    export: async (db, learner) => (await examsOf(db, learner)).map(({ exam }) => exported(exam)),
  };
}

/** Of one that is under way, no ids: many a one gives its answer away. */
function exported(exam: Exam): unknown {
  const { token, startedAt, endsAt, questions } = exam.setup;
  const begun = { token, startedAt, endsAt, asked: questions.length, answered: questions.length - openIn(exam).length };
  if (exam.phase !== "submitted") return { ...begun, phase: exam.phase };
  const { phase, by, at, answers, correct } = exam;
  return { ...begun, phase, by, at, ...scoreOf(exam), questions, answers, correct };
}
