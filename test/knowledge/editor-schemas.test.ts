import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { knowledgeFolder } from "../../src/compose.ts";
import { drawSchemas } from "../../src/knowledge/editor-schemas.ts";

const folder = join(knowledgeFolder, "schemas");

test("the schemas for editors are those of the code; npm run schemas writes them", () => {
  expect(readdirSync(folder).sort()).toEqual([...drawSchemas().keys()].sort());
  for (const [name, text] of drawSchemas()) expect(readFileSync(join(folder, name), "utf8"), name).toBe(text);
});

test("they take our own files and refuse a wrong one", () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const check = ajv.compile(JSON.parse(drawSchemas().get("questions.json") ?? "{}") as object);
  for (const file of readdirSync(join(knowledgeFolder, "questions"))) {
    const items = parse(readFileSync(join(knowledgeFolder, "questions", file), "utf8")) as object[];
    expect(check(items), file).toBe(true);
    expect(check([{ ...items[0], difficulty: 4 }])).toBe(false);
  }
});

test("they take our own lessons and refuse a card of no kind", () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const check = ajv.compile(JSON.parse(drawSchemas().get("lesson.json") ?? "{}") as object);
  for (const file of readdirSync(join(knowledgeFolder, "lessons"))) {
    const lesson = parse(readFileSync(join(knowledgeFolder, "lessons", file), "utf8")) as { cards: object[] };
    expect(check(lesson), file).toBe(true);
    expect(check({ ...lesson, cards: lesson.cards.map((card) => ({ ...card, kind: "gossip" })) })).toBe(false);
  }
});
