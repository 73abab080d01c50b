import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Part, Reply } from "../../../src/conversation.ts";
import { buttonLimits } from "../../../src/platforms/discord/buttons.ts";
import { embedLimits } from "../../../src/platforms/discord/embed.ts";
import { escape } from "../../../src/platforms/discord/markdown.ts";
import { longestContent, say, type DiscordMessage } from "../../../src/platforms/discord/say.ts";
import { messageFaults } from "../../fakes/discord-bodies.ts";
import { replies } from "../replies.ts";

const reply = (...parts: Part[]): Reply => ({ to: "asker", parts });
const draw = (...parts: Part[]) => say(reply(...parts), false);
const faults = (message: DiscordMessage) => messageFaults(JSON.parse(JSON.stringify(message)) as never, "post", []);

test("an answer becomes a heading, an embed and buttons", () => {
  expect(
    draw(
      { kind: "heading", text: "Macie" },
      { kind: "text", text: "Finds *sensitive* data." },
      { kind: "list", items: ["One.", "Two."] },
      { kind: "facts", facts: [{ label: "Docs", text: "checked", link: "https://a.example/x" }] },
      { kind: "choices", choices: [{ label: "More", command: "explain macie" }] },
      { kind: "footer", text: "Independent." },
    ),
  ).toEqual({
    content: "**Macie**",
    embeds: [
      {
        color: 0x1f5f5b,
        description: "Finds \\*sensitive\\* data.\n\n- One.\n- Two.",
        fields: [{ name: "Docs", value: "[a.example/x](https://a.example/x), checked", inline: false }],
        footer: { text: "Independent." },
      },
    ],
    components: [{ type: 1, components: [{ type: 2, style: 2, label: "More", custom_id: "explain macie" }] }],
    allowed_mentions: { parse: [] },
  });
});

test("what comes after the first facts is read after them", () => {
  const [embed] = draw(
    { kind: "heading", text: "Module 4" },
    { kind: "text", text: "About it." },
    { kind: "facts", facts: [{ label: "4.1", text: "Orchestrate" }] },
    { kind: "heading", text: "At work" },
    { kind: "list", items: ["One.", "Two."] },
    { kind: "text", text: "The end." },
    { kind: "heading", text: "Left over" },
  ).embeds;
  expect(embed?.description).toBe("About it.");
  expect(embed?.fields?.map(({ name, value }) => [name, value])).toEqual([
    ["4.1", "Orchestrate"],
    ["At work", "- One.\n- Two."],
    ["\u200b", "The end."],
    ["Left over", "\u200b"],
  ]);
});

test("a long list among the facts goes on in a further field", () => {
  const items = Array.from({ length: 40 }, (_, i) => `${String(i)} ${"x".repeat(60)}`);
  const [embed] = draw(
    { kind: "heading", text: "Long" },
    { kind: "facts", facts: [{ label: "a", text: "b" }] },
    { kind: "list", items },
  ).embeds;
  const told = embed?.fields?.map(({ value }) => value).join("\n") ?? "";
  for (const item of items) expect(told).toContain(item);
  expect(embed?.fields?.every(({ value }) => value.length <= embedLimits.fieldValue)).toBe(true);
});

test("a countdown is Discord's own, first or later", () => {
  const until = Date.UTC(2026, 10, 24, 12, 0, 30);
  const countdown: Part = { kind: "countdown", text: "Closes *soon*", until };
  expect(draw(countdown).content).toBe("Closes \\*soon\\* <t:1795521630:R>");
  expect(draw({ kind: "heading", text: "Q" }, countdown).embeds[0]?.description).toBe(
    "Closes \\*soon\\* <t:1795521630:R>",
  );
  const long = draw({ kind: "countdown", text: "x".repeat(3000), until });
  expect(long.content).toMatch(/… <t:1795521630:R>$/);
  expect(faults(long)).toEqual([]);
});

