import { expect, test } from "vitest";
import { makeGrammar, writeCommand } from "../../src/command.ts";
import { makeTopicFinder } from "../../src/items/topic.ts";
import { rows } from "../../src/study/rows.ts";
import { aboutInWords, readWish } from "../../src/study/wish.ts";
import { askDoor, library } from "../tutor-for-tests.ts";

const { resolve: entry } = askDoor().names;
const topicOf = makeTopicFinder(library(), entry);
const exactTopicOf = makeTopicFinder(library(), (typed) => entry(typed, true));
const { parse } = makeGrammar(rows, {
  entry,
  sitting: (typed) => typed,
  "study-wish": (typed, exactly) => (readWish(typed, exactly ? exactTopicOf : topicOf) ? typed : undefined),
});

test.each([
  ["", 10, "everything"],
  ["5", 5, "everything"],
  ["50", 10, "everything"],
  ["module 4", 10, "module 4"],
  ["1.3.4", 10, "exam objective 1.3.4"],
  ["3 clarify vs model-monitor", 3, "Clarify and Model Monitor"],
  ["5 questions on drift", 5, "drift"],
  ["my weak spots", 10, "your weak spots"],
  ["weak spots in module 2", 10, undefined],
  ["weak spots module 2", 10, "your weak spots in module 2"],
  ["gardening", 10, undefined],
])("“%s” wants %d on %s", (text, count, about) => {
  const wish = readWish(text, topicOf);
  expect(wish && [wish.count, aboutInWords(wish)]).toEqual(about === undefined ? undefined : [count, about]);
});

test("a sitting that is open is left where a fresh one is asked for", () => {
  expect(readWish("afresh", topicOf)).toMatchObject({ afresh: true, count: 10 });
  expect(readWish("anew module 3", topicOf)).toMatchObject({ afresh: true, about: { name: "module 3" } });
});

test.each([
  ...["study guide for the exam", "practice exams?", "drill down into feature attributions", "study faster"],
  ...["weak labels for my images", "test me on gardening"],
])("“%s” is a question", (text) => {
  expect(parse(text)).toEqual({ name: "ask", arguments: [text] });
});

test.each([
  ...["study", "study 3 clarify vs model-monitor", "study 1.3.4", "study my weak spots", "study afresh"],
  ...["drill", "drill clarify", "weak", "sit s-abc123 say.3.B", "sit s-abc123 fill.3 2 C"],
])("“%s” is read back as it is written", (text) => {
  expect(writeCommand(parse(text))).toBe(text);
});

test.each(["practice drift", "practise module 4", "test me on Clarify", "my weak spots", "speed drill"])(
  "“%s” is a command",
  (text) => {
    expect(parse(text).name).not.toBe("ask");
  },
);
