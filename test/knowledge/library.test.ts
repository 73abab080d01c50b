import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { knowledgeFolder } from "../../src/compose.ts";
import { loadLibrary, writeFaults } from "../../src/knowledge/library.ts";
import type { Fault } from "../../src/knowledge/source.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "knowledge-"));
  cpSync(knowledgeFolder, folder, { recursive: true });
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function faults(): readonly Fault[] {
  const loaded = loadLibrary(folder);
  return "faults" in loaded ? loaded.faults : [];
}

/** Changes one file of the copy, and says on which line the change was made. */
function change(file: string, from: string | RegExp, to: string): number {
  const text = readFileSync(join(folder, file), "utf8");
  const at = text.search(from);
  expect(at, `${file} holds ${String(from)}`).toBeGreaterThanOrEqual(0);
  writeFileSync(join(folder, file), text.replace(from, to));
  return text.slice(0, at).split("\n").length;
}

describe("the project's own knowledge", () => {
  test("has no fault", () => {
    expect(faults()).toEqual([]);
  });
});

describe("a fault is reported with file and line", () => {
  test("YAML that cannot be read", () => {
    const line = change("services/macie.yaml", /^aliases:/m, "aliases: [unclosed\nx:");
    const [fault] = faults();
    expect(fault?.file).toBe("services/macie.yaml");
    expect(fault?.line).toBeGreaterThanOrEqual(line);
  });

  test.each([
    ["a field nobody knows", /^checked:/m, "colour: red\nchecked:", /colour/],
    ["a day that is none", /^checked: .*/m, "checked: yesterday", /checked: a day is written YYYY-MM-DD/],
    ["no documentation address", /^doc: .*/m, "doc: somewhere", /doc: /],
    ["a stage that does not exist", /^stages: .*/m, "stages: [lunch]", /stages/],
    ["an id that is not the file's name", /^id: .*/m, "id: maci", /the id "maci" is not the file's name/],
    ["a look-alike that does not exist", /^lookAlikes:\n {2}- id: .*/m, "lookAlikes:\n  - id: nobody", /there is no entry "nobody"/],
  ])("%s", (_, from, to, message) => {
    const line = change("services/macie.yaml", from, to);
    const found = faults().filter((fault) => fault.file === "services/macie.yaml");
    expect(found.some((fault) => message.test(fault.message))).toBe(true);
    for (const fault of found) expect(Math.abs(fault.line - line), fault.message).toBeLessThanOrEqual(1);
  });

  test("a service that is closed, with no word on since when", () => {
    change("services/model-monitor.yaml", /^ {2}since: .*\n/m, "");
    expect(faults().map((fault) => fault.message)).toEqual(["a service that is closed needs status.since"]);
  });

  test("changes out of order, of later than the entry was checked, and of nothing", () => {
    const written = (day: string, is: string) => `  - { day: ${day}, was: Open., is: ${is}, source: https://aws.amazon.com }\n`;
    const changes = `${written("2026-11-20", "Closed.")}${written("2026-11-20", "Open.")}${written("2099-01-01", "Closed.")}`;
    const line = change("services/macie.yaml", /^doc:/m, `changes:\n${changes}doc:`);
    expect(faults().map((fault) => [fault.line - line, fault.message])).toEqual([
      [2, "a change comes after the one before it, of 2026-11-20"],
      [2, "what it is now is what it was"],
      [3, "a change is not later than the entry was checked, on 2026-11-24"],
    ]);
  });

  test("a pair and an objective that name what is not there", () => {
    const pair = change("pairs.yaml", "id: model-monitor\n", "id: model-minotaur\n");
    const objective = change("curriculum.yaml", /services: \[data-wrangler/, "services: [data-wrestler");
    expect(faults().map(({ file, line, message }) => ({ file, line, message }))).toEqual(
      expect.arrayContaining([
        { file: "pairs.yaml", line: pair, message: 'there is no entry "model-minotaur"' },
        { file: "curriculum.yaml", line: objective, message: 'there is no entry "data-wrestler"' },
      ]),
    );
  });

  test("a concept where a service belongs", () => {
    change("curriculum.yaml", /services: \[data-wrangler/, "services: [data-drift");
    expect(faults().map((fault) => fault.message)).toEqual(['"data-drift" is a concept, not a service']);
  });

  test("files that are missing", () => {
    rmSync(join(folder, "curriculum.yaml"));
    rmSync(join(folder, "concepts"), { recursive: true });
    const files = new Set(faults().map((fault) => fault.file));
    expect(files).toContain("curriculum.yaml");
    expect(files).toContain("concepts");
  });

  test("all faults of all files come at once, in the order of files and lines", () => {
    change("services/macie.yaml", /^checked: .*/m, "checked: yesterday");
    change("services/macie.yaml", /^doc: .*/m, "doc: somewhere");
    change("concepts/recall.yaml", /^topic: .*/m, "topic: gossip");
    change("edges.yaml", /^smallTalk:/m, "smallTak:");
    const found = faults();
    expect(new Set(found.map((fault) => fault.file))).toEqual(
      new Set(["services/macie.yaml", "concepts/recall.yaml", "edges.yaml"]),
    );
    expect(found.length).toBeGreaterThanOrEqual(4);
    const places = found.map((fault) => [fault.file, fault.line] as const);
    expect(places).toEqual([...places].sort((a, b) => a[0].localeCompare(b[0]) || a[1] - b[1]));
  });
});

test("a report names each place and never shows a stack", () => {
  const report = writeFaults([
    { file: "services/macie.yaml", line: 7, message: "doc: Invalid URL" },
    { file: "pairs.yaml", line: 1, message: "this file is missing or cannot be read" },
  ]);
  expect(report).toBe(
    [
      "The knowledge has 2 faults; nothing was started.",
      "services/macie.yaml:7  doc: Invalid URL",
      "pairs.yaml:1  this file is missing or cannot be read",
    ].join("\n"),
  );
});
