import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { knowledgeFolder } from "../../src/compose.ts";
import { draw, isAbout } from "../../src/items/draw.ts";
import { checks, partsTaught } from "../../src/knowledge/lesson.ts";
import { fewestItems } from "../../src/knowledge/lesson-lint.ts";
import { readLessons } from "../../src/knowledge/lessons.ts";
import type { Fault } from "../../src/knowledge/source.ts";
import { seeded } from "../../src/items/chance.ts";
import { library } from "../tutor-for-tests.ts";

const { lessons, curriculum, items, entries } = library();

describe("our lessons", () => {
  test("teach the prerequisites, all fourteen objectives and the real-world points, in this order", () => {
    expect(lessons.map(({ of }) => of)).toEqual([...partsTaught(curriculum).keys()]);
    expect(lessons.map(({ kind }) => kind)).toEqual([
      ...Array<string>(4).fill("prerequisite"),
      ...Array<string>(14).fill("objective"),
      ...Array<string>(4).fill("real-world"),
    ]);
  });

  test.each(lessons.map((lesson) => [lesson.id, lesson] as const))(
    "%s draws three questions, and three others on a later day",
    (_, lesson) => {
      const wish = { count: 3, topic: lesson.items };
      const today = draw(items, wish, seeded("today")).map(({ id }) => id);
      const later = draw(items, { ...wish, seen: today }, seeded("later")).map(({ id }) => id);
      expect(new Set([...today, ...later]).size).toBe(fewestItems);
    },
  );

  test("are checked by what a draw on their topic would find", () => {
    for (const lesson of lessons)
      for (const item of items)
        expect(checks(item, lesson)).toBe(!item.withdrawn && !item.reserved && isAbout(item, lesson.items));
  });

  test("are about what their objective is about", () => {
    for (const { id, services } of curriculum.modules.flatMap((module) => module.objectives)) {
      const lesson = lessons.find(({ of }) => of === id);
      expect(lesson?.entries, id).toEqual(expect.arrayContaining(services));
    }
  });
});

describe("a lesson with a fault is named with its line", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lessons-"));
    mkdirSync(join(folder, "lessons"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test.each([
    ["a part that is not taught", /^of: .*/m, 'of: "3.4"', 'the curriculum has no objective, prerequisite or real-world point "3.4"'],
    ["an entry that is not there", /^entries: \[/m, "entries: [label-maker, ", 'there is no entry "label-maker"'],
    ["questions about nobody", /^items: .*/m, "items: { entries: [label-maker] }", 'there is no entry "label-maker"'],
    ["questions of no objective", /^items: .*/m, 'items: { curriculum: "3.4" }', 'the curriculum has no objective "3.4"'],
    ["no questions named", /^items: .*/m, "items: {}", "the questions need an objective of the curriculum or entries"],
    ["another name than the file's", /^id: .*/m, "id: labels", 'the id "labels" is not the file\'s name'],
    ["a card of no kind", "kind: idea", "kind: gossip", /^cards\[0\]\.kind: /],
    ["a source that is not secure", "source: https:", "source: http:", /^cards\[0\]\.source: /],
    ["a card without a day", / {4}checked: .*\n/, "", /^cards\[0\]\.checked: /],
    ["a card without a source", / {4}source: .*\n/, "", /^cards\[0\]\.source: /],
    ["a number for an id", /^id: .*/m, "id: 1.3", /^id: /],
  ])("%s", (_, from, to, message) => {
    const text = readFileSync(join(knowledgeFolder, "lessons/1.3.yaml"), "utf8");
    writeFileSync(join(folder, "lessons/1.3.yaml"), text.replace(from, to));
    const faults: Fault[] = [];
    readLessons([folder], { curriculum, known: { entries, ids: new Set() }, items }, faults);
    const [fault, ...others] = faults;
    expect(others).toEqual([]);
    expect(fault?.file).toBe("lessons/1.3.yaml");
    expect(fault?.message).toEqual(typeof message === "string" ? message : expect.stringMatching(message));
    const line = text.slice(0, text.search(from)).split("\n").length;
    // What is missing is told at the card that should have it.
    if (to !== "") expect(fault?.line).toBe(line);
  });
});
