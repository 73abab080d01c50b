import { expect, test } from "vitest";
import { readAct } from "../../src/study/act.ts";

test.each([
  ["say.2.B", { kind: "say", question: 2, letter: "B" }],
  ["hit.14.D", { kind: "hit", question: 14, letter: "D" }],
  ["open.3", { kind: "open", question: 3 }],
  ["send.3", { kind: "send", question: 3, entered: [] }],
  ["send.3 A,C", { kind: "send", question: 3, entered: ["A,C"] }],
  ["fill.3 2 C", { kind: "fill", question: 3, menu: 2, values: "C" }],
  ["fill.3 2", { kind: "fill", question: 3, menu: 2, values: "" }],
  ["guessed.0", { kind: "guessed", question: 0 }],
  ["next.9", { kind: "next", question: 9 }],
  ["leave", { kind: "leave" }],
  ["resume", { kind: "resume" }],
] as const)("“%s” is read", (text, act) => {
  expect(readAct(text)).toEqual(act);
});

test.each(["", "dance", "say", "say.2", "say.x.B", "say.2.bb", "leave.2", "fill.3", "next", "hit.1234.A"])(
  "“%s” is no button of ours",
  (text) => {
    expect(readAct(text)).toBeUndefined();
  },
);
