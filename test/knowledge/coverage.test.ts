import { describe, expect, test } from "vitest";
import { lint } from "../../src/knowledge/lint.ts";
import { library } from "../tutor-for-tests.ts";

const { services, concepts, curriculum, pairs, entries } = library();

test("nothing in the knowledge is to be mended", () => {
  expect(lint(library())).toEqual([]);
});

describe("the curriculum", () => {
  test("has 76 services and 87 concepts to draw on", () => {
    expect(services.length).toBe(76);
    expect(concepts.length).toBe(87);
  });

  test("has four modules with fourteen objectives, ten stages and six exam objectives", () => {
    expect(curriculum.modules.map((module) => module.objectives.map((o) => o.id))).toEqual([
      ["1.1", "1.2", "1.3", "1.4"],
      ["2.1", "2.2", "2.3", "2.4"],
      ["3.1", "3.2", "3.3"],
      ["4.1", "4.2", "4.3"],
    ]);
    expect(curriculum.stages.length).toBe(10);
    expect(curriculum.exam.objectives.length).toBe(6);
    expect(curriculum.successMetrics.length).toBe(4);
    expect(curriculum.realWorld.length).toBe(4);
    expect(curriculum.selfAssessment.length).toBe(3);
  });

  test("ties every objective to what teaches it", () => {
    for (const { id, services, concepts } of curriculum.modules.flatMap((module) => module.objectives))
      expect(services.length + concepts.length, id).toBeGreaterThan(0);
  });
});

test("there are comparisons for all 51 written pairs, of two to five sides", () => {
  expect(pairs.length).toBeGreaterThanOrEqual(51);
});

test("what closed says since when and what AWS points to, or that nothing is named", () => {
  for (const id of ["model-monitor", "clarify", "ground-truth", "a2i", "debugger", "role-manager", "kendra"]) {
    const entry = entries.get(id);
    if (entry?.kind !== "service") throw new Error(id);
    expect(entry.status.state, id).toBe("closed");
    expect(entry.status.today, id).toMatch(/2026/);
    expect(entry.status.replacement, id).toBeTruthy();
  }
});
