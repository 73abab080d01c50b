import { describe, expect, test } from "vitest";
import {
  areRegistered,
  commandLimits,
  drawCommands,
  messageCommandName,
} from "../../../src/platforms/discord/commands.ts";
import { tutor } from "../../tutor-for-tests.ts";

const { grammar } = tutor();
const [slash, onMessage] = drawCommands(grammar.rows);

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
  const wanted = drawCommands(grammar.rows);
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
    ["no subcommands", registered().map((command) => ({ ...command, options: [] }))],
    ["something that is no list", { message: "401: Unauthorized" }],
  ])("%s is not", (_, given) => {
    expect(areRegistered(wanted, given)).toBe(false);
  });
});
