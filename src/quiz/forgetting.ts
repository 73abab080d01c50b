import type { Keeper } from "../store/keeper.ts";
import type { Tx } from "../store/store.ts";
import type { Round } from "./phases.ts";
import { toNobody } from "./players.ts";
import { deleteRoundsOf, heldRound, roundsWith, saveRound } from "./records.ts";
import type { Table } from "./table.ts";
import type { Effect } from "./turns.ts";

/** Posts of rounds that were called longer ago are not changed any more, in milliseconds: 30 days. */
const changedFor = 30 * 24 * 60 * 60 * 1000;

/** What rounds remember of people: who called them, who played and what they answered. */
export function makeRoundsKeeper(table: Table, now: () => number): Keeper {
  /** The posts that name who plays. */
  const showAgain = async (tx: Tx, id: string): Promise<void> => {
    const stored = await heldRound(tx, id);
    if (!stored || now() - stored.round.setup.createdAt >= changedFor) return;
    const { round } = stored;
    const effects: Effect[] = [
      { kind: "showLobby" },
      ...(round.phase === "finished" ? [{ kind: "standings" as const }] : []),
    ];
    await table.open(tx, stored, { round, effects });
  };

  return {
    name: "rounds",
    /**
     * The points of the others stand on what somebody answered: only who it was is forgotten, in posts as well. Nobody
     * waits for them in a round that goes on.
     */
    async forget(tx, learner) {
      for (const { id } of await roundsWith(tx, learner)) {
        const held = await heldRound(tx, id);
        if (!held) continue;
        const { round, nobody } = withoutName(held.round, learner);
        await saveRound(tx, id, round);
        await table.turn(tx, id, () => ({ kind: "leave", learner: nobody, at: now() }));
        await showAgain(tx, id);
      }
    },
    export: async (db, learner) =>
      (await roundsWith(db, learner)).map(({ id, place, round: { phase, setup } }) => ({
        ...{ id, place: place.id, phase, about: setup.about, at: setup.createdAt, called: setup.starter === learner },
      })),
    leave: (tx, { platform, id }) => deleteRoundsOf(tx, platform, id),
  };
}

/** The same person all through a round, and nobody outside it. */
function withoutName(round: Round, learner: string): { readonly round: Round; readonly nobody: string } {
  const state = JSON.stringify(round);
  let count = 1;
  while (state.includes(JSON.stringify(toNobody(count)))) count += 1;
  const nobody = toNobody(count);
  return { nobody, round: JSON.parse(state.replaceAll(JSON.stringify(learner), JSON.stringify(nobody))) as Round };
}
