import { expect, test } from "vitest";
import { record } from "../../src/answers/answers.ts";
import { regradeAndTell } from "../../src/answers/regraded.ts";
import type { Delivery } from "../../src/conversation.ts";
import type { Item } from "../../src/knowledge/item.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { toItem } from "../items/item-for-tests.ts";

const place = { platform: "slack", id: "C1", private: false } as const;
const items = ["one", "two", "three"].map((id) => toItem({ type: "choice", id }));

describeOnEachEngine("a corrected question", ({ store }) => {
  const start = async (bank: readonly Item[]): Promise<Delivery[]> => {
    const sent: Delivery[] = [];
    const send = (_: unknown, delivery: Delivery) => Promise.resolve(void sent.push(delivery));
    await store().write((tx) => regradeAndTell(tx, new Map(bank.map((item) => [item.id, item])), send));
    return sent.sort((a, b) => a.key.localeCompare(b.key));
  };
  const answered = (learner: string, chosen: string) =>
    store().write(async (tx) => {
      for (const item of items)
        await record(tx, {
          ...{ question: `q ${item.id}`, learner, vote: 1, mode: "study", place, item, at: 1, tookMs: 1 },
          ...{ chosen: { kind: "options", ids: [chosen] }, localDate: "2026-11-24" },
        });
    });
  const rekeyed = (item: Item): Item => ({
    ...(item as (typeof items)[0]),
    revision: "r2",
    options: (item as (typeof items)[0]).options.map((option) => ({ ...option, correct: option.id === "other" })),
  });

  test("is told to each learner whom it touches, once, by name and with what it means", async () => {
    await answered("slack:T1:U1", "key");
    await answered("discord:2", "other");
    await answered("discord:3", "third");
    const [one, two, three] = items as [Item, Item, Item];
    const bank = [
      rekeyed(one),
      { ...two, withdrawn: true },
      { ...three, stem: "Worded anew: which one?", revision: "r9" },
    ];
    const sent = await start(bank);
    expect(sent.map(({ place: { id, private: isPrivate } }) => [id, isPrivate])).toEqual([
      ["discord:2", true],
      ["discord:3", true],
      ["slack:T1:U1", true],
    ]);
    const told = sent.map(({ reply }) => JSON.stringify(reply.parts));
    expect(told[0]).toContain("2 practice questions that you answered were corrected");
    expect(told[0]).toContain("Your answer is right now.");
    expect(told[0]).toContain("It no longer counts.");
    expect(told[1]).toContain("A practice question that you answered was corrected");
    expect(told[2]).toContain("Your answer is wrong now.");
    expect(told.join()).not.toContain("Worded anew");
    expect(await start(bank)).toEqual([]);
  });

  test("is told once where two tutors start at the same time", async () => {
    await answered("discord:2", "key");
    const bank = items.map((item) => rekeyed(item));
    const sent = (await Promise.all([start(bank), start(bank), start(bank)])).flat();
    expect(sent.map(({ place: { id } }) => id)).toEqual(["discord:2"]);
    expect(JSON.stringify(sent[0]?.reply)).toContain("3 practice questions");
  });
});
