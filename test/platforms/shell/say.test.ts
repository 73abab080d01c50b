import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Reply } from "../../../src/conversation.ts";
import { say } from "../../../src/platforms/shell/say.ts";

const reply = (...parts: Reply["parts"]): Reply => ({ to: "asker", parts });
const draw = (drawn: Reply, columns = 60) => say(drawn, { columns, styled: false }, 1000);

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

  test("tells a picture in words, unless the rest of the reply does", () => {
    const picture = { name: "drawing", svg: "<svg/>", alt: "Two boxes." };
    expect(draw(reply({ kind: "picture", picture }))).toBe("Two boxes.\n");
    const told = { kind: "text", text: "Told" } as const;
    expect(draw(reply(told, { kind: "picture", picture: { ...picture, repeats: true } }, told))).toBe("Told\n\nTold\n");
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

  test("numbers buttons from where it is told, and tells how long it still is", () => {
    const drawn = reply(
      { kind: "countdown", text: "Closes", until: 30_001 },
      { kind: "countdown", text: "Starts", until: 0 },
      { kind: "choices", choices: [{ label: "A", command: "a" }] },
    );
    expect(say(drawn, { columns: 60, styled: false }, 1000, 5)).toBe(
      "Closes: 30 seconds left\n\nStarts: 0 seconds left\n\n[5] A\n",
    );
  });

  test.each([
    [119, "119 seconds left"],
    [120, "2 min left"],
    [3599, "1 h left"],
    [28_740, "7 h 59 min left"],
    [28_800, "8 h left"],
    [3 * 86_400 - 60, "3 days left"],
  ])("%i seconds are told as %s", (seconds, told) => {
    const drawn = reply({ kind: "countdown", text: "Next", until: seconds * 1000 });
    expect(say(drawn, { columns: 60, styled: false }, 0)).toBe(`Next: ${told}\n`);
  });

  test("shows the options of a form's menus, and how to choose", () => {
    const options = ["A", "B"].map((value) => ({ label: `${value}. Step ${value}`, value }));
    const menu = { kind: "menu", id: "1", count: 1, chosen: [], options } as const;
    const form = { title: "Your answer", send: "Answer", command: "sent 1" };
    const fields = [
      { ...menu, label: "First" },
      { ...menu, label: "Last" },
    ];
    expect(draw(reply({ kind: "form", form: { ...form, fields } }), 70)).toBe(
      [
        "Your answer\n",
        "First, Last",
        "  1  A. Step A",
        "  2  B. Step B\n",
        "Type numbers or letters: 1 for “First”, 1 for “Last”. For example 1 2,",
        "or in full sent 1 A A\n",
      ].join("\n"),
    );
    const line = { kind: "line", id: "q", label: "Why?", long: true } as const;
    expect(draw(reply({ kind: "form", form: { ...form, fields: [line] } }))).toBe("Your answer: write sent 1 <Why?>\n");
    const filled = [{ ...line, value: "so" }, { ...line, label: "When", optional: true } as const, ...fields];
    expect(draw(reply({ kind: "form", form: { ...form, fields: filled } }), 100)).toBe(
      "Your answer: write sent 1 <Why?> [When] <First> <Last>. As it stands: sent 1 so\n",
    );
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
