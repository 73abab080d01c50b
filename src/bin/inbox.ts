import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import dotenv from "dotenv";
import { usualFile } from "../compose.ts";
import { messages, purge, resolve } from "../inbox/records.ts";
import { openPostgres } from "../store/postgres.ts";
import { openSqlite } from "../store/sqlite.ts";
import type { Store } from "../store/store.ts";
import { troubleOf, whatToDo } from "../store/trouble.ts";

/**
 * `npm run inbox` lists what learners sent to the maintainers and nobody has resolved, oldest first.
 * `npm run inbox -- --all` lists what was resolved as well; `npm run inbox -- resolve 1a2b3c4d …` resolves some.
 * It runs beside a running tutor.
 */
dotenv.config({ path: fileURLToPath(new URL("../../.env", import.meta.url)), quiet: true });

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { all: { type: "boolean" } } });
  const [word, ...ids] = positionals;
  if (word === undefined) await withStore((store) => list(store, values.all ?? false));
  else if (word === "resolve" && ids.length > 0) await withStore((store) => resolveAll(store, ids));
  else explainUse();
} catch (error) {
  const trouble = troubleOf(error);
  if (error instanceof TypeError && "code" in error) explainUse();
  else if (!trouble) throw error;
  else {
    console.error(
      trouble.trouble === "away" ? `The database cannot be reached (${trouble.message}).` : whatToDo(trouble),
    );
    process.exitCode = 1;
  }
}

async function withStore(work: (store: Store) => Promise<void>): Promise<void> {
  const url = process.env["DATABASE_URL"]?.trim();
  const file = process.env["DATABASE_FILE"]?.trim() || usualFile;
  if (!url && !existsSync(file)) {
    console.error(`There is no ${file}: the tutor has not run with it yet. DATABASE_FILE says which file is meant.`);
    process.exitCode = 1;
    return;
  }
  const store = url ? await openPostgres(url, console.error) : await openSqlite({ file, shared: true });
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

async function list(store: Store, resolved: boolean): Promise<void> {
  await store.write((tx) => purge(tx, Date.now()));
  const found = await store.read((db) => messages(db, { resolved }));
  if (found.length === 0) console.log(resolved ? "The inbox is empty." : "Nothing is waiting in the inbox.");
  for (const { id, kind, text, at, resolved_at } of found)
    console.log(
      `${id}  ${new Date(at).toISOString().slice(0, 10)}  ${kind}${resolved_at ? ", resolved" : ""}\n    ${text}`,
    );
}

async function resolveAll(store: Store, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const was = await store.write((tx) => resolve(tx, id, Date.now()));
    console.log(was ? `${id} is resolved.` : `${id}: nothing of that id is waiting; npm run inbox lists what is.`);
    if (!was) process.exitCode = 1;
  }
}

function explainUse(): void {
  console.error(
    [
      "List what is waiting: npm run inbox",
      "List what was resolved as well: npm run inbox -- --all",
      "Resolve some: npm run inbox -- resolve 1a2b3c4d",
    ].join("\n"),
  );
  process.exitCode = 2;
}
