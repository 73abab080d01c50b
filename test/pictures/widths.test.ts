import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fontFiles } from "../../src/pictures/png.ts";
import { widths, type Weight } from "../../src/pictures/widths.ts";

/** The widths, held to the tables of the font files themselves: https://learn.microsoft.com/typography/opentype/spec/otff */
test.each(["regular", "bold"] as const)("every width is that of Inter, %s", (weight: Weight) => {
  const advance = readFont(readFileSync(fontFiles()[weight]));
  const { basic, latin, others } = widths[weight];
  expect(basic).toEqual(Array.from({ length: 95 }, (_, at) => advance(0x20 + at)));
  expect(latin).toEqual(Array.from({ length: 96 }, (_, at) => advance(0xa0 + at)));
  for (const [letter, width] of Object.entries(others)) expect(width, letter).toBe(advance(letter.codePointAt(0) ?? 0));
});

/** How far a character takes the pen, in thousandths of the size; 0 where there is no such letter. */
function readFont(file: Buffer): (code: number) => number {
  const tables = Object.fromEntries(
    Array.from({ length: file.readUInt16BE(4) }, (_, at) => {
      const entry = 12 + 16 * at;
      return [file.toString("latin1", entry, entry + 4), file.readUInt32BE(entry + 8)];
    }),
  );
  const table = (name: string) => tables[name] ?? 0;
  const unitsPerEm = file.readUInt16BE(table("head") + 18);
  const measured = file.readUInt16BE(table("hhea") + 34);
  const cmap = table("cmap");
  const subtable = Array.from({ length: file.readUInt16BE(cmap + 2) }, (_, at) => file.readUInt32BE(cmap + 8 + 8 * at))
    .map((offset) => cmap + offset)
    .find((at) => file.readUInt16BE(at) === 4);
  if (subtable === undefined) throw new Error("the font has no character map of format 4");
  const double = file.readUInt16BE(subtable + 6);
  const glyphOf = (code: number): number => {
    for (let at = subtable + 14; at < subtable + 14 + double; at += 2) {
      if (file.readUInt16BE(at) < code) continue;
      const start = at + double + 2;
      if (file.readUInt16BE(start) > code) return 0;
      const delta = file.readUInt16BE(start + double);
      const range = file.readUInt16BE(start + 2 * double);
      if (range === 0) return (code + delta) & 0xffff;
      const glyph = file.readUInt16BE(start + 2 * double + range + 2 * (code - file.readUInt16BE(start)));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
  return (code) => {
    const glyph = glyphOf(code);
    if (glyph === 0) return 0;
    return Math.round((1000 * file.readUInt16BE(table("hmtx") + 4 * Math.min(glyph, measured - 1))) / unitsPerEm);
  };
}
