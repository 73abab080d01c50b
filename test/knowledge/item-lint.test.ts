import { describe, expect, test } from "vitest";
import { itemSchema } from "../../src/knowledge/item.ts";
import { lintItem } from "../../src/knowledge/item-lint.ts";
import { toItem } from "../items/item-for-tests.ts";
import { library } from "../tutor-for-tests.ts";

const { entries, items } = library();
const why = "This explanation is long enough for every rule that asks for one.";

const options = (...texts: readonly string[]) =>
  texts.map((text, i) => ({ id: `o${String(i)}`, text, correct: i === 0, why }));

/** Options about entries, the first of them the key. */
const about = (first: string, second: string, reason = why) => [
  { id: "a", text: "Alpha", about: first, correct: true, why: reason },
  { id: "b", text: "Beta", about: second, why },
  { id: "c", text: "Gamma", why },
  { id: "d", text: "Delta", why },
];

test("a sound item of each type has nothing to mend", () => {
  for (const type of ["choice", "multi", "order", "match"] as const)
    expect(lintItem(toItem({ type }), entries)).toEqual([]);
});

test("none of ours has anything to mend", () => {
  for (const item of items) expect(lintItem(item, entries), item.id).toEqual([]);
});

describe("each rule finds its broken example", () => {
  test.each([
    [
      "the key's name in the stem",
      { stem: "A team asks what Alpha does. Which one fits?" },
      "the stem contains the key's name “Alpha”",
    ],
    [
      "all of the above",
      { options: options("Alpha", "Beta", "Gamma", "All of the above") },
      "“All of the above” is no option",
    ],
    [
      "absolutes in distractors alone",
      { options: options("Alpha", "It never fails", "Gamma", "Delta") },
      "only distractors speak in absolutes: “It never fails”",
    ],
    [
      "overlapping options",
      { options: options("Alpha", "Beta job", "Beta", "Delta") },
      "“Beta” and “Beta job” overlap",
    ],
    [
      "two right options",
      { options: options("Alpha", "Beta", "Gamma", "Delta").map((o) => ({ ...o, correct: true })) },
      "has 4 right options; it needs 1",
    ],
    [
      "two options with one id",
      { options: options("Alpha", "Beta", "Gamma", "Delta").map((o) => ({ ...o, id: o.id === "o3" ? "o2" : o.id })) },
      'two options have the id "o2"',
    ],
    ["two options about one entry", { options: about("pipelines", "pipelines") }, 'two options are about "pipelines"'],
    [
      "a closed key that is not told to be closed",
      { options: about("model-monitor", "cloudwatch") },
      "the key Model Monitor is closed; its explanation has to say so",
    ],
    [
      "a distractor that is right as well",
      { options: about("mlflow", "experiments") },
      "SageMaker Experiments is right as well where managed MLflow is",
    ],
    ["markup", { stem: "A **team** needs help. Which one fits?" }, "markup or shouting in: A **team** needs help. Which one fits?"],
    [
      "an explanation that is short once its numbers stand in it",
      {
        numbers: "confusion",
        options: options("{precision}", "{recall}", "{f1}", "{accuracy}").map((o) => ({
          ...o,
          why: "TP/(TP+FP): {positives} {positives} {negatives}",
        })),
      },
      "too short an explanation: TP/(TP+FP): 90 90 805",
    ],
    ["a place that nothing fills", { stem: "Of {tp} cases, which share is right?" }, "nothing fills {tp}"],
  ])("%s", (_, more, message) => {
    expect(lintItem(toItem({ type: "choice", ...more }), entries)).toContain(message);
  });

  test("a distractor that lists what makes the key right", () => {
    const capability = entries.get("pipelines");
    const line = capability?.kind === "service" ? (capability.capabilities[0] ?? "") : "";
    const item = toItem({ type: "choice", options: about("studio", "pipelines", `${line} That is why.`) });
    expect(lintItem(item, entries).some((found) => found.includes("lists what makes"))).toBe(true);
  });

  test("how many to select is not said", () => {
    const item = toItem({ type: "multi", stem: "A team needs help. Which of these fit?" });
    expect(lintItem(item, entries)).toEqual(["the stem does not say how many to select (2)"]);
  });

  test("two steps that overlap, two answers that are the same", () => {
    const steps = ["Train", "Train again", "Deploy"].map((text, i) => ({ id: `s${String(i)}`, text, why }));
    expect(lintItem(toItem({ type: "order", steps }), entries)).toEqual(["“Train” and “Train again” overlap"]);
    const pairs = ["a", "b", "c"].map((id) => ({ id, prompt: `Prompt ${id}`, answer: "Same", why }));
    expect(lintItem(toItem({ type: "match", pairs }), entries).join()).toContain("“Same” and “Same” overlap");
  });
});

test("what a cue of the stem rules out may be offered", () => {
  const item = toItem({ type: "choice", options: about("mlflow", "experiments"), ruledOut: ["experiments"] });
  expect(lintItem(item, entries)).toEqual([]);
});

describe("the shape refuses", () => {
  const sound = {
    ...{ id: "x", type: "choice", objective: "1.3.4", curriculum: "1.2", stage: "training", difficulty: 1 },
    ...{ stem: "Which one fits?", options: options("Alpha", "Beta", "Gamma", "Delta") },
    ...{ source: "https://docs.aws.amazon.com/x", checked: "2026-11-24" },
  };
  const faultsOf = (more: object) =>
    itemSchema.safeParse({ ...sound, ...more }).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);

  test("nothing of a sound item", () => {
    expect(faultsOf({})).toBeUndefined();
  });

  test.each([
    ["no source", { source: undefined }, "source"],
    ["a source that is no address", { source: "the docs" }, "source"],
    ["no explanation", { options: sound.options.map((o) => ({ ...o, why: undefined })) }, "options.0.why"],
    [
      "a short explanation",
      { options: sound.options.map((o) => ({ ...o, why: "It is right." })) },
      "options.0.why: an explanation needs at least 40 characters",
    ],
    ["three options", { options: sound.options.slice(1) }, "options"],
    ["an objective of another task", { objective: "1.4.1" }, "objective"],
    ["a tag nobody knows", { tags: ["hard"] }, "tags.0"],
    [
      "a step over 75 characters",
      {
        type: "order",
        options: undefined,
        steps: ["a", "b", "c"].map((id) => ({ id, text: id.repeat(76), why })),
      },
      "steps.0.text",
    ],
  ])("%s", (_, more, message) => {
    expect(faultsOf(more)?.join("\n")).toContain(message);
  });
});
