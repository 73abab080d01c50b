import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

/**
 * The walls of the house. A room is a file or a folder directly under `src`; what it may import of ours stands here,
 * and a new import across rooms starts with a change to this table.
 */
const mayImport: Readonly<Record<string, readonly string[] | "all">> = {
  conversation: [],
  config: [],
  redact: [],
  sleep: [],
  thrown: [],
  knowledge: ["thrown"],
  spelling: [],
  replies: ["conversation"],
  command: ["conversation", "spelling"],
  store: [],
  alarms: ["conversation", "command", "store", "thrown"],
  answers: ["conversation", "items", "knowledge", "store"],
  learners: ["conversation", "command", "replies", "store"],
  inbox: ["conversation", "command", "items", "knowledge", "replies", "store"],
  seen: ["store"],
  ask: ["conversation", "command", "knowledge", "replies", "spelling", "store"],
  pictures: ["thrown"],
  browse: ["conversation", "command", "knowledge", "pictures"],
  items: ["conversation", "knowledge"],
  platforms: ["conversation", "command", "replies", "thrown"],
  exam: [
    ...["conversation", "command", "knowledge", "items", "store", "alarms", "answers", "learners", "replies", "seen"],
    "study",
  ],
  study: [
    ...["conversation", "command", "knowledge", "items", "store", "alarms", "answers", "learners", "replies", "seen"],
    "learn",
  ],
  quiz: [
    ...["conversation", "command", "knowledge", "items", "store", "alarms", "answers", "learners", "replies"],
    ...["seen", "study"],
  ],
  daily: [
    ...["conversation", "command", "knowledge", "items", "store", "alarms", "answers", "learners", "replies", "seen"],
    "study",
  ],
  learn: ["conversation", "command", "knowledge", "items", "store", "answers", "learners", "replies", "seen"],
  reminders: [...["conversation", "command", "store", "alarms", "daily", "knowledge", "learners", "replies", "study"]],
  goal: [
    ...["conversation", "command", "knowledge", "items", "store", "alarms", "answers", "daily", "learners", "replies"],
    "study",
  ],
  progress: ["conversation", "command", "answers", "learners", "replies", "seen", "store"],
  changes: ["answers", "conversation", "knowledge", "store"],
  welcome: ["conversation", "command", "answers", "knowledge", "replies", "store", "study"],
  delivery: ["conversation", "store"],
  housekeeping: ["answers", "delivery", "inbox", "seen", "store"],
  help: ["conversation", "command"],
  tutor: ["conversation", "command", "help", "replies", "store"],
  compose: [
    ...["alarms", "answers", "ask", "browse", "changes", "command", "conversation", "daily", "delivery", "exam"],
    ...["goal", "inbox", "knowledge", "learn", "learners", "progress", "quiz", "reminders", "sleep", "store", "study"],
    ...["tutor", "welcome"],
  ],
  memory: [
    ...["alarms", "answers", "compose", "config", "delivery", "housekeeping", "knowledge", "platforms", "store"],
    ...["thrown"],
  ],
  main: "all",
  bin: "all",
};

/** Packages that stay in one place. */
const keepsTo: Readonly<Record<string, string | RegExp>> = {
  "@slack/bolt": "platforms/slack/",
  "@slack/types": "platforms/slack/",
  "@slack/web-api": "platforms/slack/",
  "discord.js": "platforms/discord/",
  hono: "platforms/web/",
  "@hono/node-server": "platforms/web/",
  "fuse.js": "ask/names.ts",
  stemmer: "ask/words.ts",
  "temporal-polyfill": /^(daily\/recurrence|learners\/zones)\.ts$/,
  "pure-rand": "items/chance.ts",
  "ts-fsrs": "study/cards.ts",
  "@resvg/resvg-js": "pictures/png.ts",
  yaml: "knowledge/",
  dotenv: /^(main|bin\/inbox)\.ts$/,
  kysely: /^(store|alarms)\/|\/records\.ts$/,
  libsql: "store/sqlite.ts",
  pg: /^(alarms\/postgres|store\/(postgres|prepared))\.ts$/,
  "graphile-worker": "alarms/postgres.ts",
};

