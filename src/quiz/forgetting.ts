import type { Keeper } from "../store/keeper.ts";
import type { Round } from "./phases.ts";
import { deleteRoundsOf, heldRound, roundsWith, saveRound } from "./records.ts";
import type { Table } from "./table.ts";

/** Standings that were posted longer ago are not changed any more, in milliseconds: 30 days. */
const changedFor = 30 * 24 * 60 * 60 * 1000;

/** What rounds remember of people: who called them, who played and what they answered. */
export function makeRoundsKeeper(table: Table, now: () => number): Keeper {
  return {
    name: "rounds",
    /** The points of the others stand on what somebody answered: only who it was is forgotten, in posts as well. */
    async forget(tx, learner) {
      for (const { id } of await roundsWith(tx, learner)) {
        const held = await heldRound(tx, id);
        if (!held) continue;
        const stored = { ...held, round: withoutName(held.round, learner) };
        await saveRound(tx, id, stored.round);
        if (stored.round.phase === "finished" && now() - stored.round.setup.createdAt < changedFor)
          await table.open(tx, stored, { round: stored.round, effects: [{ kind: "standings" }] });
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
function withoutName(round: Round, learner: string): Round {
  const state = JSON.stringify(round);
  let count = 1;
  while (state.includes(`"nobody:${String(count)}"`)) count += 1;
  const nobody = `nobody:${String(count)}`;
  return JSON.parse(state.replaceAll(JSON.stringify(learner), JSON.stringify(nobody))) as Round;
}
