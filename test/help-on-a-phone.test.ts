import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nameInGroup, sections, writeCommand, type Row } from "../src/command.ts";
import { openTutor } from "../src/compose.ts";
import type { Part } from "../src/conversation.ts";
import { openSqlite } from "../src/store/sqlite.ts";
import type { Store } from "../src/store/store.ts";
import type { Tutor } from "../src/tutor.ts";
import { alarmsRungByHand } from "./alarms/rung-by-hand.ts";
import { library } from "./tutor-for-tests.ts";

/** Help of the whole tutor, as it is read on a phone. */
let folder: string;
let store: Store;
let tutor: Tutor;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tutor-help-"));
  store = await openSqlite({ file: join(folder, "tutor.db") });
  const { alarms } = alarmsRungByHand();
  ({ tutor } = openTutor(library(), { remembering: { store, alarms, send: () => Promise.resolve() } }));
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const help = async (text: string): Promise<readonly Part[]> => {
  const place = { platform: "slack", id: "C1", private: false } as const;
  const command = tutor.grammar.parse(text);
  return (await tutor.handle({ id: text, learner: "slack:T1:U1", place, at: 0, command })).parts;
};
const isListed = ({ unlisted, name }: Row) => !unlisted && name !== "help";

/** In characters: what a phone shows of a message in one line. */
const lineLength = 45;

/** The lines that some parts take, wrapped at words; buttons stand below them. */
function lines(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => {
    if (part.kind === "choices") return [];
    if (part.kind === "list") return part.items.flatMap((item) => wrapped(`• ${item}`));
    if (part.kind === "facts") return part.facts.flatMap(({ label, text }) => [...wrapped(label), ...wrapped(text)]);
    if ("text" in part) return wrapped(part.text);
    throw new Error(`help has no ${part.kind}`);
  });
}

function wrapped(text: string): string[] {
  return text.split(" ").reduce<string[]>((told, word) => {
    const last = told.at(-1);
    if (last === undefined || last.length + 1 + word.length > lineLength) return [...told, word];
    return [...told.slice(0, -1), `${last} ${word}`];
  }, []);
}

test("help is twelve short lines at most, and has a button for each of four sections", async () => {
  const parts = await help("help");
  expect(lines(parts).length, lines(parts).join("\n")).toBeLessThanOrEqual(12);
  const labels = parts.flatMap((part) => (part.kind === "choices" ? part.choices.map(({ label }) => label) : []));
  expect(labels).toEqual(["Ask", "Learn", "Together", "You"]);
  expect(await help("")).toEqual(parts);
});

test("every listed command is named in help, by itself or by its group, and explained by its section", async () => {
  const overview = lines(await help("help")).join(" ");
  for (const row of tutor.grammar.rows.filter(isListed)) {
    const isInGroup = nameInGroup(row) !== row.name;
    const named = isInGroup ? row.group : row.name;
    expect(overview).toMatch(new RegExp(`[:,] ${String(named)}\\b`));
    const section = lines(await help(`help ${row.section ?? "more"}`)).join(" ");
    expect(section).toContain(isInGroup ? `“help ${String(row.group)}”` : row.about);
    if (isInGroup) expect(lines(await help(`help ${String(row.group)}`)).join(" ")).toContain(row.about);
  }
});

test("no command is without a section", () => {
  expect(tutor.grammar.rows.filter((row) => isListed(row) && row.section === undefined)).toEqual([]);
});

test.each(sections.filter((section) => section !== "more"))(
  "help %s fits two screens, and leads back",
  async (section) => {
    const parts = await help(`help ${section}`);
    expect(lines(parts).length, lines(parts).join("\n")).toBeLessThanOrEqual(24);
    expect(JSON.stringify(parts.at(-1))).toContain('"command":"help"');
  },
);

// Slack and Discord take no button whose command is not written as we write it.
test("every button of every help is read back as it was written", async () => {
  for (const row of tutor.grammar.rows.filter(isListed))
    for (const about of ["", row.name, row.group ?? "", row.section ?? ""])
      for (const part of await help(`help ${about}`))
        for (const { command } of part.kind === "choices" ? part.choices : [])
          expect(writeCommand(tutor.grammar.parse(command))).toBe(command);
});

test("help with nothing of that name is a question", async () => {
  expect(JSON.stringify(await help("help me with wombats"))).not.toContain("“help quiz”");
});
