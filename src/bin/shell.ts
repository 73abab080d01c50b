import { fileURLToPath } from "node:url";
import { localAlarms } from "../alarms/local.ts";
import { knowledgeFolder, openLibrary, openTutor, ownFolder } from "../compose.ts";
import { makeDelivery } from "../delivery/delivery.ts";
import { makeOutbox } from "../delivery/outbox.ts";
import { wakeUp } from "../memory.ts";
import { chat } from "../platforms/shell/chat.ts";
import { makeBoard } from "../platforms/shell/post.ts";
import { terminalPaper } from "../platforms/shell/say.ts";
import { sleep, timer } from "../sleep.ts";
import { openSqlite } from "../store/sqlite.ts";
import { troubleOf, whatToDo } from "../store/trouble.ts";

/** `npm run shell`: a conversation in the terminal, which remembers in a file of its own. */
const file = process.env["SHELL_FILE"] ?? fileURLToPath(new URL("../../data/shell.db", import.meta.url));

try {
  const store = await openSqlite({ file, shared: true });
  const board = makeBoard();
  const clock = { now: Date.now, sleep };
  const queue = makeDelivery({ shell: board.poster }, clock, console.error);
  const outbox = makeOutbox(store, queue, clock, (platform) => platform === "shell", console.error);
  const alarms = localAlarms(store, { now: Date.now, log: console.error, timer });
  const library = openLibrary(knowledgeFolder, ownFolder());
  const { tutor, ring } = openTutor(library, {
    publish: queue.deliver,
    remembering: { store, alarms, send: outbox.send },
    hasMaintainers: false,
    mayManage: () => Promise.resolve(true),
  });
  await wakeUp({ store, alarms }, { library, outbox, ring, now: Date.now, log: console.error });
  await chat(tutor, {
    input: process.stdin,
    output: process.stdout,
    paper: terminalPaper(process.stdout),
    now: Date.now,
    prompt: process.stdin.isTTY && process.stdout.isTTY,
    board,
  });
  await alarms.stop();
  await outbox.stop();
  await queue.stop();
  await store.close();
} catch (error) {
  const trouble = troubleOf(error);
  if (!trouble) throw error;
  console.error(whatToDo(trouble));
  process.exitCode = 1;
}
