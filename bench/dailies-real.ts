import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadLibrary } from "../src/knowledge/library.ts";
import { postgresFolder, startPostgres } from "../test/store/postgres-for-tests.ts";
import { runDailies } from "./dailies-real-run.ts";
import { openDiscord, openSlack } from "./dailies-real-stands.ts";

/**
 * `npm run dailies:real` has two tutors on one PostgreSQL ask the daily question of 20 channels, on fakes of Slack and
 * Discord, by the machine's own clock; one is killed in the middle and replaced. It takes a quarter of an hour, or two
 * minutes with `--short`, which leaves out half of the results. `--json` prints one JSON object.
 */
const { values } = parseArgs({ options: { json: { type: "boolean" }, short: { type: "boolean" } } });
if (!postgresFolder) {
  console.error("This takes a PostgreSQL. Install it, or set POSTGRES_BIN to the folder of its initdb.");
  process.exit(2);
}
const loaded = loadLibrary(fileURLToPath(new URL("../../../knowledge", import.meta.url)));
if ("faults" in loaded) throw new Error("the knowledge has faults");
const server = await startPostgres({ durable: true });
const stands = [await openSlack(10), await openDiscord(10)];
try {
  const program = fileURLToPath(new URL("../../main.js", import.meta.url));
  const { items } = loaded.library;
  const ran = await runDailies({
    ...{ url: await server.newDatabase(), program, stands, items },
    whole: values.short !== true,
  });
  if (values.json) console.log(JSON.stringify(ran));
  else
    console.log(
      `${String(ran.channels)} channels, ${String(ran.doubled)} with two posts, ${String(ran.missing)} with none and ${String(ran.unknown)} where nobody knows; ${String(ran.answers)} answers, ${String(ran.answersLost)} lost and ${String(ran.answersDoubled)} doubled; ${String(ran.results[1])} of ${String(ran.results[0])} results came; the last was there after ${String(ran.lastAfterMs)} ms`,
    );
} finally {
  await Promise.all(stands.map((stand) => stand.stop()));
  await server.stop();
}
process.exit(0);
