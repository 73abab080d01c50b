import { createInterface } from "node:readline";
import { localAlarms } from "../src/alarms/local.ts";
import { postgresAlarms } from "../src/alarms/postgres.ts";
import { openTutor } from "../src/compose.ts";
import type { Platform, Poster } from "../src/conversation.ts";
import { makeDelivery } from "../src/delivery/delivery.ts";
import { makeOutbox } from "../src/delivery/outbox.ts";
import { loadLibrary } from "../src/knowledge/library.ts";
import { sleep, timer } from "../src/sleep.ts";
import { openPostgres } from "../src/store/postgres.ts";
import { openSqlite } from "../src/store/sqlite.ts";

/**
 * A tutor whose channels are pipes: it reads requests, a line of JSON each, and writes `done ID` once the reply is there,
 * which is after the commit, and `post {…}` for whatever it posts. The questions are those that one press answers.
 */
const [engine, where = "", knowledge = ""] = process.argv.slice(2);
const log = (line: string) => process.stderr.write(`${line}\n`);
const store = engine === "postgres" ? await openPostgres(where, log) : await openSqlite({ file: where });
const surroundings = { now: Date.now, sleep, timer, log };
const alarms =
  engine === "postgres"
    ? await postgresAlarms(store, { ...surroundings, url: where })
    : localAlarms(store, surroundings);
const loaded = loadLibrary(knowledge);
if ("faults" in loaded) throw new Error("the knowledge has faults");
const library = { ...loaded.library, items: loaded.library.items.filter(({ type }) => type === "choice") };

const write = (line: string) => process.stdout.write(`${line}\n`);
let posts = 0;
const poster: Poster = {
  ...{ knowsRepetitions: false, channelPace: 0, platformPace: 0, minorPace: 0 },
  post({ key, place, reply }) {
    write(`post ${JSON.stringify({ key, place: place.id, parts: reply.parts })}`);
    posts += 1;
    return Promise.resolve({ kind: "done", reference: String(posts) });
  },
  edit: (reference) => Promise.resolve({ kind: "done", reference }),
};
const queue = makeDelivery({ slack: poster }, surroundings, log);
const isHere = (platform: Platform) => platform === "slack";
const outbox = makeOutbox(store, queue, surroundings, isHere, log, undefined, (key, at) => void posted(key, at));
const { tutor, ring, posted } = openTutor(library, { log, remembering: { store, alarms, send: outbox.send } });
alarms.start(ring);
void outbox.start();
write("ready");

type Line = {
  readonly id: number;
  readonly learner: string;
  readonly name: string;
  readonly place: string;
  readonly text: string;
};

for await (const line of createInterface({ input: process.stdin })) {
  if (line === "memory") {
    write(`memory ${String(process.memoryUsage().rss)}`);
    continue;
  }
  const { id, learner, name, place, text } = JSON.parse(line) as Line;
  const answer = tutor.handle({
    ...{ id: String(id), learner, name, at: Date.now(), command: tutor.grammar.parse(text) },
    place: { platform: "slack", id: place, private: false },
  });
  void Promise.resolve(answer).then(() => write(`done ${String(id)}`));
}
