import { deleteDraftsBefore } from "./answers/records.ts";
import { purge } from "./inbox/records.ts";
import { pruneOutbox } from "./delivery/records.ts";
import { pruneSeen } from "./seen/records.ts";
import type { Tx } from "./store/store.ts";

/** The alarm that calls for it, and how often, in milliseconds. */
export const housekeeping = { key: "housekeeping", command: { name: "tidy", arguments: [] }, every: 60 * 60 * 1000 };

/** A round is over by then, in milliseconds: a day. What was left in its forms when it was lost is no use any more. */
const longestRound = 24 * 60 * 60 * 1000;

/** So is a daily question, however seldom the next one comes: 60 days. */
const longestDaily = 60 * longestRound;

/** Deletes what has been kept as long as was promised. */
export async function tidy(tx: Tx, now: number): Promise<void> {
  await purge(tx, now);
  await pruneSeen(tx, now);
  await pruneOutbox(tx, now);
  await deleteDraftsBefore(tx, "round", now - longestRound);
  await deleteDraftsBefore(tx, "daily", now - longestDaily);
}
