import { datesPractised } from "../answers/records.ts";
import { dayOf } from "../learners/learner.ts";
import type { Learners } from "../learners/learners.ts";
import { zoneChangesOf } from "../learners/records.ts";
import type { LocalDate } from "../learners/zones.ts";
import type { Database } from "../store/store.ts";
import { streakOf, type Streak } from "./streak.ts";

/** On which days a learner is expected to practise, and by which zone their day ends where they set none. */
export type Expected = { readonly isDue: (date: LocalDate) => boolean; readonly zone: string };

/** How long a learner has kept at it, at a time in milliseconds: by their own days, whatever they practised with. */
export function makeStreaks({
  learners,
  expectedOf,
}: {
  readonly learners: Pick<Learners, "get">;
  readonly expectedOf: (db: Database, learner: string, at: number) => Promise<Expected>;
}) {
  return async (db: Database, id: string, at: number): Promise<Streak> => {
    const { isDue, zone } = await expectedOf(db, id, at);
    return streakOf({
      practised: await datesPractised(db, id),
      isDue,
      today: dayOf(await learners.get(db, id), at, zone),
      zoneChanges: await zoneChangesOf(db, id),
    });
  };
}
