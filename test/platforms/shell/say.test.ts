import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Reply } from "../../../src/conversation.ts";
import { say } from "../../../src/platforms/shell/say.ts";

const reply = (...parts: Reply["parts"]): Reply => ({ to: "asker", parts });
const draw = (drawn: Reply, columns = 60) => say(drawn, { columns, styled: false });

describe("a reply on a terminal", () => {
  test("a file is printed whole, its lines not broken", () => {
    const line = "ann,".repeat(30);
    const file = { name: "answers.csv", text: `learner\n${line}\n`, about: "All your answers" };
    expect(draw(reply({ kind: "file", file }))).toBe(`answers.csv\nAll your answers\n\nlearner\n${line}\n`);
  });

  test("has its parts one below the other, choices numbered through", () => {
    const drawn = draw(
      reply(
        { kind: "heading", text: "Macie" },
        { kind: "list", items: ["Finds sensitive data.", "Looks at buckets."] },
        { kind: "facts", facts: [{ label: "Docs", text: "checked", link: "https://a.example/" }] },
        { kind: "choices", choices: [{ label: "More", command: "explain macie" }, { label: "Other", command: "help" }] }, // prettier-ignore
        { kind: "footer", text: "Independent of AWS." },
      ),
    );
    expect(drawn).toBe(
      [
        "Macie\n",
        "• Finds sensitive data.\n• Looks at buckets.\n",
        "Docs  checked\n      https://a.example/\n",
        "[1] More   [2] Other\n",
        "Independent of AWS.\n",
      ].join("\n"),
    );
  });

  test("puts labels above their text where there is no room beside", () => {
    const facts = [{ label: "A label that is rather long", text: "and its text" }];
    expect(draw(reply({ kind: "facts", facts }))).toBe("A label that is rather long\n  and its text\n");
  });

  test("hangs what does not fit under its first line", () => {
    const facts = [{ label: "Why", text: "word ".repeat(20).trim() }];
    const lines = draw(reply({ kind: "facts", facts }), 50)
      .trimEnd()
      .split("\n");
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines.slice(1)) expect(line).toMatch(/^ {5}word/);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(50);
  });

  test("lets no control character through to the terminal", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const drawn = draw(reply({ kind: "text", text: `${text}\u001b[31mred\u0007` }, { kind: "heading", text }));
        // eslint-disable-next-line no-control-regex -- looking for exactly these
        expect(drawn).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      }),
    );
  });
});
