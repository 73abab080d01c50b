import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeLearners } from "../src/learners/learners.ts";
import { makeProgress } from "../src/progress/progress.ts";
import { openPostgres } from "../src/store/postgres.ts";
import { openSqlite } from "../src/store/sqlite.ts";
import type { Store } from "../src/store/store.ts";
import { postgresFolder, startPostgres } from "../test/store/postgres-for-tests.ts";

/** `npm run boards` measures a leaderboard of 1,000 people, who answered one question a day, or ten, for 30 days. */
const people = 1000;
const days = 30;
const day = 24 * 60 * 60 * 1000;
const now = Date.UTC(2026, 10, 24, 12);
const tries = 9;
/** As many people play a round together. */
const party = 20;

const folder = mkdtempSync(join(tmpdir(), "tutor-boards-"));
await measure(await openSqlite({ file: join(folder, "tutor.db") }));
rmSync(folder, { recursive: true });
if (postgresFolder) {
  const server = await startPostgres({ durable: true });
  await measure(await openPostgres(await server.newDatabase(), console.error));
  await server.stop();
}

async function measure(store: Store): Promise<void> {
  const door = makeProgress({
    store,
    learners: makeLearners({ store, keepers: [], send: () => Promise.resolve() }),
    zoneOf: () => "Europe/Rome",
    streakOf: () => 1,
    mayManage: () => Promise.resolve(true),
  });
  await store.write(async (tx) => {
    for (let i = 0; i < people; i += 500)
      await tx
        .insertInto("learners")
        .values(
          batch(i, (n) => ({ id: toId(n), name: `P${String(n)}`, zone: null, on_boards: 1, nudges: 0, since: 0 })),
        )
        .execute();
  });
  for (const [from, upTo] of [[0, 1] as const, [1, 10] as const]) {
    await answer(store, from, upTo);
    for (const words of [
      ["week", "channel"],
      ["week", "server"],
      ["all", "channel"],
      ["all", "server"],
    ]) {
      // prettier-ignore
      const times: number[] = [];
      for (let i = 0; i < tries; i++) {
        const began = performance.now();
        await door.handle({
          ...{ id: "b", learner: toId(i * 100), at: now, command: { name: "leaderboard", arguments: words } },
          place: { platform: "slack", id: "C1", private: false, community: "T1" },
        });
        times.push(performance.now() - began);
      }
      times.sort((a, b) => a - b);
      const [middle = 0, most = 0] = [times[Math.floor(tries / 2)], times.at(-1)];
      console.log(
        `${store.engine}, ${String(people * days * upTo)} answers, leaderboard ${words.join(" ")}: ${middle.toFixed(0)} ms, ${most.toFixed(0)} ms at most`,
      );
    }
  }
  await store.close();
}

/** The first question of a day is the daily one, for all; the others are of rounds. */
async function answer(store: Store, from: number, upTo: number): Promise<void> {
  for (let date = 0; date < days; date++)
    await store.write(async (tx) => {
      for (let question = from; question < upTo; question++)
        for (let i = 0; i < people; i += 500)
          await tx
            .insertInto("answers")
            .values(
              batch(i, (n) => ({
                ...{ learner: toId(n), vote: 1, platform: "slack", place: "C1", community: "T1", chosen: "" },
                question:
                  question === 0
                    ? `daily:C1:${String(date)}`
                    : `round:${String(date)}-${String(question)}-${String(Math.floor(n / party))}:0`,
                ...{ mode: question === 0 ? "daily" : "round", item: "an-item", revision: "r1", graded_by: "r1" },
                ...{ took_ms: 1000, at: now - (days - date) * day + question * 1000 + n, local_date: "2026-11-24" },
                correct: (n * 7 + date * 3 + question) % 3 === 0 ? 0 : 1,
              })),
            )
            .execute();
    });
}

function batch<T>(from: number, toRow: (n: number) => T): T[] {
  return Array.from({ length: 500 }, (_, i) => toRow(from + i));
}

function toId(n: number): string {
  return `slack:T1:U${String(n)}`;
}
