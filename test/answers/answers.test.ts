import { expect, test } from "vitest";
import { answersKeeper, close, draft, record, regrade, type Said } from "../../src/answers/answers.ts";
import { answersOf, answersTo } from "../../src/answers/records.ts";
import type { Item } from "../../src/knowledge/item.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { toItem } from "../items/item-for-tests.ts";

const item = toItem({ type: "choice" });
const place = { platform: "slack", id: "C1", private: false, community: "T1" } as const;

function say(learner: string, chosen: string, more: Partial<Said> = {}): Said {
  return {
    ...{ question: "round:r1:1", learner, vote: 1, mode: "round", place, item, tookMs: 1234.4, at: 1_795_000_000_000 },
    ...{ chosen: { kind: "options", ids: [chosen] }, localDate: "2026-11-24", ...more },
  };
}

describeOnEachEngine("the answer log", ({ store }) => {
  const write = store;
  const of = (learner: string) => write().read((db) => answersOf(db, learner));
  const changed = (next: Item) => write().write((tx) => regrade(tx, new Map([[next.id, next]])));

  test("an answer is written once, whole, with ids and never with places", async () => {
    const first = await write().write((tx) => record(tx, say("slack:T1:U1", "key")));
    const second = await write().write((tx) => record(tx, say("slack:T1:U1", "other")));
    expect([first, second]).toEqual([
      { correct: true, isNew: true },
      { correct: false, isNew: false },
    ]);
    expect(await of("slack:T1:U1")).toEqual([
      {
        ...{ question: "round:r1:1", learner: "slack:T1:U1", vote: 1, mode: "round", platform: "slack", place: "C1" },
        ...{ community: "T1", item: "an-item", revision: "r1", graded_by: "r1", took_ms: 1234, correct: 1 },
        ...{ chosen: '{"kind":"options","ids":["key"]}', at: 1_795_000_000_000, local_date: "2026-11-24" },
      },
    ]);
  });

  test("of drafts the last counts; closing grades them and leaves one row for each learner and vote", async () => {
    await write().write(async (tx) => {
      await draft(tx, say("discord:1", "other"));
      await draft(tx, say("discord:2", "other", { at: 1_795_000_000_002 }));
      await draft(tx, say("discord:1", "key", { at: 1_795_000_000_005 }));
      await draft(tx, say("discord:1", "other", { vote: 2 }));
    });
    const closed = await write().write((tx) => close(tx, "round:r1:1", 1, item));
    expect(closed.map(({ learner, correct }) => [learner, correct])).toEqual([
      ["discord:2", 0],
      ["discord:1", 1],
    ]);
    expect(await write().write((tx) => close(tx, "round:r1:1", 1, item))).toEqual([]);
    expect(await write().read((db) => answersTo(db, "round:r1:1"))).toHaveLength(2);
  });

  test("fifty presses at once are fifty answers, and the same press twice is one", async () => {
    const presses = Array.from({ length: 50 }, (_, i) => `discord:${String(i)}`);
    const results = await Promise.all(
      [...presses, ...presses].map((learner) => write().write((tx) => record(tx, say(learner, "key")))),
    );
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(50);
    expect(await write().read((db) => answersTo(db, "round:r1:1"))).toHaveLength(50);
  });

  test("an item that was only reworded changes no grade and touches nobody", async () => {
    await write().write((tx) => record(tx, say("discord:1", "key")));
    expect(await changed({ ...item, revision: "r2", stem: "A team needs help. Which one suits?" })).toEqual([]);
    expect((await of("discord:1")).map(({ correct, revision, graded_by }) => [correct, revision, graded_by])).toEqual([
      [1, "r1", "r2"],
    ]);
  });

  test("an item with another key is graded afresh, once", async () => {
    await write().write(async (tx) => {
      await record(tx, say("discord:1", "key"));
      await record(tx, say("discord:2", "other"));
      await record(tx, say("discord:3", "third"));
    });
    const options = item.options.map((option) => ({ ...option, correct: option.id === "other" }));
    const rekeyed = { ...item, revision: "r2", options };
    expect((await changed(rekeyed)).sort((a, b) => a.learner.localeCompare(b.learner))).toEqual([
      { learner: "discord:1", item: "an-item", was: 1, is: 0 },
      { learner: "discord:2", item: "an-item", was: 0, is: 1 },
    ]);
    expect(await changed(rekeyed)).toEqual([]);
  });

  test.each([
    ["withdrawn", { ...item, withdrawn: true }],
    ["gone", toItem({ type: "choice", id: "another-item" })],
    [
      "without the option that was chosen",
      { ...item, revision: "r2", options: item.options.map((o) => ({ ...o, id: o.id === "key" ? "renamed" : o.id })) },
    ],
  ])("an answer to an item that is %s no longer counts, and counts again once it is back", async (_, next) => {
    await write().write((tx) => record(tx, say("discord:1", "key")));
    expect(await changed(next)).toEqual([{ learner: "discord:1", item: "an-item", was: 1, is: null }]);
    expect(await changed(next)).toEqual([]);
    expect(await changed(item)).toEqual([{ learner: "discord:1", item: "an-item", was: null, is: 1 }]);
  });

  test("what is kept of a learner can be taken out and deleted; a place that was left is forgotten", async () => {
    await write().write(async (tx) => {
      await record(tx, say("discord:1", "key"));
      await record(tx, say("discord:2", "key", { chosen: undefined }));
      await draft(tx, say("discord:1", "key", { question: "round:r1:2" }));
      await answersKeeper.leave?.(tx, { platform: "slack", id: "T1" });
      await answersKeeper.forget(tx, "discord:1");
    });
    expect(await write().read((db) => answersKeeper.export(db, "discord:1"))).toEqual([]);
    expect(await write().read((db) => answersKeeper.export(db, "discord:2"))).toMatchObject([
      { item: "an-item", chosen: null, correct: false, place: "", community: null },
    ]);
    expect(await write().write((tx) => close(tx, "round:r1:2", 1, item))).toEqual([]);
  });
});
