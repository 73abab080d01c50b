import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "libsql";
import { localAlarms } from "../../src/alarms/local.ts";
import { openTutor } from "../../src/compose.ts";
import type { Managed, Place, Platform, Poster } from "../../src/conversation.ts";
import { makeDelivery } from "../../src/delivery/delivery.ts";
import { makeOutbox } from "../../src/delivery/outbox.ts";
import type { Item } from "../../src/knowledge/item.ts";
import type { Library } from "../../src/knowledge/library.ts";
import { wakeUp } from "../../src/memory.ts";
import type { Surroundings } from "../../src/platforms/platform.ts";
import { sleep, timer } from "../../src/sleep.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import type { Tutor } from "../../src/tutor.ts";
import { library } from "../tutor-for-tests.ts";

/** Rounds on a platform's real SDK, with all that `main.ts` puts behind it, in one process that can be restarted. */

export const players = ["ann", "ben", "cara", "dan", "eve", "fay"] as const;
/** Gil manages the channel. */
export const people = [...players, "gil"] as const;
export type Person = (typeof people)[number];

/** A public post as it is seen now: its lines without markup, and its buttons by what they say and what they are. */
export type Post = {
  readonly id: string;
  readonly text: string;
  readonly buttons: readonly { readonly label: string; readonly id: string }[];
  /** Whether it stands in the thread of another post. */
  readonly inThread: boolean;
};

export type Press = {
  /** An older look of a post, whose buttons may be gone by now; the newest that has such a button if left out. */
  readonly on?: Post;
  /** The platform delivers it twice. */
  readonly twice?: true;
};

/** What people do and see on one platform. Whatever they do resolves to what they alone are told. */
export type Hands = {
  readonly type: (who: Person, text: string, where?: "in the thread") => Promise<string>;
  readonly press: (who: Person, label: string, press?: Press) => Promise<string>;
  /** Opens the form of the question, chooses in each menu that is given something, and sends it. */
  readonly fill: (who: Person, menus: readonly (readonly string[])[]) => Promise<string>;
  /** Says a command of the daily question, with what it takes as it is filled in on that platform. */
  readonly daily: (who: Person, sub: string, filled?: Readonly<Record<string, string>>) => Promise<string>;
  /** What somebody got as a direct message of the tutor's own accord, oldest first. */
  readonly letters: (who: Person) => readonly string[];
  /** How often somebody was told something. */
  readonly told: (who: Person) => number;
  /** What everybody sees, oldest first. */
  readonly posts: () => readonly Post[];
  /** Every public post and every change of one, in the order they were made, as JSON. */
  readonly said: () => readonly string[];
  /** Presses and commands that were acknowledged late, not at all or not well: people saw an error. */
  readonly failed: () => readonly string[];
  /** What the platform refused, or took although it is hardly meant. */
  readonly refused: () => readonly string[];
  readonly deletePost: (post: Post) => void;
  /** The channel is there no more for the tutor; the posts can still be seen and pressed. */
  readonly sendAway: () => void;
  readonly letBackIn: () => void;
};

export type Wire = {
  readonly poster: Poster;
  readonly connected: Promise<unknown>;
  readonly mayManage?: (learner: string, place: Place, what?: Managed) => Promise<boolean>;
  readonly stop: () => Promise<void>;
};

export type Connect = (tutor: Tutor, surroundings: Surroundings) => Wire | Promise<Wire>;

type Tested = Exclude<Platform, "shell">;

export type Running = {
  /** The database, to be read by others as well. */
  readonly file: string;
  readonly logged: string[];
  /** Closes everything and opens it again on the same file, so many milliseconds later; the platform stays. */
  readonly restart: (later?: number) => Promise<void>;
  /** Puts the clock forward by so many milliseconds, and has whatever is due done. */
  readonly pass: (ms: number) => void;
  readonly stop: () => Promise<void>;
};