/** Who may look at the clock, set timers or be random; everyone else is given the time and the chance. */
const mayTouchClockAndChance = ["main.ts", "compose.ts", "memory.ts", "sleep.ts", "bin/", "platforms/web/page/"];

const src = fileURLToPath(new URL("../src", import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => /\.(ts|js)$/.test(file));
const textOf = (file: string) => readFileSync(join(src, file), "utf8");
const roomOf = (file: string) => (file.split("/")[0] ?? file).replace(/\.ts$/, "");

type Import = { from: string; to: string; onlyTypes: boolean };

const imports: Import[] = files.flatMap((from) =>
  [...textOf(from).matchAll(/^\s*(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gms)].map((match) => ({
    from,
    to: match[2]?.startsWith(".") ? relative(src, join(src, dirname(from), match[2])) : (match[2] ?? ""),
    onlyTypes: match[1] !== undefined,
  })),
);

describe("who may import whom", () => {
  test("every room stands in the table", () => {
    expect(files.map(roomOf).filter((room) => !(room in mayImport))).toEqual([]);
  });

  test("no room imports one that it may not", () => {
    const crossed = imports
      .filter(({ to }) => files.includes(to))
      .filter(({ from, to }) => roomOf(from) !== roomOf(to))
      .filter(({ from, to }) => {
        const allowed = mayImport[roomOf(from)];
        return allowed !== "all" && !allowed?.includes(roomOf(to));
      });
    expect(crossed.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  test("a platform imports no other platform", () => {
    const folder = (file: string) => file.split("/").slice(0, 2).join("/");
    const crossed = imports.filter(
      ({ from, to }) =>
        from.startsWith("platforms/") &&
        to.startsWith("platforms/") &&
        files.includes(to) &&
        to.split("/").length > 2 &&
        folder(from) !== folder(to),
    );
    expect(crossed).toEqual([]);
  });

  test("a package stays in its place", () => {
    const strayed = imports.filter(({ from, to }) => {
      const owner = Object.entries(keepsTo).find(([name]) => to === name || to.startsWith(`${name}/`))?.[1];
      return owner !== undefined && !(typeof owner === "string" ? from.startsWith(owner) : owner.test(from));
    });
    expect(strayed.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  test("there are no circles", () => {
    expect(circles()).toEqual([]);
  });
});

test("only records and the store speak SQL", () => {
  const speaking = files.filter((file) =>
    /\.(selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql`/.test(textOf(file)),
  );
  expect(speaking.filter((file) => !/(^|\/)records\.ts$|^store\/|^alarms\//.test(file))).toEqual([]);
});

test("only the outermost files touch clock and chance", () => {
  const touching = files
    .filter((file) => !mayTouchClockAndChance.some((place) => file === place || file.startsWith(place)))
    .filter((file) =>
      /\bDate\.now\b|new Date\(\)|\bsetTimeout\b|\bsetInterval\b|Math\.random\b|randomUUID|randomBytes|performance\.now/.test(
        textOf(file),
      ),
    );
  expect(touching).toEqual([]);
});

test("no file is over 400 lines, and none is a drawer for odds and ends", () => {
  expect(files.filter((file) => textOf(file).split("\n").length > 400)).toEqual([]);
  expect(
    files.filter((file) => /(^|\/)(utils?|helpers?|common|types|constants|errors|index)(\.ts$|\/)/.test(file)),
  ).toEqual([]);
});

/** Every import circle, once, as a path of files; imports of types count too. */
function circles(): string[] {
  const graph = new Map(files.map((file) => [file, imports.filter((i) => i.from === file).map((i) => i.to)]));
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]) => {
    const at = path.indexOf(file);
    if (at >= 0) found.add([...path.slice(at), file].join(" → "));
    if (at >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return [...found];
}
