import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { answer, measure, readQuestions, share } from "../src/bin/measure.ts";
import { askDoor } from "./tutor-for-tests.ts";

/**
 * The matcher on questions by somebody who had not read the knowledge. The bars are what the product promises, not
 * what it happens to reach: `npm run eval` prints that.
 */
const { ask, concepts, reject } = readQuestions(fileURLToPath(new URL("eval", import.meta.url)));
const { match } = askDoor();

describe("questions about services", () => {
  const measured = measure(answer(match, ask));

  test("are enough to measure on", () => {
    expect(ask.length).toBeGreaterThanOrEqual(200);
    expect(measured.byStyle.size).toBe(6);
  });

  test("get the right answer first in 90 %, among the first three in 96 %", () => {
    expect(measured.top1).toBeGreaterThanOrEqual(0.9);
    expect(measured.top3).toBeGreaterThanOrEqual(0.96);
  });

  test("in no style under 75 %", () => {
    for (const [style, { top1 }] of measured.byStyle) expect(top1, style).toBeGreaterThanOrEqual(0.75);
  });

  test("get an answer the tutor is sure of in all but 6 %, and then it is right in 95 %", () => {
    expect(measured.notConfident).toBeLessThanOrEqual(0.06);
    expect(measured.confidentRight).toBeGreaterThanOrEqual(0.95);
  });
});

test("questions about concepts get the right answer first in 90 %", () => {
  expect(concepts.length).toBeGreaterThanOrEqual(40);
  expect(measure(answer(match, concepts)).top1).toBeGreaterThanOrEqual(0.9);
});

test("of what is none of our business, at most 3 % is answered as if it were", () => {
  expect(reject.length).toBeGreaterThanOrEqual(80);
  expect(share(answer(match, reject), ({ result }) => result.confident)).toBeLessThanOrEqual(0.03);
});