/** `begins`: what the clock shows at first, in milliseconds since 1970. */
export async function startRounds(platform: Tested, connect: Connect, begins = Date.now()): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), "tutor-rounds-"));
  const file = join(folder, "tutor.db");
  const logged: string[] = [];
  let ahead = begins - Date.now();
  const clock = { now: () => Date.now() + ahead, waiting: new Set<() => void>() };
  let running = await open(platform, connect, file, logged, clock);
  return {
    ...{ file, logged },
    async restart(later = 0) {
      await running.stop();
      ahead += later;
      running = await open(platform, connect, file, logged, clock);
    },
    pass(ms) {
      ahead += ms;
      for (const wake of clock.waiting) wake();
    },
    async stop() {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** `waiting` ends the pauses that were meant for a clock that has been put forward since. */
type Clock = { readonly now: () => number; readonly waiting: Set<() => void> };

function timerWokenBy(waiting: Set<() => void>, ms: number): ReturnType<typeof timer> {
  const { over, cancel } = timer(ms);
  let wake: () => void = () => undefined;
  const early = new Promise<void>((resolve) => (wake = resolve));
  waiting.add(wake);
  return {
    over: Promise.race([over, early]),
    cancel() {
      waiting.delete(wake);
      cancel();
    },
  };
}

async function open(platform: Tested, connect: Connect, file: string, logged: string[], { now, waiting }: Clock) {
  const log = (line: string) => void logged.push(line);
  const surroundings = { now, sleep, timer, log };
  const store = await openSqlite({ file });
  const alarms = localAlarms(store, { ...surroundings, timer: (ms) => timerWokenBy(waiting, ms) });
  const posters: Partial<Record<typeof platform, Poster>> = {};
  const queue = makeDelivery(posters, surroundings, log);
  const has = (name: string) => name in posters;
  const note = (done: Promise<void>) =>
    void done.catch((error: unknown) => {
      log(String(error));
    });
  const outbox = makeOutbox(
    ...([store, queue, surroundings, has, log] as const),
    (key) => {
      note(lost(key));
    },
    (key, at) => {
      note(posted(key, at));
    },
  );
  const remembering = { store, alarms, send: outbox.send };
  const { tutor, ring, lost, posted } = openTutor(fewItems(), {
    ...{ log, now, publish: queue.deliver, remembering },
    mayManage: ({ learner, place }, what) => wire.mayManage?.(learner, place, what) ?? Promise.resolve(false),
  });
  const wire: Wire = await connect(tutor, surroundings);
  const { channelPace, minorPace } = wire.poster;
  posters[platform] = { ...wire.poster, channelPace: channelPace / hurry, minorPace: minorPace / hurry };
  const woken = wakeUp({ store, alarms }, { ...surroundings, library: fewItems(), outbox, ring });
  await wire.connected;
  return {
    async stop() {
      await wire.stop();
      await alarms.stop();
      await outbox.stop();
      await Promise.all([queue.stop(), woken]);
      await store.close();
    },
  };
}

/** So many times as soon as a platform would have it, one post follows the other. */
const hurry = 50;

/** Five questions, so that a round of five has one of each type; those of one press are all that module 4 has. */
export function fewItems(): Library {
  const found = library().items.filter((item) => !item.reserved && !item.withdrawn && !item.stem.includes("{"));
  const one = (type: Item["type"], in4: boolean, more: (item: Item) => boolean = () => true) =>
    found.find((item) => item.type === type && (item.module === 4) === in4 && more(item)) ?? [];
  const items = [
    one("choice", true, (item) => item.case === undefined),
    one("choice", true, (item) => item.case !== undefined),
    ...(["multi", "order", "match"] as const).map((type) => one(type, false)),
  ].flat();
  if (items.length !== 5) throw new Error("the bank has not every type of item");
  return { ...library(), items };
}

/** The question that a post asks. */
export function itemIn({ text }: Pick<Post, "text">): Item {
  const item = fewItems().items.find(({ stem }) => squash(text).includes(squash(stem)));
  if (!item) throw new Error(`no question is asked in: ${text}`);
  return item;
}

/** What to choose in each menu of the question that a post asks, as the letters in the post itself say it. */
export function lettersFor(post: Pick<Post, "text">, right: boolean): string[][] {
  const item = itemIn(post);
  const lines = post.text.split("\n");
  const at = (text: string) => {
    const line = lines.find(
      (each) => /\b[A-Z]\. /.test(each) && squash(each.replace(/^\W*[A-Z]\. /, "")) === squash(text),
    );
    return /[A-Z](?=\. )/.exec(line ?? "")?.[0] ?? `no letter for ${text}`;
  };
  const around = (letters: string[][]) => (right ? letters : [...letters.slice(1), ...letters.slice(0, 1)]);
  if (item.type === "order") return around(item.steps.map(({ text }) => [at(text)]));
  if (item.type === "match") return around(item.pairs.map(({ answer }) => [at(answer)]));
  const keys = item.options.filter(({ correct }) => correct).map(({ text }) => at(text));
  const wrong = item.options.filter(({ correct }) => !correct).map(({ text }) => at(text));
  return [(right ? keys : [...wrong, ...keys].slice(0, keys.length)).sort()];
}

/** The letters and digits of a text: what markup and JSON leave alone. */
export function squash(text: string): string {
  return text
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Points by name, counted anew from the answers in the file by the bare driver: the last vote of a question scores. */
export function recount(file: string): Record<string, number> {
  const database = new Sqlite(file);
  const rows = database
    .prepare(
      `select name, sum(correct) * 100 as points from answers join learners on learners.id = answers.learner
       where vote = (select max(vote) from answers as votes where votes.question = answers.question) group by name`,
    )
    .all([]) as { name: string; points: number }[];
  database.close();
  return Object.fromEntries(rows.map(({ name, points }) => [name.toLowerCase(), points]));
}

/** How many rounds the file still knows, and how many alarms of rounds, counted by the bare driver. */
export function leftIn(file: string): { rounds: number; alarms: number } {
  const database = new Sqlite(file);
  const count = `select (select count(*) from rounds) as rounds,
                        (select count(*) from alarms where key like 'round %') as alarms`;
  const left = database.prepare(count).get([]) as { rounds: number; alarms: number };
  database.close();
  return left;
}

/** Points by name, as a post of standings has them. */
export function standingsIn({ text }: Post): Record<string, number> {
  const lines = [...text.matchAll(/\d+\. (\S+), (\d+) points/g)];
  return Object.fromEntries(lines.map(([, name = "", points]) => [name.toLowerCase(), Number(points)]));
}
