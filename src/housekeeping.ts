import { deleteDraftsBefore } from "./answers/records.ts";
import { purge } from "./inbox/records.ts";
import { pruneOutbox } from "./delivery/records.ts";
import { pruneSeen } from "./seen/records.ts";
import type { Tx } from "./store/store.ts";

/** The alarm that calls for it, and how often, in milliseconds. */
export const housekeeping = { key: "housekeeping", command: { name: "tidy", arguments: [] }, every: 60 * 60 * 1000 };

/** A form that nobody has touched for so long is no use any more, in milliseconds: a day. No round takes longer. */
const longestFilling = 24 * 60 * 60 * 1000;

/** The answer to a daily question waits for its reveal, however seldom the next one comes: 60 days. */
const longestDaily = 60 * longestFilling;

/** Deletes what has been kept as long as was promised. */
export async function tidy(tx: Tx, now: number): Promise<void> {
  await purge(tx, now);
  await pruneSeen(tx, now);
  await pruneOutbox(tx, now);
  for (const mode of ["round", "study"]) await deleteDraftsBefore(tx, mode, now - longestFilling);
  await deleteDraftsBefore(tx, "daily", now - longestDaily);
}
