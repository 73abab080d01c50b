import { describe, expect, test } from "vitest";
import { autocompleteFaults } from "./discord-bodies.ts";
import { commandFaults, commandListFaults, commandSize } from "./discord-command-bodies.ts";
import type { Json } from "./discord-json.ts";
import { modalFaults } from "./discord-modals.ts";

const x = (length: number) => "x".repeat(length);
const many = (count: number, make: (at: number) => Json) => Array.from({ length: count }, (_, at) => make(at));

describe("commands", () => {
  const command = (more: Json = {}): Json => ({ name: "ask", description: "Ask", ...more });
  const option = (more: Json = {}): Json => ({ type: 3, name: "q", description: "d", ...more });
  const sub = (...options: Json[]): Json => ({ type: 1, name: "s", description: "d", options });
  const choice = (at: number): Json => ({ name: `n${String(at)}`, value: "v" });
  /** A command of this many characters, counted as Discord counts. */
  const size = (total: number) => {
    const full = many(2, (at) => {
      const choices = many(25, (choiceAt) => ({ name: String(choiceAt).padEnd(50, "y"), value: x(100) }));
      return option({ name: `full${String(at)}`, choices });
    });
    const left = total - commandSize(command({ options: [...full, option()] }));
    const share = (at: number) => Math.floor(left / 5) + (at < left % 5 ? 1 : 0) - 1;
    const rest = many(5, (at) => ({ name: String(at), value: x(share(at)) }));
    return command({ options: [...full, option({ choices: rest })] });
  };

  test.each<[string, Json, Json]>([
    ["a name of 32", command({ name: x(32) }), command({ name: x(33) })],
    ["lower case", command({ name: "aws-ml" }), command({ name: "AWS-ML" })],
    ["no spaces", command({ name: "ask_me" }), command({ name: "ask me" })],
    ["spaces in a menu", { name: "Ask Me", type: 3 }, { name: "Ask Me", type: 1, description: "d" }],
    ["no description in a menu", { name: "Ask", type: 3 }, { name: "Ask", type: 3, description: "d" }],
    ["a description of 100", command({ description: x(100) }), command({ description: x(101) })],
    ["a description", command(), { name: "ask" }],
    [
      "25 options",
      command({ options: many(25, (at) => option({ name: `o${String(at)}` })) }),
      command({ options: many(26, (at) => option({ name: `o${String(at)}` })) }),
    ],
    [
      "names that differ",
      command({ options: [option(), option({ name: "r" })] }),
      command({ options: [option(), option()] }),
    ],
    [
      "required ones first",
      command({ options: [option({ required: true }), option({ name: "r" })] }),
      command({ options: [option(), option({ name: "r", required: true })] }),
    ],
    ["subcommands among themselves", command({ options: [sub()] }), command({ options: [sub(), option()] })],
    ["one level of subcommands", command({ options: [sub(option())] }), command({ options: [sub(sub())] })],
    [
      "subcommands in a group",
      command({ options: [{ type: 2, name: "g", description: "d", options: [sub()] }] }),
      command({ options: [{ type: 2, name: "g", description: "d", options: [option()] }] }),
    ],
    [
      "25 choices",
      command({ options: [option({ choices: many(25, choice) })] }),
      command({ options: [option({ choices: many(26, choice) })] }),
    ],
    [
      "a choice of 100",
      command({ options: [option({ choices: [{ name: x(100), value: x(100) }] })] }),
      command({ options: [option({ choices: [{ name: x(101), value: x(100) }] })] }),
    ],
    [
      "choices or suggestions",
      command({ options: [option({ autocomplete: true })] }),
      command({ options: [option({ autocomplete: true, choices: many(1, choice) })] }),
    ],
    [
      "suggestions for texts and numbers",
      command({ options: [option({ type: 4, autocomplete: true })] }),
      command({ options: [option({ type: 5, autocomplete: true })] }),
    ],
    [
      "permissions as a string",
      command({ default_member_permissions: "16" }),
      command({ default_member_permissions: 16 }),
    ],
    ["contexts", command({ contexts: [0, 1, 2] }), command({ contexts: [3] })],
    ["locales", command({ name_localizations: { it: "chiedi" } }), command({ name_localizations: { xx: "ask" } })],
    ["8000 in all", size(8000), size(8001)],
  ])("%s", (_, fits, tooMuch) => {
    expect(commandFaults(fits)).toEqual([]);
    expect(commandFaults(tooMuch)).not.toEqual([]);
  });

  test("what counts is names, descriptions and values, of translations the longest", () => {
    expect(commandSize(size(8000))).toBe(8000);
    expect(commandSize(command({ name_localizations: { it: "domanda" } }))).toBe("domanda".length + "Ask".length);
  });

  test("no two of one name and type", () => {
    expect(commandListFaults([command(), { name: "ask", type: 3 }])).toEqual([]);
    expect(commandListFaults([command(), command()])).toEqual([
      ": APPLICATION_COMMANDS_DUPLICATE_NAME Application command names must be unique (1 ask)",
    ]);
    expect(commandListFaults([command({ name: "" })])).toEqual(["0.name: BASE_TYPE_REQUIRED This field is required"]);
  });
});

