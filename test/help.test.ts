import { expect, test } from "vitest";
import type { Reply } from "../src/conversation.ts";
import { rows as dailyRows } from "../src/daily/rows.ts";
import { rows as learnerRows } from "../src/learners/rows.ts";
import { makeTutor } from "../src/tutor.ts";

const heard = { handle: (): Reply => ({ to: "asker", parts: [] }) };
const { grammar, handle } = makeTutor(
  [
    { rows: dailyRows, resolvers: {}, ...heard },
    { rows: learnerRows, resolvers: {}, ...heard },
  ],
  { newReference: () => "", report: () => undefined, publish: () => Promise.resolve("failed") },
);
const said = async (text: string) => {
  const place = { platform: "slack", id: "C1", private: false } as const;
  return (await handle({ id: "1", learner: "ada", place, at: 0, command: grammar.parse(text) })).parts;
};

test.each(["help daily", "daily help", "help Daily"])("%s lists the commands of the group", async (text) => {
  const parts = await said(text);
  const listed = parts.flatMap((part) => (part.kind === "facts" ? part.facts.map(({ label }) => label) : []));
  expect(listed).toEqual(expect.arrayContaining(["daily-set [how]", "daily-off [which]", "daily-digest <wanted>"]));
  expect(listed).toHaveLength(dailyRows.filter(({ group }) => group === "daily").length);
});

test.each(["help daily set", "help daily-set"])("%s is about one of them", async (text) => {
  expect((await said(text))[0]).toEqual({ kind: "heading", text: "daily-set [how]" });
});

test("help for what takes one word alone shows that word", async () => {
  expect((await said("help forget-me"))[0]).toEqual({ kind: "heading", text: "forget-me [yes]" });
});

test.each([
  ["daily question", "daily-status"],
  ["pause the daily question", "daily-pause"],
  ["resume the daily question", "daily-resume"],
  ["turn off the daily question", "daily-off"],
  ["daily sett 9", "daily-set 9"],
  ["daily puase", "daily-pause"],
  ["daily retraining on a schedule", "ask daily retraining on a schedule"],
])("%s is read as %s", (text, command) => {
  const { name, arguments: given } = grammar.parse(text);
  expect([name, ...given].join(" ")).toBe(command);
});
