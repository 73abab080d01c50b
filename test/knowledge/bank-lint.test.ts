import { describe, expect, test } from "vitest";
import { guess, guessers, isChoice, lintBank, mostAboveChance } from "../../src/knowledge/bank-lint.ts";
import type { ChoiceItem } from "../../src/knowledge/item.ts";
import { toItem } from "../items/item-for-tests.ts";
import { library } from "../tutor-for-tests.ts";

const why = "This explanation is long enough for every rule that asks for one.";

/** Sixty items; `option` says how each of the four of each item looks, the key's place going round unless said. */
function bank(
  option: (item: number, place: number, isKey: boolean) => { text: string; about?: string },
  keyOf = (item: number) => item % 4,
): ChoiceItem[] {
  return Array.from({ length: 60 }, (_, item) =>
    toItem({
      type: "choice",
      id: `item-${String(item)}`,
      stem: `Need ${"abcdefghijklmnopqrstuvwxyz".slice(item % 20, (item % 20) + 5)}${String(item * 7919)} now?`,
      options: [0, 1, 2, 3].map((place) => {
        const correct = place === keyOf(item);
        return { id: `o${String(place)}`, correct, why, ...option(item, place, correct) };
      }),
    }),
  );
}

const even = (_: number, place: number) => ({ text: `Thing ${String(place)}` });

test("a bank that gives nothing away has nothing to mend", () => {
  expect(lintBank(bank(even))).toEqual([]);
});

describe("each rule finds its broken bank", () => {
  test("the key stands at one place too often", () => {
    const found = lintBank(bank(even, () => 2));
    expect(found).toContain("the key stands at position 3 in 100.0 % of the items");
    expect(found).toContain("the key stands at position 1 in 0.0 % of the items");
  });

  test("the longest option is the key too often", () => {
    const found = lintBank(bank((_, place, isKey) => ({ text: isKey ? "A much longer text" : `Thing ${String(place)}` })));
    expect(found).toContain("the longest option is the key in 100.0 % of the items");
    expect(found).toContain("who guesses by the longest option gets 100.0 % right");
  });

  test("the key shares words with the stem", () => {
    const found = lintBank(bank((_, place, isKey) => ({ text: isKey ? "Need now" : `Thing ${String(place)}` })));
    expect(found.some((message) => message.startsWith("who guesses by words of the stem"))).toBe(true);
  });

  test("the key is what is offered most", () => {
    const found = lintBank(
      bank((item, place, isKey) => ({
        text: `Thing ${String(place)}`,
        about: isKey ? "macie" : `rare-${String(item)}-${String(place)}`,
      })),
    );
    expect(found).toContain("who guesses by the most frequent service gets 100.0 % right");
  });

  test("a key that the exam does not ask for", () => {
    expect(lintBank([toItem({ type: "choice", id: "one", answers: ["athena"] })])).toEqual([
      "one has athena as its key, which the exam does not ask for",
    ]);
  });

  test("two stems are nearly one", () => {
    const one = toItem({ type: "choice", id: "one", stem: "A bakery in Turin wants to forecast tomorrow's bread sales. Which one fits?" });
    const two = toItem({ type: "choice", id: "two", stem: "A bakery in Milan wants to forecast tomorrow's bread sales. Which one fits?" });
    expect(lintBank([one, two])).toEqual(["two asks nearly what one asks"]);
  });
});

test("a small bank is not judged by shares", () => {
  expect(lintBank(bank(even, () => 2).slice(0, 10))).toEqual([]);
});

describe("our own bank", () => {
  const choices = library().items.filter(isChoice);

  test.each(Object.entries(guessers))("is no better guessed by %s than by chance and 5 points", (_, guesser) => {
    expect(guess(choices, guesser)).toBeLessThanOrEqual(0.25 + mostAboveChance);
  });

  test("keeps every rule", () => {
    expect(lintBank(library().items)).toEqual([]);
  });
});
