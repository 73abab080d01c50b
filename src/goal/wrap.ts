/**
 * Text on lines, by how wide its letters are in DejaVu Sans: measured from the font in classes, a little generously, so
 * that a line is rather too short than too long.
 */

/** How wide a text is, in the same unit as `size`, which is that of the font. */
export function widthOf(text: string, size: number, bold = false): number {
  const ems = Array.from(text).reduce((sum, letter) => sum + emsOf(letter), 0);
  return ems * size * (bold ? boldWider : 1);
}

/** As few lines as hold the words; a word that is wider than a line has it alone. */
export function wrap(text: string, width: number, size: number, bold = false): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && widthOf(longer, size, bold) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** No letter of a class is wider, in parts of the font's size. */
const classes: readonly (readonly [RegExp, number])[] = [
  [/[ijl'IJ|]/, 0.3],
  [/[ ,.:;/\\’·]/, 0.34],
  [/[ft()[\]-]/, 0.4],
  [/[rsz!"?*_`–“”]/, 0.54],
  [/[ckvxyFLP]/, 0.6],
  [/[mw]/, 0.97],
  [/[aeoTY]/, 0.62],
  [/[a-z0-9ES${}]/, 0.64],
  [/[ABCKRUVXZ]/, 0.73],
  [/[DGHNOQ&\u00c0-\u024f]/, 0.8],
  [/[M#+<=>^~→×]/, 0.86],
];

/** That of the widest, such as "W" and "@". */
const widest = 1;

/** So much wider is bold text. */
const boldWider = 1.14;

function emsOf(letter: string): number {
  return classes.find(([form]) => form.test(letter))?.[1] ?? widest;
}
