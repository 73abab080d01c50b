import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  arrow,
  bar,
  box,
  drawing,
  escape,
  pictureWidth,
  smallestType,
  tones,
  widthOf,
  wrap,
  writing,
  type Font,
} from "../../src/pictures/drawing.ts";

const font: Font = { size: 32, weight: "regular" };

describe("text", () => {
  test.each([
    ["<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
    ["\" onload='x' & co", "&quot; onload=&#39;x&#39; &amp; co"],
    ["]]>&lt;", "]]&gt;&amp;lt;"],
    ["a\u0000b\u001bc\ufffe", "abc"],
    ["a\ud800b", "ab"],
    ["🙂 é", "🙂 é"],
  ])("%j is no markup", (text, escaped) => {
    expect(escape(text)).toBe(escaped);
  });

  test("of any kind, it ends where it should", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const svg = writing([text], { x: 0, y: 0, font, fill: "#000000" });
        expect(svg.match(/[<>]/g)?.join("")).toBe("<><>");
        expect(svg).toMatch(/^<text [^<>]*>[^<>]*<\/text>$/);
      }),
    );
  });

  test("that a phone would not show is refused", () => {
    const tiny = { size: smallestType - 1, weight: "regular" } as const;
    expect(() => writing(["x"], { x: 0, y: 0, font: tiny, fill: "#000000" })).toThrow("too small");
  });
});

describe("wrapping", () => {
  test("fills lines with words", () => {
    const width = widthOf("Data Wrangler, Athena,", font);
    expect(wrap("Data Wrangler, Athena, Studio", font, width)).toEqual(["Data Wrangler, Athena,", "Studio"]);
    expect(wrap("Data Wrangler, Athena, Studio", font, width - 1)).toEqual(["Data Wrangler,", "Athena, Studio"]);
  });

  test("keeps together what a no-break space holds", () => {
    const width = widthOf("Athena, Feature", font);
    expect(wrap("Athena, Feature\u00a0Store", font, width)).toEqual(["Athena,", "Feature\u00a0Store"]);
  });

  test("makes no line of nothing", () => {
    expect([wrap("", font, 100), wrap("  \n ", font, 100)]).toEqual([[], []]);
  });

  test("loses no letter, and no line is wider, whatever the words", () => {
    const wide = 200;
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const lines = wrap(text, font, wide);
        expect(lines.join("").replace(/[ \t\n]/g, "")).toBe(text.replace(/[ \t\n]/g, ""));
        expect(lines.filter((line) => widthOf(line, font) > wide)).toEqual([]);
      }),
    );
  });
});

describe("what is written on a ground", () => {
  const paper = tones.paper.ground;
  test.each(Object.entries(tones))("is read on %s", (_, { ground, ink, soft }) => {
    expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(soft, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each([tones.paper, tones.tint])("has an edge that is seen: %j", ({ ground, edge }) => {
    expect(contrast(edge, ground)).toBeGreaterThanOrEqual(3);
    expect(contrast(edge, paper)).toBeGreaterThanOrEqual(3);
  });

  test("is told from its neighbours: black on white is 21 to 1", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  });
});

describe("shapes", () => {
  test("a picture has its own ground", () => {
    const svg = drawing(500, [box({ x: 1, y: 2, width: 3, height: 4 }, tones.tint)]);
    expect(svg).toContain(`<rect width="${String(pictureWidth)}" height="500" fill="${tones.paper.ground}"/>`);
    expect(svg.endsWith("</svg>")).toBe(true);
  });

  test.each([
    [-1, undefined],
    [0, undefined],
    [0.25, "100"],
    [2, "400"],
  ])("a bar of %d is as long as that", (share, long) => {
    const [outline, full] = bar({ x: 0, y: 0, width: 400, height: 40 }, share).split("\n");
    expect(outline).toContain('width="400"');
    expect(full && /width="(\d+)"/.exec(full)?.[1]).toBe(long);
  });

  test("an arrow's point is where it leads", () => {
    expect(
      arrow(
        [
          { x: 0, y: 0 },
          { x: 0, y: 100 },
        ],
        "#000000",
      ),
    ).toContain('points="0,100 ');
  });

  test("an arrow needs two points", () => {
    expect(() => arrow([{ x: 0, y: 0 }], "#000000")).toThrow("from one point to another");
  });
});

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
