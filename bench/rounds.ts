import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { postgresFolder, startPostgres } from "../test/store/postgres-for-tests.ts";
import { openBarePostgres, openBareSqlite } from "./bare.ts";
import { playRounds, type Played } from "./rounds-play.ts";

/**
 * `npm run rounds` plays 200 team rounds at once, 20 players each, through the door and the store, and compares the
 * scores that were posted with a recount of the log by the bare driver. `--json` prints one JSON object; `--rounds N`, `--engine sqlite`.
 */
const { values } = parseArgs({
  options: { json: { type: "boolean" }, rounds: { type: "string" }, engine: { type: "string" } },
});
const rounds = Number(values.rounds ?? 200);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error(`--rounds takes a whole number, for example --rounds 50; "${values.rounds ?? ""}" came`);
  process.exit(2);
}
const program = fileURLToPath(new URL("rounds-child.js", import.meta.url));
const knowledge = fileURLToPath(new URL("../../../knowledge", import.meta.url));
const players = 20;
const runs: Played[] = [];
if (values.engine !== "postgres") runs.push(await onSqlite());
if (values.engine !== "sqlite" && postgresFolder) runs.push(await onPostgres());
if (values.json) console.log(JSON.stringify({ runs }));
else
  for (const run of runs)
    console.log(
      `${run.engine}, ${String(run.processes)} process(es): ${String(run.rounds)} rounds of ${String(run.players)}, ${String(run.answersPerSecond)} answers a second at most, acknowledged within ${String(run.p99AckMs)} ms at the 99th percentile, ${String(run.rssMb)} MB, ${String(run.differences)} differences`,
    );
process.exit(0);

async function onSqlite(): Promise<Played> {
  const folder = mkdtempSync(join(tmpdir(), "tutor-rounds-"));
  const file = join(folder, "tutor.db");
  const open = () => openBareSqlite(file);
  const played = await playRounds(
    { engine: "sqlite", where: file, processes: 1, program, knowledge, rounds, players },
    open,
  );
  rmSync(folder, { recursive: true });
  return played;
}

async function onPostgres(): Promise<Played> {
  const server = await startPostgres({ durable: true });
  try {
    const url = await server.newDatabase();
    const open = () => openBarePostgres(url);
    return await playRounds(
      { engine: "postgres", where: url, processes: 2, program, knowledge, rounds, players },
      open,
    );
  } finally {
    await server.stop();
  }
}
