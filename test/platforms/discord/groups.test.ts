import { describe, expect, test } from "vitest";
import type { Door } from "../../../src/command.ts";
import { areRegistered, drawCommands } from "../../../src/platforms/discord/commands.ts";
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
    {
      ...{
        name: "daily-plan",
        group: "daily",
        aliases: ["daily plan"],
        about: "Plans it",
        example: "daily plan 09:00",
      },
      takes: [
        {
          ...{ name: "plan", kind: "text", hint: "When, and what about", optional: true },
          pieces: [
            { name: "time", kind: "text", hint: "Such as 09:00" },
            { name: "time zone", kind: "zone", hint: "Such as Europe/Rome", optional: true },
            { name: "topic", kind: "entry", hint: "What it is about", optional: true },
          ],
        },
      ],
    },
  ],
  resolvers: {},
  completers: { zone: () => [{ label: "Rome", value: "Europe/Rome" }] },
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

describe("a text in pieces", () => {
  const plan = { ...group, sub: "plan" };

  test("has an option for each, with something offered where there is something to offer", () => {
    const wanted = drawCommands(on.stage.tutor.grammar.rows, on.stage.tutor.completes);
    const drawn = wanted[0]?.options?.find(({ name }) => name === "daily");
    expect(drawn?.options?.find(({ name }) => name === "plan")?.options).toEqual([
      { type: 3, name: "time", description: "Such as 09:00", required: true },
      { type: 3, name: "time-zone", description: "Such as Europe/Rome", required: false, autocomplete: true },
      { type: 3, name: "topic", description: "What it is about", required: false, autocomplete: true },
    ]);
    expect(areRegistered(wanted, on.discord.commands())).toBe(true);
  });

  test.each([
    [{ topic: "Clarify", "time-zone": "Europe/Rome", time: "09:00" }, "09:00 Europe/Rome Clarify"],
    [{ topic: "our weak spots", time: "09:00" }, "09:00 our weak spots"],
  ])("is what was filled in, in our order: %j", async (options, text) => {
    const outcome = await on.discord.send.command({ ...plan, options });
    expect(outcome).toMatchObject({ acked: true, refused: [] });
    expect(on.stage.heard.at(-1)?.command).toEqual({ name: "daily-plan", arguments: [text] });
  });

  test.each([
    ["time-zone", "ro", "Europe/Rome"],
    ["topic", "model mon", "model-monitor"],
  ])("has %s offered while somebody types", async (focused, value, offered) => {
    const outcome = await on.discord.send.autocomplete({ ...plan, focused, value });
    expect(outcome).toMatchObject({ acked: true, refused: [] });
    expect(outcome.choices?.[0]).toMatchObject({ value: offered });
  });

  test("is typed as one text elsewhere", () => {
    const command = { name: "daily-plan", arguments: ["09:00 Europe/Rome our weak spots"] };
    expect(on.stage.tutor.grammar.parse("daily plan 09:00 Europe/Rome our weak spots")).toEqual(command);
  });
});
