import type { Keeper } from "../store/keeper.ts";
import type { Asking } from "./asking.ts";
import { deleteDailiesOf, heldSchedule, saveSchedule, schedulesOf, schedulesSetBy } from "./records.ts";

/** What schedules remember of people: who set them. What was answered is the answer log's. */
export function makeDailiesKeeper({ retire }: Pick<Asking, "retire">): Keeper {
  return {
    name: "daily questions set",
    /** The channel keeps its daily question; who set it is nobody. */
    async forget(tx, learner) {
      for (const { id } of await schedulesSetBy(tx, learner)) {
        const held = await heldSchedule(tx, id);
        if (held) await saveSchedule(tx, id, { ...held.schedule, setter: "" });
      }
    },
    export: async (db, learner) =>
      (await schedulesSetBy(db, learner)).map(({ id, place, schedule: { recurrence, about } }) => ({
        ...{ id, place: place.id, ...recurrence, about: about?.name ?? "everything" },
      })),
    async leave(tx, { platform, id }) {
      for (const schedule of await schedulesOf(tx, platform, id)) await retire(tx, schedule.id);
      await deleteDailiesOf(tx, platform, id);
    },
  };
}
