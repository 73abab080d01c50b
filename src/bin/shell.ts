import { fileURLToPath } from "node:url";
import { localAlarms } from "../alarms/local.ts";
import { knowledgeFolder, openLibrary, openTutor, ownFolder } from "../compose.ts";
import { chat } from "../platforms/shell/chat.ts";
import { terminalPaper } from "../platforms/shell/say.ts";
import { timer } from "../sleep.ts";
import { openSqlite } from "../store/sqlite.ts";
import { troubleOf, whatToDo } from "../store/trouble.ts";

/** `npm run shell`: a conversation in the terminal, which remembers in a file of its own. */
const file = process.env["SHELL_FILE"] ?? fileURLToPath(new URL("../../data/shell.db", import.meta.url));

try {
  const store = await openSqlite({ file, shared: true });
  const alarms = localAlarms(store, { now: Date.now, log: console.error, timer });
  const { tutor } = openTutor(openLibrary(knowledgeFolder, ownFolder()), {
    remembering: { store, alarms, send: () => Promise.resolve() },
  });
  await chat(tutor, {
    input: process.stdin,
    output: process.stdout,
    paper: terminalPaper(process.stdout),
    now: Date.now,
    prompt: process.stdin.isTTY && process.stdout.isTTY,
  });
  await store.close();
} catch (error) {
  const trouble = troubleOf(error);
  if (!trouble) throw error;
  console.error(whatToDo(trouble));
  process.exitCode = 1;
}
