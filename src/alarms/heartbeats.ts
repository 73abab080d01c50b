import { sql } from "kysely";
import type { Database } from "../store/store.ts";

/** By PostgreSQL's clock, which all processes share. */
const databaseNow = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** Says that a worker is there: the one that graphile-worker's `locked_by` names. */
export async function beat(db: Database, id: string): Promise<void> {
  await db
    .insertInto("workers")
    .values({ id, seen_at: databaseNow })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ seen_at: databaseNow }))
    .execute();
}

/**
 * Workers that hold a job for so many milliseconds and were silent as long. One that is mistaken for dead does no harm:
 * whoever comes second finds the alarm gone.
 */
export async function silentWorkers(db: Database, silence: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct locked_by as id from graphile_worker.jobs
    where locked_at < clock_timestamp() - ${silence}::bigint * interval '1 millisecond'
    and locked_by not in (select id from workers where seen_at > ${databaseNow} - ${silence}::bigint)`.execute(db);
  return rows.map(({ id }) => id);
}

/** Whoever comes back says so again. */
export async function forgetLongSilent(db: Database, silence: number): Promise<void> {
  await sql`delete from workers where seen_at < ${databaseNow} - 10 * ${silence}::bigint`.execute(db);
}
