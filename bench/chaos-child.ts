import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { localAlarms } from "../src/alarms/local.ts";
import { postgresAlarms } from "../src/alarms/postgres.ts";
import { record } from "../src/answers/answers.ts";
import { isFirstTime } from "../src/seen/records.ts";
import { sleep, timer } from "../src/sleep.ts";
import { openPostgres } from "../src/store/postgres.ts";
import { openSqlite } from "../src/store/sqlite.ts";
import type { Tx } from "../src/store/store.ts";
import { toSaid } from "./chaos-answer.ts";

/**
 * The process that is killed. It reads `answer N` and `alarm N`, saves, and writes the same line back once that is
 * committed; an alarm's effect is an answer of its own, under a name that no constraint could merge with another.
 */
const [engine, where = ""] = process.argv.slice(2);
const log = (line: string) => process.stderr.write(`${line}\n`);
const store = engine === "postgres" ? await openPostgres(where, log) : await openSqlite({ file: where });
const alarms =
  engine === "postgres"
    ? await postgresAlarms(store, { url: where, now: Date.now, log, sleep })
    : localAlarms(store, { now: Date.now, log, timer });

alarms.start(async (tx, { command }) => {
  await record(tx, toSaid(`effect:${command.arguments[0] ?? ""}:${randomUUID()}`, Date.now()));
});

/** What was not acknowledged is said again by the parent, as a platform does it. */
const save = async (what: string | undefined, number: string, tx: Tx) => {
  if (!(await isFirstTime(tx, `${what ?? ""} ${number}`, Date.now()))) return;
  if (what === "answer") await record(tx, toSaid(`answer:${number}`, Date.now()));
  // Soon: some fire while the next commands are saved, some after the next kill.
  else
    await alarms.set(tx, `alarm:${number}`, Date.now() + (Number(number) % 10) * 20, {
      name: "effect",
      arguments: [number],
    });
};

process.stdout.write("ready\n");
for await (const line of createInterface({ input: process.stdin })) {
  const [what, number = ""] = line.split(" ");
  void store
    .write((tx) => save(what, number, tx))
    .then(() => process.stdout.write(`${line}\n`))
    .catch((error: unknown) => {
      log(error instanceof Error ? (error.stack ?? error.message) : String(error));
      process.exit(1);
    });
}
