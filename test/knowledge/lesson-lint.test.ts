import { describe, expect, test } from "vitest";
import { countWords, lintLesson, lintLessons, longestCard } from "../../src/knowledge/lesson-lint.ts";
import { lint } from "../../src/knowledge/lint.ts";
import { toItem } from "../items/item-for-tests.ts";
import { library } from "../tutor-for-tests.ts";
import { toLesson } from "./lesson-for-tests.ts";

const { entries, lessons } = library();
const six = [1, 2, 3, 4, 5, 6].map((n) => toItem({ type: "choice", id: `item-${String(n)}`, curriculum: "1.2" }));
const lintOne = (lesson = toLesson()) => lintLesson(lesson, entries, six);

test("a sound lesson has nothing to mend", () => {
  expect(lintOne()).toEqual([]);
});

describe("each rule finds its broken lesson", () => {
  const { cards } = toLesson();

  test("a kind of card is missing", () => {
    expect(lintOne({ ...toLesson(), cards: cards.slice(0, 2) })).toEqual([
      "has no card of the kind at-work",
      "has no card of the kind today",
    ]);
  });

  test("but a prerequisite needs no look-alike and no status", () => {
    const short = cards.filter(({ kind }) => kind === "idea" || kind === "at-work");
    expect(lintOne({ ...toLesson(), kind: "prerequisite", cards: short })).toEqual([]);
    expect(lintOne({ ...toLesson(), kind: "real-world", cards: short.slice(1) })).toEqual([
      "has no card of the kind idea",
    ]);
  });

  test("the cards stand in another order", () => {
    expect(lintOne({ ...toLesson(), cards: [...cards].reverse() })).toEqual([
      "its cards do not stand in the order idea, look-alike, at-work, today",
    ]);
  });

  test("a card has more words than are read, heading and all", () => {
    const words = (count: number) => `${Array.from({ length: count }, (_, i) => `word${String(i)}`).join(" ")}.`;
    expect(lintOne(toLesson([words(117)]))).toEqual([]);
    expect(lintOne(toLesson([words(118)]))).toEqual(["“What it is” has 121 words; at most 120 are read"]);
  });

  test.each([
    ["It is simply there.", "markup or shouting in “What it is”"],
    ["It is *there*.", "markup or shouting in “What it is”"],
    ["It is there!", "markup or shouting in “What it is”"],
    ["It is there", "“What it is” does not end with a full stop"],
  ])("what the rules of style refuse: %s", (text, message) => {
    expect(lintOne(toLesson([text]))).toContain(message);
  });

  test("two cards say nearly the same", () => {
    const text = "A gardener waters seedlings daily before noon, never after sunset.";
    expect(lintOne(toLesson([text, text.replace("noon", "lunch")]))).toEqual([
      "“What it is not” says nearly what “What it is” says",
    ]);
  });

  test("two lessons have nearly the same card", () => {
    const text = "A gardener waters seedlings daily before noon, never after sunset.";
    const others = ["Clouds drift eastwards.", "Chairs creak loudly.", "Seven geese flew."];
    const another = { ...toLesson([text, ...others]), id: "our-garden" };
    expect(lintLessons([toLesson([text]), another])).toEqual([
      "“our-garden: What it is” says nearly what “1.2: What it is” says",
    ]);
  });

  test("fewer questions check it than two days need", () => {
    const reserved = six.map((item, i) => (i === 0 ? { ...item, reserved: true } : item));
    expect(lintLesson(toLesson(), entries, reserved)).toEqual([
      "5 questions check it; it needs 6 that are not kept for mock exams",
    ]);
  });

  test("a part of the curriculum has no lesson", () => {
    const without = { ...library(), lessons: lessons.filter(({ of }) => of !== "4.2" && of !== "collaboration") };
    expect(lint(without).map(({ message }) => message)).toEqual([
      "no lesson teaches the objective 4.2",
      "no lesson teaches the real-world collaboration",
    ]);
  });
});

test("a dash or an ellipsis by itself is no word", () => {
  expect(countWords({ heading: "For each …", text: "two – or three, e-mails." })).toBe(6);
});

test("no card of ours is longer than is read, and none is a mere line", () => {
  for (const card of lessons.flatMap(({ cards }) => cards)) {
    expect(countWords(card), card.heading).toBeLessThanOrEqual(longestCard);
    expect(countWords(card), card.heading).toBeGreaterThanOrEqual(45);
  }
});

test("every at-work card of ours gives a hint that one can follow", () => {
  for (const { text, heading } of lessons.flatMap(({ cards }) => cards).filter(({ kind }) => kind === "at-work"))
    expect(text, heading).toMatch(/Try it (with (pencil and )?paper|in ten minutes)/);
});
