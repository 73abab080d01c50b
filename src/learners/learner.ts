import type { LearnerRow } from "../store/tables.ts";
import { localDate } from "./zones.ts";

/** Somebody as others may know them. */
export type Learner = {
  readonly id: string;
  readonly name?: string;
  readonly zone?: string;
  readonly onBoards: boolean;
  readonly nudges: boolean;
};

/** Who nothing is known of is a learner all the same: as they come. */
export function learnerFrom(id: string, row: LearnerRow | undefined): Learner {
  return {
    id,
    ...(row?.name == null ? {} : { name: row.name }),
    ...(row?.zone == null ? {} : { zone: row.zone }),
    onBoards: row?.on_boards !== 0,
    nudges: row?.nudges === 1,
  };
}

/** The learner's own day: by their zone, else by the one given, else by UTC. */
export function dayOf({ zone }: Learner, at: number, otherwise = "UTC"): string {
  return localDate(at, zone ?? otherwise);
}
