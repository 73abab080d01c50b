import { describe, expect, test } from "vitest";
import type { Door } from "../../../src/command.ts";
import { connectEach } from "./discord-on-stage.ts";

/** Commands of a group, as only a test has them. */
const daily: Door = {
  rows: [
    {
      ...{ name: "daily-set", group: "daily", aliases: ["daily set"], about: "Sets it", example: "daily set 09:00" },
      takes: [{ name: "when", kind: "text", hint: "Such as 09:00", optional: true }],
    },
    {
      ...{
        name: "daily-topic",
        group: "daily",
        aliases: ["daily topic"],
        about: "Picks it",
        example: "daily topic recall",
      },
      takes: [{ name: "topic", kind: "entry", hint: "What it is about" }],
    },
  ],
  resolvers: {},
  handle: ({ command }) => ({ to: "asker", parts: [{ kind: "text", text: JSON.stringify(command) }] }),
};

const on = connectEach(daily);
const group = { name: "aws-ml", group: "daily" };

describe("a command of a group", () => {
  test("is a subcommand of that group, and answers to its name", async () => {
    const outcome = await on.discord.send.command({ ...group, sub: "set", options: { when: "09:00 weekdays" } });
    expect(outcome).toMatchObject({ acked: true, ephemeral: true, refused: [] });
    expect(on.stage.heard.at(-1)?.command).toEqual({ name: "daily-set", arguments: ["09:00 weekdays"] });
  });

  test("may be sent with nothing filled in", async () => {
    await on.discord.send.command({ ...group, sub: "set" });
    expect(on.stage.heard.at(-1)?.command).toEqual({ name: "daily-set", arguments: [] });
  });

  test("has what it takes offered while somebody types", async () => {
    const outcome = await on.discord.send.autocomplete({
      ...group,
      sub: "topic",
      focused: "topic",
      value: "model mon",
    });
    expect(outcome).toMatchObject({ acked: true, refused: [] });
    expect(outcome.choices?.[0]).toEqual({ name: "Model Monitor", value: "model-monitor" });
  });

  test("that is registered no more is a question, not a fault", async () => {
    const outcome = await on.discord.send.command({ ...group, sub: "gone", forged: true });
    expect(outcome).toMatchObject({ acked: true, refused: [] });
    expect(on.stage.heard.at(-1)?.command.name).toBe("ask");
  });
});

test("its two spellings are one command, with a text", () => {
  const { grammar } = on.stage.tutor;
  const command = { name: "daily-set", arguments: ["09:00 Europe/Rome weekdays"] };
  for (const beginning of ["daily set", "daily-set", "Daily Set"])
    expect(grammar.parse(`${beginning} 09:00 Europe/Rome weekdays`)).toEqual(command);
  expect(grammar.parse("daily set")).toEqual({ name: "daily-set", arguments: [] });
});
