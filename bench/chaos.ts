import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { postgresFolder, startPostgres } from "../test/store/postgres-for-tests.ts";
import { openBarePostgres, openBareSqlite } from "./bare.ts";
import { runChaos, type Chaos, type Count } from "./chaos-run.ts";
import { compareSaving, type Saving } from "./saving.ts";

/**
 * `npm run chaos` kills a tutor's store with SIGKILL at random moments and counts what is lost or doubled: on SQLite,
 * and on PostgreSQL where it is installed. `--kills N` for another number than 50; `--json` prints one JSON object.
 */
const { values } = parseArgs({
  options: { json: { type: "boolean" }, kills: { type: "string" }, seed: { type: "string" } },
});
const kills = Number(values.kills ?? 50);
const seed = Number(values.seed ?? 1);
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  console.error(`--kills and --seed take whole numbers, for example --kills 50; "${values.kills ?? ""}" came`);
  process.exit(2);
}
const program = fileURLToPath(new URL("chaos-child.js", import.meta.url));
const shared = { program, kills, seed };

const runs = [await onSqlite()];
if (postgresFolder) runs.push(await onPostgres());
if (values.json) console.log(JSON.stringify({ runs }));
else for (const run of runs) print(run);

type Run = { readonly engine: Chaos["engine"] } & Count & Saving;

async function onSqlite(): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), "tutor-chaos-"));
  const file = join(folder, "tutor.db");
  const chaos: Chaos = { ...shared, engine: "sqlite", where: file };
  const open = () => Promise.resolve(openBareSqlite(file));
  const count = await runChaos(chaos, open);
  const saving = await compareSaving("sqlite", file, await open());
  rmSync(folder, { recursive: true });
  return { engine: "sqlite", ...count, ...saving };
}

async function onPostgres(): Promise<Run> {
  const server = await startPostgres({ durable: true });
  try {
    const url = await server.newDatabase();
    const count = await runChaos({ ...shared, engine: "postgres", where: url }, () =>
      Promise.resolve(openBarePostgres(url)),
    );
    const saving = await compareSaving("postgres", url, openBarePostgres(url));
    return { engine: "postgres", ...count, ...saving };
  } finally {
    await server.stop();
  }
}

function print(run: Run): void {
  const { engine, acknowledged, lost, doubled, alarms, alarmsLost, alarmsDoubled } = run;
  console.log(`${engine}, killed ${String(run.kills)} times`);
  console.log(`  ${String(acknowledged)} answers acknowledged, ${String(lost)} lost, ${String(doubled)} doubled`);
  console.log(`  ${String(alarms)} alarms set, ${String(alarmsLost)} lost, ${String(alarmsDoubled)} with two effects`);
  console.log(
    `  ${String(run.savesPerSecond)} answers saved a second, ${String(run.ratioToDriver)} of the bare driver`,
  );
}
