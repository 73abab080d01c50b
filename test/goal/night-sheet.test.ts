import { expect, test } from "vitest";
import { makeConfused, toldApart, type Confused } from "../../src/goal/confused.ts";
import { colours, nightSheet } from "../../src/goal/night-sheet.ts";
import { widthOf, wrap } from "../../src/goal/wrap.ts";
import { library } from "../tutor-for-tests.ts";
import { answerRow } from "./answers-for-tests.ts";

const two: Confused = {
  own: true,
  pairs: [
    { names: ["Clarify", "Model Monitor"], difference: "Once, or on a schedule?" },
    { names: ["R&D <b>", `"Q"`], difference: "5 > 4 & it's \u0007so" },
  ],
};

test("says in words all that it shows", () => {
  const { alt, svg } = nightSheet(two);
  expect(alt).toBe(
    [
      "Tonight, only this. What you mixed up most, and what tells it apart.",
      "1. Clarify or Model Monitor? Once, or on a schedule?",
      `2. R&D <b> or "Q"? 5 > 4 & it's \u0007so`,
      "Sleep well.",
    ].join("\n"),
  );
  for (const shown of ["1. Clarify or Model Monitor?", "Once, or on a schedule?", "Sleep well."])
    expect(svg).toContain(`>${shown}</text>`);
});

test("no text is markup, and none is what XML does not know", () => {
  const { svg } = nightSheet(two);
  expect(svg).toContain(">2. R&#38;D &#60;b&#62; or &#34;Q&#34;?</text>");
  expect(svg).toContain(">5 &#62; 4 &#38; it&#39;s so</text>");
  expect(svg.match(/<(?!\/?(?:svg|rect|text)\b)/g)).toBeNull();
});

test("every line of every comparison stays within its card, and the sheet holds all lines", () => {
  const pairs = library().pairs.flatMap(({ sides, difference }) =>
    sides[0] && sides[1] ? [{ names: [sides[0].name, sides[1].name] as const, difference }] : [],
  );
  const { svg } = nightSheet({ own: true, pairs });
  const height = Number(/ height="(\d+)"/.exec(svg)?.[1]);
  const lines = [...svg.matchAll(/<text x="(\d+)" y="(\d+)" font-size="(\d+)"[^>]*?(bold)?"?>([^<]*)</g)];
  expect(lines.length).toBeGreaterThan(pairs.length * 2);
  let before = 0;
  for (const [, x, y, size, bold, text = ""] of lines) {
    const plain = text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    expect(Number(x) + widthOf(plain, Number(size), bold !== undefined), text).toBeLessThanOrEqual(1080 - 40);
    expect(Number(y), text).toBeGreaterThan(before);
    before = Number(y);
  }
  expect(height).toBeGreaterThan(before);
});

test("every colour of letters stands out from what it stands on", () => {
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (letters: string, ground: string) => (luminance(letters) + 0.05) / (luminance(ground) + 0.05);
  for (const [letters, ground] of [
    [colours.strong, colours.sheet],
    [colours.quiet, colours.sheet],
    [colours.strong, colours.card],
    [colours.text, colours.card],
  ] as const)
    expect(ratio(letters, ground)).toBeGreaterThanOrEqual(7);
  expect(ratio(colours.line, colours.sheet)).toBeGreaterThanOrEqual(3);
});

test("lines are as few as hold the words, and no word is lost", () => {
  expect(wrap("one two three", 10_000, 10)).toEqual(["one two three"]);
  expect(wrap("one two three", widthOf("one two", 10), 10)).toEqual(["one two", "three"]);
  expect(wrap("Internationalisation is long", 30, 10)).toEqual(["Internationalisation", "is", "long"]);
  expect(wrap("", 100, 10)).toEqual([]);
  expect(widthOf("WWW", 10)).toBeGreaterThan(2 * widthOf("iii", 10));
});

test("a learner's own confusions come first, most often mixed up first, five at most", () => {
  const confused = makeConfused(library());
  const missed = library()
    .items.filter(({ type }) => type === "choice")
    .flatMap((item) => answerRow(item, "wrong") ?? [])
    .slice(0, 60);
  const { pairs, own } = confused(missed);
  expect(own).toBe(true);
  expect(pairs).toHaveLength(5);
  for (const { names, difference } of pairs) {
    expect(new Set(names).size).toBe(2);
    expect(difference.length).toBeGreaterThan(20);
  }
});

test("who mixes up nothing gets what the questions set against each other most, no entry more than twice", () => {
  const { pairs, own } = makeConfused(library())([]);
  expect(own).toBe(false);
  expect(pairs).toHaveLength(5);
  const names = pairs.flatMap((pair) => pair.names);
  for (const name of names) expect(names.filter((other) => other === name).length).toBeLessThanOrEqual(2);
});

test("two are told apart by a comparison of both, else by what one says of the other", () => {
  const apart = (a: string, b: string) => toldApart(library(), [a, b])?.difference;
  const compared = library().pairs.find(({ id }) => id === "data-wrangler-databrew");
  expect(apart("databrew", "data-wrangler")).toBe(compared?.difference);
  const clarify = library().entries.get("clarify");
  const debug = clarify?.lookAlikes.find(({ id }) => id === "debugger")?.difference;
  expect(apart("debugger", "clarify")).toBe(apart("clarify", "debugger"));
  expect([debug, apart("clarify", "debugger")]).not.toContain(undefined);
  expect(apart("clarify", "polly")).toBeUndefined();
});
