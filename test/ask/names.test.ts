import { describe, expect, test } from "vitest";
import { indexNames, plainName } from "../../src/ask/names.ts";
import { askDoor, library } from "../tutor-for-tests.ts";

test.each([
  ["Amazon SageMaker Model Cards", "model card"],
  ["model-cards", "model card"],
  ["  the  S3!", "s3"],
  ["AWS", "aws"],
  ["Léx", "lex"],
  ["", ""],
])("%j is plainly %j", (name, plain) => {
  expect(plainName(name)).toBe(plain);
});

describe("names of the knowledge", () => {
  const { names } = askDoor();

  test("every entry is found by its id, its name and what the tutor calls it", () => {
    for (const entry of library().entries.values()) {
      expect(names.resolve(entry.id, false)).toBe(entry.id);
      expect(names.resolve(entry.name, false), entry.name).toBe(entry.id);
      expect(names.resolve(entry.short, false), entry.short).toBe(entry.id);
    }
  });

  test.each([
    ["ground truth", "ground-truth"],
    ["GT", "ground-truth"],
    ["quicksight", "quicksight"],
    ["Amazon QuickSight", "quicksight"],
    ["MLFlow", "mlflow"],
    ["studio classic", "studio"],
    ["fature stroe", "feature-store"],
    ["modle regsitry", "model-registry"],
    ["sagemaker clarfy", "clarify"],
    ["f1", "f1-score"],
  ])("%j means %s", (typed, id) => {
    expect(names.resolve(typed, false)).toBe(id);
  });

  test.each(["", "?", "why the model said no", "two training runs", "indivdual predictons", "pizza", "x".repeat(500)])(
    "%j is no name",
    (typed) => {
      expect(names.resolve(typed, false)).toBeUndefined();
    },
  );
});

test("a slip that could be either of two names is neither", () => {
  const { resolve } = indexNames([
    { name: "canary", id: "canary" },
    { name: "binary", id: "binary" },
  ]);
  expect(resolve("bnary", false)).toBe("binary");
  expect(resolve("canry", false)).toBe("canary");
  expect(indexNames([{ name: "drifts", id: "a" }, { name: "drafts", id: "b" }]).resolve("drufts", false)).toBeUndefined(); // prettier-ignore
});

test.each([
  ["clar", ["clarify"]],
  ["ground", ["ground-truth", "ground-truth-plus", "ground-truth-labels"]],
  ["model reg", ["model-registry"]],
])("while %j is typed, names that begin so are offered and no others", (typed, ids) => {
  expect(askDoor().names.complete(typed)).toEqual(ids);
});

test("where no name begins so, near ones are offered", () => {
  expect(askDoor().names.complete("fature stor")[0]).toBe("feature-store");
});
