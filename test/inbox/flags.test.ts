import { expect, test } from "vitest";
import { makeGrammar, writeCommand } from "../../src/command.ts";
import { makeFlags } from "../../src/inbox/inbox.ts";
import { flagChoice, itemAlias } from "../../src/items/flag.ts";
import { messages } from "../../src/inbox/records.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { toItem } from "../items/item-for-tests.ts";

const alias = itemAlias("an-item");

/** Platforms take a button's id for ours only if it is read back as it stands: flags once came back under another name. */
test("what a flag's button says is read back as it was written", () => {
  const item = toItem({ type: "choice" });
  const door = makeFlags({ items: [item] }, {} as Parameters<typeof makeFlags>[1]);
  const grammar = makeGrammar(door.rows, door.resolvers);
  const { command } = flagChoice(item);
  for (const id of [command, command.replace("flag", "explain-flag")]) expect(writeCommand(grammar.parse(id))).toBe(id);
});

describeOnEachEngine("a flag", ({ store }) => {
  const say = async (text: string) => {
    const door = makeFlags({ items: [toItem({ type: "choice" })] }, { store: store(), meet: () => Promise.resolve() });
    const command = makeGrammar(door.rows, door.resolvers).parse(text);
    const place = { platform: "web", id: "page", private: true } as const;
    if (command.name === "ask") return "a question";
    return JSON.stringify((await door.handle({ id: "1", learner: "web:1", place, at: 1, command })).parts);
  };
  const kept = async () => (await store().read((db) => messages(db, { resolved: false }))).map(({ text }) => text);

  test("is kept by one press, once, and a sentence beside it, scrubbed", async () => {
    expect(await say(`flag ${alias}`)).toContain(`explain-flag ${alias}`);
    await say(`flag ${alias}`);
    expect(await say(`explain-flag ${alias}`)).not.toContain("an-item");
    expect(await say(`explain-flag ${alias}`)).toContain("nothing from a real exam");
    await say(`flag ${alias} the key is B, says jane@example.com`);
    expect((await kept()).sort()).toEqual(["an-item", "an-item: the key is B, says [address]"]);
  });

  // Slack and Discord take a button only if its command is read back as it was written; this one was not known to them.
  test("its button is read back as it is written", () => {
    const door = makeFlags({ items: [toItem({ type: "choice" })] }, { store: store(), meet: () => Promise.resolve() });
    const { parse } = makeGrammar(door.rows, door.resolvers);
    const { command } = flagChoice({ id: "an-item" });
    expect(writeCommand(parse(command))).toBe(command);
  });

  test("takes a sentence as long as a question", async () => {
    await say(`flag ${alias} ${"word ".repeat(100).trim()}`);
    expect((await kept())[0]).toHaveLength("an-item: ".length + 499);
  });

  test("of a question that is not there is none", async () => {
    expect(await say(`flag ${itemAlias("another-item")}`)).toBe("a question");
    expect(await kept()).toEqual([]);
  });
});
