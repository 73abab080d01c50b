import { describe, expect, test } from "vitest";
import { pipelinePicture } from "../../src/browse/pipeline-picture.ts";
import { pipelineView, stageView } from "../../src/browse/view.ts";
import { makePainter } from "../../src/pictures/png.ts";
import { library } from "../tutor-for-tests.ts";

const { stages } = library().curriculum;
const textsOf = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)</g)].map((match) => match[1] ?? "");
/** A description that Slack and Discord take whole. */
const longestAlt = 1000;

describe.each([undefined, ...stages])("the pipeline with %s lit", (stage) => {
  const { svg, alt, name } = pipelinePicture(library(), stage);

  test("shows every stage in order, with its number", () => {
    const texts = textsOf(svg);
    const expected = stages.flatMap((one, i) => [String(i), one.name]);
    expect(texts.filter((text) => expected.includes(text))).toEqual(expected);
  });

  test("marks it by a word and an outline, not by colour alone", () => {
    expect(textsOf(svg).filter((text) => text === "This stage").length).toBe(stage ? 1 : 0);
    expect(svg.match(/stroke-width="10"/g)?.length ?? 0).toBe(stage ? 1 : 0);
  });

  test("is told in words whole", () => {
    for (const one of stages) expect(alt).toContain(one.name);
    for (const id of stages.flatMap(({ services }) => services))
      expect(alt.toLowerCase()).toContain(library().entries.get(id)?.short.toLowerCase());
    expect(alt.includes(`${stage?.name ?? "Nothing"} is marked.`)).toBe(stage !== undefined);
    expect(alt.length).toBeLessThanOrEqual(longestAlt);
    expect(name).toBe("pipeline");
  });
});

test("the whole and each stage have their picture; where the words say the same, nothing stands in its place", () => {
  const pictures = [pipelineView(library()), ...stages.map((stage) => stageView(library(), stage))].map(({ parts }) =>
    parts.flatMap((part) => (part.kind === "picture" ? [part.picture] : [])),
  );
  expect(pictures.map((found) => found.length)).toEqual(pictures.map(() => 1));
  expect(pictures.map(([picture]) => picture?.repeats)).toEqual([true, ...stages.map(() => undefined)]);
});

test("it is drawn, and light enough for a phone", async () => {
  const png = await makePainter(console.error).png(pipelinePicture(library()).svg);
  expect(png?.length).toBeGreaterThan(20_000);
  expect(png?.length).toBeLessThan(500_000);
});
