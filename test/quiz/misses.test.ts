import { afterEach, expect, test } from "vitest";
import type { Reply } from "../../src/conversation.ts";
import { itemAlias } from "../../src/items/flag.ts";
import { show } from "../../src/items/showing.ts";
import type { Item } from "../../src/knowledge/item.ts";
import { readAct } from "../../src/quiz/act.ts";
import { solutionView } from "../../src/items/view.ts";
import { say as discordSay } from "../../src/platforms/discord/say.ts";
import { makeMisses } from "../../src/quiz/misses.ts";
import type { Finished } from "../../src/quiz/phases.ts";
import { addRound } from "../../src/quiz/records.ts";
import { toItem } from "../items/item-for-tests.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { library } from "../tutor-for-tests.ts";
import { given, questions, toSetup } from "./round-for-tests.ts";

/** Seven questions that Ada missed; Bob answered the first alone, and had it right. */
const round: Finished = {
  ...{ phase: "finished", why: "played", setup: toSetup({ questions: questions(7) }) },
  players: ["ada", "bob"].map((learner) => ({ learner, strength: 0.5, present: true })),
  results: questions(7).map((_, question) => ({
    question,
    asked: question === 0 ? ["ada", "bob"] : ["ada"],
    votes: [{ askedAt: 0, answers: [given("ada", false), ...(question === 0 ? [given("bob", true)] : [])] }],
  })),
};
const cases = new Map<string, NonNullable<Item["case"]>>();
afterEach(() => {
  cases.clear();
});
const itemOf = (_: unknown, question: number) => {
  const id = `item-${String(question)}`;
  const stem = `Which one is it this time, in place ${String(question)}?`;
  const told = cases.get(id);
  return { ...toItem({ type: "choice", id, stem }), ...(told ? { case: told } : {}) };
};

describeOnEachEngine("misses", ({ store }) => {
  const say = async (learner: string, pressed: string): Promise<Reply> => {
    const place = { platform: "slack", id: "C1", private: false } as const;
    await store().write((tx) => addRound(tx, { id: "r-abc123", place, round }));
    const table = { itemOf, showingOf: (_: unknown, question: number) => show(itemOf(_, question), "s") };
    const act = readAct(pressed);
    if (act?.kind !== "misses" && act?.kind !== "deck") throw new Error(`${pressed} asks for no misses`);
    const command = { name: "play", arguments: [] };
    const request = { id: "1", learner, place, at: 1, command };
    return makeMisses(library(), table, { store: store() })(request, "r-abc123", act);
  };
  const stems = ({ parts }: Reply) =>
    parts.flatMap((part) => (part.kind === "text" ? (/in place (\d)/.exec(part.text)?.[1] ?? []) : []));
  const pressing = ({ parts }: Reply, label: string) =>
    parts
      .flatMap((part) => (part.kind === "choices" ? part.choices : []))
      .find((choice) => choice.label === label)
      ?.command.replace("play r-abc123 ", "");

  test("are all explained, three a reply, and all of them put into the deck", async () => {
    const pages: string[][] = [];
    let last = "";
    for (let press: string | undefined = "misses"; press !== undefined;) {
      const reply = await say("ada", press);
      pages.push(stems(reply));
      last = JSON.stringify(reply);
      expect(pressing(reply, "Add them to my deck")).toBe("deck");
      press = pressing(reply, "More");
    }
    expect(pages).toEqual([["0", "1", "2"], ["3", "4", "5"], ["6"]]);
    expect(last).not.toMatch(/And \d+ more/);
    const second = await say("ada", "misses.2");
    expect(JSON.stringify(second)).toContain("And 1 more.");
    expect(JSON.stringify(second)).toContain("Question 4. Not this time");
    expect(pressing(second, "Something is wrong with 4")).toBe(`flag ${itemAlias("item-3")}`);
    expect(JSON.stringify(await say("ada", "misses.9"))).toContain("Those were all of them.");
    expect(JSON.stringify(await say("ada", "deck"))).toContain("Added to your deck: 7.");
  });

  test("with a case, one takes the room of two; all are told, each once", async () => {
    const told = { id: "a-case", title: "A clinic", scenario: "A clinic keeps its pictures on its own disks." };
    for (const id of ["item-1", "item-2", "item-6"]) cases.set(id, told);
    const pages: string[][] = [];
    for (let press: string | undefined = "misses"; press !== undefined;) {
      const reply = await say("ada", press);
      pages.push(stems(reply));
      press = pressing(reply, "More");
    }
    expect(pages).toEqual([["0", "1"], ["2", "3"], ["4", "5"], ["6"]]);
    expect(JSON.stringify(await say("ada", "misses.4"))).toContain("A clinic. A clinic keeps its pictures");
  });

  test("are nobody's who did not play, and none of who had all", async () => {
    for (const press of ["misses", "misses.2", "deck"])
      expect(JSON.stringify(await say("cleo", press))).toContain("You did not play in this round.");
    expect(JSON.stringify(await say("bob", "misses"))).toContain("You missed nothing");
  });
});

test("a case and a plain question fit into one message of Discord", () => {
  const { items, entries } = library();
  const drawn = (item: Item) => solutionView(show(item, "s"), undefined, entries, { number: 1 });
  const size = (item: Item) => JSON.stringify(drawn(item)).length;
  const longest = (among: readonly Item[]) => among.toSorted((a, b) => size(b) - size(a))[0] as Item;
  const parts = [items.filter((one) => one.case), items.filter((one) => !one.case)].flatMap((some) =>
    drawn(longest(some)),
  );
  expect(JSON.stringify(discordSay({ to: "asker", parts }, false))).not.toContain("Shortened");
});

test.each(["misses.0", "misses.x", "misses.2.1", "misses.100", "misses.2 more"])("%s asks for no page", (text) => {
  expect(readAct(text)).toBeUndefined();
});
