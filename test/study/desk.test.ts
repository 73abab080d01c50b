import { expect, test } from "vitest";
import { beginDrill } from "../../src/study/drill.ts";
import { moved, openOn, putOn, type Desk } from "../../src/study/desk.ts";
import { begin, step, type Sitting } from "../../src/study/sitting.ts";

const of = (token: string): Sitting =>
  begin({ token, startedAt: 0, about: token, questions: [1, 2].map((n) => ({ item: `${token}${String(n)}`, origin: "new" })) }); // prettier-ignore
const answer = { kind: "options", ids: ["key"] } as const;
const answered = (sitting: Sitting): Sitting => {
  const done = step(sitting, { kind: "answer", question: 0, answer, correct: true, slow: false, before: "", at: 1 });
  if ("refused" in done) throw new Error(done.refused);
  return done.sitting;
};
const tokens = ({ sitting, aside }: Desk) => [sitting?.setup.token, aside?.setup.token];

test("a sitting that was begun is set aside for another, one without an answer is not", () => {
  expect(tokens(putOn({ sitting: answered(of("first")) }, of("second")))).toEqual(["second", "first"]);
  expect(tokens(putOn({ sitting: of("first") }, of("second")))).toEqual(["second", undefined]);
});

test("what is set aside stays so, whatever is put on the desk after it", () => {
  const both = putOn({ sitting: answered(of("first")) }, answered(of("second")));
  expect(tokens(putOn(both, of("third")))).toEqual(["third", "first"]);
});

test("the one on the desk is gone on with, and the one aside once that is done", () => {
  const both = putOn({ sitting: answered(of("first")) }, of("second"));
  expect(openOn(both)?.setup.token).toBe("second");
  const done: Sitting = { ...of("second"), phase: "finished", results: [] };
  expect(openOn(moved(both, done))?.setup.token).toBe("first");
  expect(tokens(moved(both, answered(of("first"))))).toEqual(["first", undefined]);
  const begun = putOn({ sitting: answered(of("first")) }, answered(of("second")));
  expect(tokens(moved(begun, answered(of("first"))))).toEqual(["first", "second"]);
  expect(openOn({})).toBeUndefined();
});

test("a drill stays where it is", () => {
  const drill = beginDrill("s-drill", 0);
  const desk = { sitting: answered(of("first")), drill };
  expect([putOn(desk, of("second")).drill, moved(desk, of("first")).drill]).toEqual([drill, drill]);
});