describe("modals", () => {
  const input = (more: Json = {}): Json => ({ type: 4, custom_id: "i", style: 1, ...more });
  const label = (component: Json, more: Json = {}): Json => ({ type: 18, label: "L", component, ...more });
  const modal = (...components: Json[]): Json => ({ custom_id: "m", title: "T", components });
  const inputs = (count: number) => modal(...many(count, (at) => label(input({ custom_id: String(at) }))));
  const options = (count: number) => many(count, (at) => ({ label: "L", value: String(at) }));

  test.each<[string, Json, Json]>([
    ["a title of 45", { ...inputs(1), title: x(45) }, { ...inputs(1), title: x(46) }],
    ["a custom_id", inputs(1), { ...inputs(1), custom_id: "" }],
    ["1 to 5 components", inputs(5), inputs(6)],
    ["at least one component", inputs(1), inputs(0)],
    ["a label of 45", modal(label(input(), { label: x(45) })), modal(label(input(), { label: x(46) }))],
    [
      "a label's description of 100",
      modal(label(input(), { description: x(100) })),
      modal(label(input(), { description: x(101) })),
    ],
    ["custom_ids that differ", inputs(2), modal(label(input()), label(input()))],
    [
      "inputs in a label or a row",
      modal({ type: 1, components: [input({ label: "L" })] }),
      modal(input({ label: "L" })),
    ],
    ["no buttons", inputs(1), modal({ type: 1, components: [{ type: 2, style: 1, label: "B", custom_id: "b" }] })],
    ["a text of 4000", modal(label(input({ max_length: 4000 }))), modal(label(input({ max_length: 4001 })))],
    [
      "a value that is not too long",
      modal(label(input({ value: x(9), max_length: 9 }))),
      modal(label(input({ value: x(10), max_length: 9 }))),
    ],
    [
      "a placeholder of 100",
      modal(label(input({ placeholder: x(100) }))),
      modal(label(input({ placeholder: x(101) }))),
    ],
    [
      "2 radio buttons",
      modal(label({ type: 21, custom_id: "r", options: options(2) })),
      modal(label({ type: 21, custom_id: "r", options: options(1) })),
    ],
    [
      "10 checkboxes",
      modal(label({ type: 22, custom_id: "r", options: options(10) })),
      modal(label({ type: 22, custom_id: "r", options: options(11) })),
    ],
    [
      "nothing chosen where not required",
      modal(label({ type: 3, custom_id: "r", options: options(1), min_values: 0, required: false })),
      modal(label({ type: 3, custom_id: "r", options: options(1), min_values: 0 })),
    ],
  ])("%s", (_, fits, tooMuch) => {
    expect(modalFaults(fits)).toEqual([]);
    expect(modalFaults(tooMuch)).not.toEqual([]);
  });
});

test("suggestions: 25 of 100, and numbers for numbers", () => {
  const choices = (count: number, name = "n", value: string | number = "v") => ({
    choices: many(count, () => ({ name, value })),
  });
  expect(autocompleteFaults(choices(25, x(100), x(100)), 3)).toEqual([]);
  expect(autocompleteFaults(choices(0), 3)).toEqual([]);
  expect(autocompleteFaults(choices(26), 3)).toHaveLength(1);
  expect(autocompleteFaults(choices(1, x(101)), 3)).toHaveLength(1);
  expect(autocompleteFaults(choices(1, "n", x(101)), 3)).toHaveLength(1);
  expect(autocompleteFaults(choices(1, ""), 3)).toHaveLength(1);
  expect(autocompleteFaults(choices(1, "n", "1"), 4)).toHaveLength(1);
  expect(autocompleteFaults(choices(1, "n", 1), 4)).toEqual([]);
  expect(autocompleteFaults({}, 3)).toHaveLength(1);
});
