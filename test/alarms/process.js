import console from "node:console";
import process from "node:process";
import { postgresAlarms } from "../../dist/alarms/postgres.js";
import { sleep } from "../../dist/sleep.js";
import { openPostgres } from "../../dist/store/postgres.js";

/**
 * A tutor with nothing but alarms: its effects are rows that name it. `node process.js URL NAME [holds]`; one that holds
 * never comes back from a handler, and says when it is in one.
 */
const [url = "", name = "", holds] = process.argv.slice(2);
const log = (/** @type {string} */ line) => {
  console.error(line);
};
const store = await openPostgres(url, log);
const alarms = await postgresAlarms(store, { url, now: Date.now, sleep, log });
let effects = 0;
alarms.start(async (tx, { key, at }) => {
  await tx
    .insertInto("seen")
    .values({ id: `${key}#${name}#${String(++effects)}`, at })
    .execute();
  if (!holds) return;
  console.log("holding");
  await new Promise(() => undefined);
});
console.log("ready");
