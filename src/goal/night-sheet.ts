import type { Picture } from "../conversation.ts";
import type { Confused } from "./confused.ts";
import { wrap } from "./wrap.ts";

/** The picture for the evening before the exam: what the learner mixes up, and what tells each pair apart. */

/** Portrait, for a phone held upright; in pixels. */
const width = 1080;
const margin = 52;
const padding = 36;
/** Between the names and what tells them apart. */
const gap = 10;

/**
 * One palette for light and dark surroundings: a dark sheet of its own. Each of the letters' colours has at least seven
 * times the luminance of what it stands on (WCAG 2.2, 1.4.6).
 */
export const colours = {
  sheet: "#101827",
  card: "#1c2840",
  line: "#5b7bb0",
  strong: "#ffffff",
  text: "#e3e9f4",
  quiet: "#bcc9de",
} as const;

const sizes = { title: 60, quiet: 36, names: 46, text: 40 } as const;

/** Between the base lines of one paragraph, as a share of the font's size. */
const spacing = 1.32;

const font = "DejaVu Sans";

/** `alt` says in words all that the picture shows. */
export function nightSheet({ pairs, own }: Confused): Picture {
  const lines = { title: "Tonight, only this", under: own ? ownWords : usualWords, close: "Sleep well." };
  const parts: string[] = [];
  let y = margin;
  const write = (texts: readonly string[], { x, size, fill, bold = false }: Style) => {
    for (const text of texts) {
      y += size * spacing;
      const weight = bold ? ' font-weight="bold"' : "";
      parts.push(
        `<text x="${px(x)}" y="${px(y)}" font-size="${px(size)}" fill="${fill}"${weight}>${escape(text)}</text>`,
      );
    }
  };

  const wide = width - 2 * margin;
  write([lines.title], { x: margin, size: sizes.title, fill: colours.strong, bold: true });
  y += gap;
  write(wrap(lines.under, wide, sizes.quiet), { x: margin, size: sizes.quiet, fill: colours.quiet });
  y += padding;
  pairs.forEach(({ names, difference }, i) => {
    const [x, inner] = [margin + padding, wide - 2 * padding];
    const titles = titleLines(i, names, inner);
    const told = wrap(difference, inner, sizes.text);
    const height = (titles.length * sizes.names + told.length * sizes.text) * spacing + 2 * padding + gap;
    parts.push(
      `<rect x="${px(margin)}" y="${px(y)}" width="${px(wide)}" height="${px(height)}" rx="28" fill="${colours.card}" stroke="${colours.line}" stroke-width="2"/>`,
    );
    const top = y;
    y += padding * 0.7;
    write(titles, { x, size: sizes.names, fill: colours.strong, bold: true });
    y += gap;
    write(told, { x, size: sizes.text, fill: colours.text });
    y = top + height + padding * 0.7;
  });
  write([lines.close], { x: margin, size: sizes.names, fill: colours.strong, bold: true });
  const height = y + margin;

  return {
    name: "the-evening-before",
    alt: [
      `${lines.title}. ${lines.under}`,
      ...pairs.map(({ names, difference }, i) => `${numbered(i, names)} ${difference}`),
      lines.close,
    ].join("\n"),
    svg: [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${px(width)}" height="${px(height)}" viewBox="0 0 ${px(width)} ${px(height)}" font-family="${font}">`,
      `<rect width="100%" height="100%" fill="${colours.sheet}"/>`,
      ...parts,
      "</svg>",
    ].join("\n"),
  };
}

type Style = { readonly x: number; readonly size: number; readonly fill: string; readonly bold?: boolean };

const ownWords = "What you mixed up most, and what tells it apart.";
const usualWords = "You mix up nothing of late. What the practice questions set against each other most:";

function numbered(i: number, [first, second]: readonly [string, string]): string {
  return `${String(i + 1)}. ${first} or ${second}?`;
}

/** On one line where there is room, else a name on each. */
function titleLines(i: number, names: readonly [string, string], room: number): string[] {
  const whole = wrap(numbered(i, names), room, sizes.names, true);
  if (whole.length === 1) return whole;
  const each = [`${String(i + 1)}. ${names[0]}`, `or ${names[1]}?`];
  return each.flatMap((line) => wrap(line, room, sizes.names, true));
}

/** As XML text; control characters, which XML does not know, are left out. */
function escape(text: string): string {
  const known = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
  return known.replace(/[&<>"']/g, (mark) => `&#${String(mark.charCodeAt(0))};`);
}

function px(value: number): string {
  return String(Math.round(value));
}
