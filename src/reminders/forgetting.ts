import type { Alarms } from "../alarms/alarms.ts";
import type { Keeper } from "../store/keeper.ts";
import { deleteReminders, forgetWhere, reminderRowsOf } from "./records.ts";
import { reminderKinds, type ReminderKind } from "./wish.ts";

/** The one alarm of a learner's reminder of a kind. */
export function alarmKey(learner: string, kind: ReminderKind): string {
  return `remind ${learner} ${kind}`;
}

export function makeRemindersKeeper({ cancel }: Pick<Alarms, "cancel">): Keeper {
  return {
    name: "reminders",
    async forget(tx, learner) {
      for (const kind of reminderKinds) await cancel(tx, alarmKey(learner, kind));
      await deleteReminders(tx, learner);
    },
    export: reminderRowsOf,
    leave: (tx, { platform, id }) => forgetWhere(tx, platform, id),
  };
}
