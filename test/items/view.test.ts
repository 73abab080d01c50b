import { describe, expect, test } from "vitest";
import type { Part } from "../../src/conversation.ts";
import { show } from "../../src/items/showing.ts";
import { questionView, solutionView } from "../../src/items/view.ts";
import { partsOf } from "../../src/knowledge/item.ts";
import { library } from "../tutor-for-tests.ts";
import { toItem } from "./item-for-tests.ts";

const { entries, items } = library();
const said = (parts: readonly Part[]) => JSON.stringify(parts);

describe("every item of ours", () => {
  test("is asked with all its options and without a word of its explanations", () => {
    for (const item of items) {
      const shown = show(item, "seed");
      const asked = said(questionView(shown));
      for (const part of partsOf(shown.item)) {
        const text = "text" in part ? part.text : part.answer;
        expect(asked, item.id).toContain(JSON.stringify(text).slice(1, -1));
        expect(asked, item.id).not.toContain(JSON.stringify(part.why).slice(1, -1));
      }
    }
  });

  test("is solved with every explanation and its source", () => {
    for (const item of items) {
      const shown = show(item, "seed");
      const solved = said(solutionView(shown, undefined, entries));
      for (const { why } of partsOf(shown.item)) expect(solved, item.id).toContain(JSON.stringify(why).slice(1, -1));
      expect(solved, item.id).toContain(item.source);
    }
  });

  test("says that it is our own and independent of AWS, wherever it is shown", () => {
    for (const item of items)
      for (const parts of [questionView(show(item, "s")), solutionView(show(item, "s"), undefined, entries)])
        expect(said(parts)).toContain("independent of AWS; no real exam content");
  });
});

test("what the key has come to is told with the solution, and not before", () => {
  const item = items.find(({ answers }) => answers.includes("model-monitor"));
  if (!item) throw new Error("no item on Model Monitor");
  expect(said(questionView(show(item, "s")))).not.toContain("Model Monitor today");
  expect(said(solutionView(show(item, "s"), undefined, entries))).toContain("Model Monitor today");
});

test("a case keeps its scenario in view and is labelled as practice", () => {
  const item = items.find((one) => one.case);
  const asked = said(questionView(show(item as NonNullable<typeof item>, "s")));
  expect(asked).toContain(item?.case?.title);
  expect(asked).toContain("not in the current exam guide");
});

test("a case's solution has its scenario in view too", () => {
  for (const item of items.filter((one) => one.case))
    expect(said(solutionView(show(item, "s"), undefined, entries))).toContain(
      JSON.stringify(item.case?.scenario).slice(1, -1),
    );
});

test("a calculation is labelled as beyond the exam", () => {
  const item = items.find((one) => one.numbers);
  expect(said(questionView(show(item as NonNullable<typeof item>, "s")))).toContain("Beyond the exam.");
});

test("the chosen option and the right one are marked", () => {
  const item = toItem({ type: "choice" });
  const solved = said(solutionView(show(item, "s"), { kind: "options", ids: ["other"] }, entries));
  expect(solved).toContain("Not this time");
  expect(solved).toMatch(/Beta · your answer/);
  expect(solved).toMatch(/Alpha · right"/);
  expect(said(solutionView(show(item, "s"), { kind: "options", ids: ["key"] }, entries))).toMatch(
    /"Right".*Alpha · right · your answer/,
  );
});

test("what was said wrongly of a step or a prompt stands beside what is right", () => {
  const order = show(items.find(({ type }) => type === "order") ?? toItem({ type: "order" }), "s");
  if (order.kind !== "order") throw new Error("no item asks for an order");
  const [first, second, ...others] = order.item.steps;
  if (!first || !second) throw new Error("an order of less than two steps");
  const ids = [second, first, ...others].map(({ id }) => id);
  const ordered = said(solutionView(order, { kind: "order", ids }, entries));
  expect(ordered).toContain(JSON.stringify(`1. ${first.text} · you said ${second.text}`).slice(1, -1));
  if (others[0]) expect(ordered).toContain(JSON.stringify(`3. ${others[0].text} · as you said`).slice(1, -1));

  const match = show(items.find(({ type }) => type === "match") ?? toItem({ type: "match" }), "s");
  if (match.kind !== "match") throw new Error("no item asks for pairs");
  const [one, other] = match.item.pairs;
  if (!one || !other) throw new Error("a match of less than two pairs");
  const matched = said(solutionView(match, { kind: "match", given: { [one.id]: other.id } }, entries));
  expect(matched).toContain(JSON.stringify(`${one.prompt}: ${one.answer} · you said ${other.answer}`).slice(1, -1));
  expect(matched).not.toContain("as you said");
});
