import fc from "fast-check";
import { expect, test } from "vitest";
import { linesOf } from "../../src/bin/lines.ts";

async function read(...chunks: (Buffer | string)[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesOf((async function* () { yield* chunks; await Promise.resolve(); })())) lines.push(line); // prettier-ignore
  return lines;
}

test.each([
  ["a\nb\n", ["a", "b"]],
  ["a\r\nb", ["a", "b"]],
  ["\n\na", ["", "", "a"]],
  ["", []],
  ["one \u2028 line \u0085 still\n", ["one \u2028 line \u0085 still"]],
])("%j has the lines %j", async (text, lines) => {
  expect(await read(text)).toEqual(lines);
});

test("however the bytes are cut, even in the middle of a character", async () => {
  const texts = fc.array(fc.string({ unit: "grapheme", maxLength: 12 }).map((line) => line.replace(/[\r\n]/g, "")));
  await fc.assert(
    fc.asyncProperty(texts, fc.integer({ min: 1, max: 7 }), async (lines, size) => {
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      );
      expect(await read(...chunks)).toEqual(lines);
    }),
  );
});
