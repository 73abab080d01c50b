import type { SeasonRow } from "../store/tables.ts";
import type { Database, Tx } from "../store/store.ts";

export async function addSeason(tx: Tx, season: SeasonRow): Promise<void> {
  await tx.insertInto("seasons").values(season).execute();
}

/** When the latest season of any of these channels, or of all of the workspace or server, began. */
export async function latestSeason(
  db: Database,
  platform: string,
  community: string | undefined,
  channels: readonly string[],
): Promise<number | undefined> {
  const found = await db
    .selectFrom("seasons")
    .select("started_at")
    .where("platform", "=", platform)
    .where((season) =>
      season.or([
        ...channels.map((channel) => season("place", "=", channel)),
        ...(community === undefined ? [] : [season.and({ community, place: null })]),
      ]),
    )
    .orderBy("started_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return found?.started_at;
}

export async function deleteSeasonsOf(tx: Tx, platform: string, community: string): Promise<void> {
  await tx.deleteFrom("seasons").where("platform", "=", platform).where("community", "=", community).execute();
}
