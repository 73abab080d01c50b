import { channelFrom, type Place } from "../conversation.ts";
import type { Database, Tx } from "../store/store.ts";
import { isOver, type Round } from "./phases.ts";

/** A round as it is stored; `turn` counts how often it was. */
export type Stored = { readonly id: string; readonly place: Place; readonly round: Round; readonly turn: number };

/** Whether there is now a round in that place; not if one was called there a moment before. */
export async function addRound(tx: Tx, { id, place, round }: Omit<Stored, "turn">): Promise<boolean> {
  const added = await tx
    .insertInto("rounds")
    .values({
      ...{ id, platform: place.platform, place: place.id, community: place.community ?? null, turn: 1, live: 1 },
      ...{ state: JSON.stringify(round), called_at: round.setup.createdAt },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return added !== undefined;
}

export async function roundOf(db: Database, id: string): Promise<Stored | undefined> {
  const row = await db.selectFrom("rounds").selectAll().where("id", "=", id).executeTakeFirst();
  return row && stored(row);
}

/** The same, with nobody else changing it until the transaction ends. */
export async function heldRound(tx: Tx, id: string): Promise<Stored | undefined> {
  // Also on SQLite, which has no such lock and needs none: an update takes the row.
  const row = await tx
    .updateTable("rounds")
    .set((is) => ({ turn: is("turn", "+", 1) }))
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
  return row && stored(row);
}

export async function saveRound(tx: Tx, id: string, round: Round): Promise<void> {
  const live = isOver(round) ? 0 : 1;
  await tx
    .updateTable("rounds")
    .set({ state: JSON.stringify(round), live })
    .where("id", "=", id)
    .execute();
}

/** The round that is being played in a place. */
export async function liveRound(db: Database, { platform, id }: Place): Promise<Stored | undefined> {
  const row = await db
    .selectFrom("rounds")
    .selectAll()
    .where("platform", "=", platform)
    .where("place", "=", id)
    .where("live", "=", 1)
    .executeTakeFirst();
  return row && stored(row);
}

/** The same, for a place that may be a thread: the round of its channel is played there too. */
export async function roundAround(db: Database, place: Place): Promise<Stored | undefined> {
  const here = await liveRound(db, place);
  return here ?? (place.within === undefined ? undefined : liveRound(db, { ...place, id: place.within }));
}

/** The items that rounds in a place have drawn since, oldest first. */
export async function itemsSince(db: Database, { platform, id }: Place, since: number): Promise<string[]> {
  const rows = await db
    .selectFrom("rounds")
    .select("state")
    .where("platform", "=", platform)
    .where("place", "=", id)
    .where("called_at", ">=", since)
    .orderBy("called_at")
    .execute();
  return rows.flatMap(({ state }) => (JSON.parse(state) as Round).setup.questions.map(({ item }) => item));
}

/** The rounds that somebody called or played in, oldest first. */
export async function roundsWith(db: Database, learner: string): Promise<Stored[]> {
  const named = JSON.stringify(learner);
  const rows = await db
    .selectFrom("rounds")
    .selectAll()
    .where("state", "like", `%${named}%`)
    .orderBy("called_at")
    .execute();
  // What the database takes for a wildcard may have found more.
  return rows.filter(({ state }) => state.includes(named)).map(stored);
}

export async function deleteRoundsOf(tx: Tx, platform: string, community: string): Promise<void> {
  await tx.deleteFrom("rounds").where("platform", "=", platform).where("community", "=", community).execute();
}

type Row = { id: string; platform: string; place: string; community: string | null; state: string; turn: number };

function stored({ id, platform, place, community, state, turn }: Row): Stored {
  return {
    id,
    place: channelFrom(platform, place, community),
    round: JSON.parse(state) as Round,
    turn,
  };
}
