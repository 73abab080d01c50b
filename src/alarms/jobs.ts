import { sql } from "kysely";
import type { Database, Tx } from "../store/store.ts";
import type { AlarmName } from "./records.ts";

/** What graphile-worker is asked to do, by name. */
export const task = "alarm";

/**
 * More often than a job is ever tried: we count the tries, and put a new job for the next. A job's own attempts only
 * grow when its process was killed or the store is in trouble, which is no reason to lose an alarm.
 */
const mostAttempts = 32_767;

/** Asks to be woken for that alarm, and no longer for another time of the same key. */
export async function putJob(tx: Tx, name: AlarmName, when: number): Promise<void> {
  await sql`select graphile_worker.add_job(${task}, job_key => ${name.key}, max_attempts => ${mostAttempts},
    payload => ${JSON.stringify(name)}::json, run_at => to_timestamp(${when}::double precision / 1000))`.execute(tx);
}

export async function forgetJob(tx: Tx, key: string): Promise<void> {
  await sql`select graphile_worker.remove_job(${key})`.execute(tx);
}

/** For a table that was restored without the engine's own. */
export async function putMissingJobs(db: Database): Promise<void> {
  await sql`select graphile_worker.add_job(${task}, job_key => key, max_attempts => ${mostAttempts},
    payload => json_build_object('key', key, 'at', at), run_at => to_timestamp(next_at::double precision / 1000),
    job_key_mode => 'unsafe_dedupe')
    from alarms where given_up = 0
    and not exists (select from graphile_worker.jobs where jobs.key = alarms.key)`.execute(db);
}

/** The name that `putJob` wrote. */
export function readPayload(payload: unknown): AlarmName {
  return payload as AlarmName;
}
