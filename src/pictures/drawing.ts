import { widths, type Weight } from "./widths.ts";

/**
 * The few shapes that pictures are made of, as SVG. All of it is pure text; lengths are pixels of a picture 1080 wide,
 * which a phone shows at a third.
 */

/** Of every picture. */
export const pictureWidth = 1080;

/** The smallest letters, which are still read when a phone shows the picture at a third. */
export const smallestType = 28;

export type Font = { readonly size: number; readonly weight: Weight };

/**
 * What is written on which ground. A picture brings its own ground along, so it is the same in a light and a dark
 * client: `ink` and `soft` are read on `ground`, `edge` is seen on it and on paper.
 */
export type Tone = { readonly ground: string; readonly ink: string; readonly soft: string; readonly edge: string };

export const tones = {
  paper: { ground: "#fbfaf6", ink: "#1d2426", soft: "#4c585b", edge: "#6c7876" },
  tint: { ground: "#dcebe8", ink: "#1d2426", soft: "#3d494b", edge: "#1f5f5b" },
  accent: { ground: "#1f5f5b", ink: "#ffffff", soft: "#e3f1ee", edge: "#8fd3ca" },
} as const satisfies Readonly<Record<string, Tone>>;

/** Elements put together on paper. */
export function drawing(height: number, elements: readonly string[]): string {
  const size = `width="${String(pictureWidth)}" height="${String(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${String(pictureWidth)} ${String(height)}" font-family="${family}">`,
    `<rect ${size} fill="${tones.paper.ground}"/>`,
    ...elements,
    "</svg>",
  ].join("\n");
}

/** A program that has not the bundled font takes one that is hardly wider. */
const family = "Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** Lines of text, `y` the top of the first. `x` is where they begin, or their middle. */
export function writing(
  lines: readonly string[],
  { x, y, font, fill, middle }: { x: number; y: number; font: Font; fill: string; middle?: true },
): string {
  if (font.size < smallestType) throw new Error(`type of ${String(font.size)} pixels is too small for a phone`);
  const look = `font-size="${String(font.size)}" font-weight="${font.weight === "bold" ? "700" : "400"}" fill="${fill}"`;
  return lines
    .map((line, at) => {
      const base = round(y + at * lineHeight(font) + font.size * ascent);
      return `<text x="${round(x)}" y="${base}" ${look}${middle ? ' text-anchor="middle"' : ""}>${escape(line)}</text>`;
    })
    .join("\n");
}

/** From the top of a line to the top of the next. */
export function lineHeight({ size }: Font): number {
  return Math.round(size * 1.3);
}

/** How far the letters' foot is below the top of their line, in parts of their size. */
const ascent = 1;

type Place = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** A box with round corners; `edge` is how thick its outline is. */
export function box({ x, y, width, height }: Place, { ground, edge: stroke }: Tone, edge = 3): string {
  const corner = Math.min(24, height / 2);
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${round(corner)}" fill="${ground}" stroke="${stroke}" stroke-width="${String(edge)}"/>`;
}

export type Point = { readonly x: number; readonly y: number };

/** A line along these points, with a head at the last. */
export function arrow(points: readonly Point[], color: string, thickness = 5): string {
  const [from, to] = points.slice(-2);
  if (!from || !to) throw new Error("an arrow leads from one point to another");
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const [along, across] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const head = thickness * 3.2;
  const at = (back: number, aside: number) =>
    `${round(to.x - back * along - aside * across)},${round(to.y - back * across + aside * along)}`;
  const path = [...points.slice(0, -1).map(({ x, y }) => `${round(x)},${round(y)}`), at(head * 0.8, 0)].join(" ");
  return [
    `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="${String(thickness)}" stroke-linejoin="round"/>`,
    `<polygon points="${at(0, 0)} ${at(head, head * 0.6)} ${at(head, -head * 0.6)}" fill="${color}"/>`,
  ].join("\n");
}

/** A bar that is full to a share of 0 to 1: how full is told by its length, and by its outline how long it could be. */
export function bar(place: Place, share: number, { edge }: Tone = tones.tint): string {
  const full = place.width * Math.min(1, Math.max(0, share));
  const inside = full === 0 ? [] : [box({ ...place, width: full }, { ...tones.tint, ground: edge, edge }, 0)];
  return [box(place, { ...tones.paper, edge }), ...inside].join("\n");
}

/** How wide a line comes out in the bundled font; a letter that it has not is taken for a wide one. */
export function widthOf(text: string, { size, weight }: Font): number {
  const { basic, latin, others } = widths[weight];
  let thousandths = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    thousandths += basic[code - 0x20] ?? latin[code - 0xa0] ?? others[letter] ?? 1000;
  }
  return (thousandths * size) / 1000;
}

/** Lines no wider than `width`; a word that is wider is broken, a no-break space holds two together. */
export function wrap(text: string, font: Font, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text
    .split(/[ \t\n]+/)
    .filter(Boolean)
    .flatMap((each) => broken(each, font, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer, font) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === "" ? lines : [...lines, line];
}

function broken(word: string, font: Font, width: number): string[] {
  if (widthOf(word, font) <= width) return [word];
  const pieces: string[] = [];
  let piece = "";
  for (const letter of word) {
    if (piece !== "" && widthOf(piece + letter, font) > width) {
      pieces.push(piece);
      piece = "";
    }
    piece += letter;
  }
  return [...pieces, piece];
}

/** Text as XML takes it: no markup, and none of the characters that no XML may hold. https://www.w3.org/TR/xml/#charsets */
export function escape(text: string): string {
  return text.replace(forbidden, "").replace(/[&<>"']/g, (letter) => entities[letter] ?? "");
}

// eslint-disable-next-line no-control-regex -- these are the characters to remove
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function round(length: number): string {
  return String(Math.round(length * 10) / 10);
}
