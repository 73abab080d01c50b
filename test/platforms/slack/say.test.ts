import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Part, Reply } from "../../../src/conversation.ts";
import { escape, limits, say } from "../../../src/platforms/slack/say.ts";
import { areBlocksTooLong, blockFaults } from "../../fakes/slack-blocks.ts";
import { replies } from "../replies.ts";

const reply = (...parts: Part[]): Reply => ({ to: "asker", parts });
const blocksOf = (drawn: Reply) => say(drawn, false).blocks as unknown as Record<string, never>[];
const textsOf = (drawn: Reply) => JSON.stringify(say(drawn, false).blocks);

test("an answer becomes header, sections and buttons, with the whole as text beside them", () => {
  const message = say(
    reply(
      { kind: "heading", text: "Macie" },
      { kind: "text", text: "Finds <sensitive> data & more." },
      { kind: "facts", facts: [{ label: "Docs", text: "checked", link: "https://a.example/x" }] },
      { kind: "choices", choices: [{ label: "More", command: "explain macie" }] },
    ),
    false,
  );
  expect(message.blocks).toEqual([
    { type: "header", text: { type: "plain_text", text: "Macie", emoji: false } },
    { type: "section", text: { type: "mrkdwn", text: "Finds &lt;sensitive&gt; data &amp; more." }, expand: true },
    {
      type: "section",
      text: { type: "mrkdwn", text: "*Docs*\n<https://a.example/x|a.example/x>, checked" },
      expand: true,
    },
    {
      type: "actions",
      elements: [
        {
          type: "button",
          text: { type: "plain_text", text: "More", emoji: false },
          action_id: "explain macie",
          value: "explain macie",
        },
      ],
    },
  ]);
  expect(message.text).toBe("Macie\nFinds &lt;sensitive&gt; data &amp; more.\nDocs: checked https://a.example/x");
});

test("a countdown is until the reader's own day and time, in UTC where that is not shown", () => {
  const until = Date.UTC(2026, 10, 24, 12, 0, 30);
  const message = say(reply({ kind: "countdown", text: "Closes <soon>", until }), false);
  expect(message.blocks).toMatchObject([
    { text: { text: "Closes &lt;soon&gt; <!date^1795521630^{date_short_pretty} at {time_secs}|12:00:30 UTC>" } },
  ]);
  expect(textsOf(reply({ kind: "countdown", text: "Next", until: until - 30_000 }))).toContain(
    "Next <!date^1795521600^{date_short_pretty} at {time}|12:00:00 UTC>",
  );
  expect(message.text).toBe("Closes &lt;soon&gt; 12:00:30 UTC");
  const long = reply({ kind: "countdown", text: "&".repeat(3000), until });
  expect(textsOf(long)).toContain("… <!date^");
  expect(blockFaults(blocksOf(long), "message")).toEqual([]);
});

describe("at, under and over each limit", () => {
  const cases: [string, number, (length: number) => Part][] = [
    ["header", limits.header, (n) => ({ kind: "heading", text: "x".repeat(n) })],
    ["section", limits.section, (n) => ({ kind: "text", text: "x".repeat(n) })],
    ["context", limits.contextText, (n) => ({ kind: "footer", text: "x".repeat(n) })],
    ["button", limits.buttonText, (n) => ({ kind: "choices", choices: [{ label: "x".repeat(n), command: "help" }] })],
  ];
  test.each(cases)("%s", (_, limit, part) => {
    for (const length of [limit - 1, limit]) expect(textsOf(reply(part(length)))).toContain("x".repeat(length));
    const over = textsOf(reply(part(limit + 1)));
    expect(over).toContain(`${"x".repeat(limit - 1)}…`);
    for (const length of [limit - 1, limit, limit + 1])
      expect(blockFaults(blocksOf(reply(part(length))), "message")).toEqual([]);
  });

  test("50 blocks, and 51", () => {
    const headings = (n: number) => Array.from({ length: n }, (_, i): Part => ({ kind: "heading", text: String(i) }));
    expect(blocksOf(reply(...headings(49))).length).toBe(49);
    const over = blocksOf(reply(...headings(51)));
    expect(over.length).toBeLessThanOrEqual(limits.blocks);
    expect(JSON.stringify(over.at(-1))).toContain("Shortened");
  });

  test("25 buttons, and 26", () => {
    const choices = (n: number): Part => ({
      kind: "choices",
      choices: Array.from({ length: n }, (_, i) => ({ label: String(i), command: `help ${String(i)}` })),
    });
    const count = (n: number) => textsOf(reply(choices(n))).split('"type":"button"').length - 1;
    expect([count(24), count(25), count(26)]).toEqual([24, 25, 25]);
  });

  test("what is too long altogether is shortened visibly, and keeps its buttons", () => {
    const long: Part = { kind: "list", items: Array.from({ length: 30 }, (_, i) => `${String(i)} ${"x".repeat(900)}`) };
    const drawn = reply({ kind: "heading", text: "H" }, long, {
      kind: "choices",
      choices: [{ label: "B", command: "help" }],
    });
    expect(textsOf(drawn)).toContain("Shortened");
    expect(textsOf(drawn)).toContain('"action_id":"help"');
    expect(JSON.stringify(say(drawn, false).blocks).length).toBeLessThanOrEqual(limits.total);
  });
});

