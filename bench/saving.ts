import { record } from "../src/answers/answers.ts";
import { openPostgres } from "../src/store/postgres.ts";
import { openSqlite } from "../src/store/sqlite.ts";
import type { Bare } from "./bare.ts";
import { toSaid } from "./chaos-answer.ts";

export type Saving = {
  readonly savesPerSecond: number;
  /** Of the bare driver's saves a second, in the same run. */
  readonly ratioToDriver: number;
};

/** Passes, answers in each, and how many are saved at once: as many as three rounds have players. */
const [passes, answers, atOnce] = [15, 600, 60];

/** Saves through our log and through the bare driver by turns; the median pass of each, the first left out. */
export async function compareSaving(engine: "sqlite" | "postgres", where: string, bare: Bare): Promise<Saving> {
  const store =
    engine === "postgres"
      ? await openPostgres(where, () => undefined)
      : await openSqlite({ file: where, shared: true });
  const ours = (question: string) => store.add((tx) => record(tx, toSaid(question, Date.now())));
  const times: { ours: number; bare: number }[] = [];
  for (let pass = 0; pass < passes; pass++) {
    const name = (i: number) => `saving:${String(pass)}:${String(i)}`;
    const measured = {
      ours: await timeOf((i) => ours(name(i))),
      bare: await timeOf((i) => bare.insert(`bare:${name(i)}`)),
    };
    if (pass > 0) times.push(measured);
  }
  await store.close();
  await bare.close();
  const [mine, least] = [median(times.map((time) => time.ours)), median(times.map((time) => time.bare))];
  return {
    savesPerSecond: Math.round((1000 * answers) / mine),
    ratioToDriver: Number((least / mine).toFixed(2)),
  };
}

async function timeOf(save: (i: number) => Promise<unknown>): Promise<number> {
  const before = performance.now();
  let next = 0;
  const worker = async () => {
    while (next < answers) await save(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return performance.now() - before;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}
