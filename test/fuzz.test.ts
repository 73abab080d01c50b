import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Reply } from "../src/conversation.ts";
import { tutor } from "./tutor-for-tests.ts";

/** Whatever is typed: no crash, and nothing of it comes back where a platform might take it for markup. */
const { grammar, handle } = tutor();
const place = { platform: "web", id: "fuzz", private: true } as const;
const reply = (text: string): Reply | Promise<Reply> =>
  handle({ id: "press", learner: "fuzz", place, at: 0, command: grammar.parse(text) });

function textsOf(answer: Reply): string[] {
  return answer.parts.flatMap((part) => {
    if (part.kind === "facts") return part.facts.flatMap(({ label, text, link }) => [label, text, link ?? ""]);
    if (part.kind === "choices") return part.choices.flatMap(({ label, command }) => [label, command]);
    if (part.kind === "list") return part.items;
    if (part.kind === "file") return [part.file.name, part.file.text, part.file.about];
    if (part.kind === "picture") return [part.picture.alt];
    return part.kind === "form" ? [part.form.title] : [part.text];
  });
}

const nasty = [
  "",
  " ",
  "\u0000\u0007\u001b[31m\u007f",
  "\u202Eevil\u202C \u200b\u200d\ufeff",
  "مرحبا كيف يمكنني تدريب نموذج",
  "כיצד לאמן מודל",
  "🤖🔥🔥🥔🤖 👩‍👩‍👧‍👦",
  "@everyone @here <!channel> <!here> <@U123> <#C123|general> <@&456>",
  "*bold* _it_ ~no~ `code` ```block``` ||spoiler|| [a](https://evil.example) # head\n> quote",
  "<script>alert(1)</script><img src=x onerror=alert(1)>",
  "${process.env.SECRET} {{7*7}} %s %n",
  "'; DROP TABLE learners; --",
  "../../../../etc/passwd",
  "__proto__ constructor toString hasOwnProperty",
  "explain __proto__",
  "compare constructor and toString",
  "pipeline constructor",
  "modules 99999999999999999999",
  "objective " + "1.".repeat(500),
  "a ".repeat(5000),
  "x".repeat(10_000),
  "compare " + "model monitor ".repeat(600),
  "\ud800 lone surrogate \udc00",
];

const pieces = fc.constantFrom(
  ...nasty,
  "detect drift",
  "explain",
  "compare",
  "vs",
  "why not",
  "Clarify",
  "source?",
  "model",
  "\n",
  "\t",
);

describe("anything may be typed", () => {
  test.each(nasty.map((text) => [text]))("%j", async (text) => {
    expect(textsOf(await reply(text)).join("")).not.toBe("");
  });

  test("mixed and cut in any way, it is answered in our own words only", async () => {
    const typed = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.array(fc.oneof(pieces, fc.string({ maxLength: 12 })), { maxLength: 12 }).map((parts) => parts.join(" ")),
    );
    await fc.assert(
      fc.asyncProperty(typed, async (text) => {
        const answer = await reply(text);
        expect(answer.parts.length).toBeGreaterThan(0);
        for (const shown of textsOf(answer)) {
          // eslint-disable-next-line no-control-regex -- an escape must not come back
          expect(shown).not.toMatch(/@everyone|@here|<[!@#]|<script|\u202e|evil|\u001b/i);
          expect(shown.length).toBeLessThanOrEqual(2000);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("over 2,000 characters the length is named, and what would do", async () => {
    const [text] = textsOf(await reply("drift ".repeat(400)));
    expect(text).toMatch(/^That is 2399 characters; I read up to 2000\./);
  });
});