describe("at, under and over each limit", () => {
  const cases: [string, number, (length: number) => Part[]][] = [
    ["field value", embedLimits.fieldValue, (n) => [{ kind: "facts", facts: [{ label: "l", text: "x".repeat(n) }] }]],
    ["field name", embedLimits.fieldName, (n) => [{ kind: "facts", facts: [{ label: "x".repeat(n), text: "t" }] }]],
    ["content", longestContent, (n) => [{ kind: "text", text: "x".repeat(n) }]],
    ["button", buttonLimits.label, (n) => [{ kind: "choices", choices: [{ label: "x".repeat(n), command: "help" }] }]],
    [
      "footer",
      embedLimits.footer,
      (n) => [
        { kind: "text", text: "t" },
        { kind: "footer", text: "x".repeat(n) },
      ],
    ],
  ];
  test.each(cases)("%s", (_, limit, parts) => {
    for (const length of [limit - 1, limit]) {
      expect(JSON.stringify(draw(...parts(length)))).toContain("x".repeat(length));
      expect(faults(draw(...parts(length)))).toEqual([]);
    }
    expect(JSON.stringify(draw(...parts(limit + 1)))).toContain(`${"x".repeat(limit - 1)}…`);
    expect(faults(draw(...parts(limit + 1)))).toEqual([]);
  });

  test("25 fields, and 26", () => {
    const facts = (n: number): Part => ({
      kind: "facts",
      facts: Array.from({ length: n }, (_, i) => ({ label: String(i), text: "t" })),
    });
    expect(draw(facts(25)).embeds[0]?.fields?.length).toBe(25);
    expect(draw(facts(25)).embeds[0]?.footer).toBeUndefined();
    expect(draw(facts(26)).embeds[0]?.fields?.length).toBe(25);
    expect(draw(facts(26)).embeds[0]?.footer?.text).toContain("Shortened");
  });

  test("25 buttons, and 26", () => {
    const choices = (n: number): Part => ({
      kind: "choices",
      choices: Array.from({ length: n }, (_, i) => ({ label: String(i), command: `help ${String(i)}` })),
    });
    const count = (n: number) => draw(choices(n)).components.flatMap((row) => row.components).length;
    expect([count(24), count(25), count(26)]).toEqual([24, 25, 25]);
    expect(faults(draw(choices(26)))).toEqual([]);
  });

  test("what is too long altogether is shortened visibly, and keeps its buttons", () => {
    const long: Part = { kind: "list", items: Array.from({ length: 30 }, () => "x".repeat(900)) };
    const message = draw({ kind: "heading", text: "H" }, long, {
      kind: "choices",
      choices: [{ label: "B", command: "help" }],
    });
    expect(message.embeds[0]?.footer?.text).toContain("Shortened");
    expect(message.components.length).toBe(1);
    expect(faults(message)).toEqual([]);
  });
});

test.each([
  ["@everyone", "\\@everyone"],
  ["<@123> <#4>", "\\<\\@123\\> \\<\\#4\\>"],
  ["*a* _b_ ~c~ `d` ||e||", "\\*a\\* \\_b\\_ \\~c\\~ \\`d\\` \\|\\|e\\|\\|"],
  ["[a](b)", "\\[a\\](b)"],
  ["a (b) & c", "a (b) & c"],
])("%j is escaped to %j", (text, escaped) => {
  expect(escape(text)).toBe(escaped);
});

test("a shortened embed with a footer is within the limit to the character", () => {
  const fact = (length: number) => ({ label: "l", text: "x".repeat(length) });
  const full = Array.from({ length: 5 }, () => fact(embedLimits.fieldValue));
  for (let last = 780; last <= 830; last++) {
    const facts = [...full, fact(last), fact(embedLimits.fieldValue)];
    const message = draw(
      { kind: "heading", text: "h" },
      { kind: "facts", facts },
      { kind: "footer", text: "Independent." },
    );
    expect(JSON.stringify(message)).toContain("Shortened");
    expect(faults(message), String(last)).toEqual([]);
  }
});

test("whatever the reply, Discord takes the message, and it mentions nobody", () => {
  fc.assert(
    fc.property(replies, fc.boolean(), (drawn, shareable) => {
      const message = say({ ...drawn, share: "card macie" }, shareable);
      expect(faults(message)).toEqual([]);
      expect(message.allowed_mentions).toEqual({ parse: [] });
      expect(message.content.length).toBeGreaterThan(0);
    }),
    { numRuns: 150 },
  );
});