test("a sentence stands above its address, a note behind it", () => {
  const facts = [
    { label: "New", text: "Bedrock is named first.", link: "https://a.example/x" },
    { label: "Docs", text: "checked", link: "https://a.example/y" },
  ];
  const [block] = blocksOf(reply({ kind: "facts", facts }));
  expect(block).toMatchObject({
    text: {
      text: "*New*\nBedrock is named first.\n<https://a.example/x|a.example/x>\n\n*Docs*\n<https://a.example/y|a.example/y>, checked",
    },
  });
});

test("a line keeps facts from the facts or the list before them", () => {
  const facts: Part = { kind: "facts", facts: [{ label: "Aim", text: "Draw a pipeline." }] };
  const list: Part = { kind: "list", items: ["one"] };
  const kinds = (...parts: Part[]) => say(reply(...parts), false).blocks.map((block) => block.type);
  expect(kinds(facts, facts)).toEqual(["section", "divider", "section"]);
  expect(kinds(list, facts)).toEqual(["section", "divider", "section"]);
  expect(kinds(facts, { kind: "heading", text: "H" }, list)).toEqual(["section", "header", "section"]);
});

test("two buttons with one command are one button", () => {
  const twice = { kind: "choices", choices: [{ label: "A", command: "help" }] } as const;
  expect(blocksOf(reply({ kind: "text", text: "t" }, twice, twice)).length).toBe(2);
});

test("what may be shared has a button for it where there is somebody to share with", () => {
  const shareable: Reply = { ...reply({ kind: "text", text: "t" }), share: "card macie" };
  expect(JSON.stringify(say(shareable, true))).toContain('"action_id":"share card macie"');
  expect(JSON.stringify(say(shareable, false))).not.toContain("share card");
});

test.each([
  ["a & b", "a &amp; b"],
  ["<!channel> <@U1>", "&lt;!channel&gt; &lt;@U1&gt;"],
  ["&lt;", "&amp;lt;"],
])("%j is escaped to %j", (text, escaped) => {
  expect(escape(text)).toBe(escaped);
});

test("cutting leaves no half entity", () => {
  const text = "&".repeat(1000);
  const section = JSON.stringify(blocksOf(reply({ kind: "text", text })));
  expect(section.replaceAll("&amp;", "")).not.toContain("&");
});

test("whatever the reply, Slack takes the message", () => {
  fc.assert(
    fc.property(replies, fc.boolean(), (drawn, shareable) => {
      const message = say({ ...drawn, share: "card macie" }, shareable);
      expect(blockFaults(message.blocks as never, "message")).toEqual([]);
      expect(areBlocksTooLong(message.blocks as never)).toBe(false);
      expect(message.text.length).toBeGreaterThan(0);
      expect(message.text.length).toBeLessThanOrEqual(4000);
      // Plain text, such as a button's label, is never read as markup.
      const marked = [...JSON.stringify(message.blocks).matchAll(/"mrkdwn","text":"((?:[^"\\]|\\.)*)"/g)];
      for (const text of [message.text, ...marked.map((match) => match[1])])
        expect(text).not.toMatch(/<(?!!date\^\d+\^\{date_short_pretty\} at \{time(?:_secs)?\}\|)[!@]/);
    }),
    { numRuns: 150 },
  );
});

test("a file is named where it comes along, and else said why it does not", () => {
  const file = { name: "a&b.csv", text: "1", about: "Your <answers>" };
  const drawn = reply({ kind: "file", file });
  const sectionOf = (message: ReturnType<typeof say>) => message.blocks[0];
  expect(sectionOf(say(drawn, false, () => ""))).toMatchObject({
    text: { text: "*a&amp;b.csv*\nYour &lt;answers&gt;" },
  });
  expect(sectionOf(say(drawn, false))).toMatchObject({
    text: { text: "*a&amp;b.csv*\nYour &lt;answers&gt;\n_I send files in direct messages only: ask for it there._" },
  });
});
