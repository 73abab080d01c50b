import { describe, expect, test } from "vitest";
import type { Menu, Reply } from "../../../src/conversation.ts";
import { lay, press, relay, type Sheet } from "../../../src/platforms/shell/buttons.ts";

const buttons = (...labels: string[]): Reply => ({
  to: "asker",
  parts: [{ kind: "choices", choices: labels.map((label) => ({ label, command: `press ${label}` })) }],
});

const options = ["A", "B", "C", "D"].map((value) => ({ label: `${value}. Step ${value}`, value }));

const form = (...counts: number[]): Reply => {
  const fields = counts.map((count, i): Menu => {
    return { kind: "menu", id: String(i), label: `Menu ${String(i + 1)}`, options, count, chosen: [] };
  });
  return { to: "asker", parts: [{ kind: "form", form: { title: "T", send: "S", command: "sent", fields } }] };
};

const laid = (...replies: (readonly [string, Reply])[]) =>
  replies.reduce<readonly Sheet[]>((sheets, [id, reply]) => lay(sheets, id, reply).sheets, []);

const numbers = (sheets: readonly Sheet[]) => Object.fromEntries(sheets.map(({ id, from }) => [id, from]));

describe("the numbers of buttons", () => {
  test("begin with 1, and after those of another post where both can be pressed", () => {
    expect(numbers(laid(["reply", buttons("A", "B")], ["reply", buttons("C")]))).toEqual({ reply: 1 });
    expect(numbers(laid(["post", buttons("A", "B")], ["reply", buttons("C")]))).toEqual({ post: 1, reply: 3 });
  });

  test("are free again when their reply is gone, and never mean two buttons", () => {
    const three = laid(["lobby", buttons("Join")], ["post", buttons("A", "B")], ["reply", buttons("C")]);
    expect(numbers(three)).toEqual({ lobby: 1, post: 2, reply: 4 });
    expect(numbers(lay(three, "lobby", buttons()).sheets)).toEqual({ post: 2, reply: 4 });
    expect(numbers(lay(three, "new", buttons("X", "Y")).sheets)).toEqual({ new: 5, post: 2, reply: 4 });
  });

  test("begin after the options of their own form", () => {
    const both: Reply = { to: "asker", parts: [...form(1).parts, ...buttons("Cancel").parts] };
    const sheets = laid(["reply", both]);
    expect(numbers(sheets)).toEqual({ reply: 5 });
    expect(press(sheets, "1")).toEqual({ command: "sent A" });
    expect(press(sheets, "5")).toEqual({ wrong: expect.stringContaining("5 is no option") as string });
  });
});

describe("what is typed", () => {
  const question = laid(["post", buttons("A", "B", "Answer", "Standings", "Start now")], ["reply", buttons("More")]);

  test.each([
    ["1", "press A"],
    ["6", "press More"],
    ["a", "press A"],
    ["B", "press B"],
    ["m", "press More"],
  ])("%j presses its button", (text, command) => {
    expect(press(question, text)).toEqual({ command });
  });

  test.each(["s", "x", "which one", "a b testing", "", "B X"])("%j presses none", (text) => {
    expect(press(question, text)).toBeUndefined();
  });

  test("says how many there are, and that buttons are pressed one at a time", () => {
    expect(press(question, "9")).toEqual({ wrong: "There are 6 buttons above; 9 is none of them." });
    expect(press(question, "A B")).toEqual({ wrong: "Press one at a time." });
    expect(press([], "9")).toBeUndefined();
  });

  test.each([
    ["2 1 3", [1, 1, 1], "sent B A C"],
    ["b d", [2], "sent B,D"],
    ["B, D", [2], "sent B,D"],
    ["c", [1], "sent C"],
    ["1 2 a", [1, 2], "sent A B,A"],
  ])("%j fills in a form of %j", (text, counts, command) => {
    expect(press(laid(["reply", form(...counts)]), text)).toEqual({ command });
  });

  test("of too few or of none of the options says what is wanted", () => {
    const sheets = laid(["reply", form(1, 2)]);
    const how = "Type numbers or letters: 1 for “Menu 1”, 2 for “Menu 2”. For example 1 1 2, or in full sent A A,B";
    expect(press(sheets, "b d")).toEqual({ wrong: `The form takes 3 answers; 2 came. ${how}` });
    expect(press(sheets, "1 2 9")).toEqual({ wrong: `9 is no option of “Menu 2”. ${how}` });
  });

  test("presses a button of the post while a form waits that takes more", () => {
    expect(press(laid(["post", buttons("A", "B")], ["reply", form(2)]), "b")).toEqual({ command: "press B" });
  });

  test("says the new command of a button whose post was edited", () => {
    const edited = relay(question, "post", { ...buttons("A"), parts: [{ kind: "choices", choices: [{ label: "A", command: "later" }] }] }); // prettier-ignore
    expect(press(edited, "1")).toEqual({ command: "later" });
  });
});
