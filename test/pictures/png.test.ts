import { describe, expect, test } from "vitest";
import { drawing, tones, writing } from "../../src/pictures/drawing.ts";
import { makePainter } from "../../src/pictures/png.ts";

const svg = (words: string) =>
  drawing(400, [writing([words], { x: 40, y: 40, font: { size: 40, weight: "bold" }, fill: tones.paper.ink })]);
const nothingLogged = (line: string) => {
  throw new Error(line);
};

describe("with the real renderer", () => {
  test("a drawing is a PNG of its size", async () => {
    const png = Buffer.from((await makePainter(nothingLogged).png(svg("Training"))) ?? []);
    expect(png.subarray(0, 8).toString("latin1")).toBe("\u0089PNG\r\n\u001a\n");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1080, 400]);
  });

  test("its letters are seen: words make another picture than none", async () => {
    const painter = makePainter(nothingLogged);
    const [none, some, other] = [await painter.png(svg("")), await painter.png(svg("a")), await painter.png(svg("b"))];
    expect(new Set([none, some, other].map((png) => Buffer.from(png ?? []).toString("base64"))).size).toBe(3);
  });

  test("hostile words are drawn as words", async () => {
    expect(await makePainter(nothingLogged).png(svg('</text><image href="file:///etc/passwd"/>\u0000&'))).toBeDefined();
  });

  test("what is no SVG is nothing, and logged", async () => {
    const logged: string[] = [];
    expect(await makePainter((line) => logged.push(line)).png("<svg")).toBeUndefined();
    expect(logged).toEqual([expect.stringMatching(/^A picture could not be drawn, and is told in words: ./)]);
  });
});

describe("with a renderer of ours", () => {
  const counting = (most?: number) => {
    const drawn: string[] = [];
    const logged: string[] = [];
    const render = (text: string) => {
      drawn.push(text);
      return text.startsWith("bad") ? Promise.reject(new Error("no ink")) : Promise.resolve(new Uint8Array(100));
    };
    return { drawn, logged, painter: makePainter((line) => logged.push(line), render, most) };
  };

  test("the same twice at once, and again, is rendered once", async () => {
    const { drawn, painter } = counting();
    const [one, two] = await Promise.all([painter.png("a"), painter.png("a")]);
    expect([one === two, (await painter.png("a")) === one, painter.ready("a") === one]).toEqual([true, true, true]);
    expect(drawn).toEqual(["a"]);
  });

  test("what is not drawn yet is not ready", async () => {
    const { painter } = counting();
    const drawing = painter.png("a");
    expect(painter.ready("a")).toBeUndefined();
    await drawing;
    expect(painter.ready("b")).toBeUndefined();
  });

  test("of more than is kept, the one used longest ago goes", async () => {
    const { drawn, painter } = counting(250);
    for (const text of ["a", "b", "a", "c", "a", "b"]) await painter.png(text);
    expect(drawn).toEqual(["a", "b", "c", "b"]);
  });

  test("one larger than all that is kept is drawn all the same", async () => {
    const { painter } = counting(50);
    expect(await painter.png("a")).toBeDefined();
    expect(painter.ready("a")).toBeUndefined();
  });

  test("a failure is nothing, logged once, holds up none after it, and is tried again", async () => {
    const { drawn, logged, painter } = counting();
    const all = [painter.png("bad 1"), painter.png("bad 2"), painter.png("good")];
    expect((await Promise.all(all)).map((png) => png?.length)).toEqual([undefined, undefined, 100]);
    expect(logged).toEqual(["A picture could not be drawn, and is told in words: no ink"]);
    await painter.png("bad 1");
    expect(drawn.filter((text) => text === "bad 1").length).toBe(2);
  });
});
