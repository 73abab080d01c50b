import type { Alarms } from "../alarms/alarms.ts";
import type { Keeper } from "../store/keeper.ts";
import { letters, type Letter } from "./goal.ts";
import { deleteGoal, goalOf } from "./records.ts";

/** The one alarm of a learner's letter. */
export function alarmKey(learner: string, letter: Letter): string {
  return `goal ${learner} ${letter}`;
}

export function makeGoalKeeper({ cancel }: Pick<Alarms, "cancel">): Keeper {
  return {
    name: "goal",
    async forget(tx, learner) {
      for (const letter of letters) await cancel(tx, alarmKey(learner, letter));
      await deleteGoal(tx, learner);
    },
    export: goalOf,
  };
}
