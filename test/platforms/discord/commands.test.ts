import { describe, expect, test } from "vitest";
import {
  areRegistered,
  commandLimits,
  drawCommands,
  messageCommandName,
} from "../../../src/platforms/discord/commands.ts";
import type { Row } from "../../../src/command.ts";
import { commandListFaults } from "../../fakes/discord-command-bodies.ts";
import { tutor } from "../../tutor-for-tests.ts";

const { grammar, completes } = tutor();
const [slash, onMessage] = drawCommands(grammar.rows, completes);

test("every listed word of the language is a subcommand, the others are not", () => {
  expect(slash?.options?.map((option) => option.name)).toEqual([
    ...["ask", "explain", "compare", "closed", "today", "source"],
    ...["start", "modules", "objective", "pipeline", "help"],
  ]);
});

test("services and concepts are offered while somebody types", () => {
  const explain = slash?.options?.find((option) => option.name === "explain");
  expect(explain?.options).toEqual([
    {
      type: 3,
      name: "topic",
      description: "A service or an idea, such as Clarify or recall",
      required: true,
      autocomplete: true,
    },
  ]);
});

test("nothing is offered for an argument of which nothing is known beforehand", () => {
  const options = (name: string) => slash?.options?.find((option) => option.name === name)?.options;
  expect(options("ask")?.[0]).not.toHaveProperty("autocomplete");
  const sure: Row = {
    name: "sure",
    takes: [{ name: "yes", kind: "sure", hint: "yes" }],
    about: "Sure",
    example: "sure",
  };
  const [drawn] = drawCommands([sure], () => false);
  expect(drawn?.options?.[0]?.options?.[0]).not.toHaveProperty("autocomplete");
});

test("rows of a group are one subcommand group, where the first of them stands", () => {
  const row = (name: string, group?: string): Row => ({
    ...{ name, takes: [], about: `About ${name}`, example: name },
    ...(group === undefined ? {} : { group }),
  });
  const many = Array.from({ length: 30 }, (_, at) => row(`many-${String(at)}`, "many"));
  const rows = [
    row("first"),
    row("daily-set", "daily"),
    row("between"),
    row("daily-status", "daily"),
    row("ask-me", "daily"),
    ...many,
  ];
  const options = drawCommands(rows, completes)[0]?.options;
  expect(options?.map(({ name }) => name)).toEqual(["first", "daily", "between", "many"]);
  expect(options?.[1]).toEqual({
    type: 2,
    name: "daily",
    description: "daily: set, status, ask-me",
    options: [
      { type: 1, name: "set", description: "About daily-set", options: [] },
      { type: 1, name: "status", description: "About daily-status", options: [] },
      { type: 1, name: "ask-me", description: "About ask-me", options: [] },
    ],
  });
  expect(options?.[3]?.options?.length).toBe(25);
  expect(commandListFaults(JSON.parse(JSON.stringify(drawCommands(rows, completes))) as never)).toEqual([]);
});

test("both commands go with a server's and a person's installation, everywhere", () => {
  for (const command of [slash, onMessage]) {
    expect(command?.integration_types).toEqual([0, 1]);
    expect(command?.contexts).toEqual([0, 1, 2]);
  }
  expect(onMessage?.name).toBe(messageCommandName);
});

test("names and descriptions keep to Discord's limits", () => {
  const all = [slash, ...(slash?.options ?? []), ...(slash?.options ?? []).flatMap((option) => option.options ?? [])];
  for (const one of all) {
    expect(one?.name).toMatch(/^[-_a-z0-9]{1,32}$/);
    expect(one?.description?.length).toBeGreaterThan(0);
    expect(one?.description?.length).toBeLessThanOrEqual(commandLimits.description);
  }
  expect(JSON.stringify(slash).length).toBeLessThan(8000);
});

describe("registering only what changed", () => {
  const sub: Row = { name: "daily-set", group: "daily", takes: [], about: "Sets it", example: "daily-set" };
  const wanted = drawCommands([...grammar.rows, sub], completes);
  /** As Discord gives them back: with ids and defaults, without what is false, in its own order. */
  const registered = () =>
    [...wanted].reverse().map((command, i) => ({
      ...(JSON.parse(
        JSON.stringify(command, (key, value: unknown) => (key === "required" && value === false ? undefined : value)),
      ) as object),
      id: String(i),
      application_id: "1",
      version: "9",
      nsfw: false,
      default_member_permissions: null,
    }));

  test("what Discord has is recognised", () => {
    expect(areRegistered(wanted, registered())).toBe(true);
  });

  test.each([
    ["nothing", []],
    ["one command less", registered().slice(1)],
    ["another description", registered().map((command) => ({ ...command, description: "old" }))],
    ["another subcommand in a group", drawCommands([...grammar.rows, { ...sub, name: "daily-get" }], completes)],
    ["no subcommands", registered().map((command) => ({ ...command, options: [] }))],
    ["something that is no list", { message: "401: Unauthorized" }],
  ])("%s is not", (_, given) => {
    expect(areRegistered(wanted, given)).toBe(false);
  });
});
