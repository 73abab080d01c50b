import fc from "fast-check";
import { expect, test } from "vitest";
import { begin, itemAt, questionOf, refusals, scoreOf, step } from "../../src/study/sitting.ts";
import type { Effect, Setup, Sitting, SittingEvent } from "../../src/study/sitting.ts";

const start = Date.UTC(2026, 10, 24, 9);
const setup: Setup = {
  ...{ token: "s-000001", startedAt: start, about: "everything" },
  questions: ["one", "two", "three"].map((item) => ({ item, origin: "new" })),
};
const key = { kind: "options", ids: ["key"] } as const;
const right = (question: number, at = start + 5000): SittingEvent => ({
  ...{ kind: "answer", question, answer: key, correct: true, slow: false, before: "", at },
});
const wrong = (question: number): SittingEvent => ({ ...right(question), correct: false }) as SittingEvent;
const next = (question: number, at = start + 6000): SittingEvent => ({ kind: "next", question, at });

/** A log played from the start; what is refused changes nothing. */
function play(...events: readonly SittingEvent[]) {
  let sitting = begin(setup);
  const effects: Effect[] = [];
  const refused: string[] = [];
  for (const event of events) {
    const done = step(sitting, event);
    if ("refused" in done) refused.push(done.refused);
    else {
      sitting = done.sitting;
      effects.push(...done.effects);
    }
  }
  return { sitting, effects, refused };
}

test("each answer is told, and the next question comes when it is asked for, until all are answered", () => {
  const { sitting, effects, refused } = play(right(0), next(0), wrong(1), next(1), right(2), next(2));
  expect(refused).toEqual([]);
  expect(sitting.phase).toBe("finished");
  expect(scoreOf(sitting)).toEqual({ answered: 3, right: 2, guessed: 0 });
  expect(effects.map(({ item, rating }) => [item, rating])).toEqual([
    ["one", "good"],
    ["two", "again"],
    ["three", "good"],
  ]);
});

test("a guess is rated again, from the card as it was before the answer", () => {
  const { sitting, effects } = play({ ...right(0), before: "card" } as SittingEvent, { kind: "guessed", question: 0 });
  expect(effects).toEqual([
    { kind: "rate", item: "one", before: "card", rating: "good", at: start + 5000 },
    { kind: "rate", item: "one", before: "card", rating: "hard", at: start + 5000 },
  ]);
  expect(scoreOf(sitting)).toEqual({ answered: 1, right: 1, guessed: 1 });
});

test("a slow answer is rated as one that was hard", () => {
  const { effects } = play({ ...right(0), slow: true } as SittingEvent);
  expect(effects.map(({ rating }) => rating)).toEqual(["hard"]);
});

test.each<[keyof typeof refusals, readonly SittingEvent[]]>([
  ["answered", [right(0), wrong(0)]],
  ["notAnswered", [next(0)]],
  ["notAnswered", [{ kind: "guessed", question: 0 }]],
  ["movedOn", [right(1)]],
  ["movedOn", [right(0), next(0), wrong(0)]],
  ["movedOn", [right(0), next(0), { kind: "guessed", question: 0 }]],
  ["movedOn", [right(0), next(0), next(0)]],
  ["away", [{ kind: "leave" }, right(0)]],
  ["away", [{ kind: "leave" }, next(0)]],
  ["away", [{ kind: "leave" }, { kind: "leave" }]],
  ["missed", [wrong(0), { kind: "guessed", question: 0 }]],
  ["noted", [right(0), { kind: "guessed", question: 0 }, { kind: "guessed", question: 0 }]],
  ["over", [right(0), next(0), right(1), next(1), right(2), next(2), { kind: "resume", at: start }]],
])("it is refused: %s", (refusal, events) => {
  const { refused } = play(...events);
  expect(refused).toEqual([refusal]);
});

test("who left goes on at the same question, and its time runs anew", () => {
  const away = start + 3_600_000;
  const { sitting } = play(right(0), { kind: "leave" }, { kind: "resume", at: away }, right(1, away + 4000));
  expect(questionOf(sitting)).toBe(1);
  expect(sitting.results[1]?.tookMs).toBe(4000);
});

test("who leaves after the last question is done", () => {
  expect(play(right(0), next(0), right(1), next(1), right(2), { kind: "leave" }).sitting.phase).toBe("finished");
});

test("a question that is gone gives way to the next one", () => {
  const { sitting } = play(right(0), next(0), { kind: "gone", question: 1, at: start });
  expect(itemAt(sitting, questionOf(sitting))).toBe("three");
  expect(play({ kind: "gone", question: 0, at: 0 }, { kind: "gone", question: 0, at: 0 }).sitting.phase).toBe("asking");
  expect(play(...Array<SittingEvent>(3).fill({ kind: "gone", question: 0, at: 0 })).sitting.phase).toBe("finished");
});

const question = fc.integer({ min: 0, max: 3 });
const at = fc.integer({ min: start, max: start + 1_000_000 });
const event: fc.Arbitrary<SittingEvent> = fc.oneof(
  fc.record({
    ...{ kind: fc.constant("answer" as const), question, answer: fc.constant(key), correct: fc.boolean() },
    ...{ slow: fc.boolean(), before: fc.constant(""), at },
  }),
  fc.record({ kind: fc.constant("guessed" as const), question }),
  fc.record({ kind: fc.constantFrom("next" as const, "gone" as const), question, at }),
  fc.constant({ kind: "leave" as const }),
  fc.record({ kind: fc.constant("resume" as const), at }),
);

test("whatever comes, the same log replays to the same state, also through storing it", () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      let stored = JSON.stringify(begin(setup));
      for (const each of events) {
        const done = step(JSON.parse(stored) as Sitting, each);
        if ("sitting" in done) stored = JSON.stringify(done.sitting);
      }
      const { sitting } = play(...events);
      expect(JSON.parse(stored)).toEqual(sitting);
      expect(sitting.results.length).toBeLessThanOrEqual(sitting.setup.questions.length);
      expect(sitting.results.every(({ tookMs }) => tookMs >= 0)).toBe(true);
    }),
  );
});
