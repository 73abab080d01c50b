import { expect, test } from "vitest";
import { makeMemory } from "../../src/ask/memory.ts";
import type { Request } from "../../src/conversation.ts";

const minute = 60_000;

function request(at: number, learner = "ann", place = "c1"): Request {
  return {
    id: "press",
    learner,
    place: { platform: "slack", id: place, private: false },
    at,
    command: { name: "ask", arguments: [] },
  };
}

test("an answer is remembered for exactly 30 minutes", () => {
  const memory = makeMemory();
  memory.remember(request(0), "clarify");
  expect(memory.recall(request(30 * minute))).toBe("clarify");
  expect(memory.recall(request(30 * minute + 1))).toBeUndefined();
});

test("a conversation is one learner in one place", () => {
  const memory = makeMemory();
  memory.remember(request(0), "clarify");
  expect(memory.recall(request(1, "bob"))).toBeUndefined();
  expect(memory.recall(request(1, "ann", "c2"))).toBeUndefined();
});

test("of very many conversations the longest silent is forgotten first", () => {
  const memory = makeMemory();
  for (let i = 0; i < 10_000; i++) memory.remember(request(i, `learner ${String(i)}`), "macie");
  memory.remember(request(10_000, "learner 0"), "glue");
  memory.remember(request(10_001, "one more"), "s3");
  expect(memory.recall(request(10_002, "learner 0"))).toBe("glue");
  expect(memory.recall(request(10_002, "learner 1"))).toBeUndefined();
  expect(memory.recall(request(10_002, "learner 2"))).toBe("macie");
});
