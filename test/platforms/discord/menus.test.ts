import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Form, Menu, Reply } from "../../../src/conversation.ts";
import { drawForm, modalOf } from "../../../src/platforms/discord/forms.ts";
import { say, type DiscordMessage } from "../../../src/platforms/discord/say.ts";
import { messageFaults } from "../../fakes/discord-bodies.ts";
import { modalFaults } from "../../fakes/discord-modals.ts";
import { repliesWithForm } from "../replies.ts";
import { makeMenu } from "../puzzle-for-tests.ts";

/** A form of menus as part of a private message. */
const chosen = (menu: Menu, ...values: string[]): Menu => ({ ...menu, chosen: values });
const form = (fields: Form["fields"], more: Partial<Form> = {}): Form => ({
  title: "Your order",
  send: "Send",
  command: "answer r1",
  fill: "fill r1",
  fields,
  ...more,
});
const reply = (one: Form): Reply => ({
  to: "asker",
  parts: [
    { kind: "heading", text: "Order these" },
    { kind: "form", form: one },
  ],
});
const menus = (count: number, filled = 0) =>
  Array.from({ length: count }, (_, at) => (at < filled ? chosen(makeMenu(at + 1, 1), "train") : makeMenu(at + 1, 1)));
const draw = (one: Form, said = "") => say(reply(one), false, said);
const idsOf = (message: DiscordMessage) => message.components.flatMap((row) => row.components.map((c) => c.custom_id));
const faults = (message: DiscordMessage) => messageFaults(JSON.parse(JSON.stringify(message)) as never, "response", []);

test("each menu is a select of exactly so many, and Send waits until all is chosen", () => {
  const message = draw(form([chosen(makeMenu(1, 1), "train"), makeMenu(2, 2)]));
  expect(message.content).toBe("**Order these**");
  expect(message.embeds[0]?.description).toBe("**Your order**\n1. Step 1: To train\n2. Step 2: not chosen yet");
  expect(message.components).toMatchObject([
    {
      components: [
        {
          type: 3,
          custom_id: "fill r1 1",
          placeholder: "1. Step 1",
          min_values: 1,
          max_values: 1,
          options: [{}, {}, { label: "To train", value: "train", default: true }, {}],
        },
      ],
    },
    { components: [{ type: 3, custom_id: "fill r1 2", min_values: 2, max_values: 2 }] },
    { components: [{ type: 2, style: 1, label: "Send", custom_id: "answer r1", disabled: true }] },
  ]);
  const filled = draw(form([chosen(makeMenu(1, 1), "train")]));
  expect(filled.components[1]?.components[0]).not.toHaveProperty("disabled");
  expect([message, filled].flatMap(faults)).toEqual([]);
});

describe("more menus than a message holds stand on pages", () => {
  test.each([
    ["", 0, ["fill r1 1", "fill r1 2", "fill r1 3", "fill r1 4", "answer r1", "fill r1 5"]],
    ["fill r1 2 train", 3, ["fill r1 1", "fill r1 2", "fill r1 3", "fill r1 4", "answer r1", "fill r1 5"]],
    ["fill r1 4 train", 4, ["fill r1 5", "fill r1 6", "fill r1 7", "answer r1", "fill r1 1"]],
    ["fill r1 5", 0, ["fill r1 5", "fill r1 6", "fill r1 7", "answer r1", "fill r1 1"]],
    ["fill r1 1", 7, ["fill r1 1", "fill r1 2", "fill r1 3", "fill r1 4", "answer r1", "fill r1 5"]],
    ["fill r1 7 train", 7, ["fill r1 5", "fill r1 6", "fill r1 7", "answer r1", "fill r1 1"]],
    ["puzzle", 7, ["fill r1 1", "fill r1 2", "fill r1 3", "fill r1 4", "answer r1", "fill r1 5"]],
  ])("after %j, with %i chosen", (said, filled, ids) => {
    const message = draw(form(menus(7, filled)), said);
    expect(idsOf(message)).toEqual(ids);
    expect(faults(message)).toEqual([]);
  });

  test("a button says which it shows", () => {
    const labels = (said: string) =>
      draw(form(menus(5)), said)
        .components.at(-1)
        ?.components.slice(1);
    expect(labels("")).toMatchObject([{ label: "Show 5" }]);
    expect(labels("fill r1 5")).toMatchObject([{ label: "Show 1 to 4" }]);
  });
});

test("whatever is in it, Discord takes the message", () => {
  const options = Array.from({ length: 40 }, (_, at) => ({
    label: `${String(at)} ${"x".repeat(200)}`,
    value: String(at),
  }));
  const long: Menu = { ...makeMenu(1, 1), label: "y".repeat(400), options, count: 30, chosen: ["1", "39", "nothing"] };
  for (const size of [1, 4, 5, 9, 12]) {
    const message = draw(form(Array.from({ length: size }, () => long)));
    expect(faults(message)).toEqual([]);
    expect(JSON.stringify(message)).toContain("…");
  }
});

test("of more options than Discord takes it says so", () => {
  const options = Array.from({ length: 40 }, (_, at) => ({ label: `Option ${String(at)}`, value: String(at) }));
  const message = draw(form([{ ...makeMenu(1, 1), options }, makeMenu(2, 1)]));
  expect(message.embeds[0]?.description).toBe(
    "**Your order**\n1. Step 1: not chosen yet. The first 25 of 40 are shown here.\n2. Step 2: not chosen yet",
  );
  expect(faults(message)).toEqual([]);
});

test("whatever stands beside it, and on every page, Discord takes the message", () => {
  fc.assert(
    fc.property(repliesWithForm, fc.integer({ min: 0, max: 9 }), (drawn, number) => {
      expect(faults(say(drawn, true, `explain ${String(number)}`))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test("a form with a line, or that keeps no draft, is a modal with the menus in it", () => {
  const line = { kind: "line", id: "why", label: "Why?", long: true } as const;
  const mixed = form([line, chosen(makeMenu(1, 2), "train", "deploy")]);
  const undrafted: Form = { title: "T", send: "Send", command: "answer r1", fields: [makeMenu(1, 1)] };
  for (const one of [mixed, undrafted]) {
    expect(modalOf(reply(one))).toBe(one);
    expect(modalFaults(JSON.parse(JSON.stringify(drawForm(one))) as never)).toEqual([]);
  }
  expect(modalOf(reply(form([makeMenu(1, 1)])))).toBeUndefined();
});
