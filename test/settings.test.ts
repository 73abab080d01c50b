import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** The settings are told in three places: the schema, `.env.example` and the README. They have to be the same. */
const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
const names = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? "").sort();

const schema = names(read("src/config.ts"), /^ {2}([A-Z_]+): (?:port|token|z)/gm);

test("the schema has settings", () => {
  expect(schema).toContain("PORT");
  expect(schema.length).toBeGreaterThan(5);
});

test(".env.example names each of them", () => {
  expect(names(read(".env.example"), /^([A-Z_]+)=/gm)).toEqual(schema);
});

test("the README's table names each of them", () => {
  const table = read("README.md").split("## Settings")[1]?.split("\n## ")[0] ?? "";
  expect(names(table, /`([A-Z_]+)`/g)).toEqual(schema);
});
