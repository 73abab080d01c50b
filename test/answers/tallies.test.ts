import fc from "fast-check";
import { expect, test } from "vitest";
import { insertAnswer, talliesSince, type Tally, type Where } from "../../src/answers/records.ts";
import type { AnswerRow } from "../../src/store/tables.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";

const counted = ["round", "daily"];
const channel: Where = { platform: "slack", places: ["C1"] };

/** Ada's right answer to the first question of a round, unless something else is said. */
function toRow(more: Partial<AnswerRow> = {}): AnswerRow {
  return {
    ...{ question: "round:r1:0", learner: "ada", vote: 1, mode: "round", platform: "slack", place: "C1" },
    ...{ community: "T1", item: "an-item", revision: "r1", chosen: "", took_ms: 1, at: 100 },
    ...{ local_date: "2026-11-24", correct: 1, graded_by: "r1", ...more },
  };
}

const ben = { learner: "ben" } as const;
const daily = { question: "daily:1", mode: "daily" } as const;
const late = { question: "daily:1", mode: "late" } as const;

describeOnEachEngine("answers added up", ({ store }) => {
  const save = (rows: readonly AnswerRow[]) =>
    store().write(async (tx) => {
      for (const row of rows) await insertAnswer(tx, row);
    });
  const tallies = async (where: Where = channel, since = 0) => {
    const found = await store().read((db) => talliesSince(db, where, counted, since));
    return found.sort((a, b) => (a.learner < b.learner ? -1 : 1));
  };

  test.each<[string, Partial<AnswerRow>[], string[]]>([
    ["right and wrong", [{}, { ...ben, correct: 0 }], ["ada 1 of 1", "ben 0 of 1"]],
    ["the daily question too", [daily, { ...daily, ...ben }], ["ada 1 of 1", "ben 1 of 1"]],
    ["who is late is not counted, and is company", [daily, { ...late, ...ben }], ["ada 1 of 1"]],
    ["nothing of a question that one person alone answered", [{}, { ...ben, question: "round:r1:1" }], []],
    ["voting twice is no company", [{ correct: 0 }, { vote: 2 }], []],
    [
      "of two votes the last, whatever came of the first",
      [{ correct: 0 }, { vote: 2 }, ben, { ...ben, vote: 2, correct: 0 }],
      ["ada 1 of 1", "ben 0 of 1"],
    ],
    ["a first vote where there was no second", [{}, ben, { ...ben, vote: 2 }], ["ada 1 of 1", "ben 1 of 1"]],
    ["nothing that was withdrawn", [{ correct: null }, { ...ben, correct: null }], []],
    ["a last vote that was withdrawn", [{}, { vote: 2, correct: null }, ben], ["ben 1 of 1"]],
    [
      "nothing else than rounds and the daily question",
      ["study", "drill", "exam", "blueprint"].flatMap((mode) => [
        { question: mode, mode },
        { question: mode, mode, ...ben },
      ]),
      [],
    ],
    ["nothing from elsewhere", [{ place: "C2" }, { ...ben, place: "C2" }, { platform: "discord", vote: 2 }], []],
    ["nothing from before, whose company stays", [{ at: -1 }, { ...ben, at: 0 }], ["ben 1 of 1"]],
  ])("counts %s", async (_, answers, expected) => {
    await save(answers.map(toRow));
    expect((await tallies()).map(({ learner, right, answered }) => `${learner} ${String(right)} of ${String(answered)}`)).toEqual(expected); // prettier-ignore
  });

  test("the first points are those of the first right answer, if any", async () => {
    await save([{ at: 5, correct: 0 }, { at: 9, question: "b" }, { at: 7, question: "c" }, ben].map(toRow));
    await save(
      [
        { ...ben, question: "b", correct: 0 },
        { learner: "cleo", question: "c", correct: 0 },
      ].map(toRow),
    );
    expect(await tallies()).toEqual([
      { learner: "ada", answered: 3, right: 2, firstRightAt: 7 },
      { learner: "ben", answered: 2, right: 1, firstRightAt: 100 },
      { learner: "cleo", answered: 1, right: 0, firstRightAt: null },
    ]);
  });

  test("several channels, and all of a workspace, are added up together", async () => {
    const elsewhere = { place: "C2", question: "elsewhere" };
    await save([{}, ben, elsewhere, { ...elsewhere, ...ben }].map(toRow));
    const twice = [expect.objectContaining({ right: 2 }), expect.objectContaining({ right: 2 })];
    expect(await tallies({ platform: "slack", places: ["C1", "C2"] })).toEqual(twice);
    expect(await tallies({ platform: "slack", community: "T1" })).toEqual(twice);
    expect(await tallies({ platform: "slack", community: "T2" })).toEqual([]);
  });

  test("whatever the log, it adds up as by hand", async () => {
    const anyRow = fc.record({
      question: fc.constantFrom("a", "b", "c"),
      learner: fc.constantFrom("ada", "ben", "cleo"),
      vote: fc.constantFrom(1, 2),
      mode: fc.constantFrom("round", "daily", "late", "study"),
      place: fc.constantFrom("C1", "C1", "C2"),
      at: fc.integer({ min: -20, max: 80 }),
      correct: fc.constantFrom(0, 1, 1, null),
    });
    const anyLog = fc.uniqueArray(anyRow.map(toRow), {
      selector: ({ question, learner, vote }) => `${question} ${learner} ${String(vote)}`,
    });
    await fc.assert(
      fc.asyncProperty(anyLog, async (log) => {
        await store().write((tx) => tx.deleteFrom("answers").execute());
        await save(log);
        expect(await tallies()).toEqual(byHand(log));
      }),
      { numRuns: 40 },
    );
  });
});

function byHand(log: readonly AnswerRow[]): Tally[] {
  const rows = log.filter(
    ({ question, learner, vote, mode, place, at, correct }) =>
      counted.includes(mode) &&
      place === "C1" &&
      at >= 0 &&
      correct !== null &&
      !log.some((later) => later.question === question && later.learner === learner && later.vote > vote) &&
      log.some((other) => other.question === question && other.learner !== learner),
  );
  return [...new Set(rows.map(({ learner }) => learner))].sort().map((learner) => {
    const own = rows.filter((row) => row.learner === learner);
    const right = own.filter(({ correct }) => correct === 1).map(({ at }) => at);
    const firstRightAt = right.length > 0 ? Math.min(...right) : null;
    return { learner, answered: own.length, right: right.length, firstRightAt };
  });
}
