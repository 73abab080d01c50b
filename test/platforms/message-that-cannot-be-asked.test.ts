import { expect, test } from "vitest";
import { longestQuestion } from "../../src/ask/match.ts";
import { longestMessage, messageTooLong, noTextInMessage, whyNotAsked } from "../../src/platforms/wording.ts";

/** "Which AWS service?" on a message took what somebody else had written for typed by the asker. */
test.each([
  ["a picture alone", " ", noTextInMessage],
  ["a long message", "x".repeat(longestMessage + 1), messageTooLong(longestMessage + 1)],
  ["a message just short enough", "x".repeat(longestMessage), undefined],
  ["a question", "who labels my images?", undefined],
] as const)("%s", (_, text, reply) => {
  expect(whyNotAsked(text)).toEqual(reply);
});

test("a message may be as long as a question", () => {
  expect(longestMessage).toBe(longestQuestion);
});
