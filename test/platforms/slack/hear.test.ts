import { describe, expect, test } from "vitest";
import { hearButton, hearForm, hearQuestion, hearText, readable } from "../../../src/platforms/slack/hear.ts";
import { tutor } from "../../tutor-for-tests.ts";

const { grammar } = tutor();
const who = { id: "event Ev1", team: "T1", user: "U1", channel: "C1" };

test.each([
  ["<@U0TUTOR> who labels my images?", "who labels my images?"],
  ["see <https://a.example/x|the page> &amp; &lt;b&gt;", "see the page & <b>"],
  ["<https://a.example/x>", "https://a.example/x"],
  ["<!channel> <!here> <#C1|general> <!subteam^S1> hi", "hi"],
  ["  a\n\n b ", "a b"],
  ["&amp;lt;", "&lt;"],
])("%j reads %j", (text, read) => {
  expect(readable(text)).toBe(read);
});

describe("who and where", () => {
  test("a learner is a person in a team; a channel is not private, a direct message is", () => {
    expect(hearText("help", who, grammar)).toEqual({
      id: "slack:event Ev1",
      learner: "slack:T1:U1",
      place: { platform: "slack", id: "C1", private: false, community: "T1" },
      command: { name: "help", arguments: [] },
    });
    expect(hearText("help", { ...who, channel: "D1" }, grammar).place.private).toBe(true);
  });

  test("a name goes along where Slack tells it", () => {
    expect(hearText("help", { ...who, name: "ann" }, grammar).name).toBe("ann");
    expect(hearText("help", who, grammar)).not.toHaveProperty("name");
  });

  test("who belongs to no one workspace belongs to no community", () => {
    expect(hearText("help", { ...who, team: "" }, grammar).place).not.toHaveProperty("community");
  });
});

test("a message that is asked about is a question even when it begins like a command", () => {
  expect(hearQuestion("explain Clarify", who).command).toEqual({ name: "ask", arguments: ["explain Clarify"] });
});

test.each([
  "explain clarify",
  "compare clarify model-monitor",
  "ask who labels my images?",
  "share card macie",
  "help",
])("the button %j is ours", (id) => {
  expect(hearButton(id, who, grammar)?.command.name).toBe(id.split(" ")[0]);
});

test.each(["", "drop table", "explain Clarify", "explain  clarify", "modules 04", "x".repeat(255)])(
  "the button %j is none of ours",
  (id) => {
    expect(hearButton(id, who, grammar)).toBeUndefined();
  },
);

test("a form says its command with what was entered", () => {
  expect(hearForm("ask", ["who labels <b> &amp; images?"], who, grammar).command).toEqual({
    name: "ask",
    arguments: ["who labels <b> & images?"],
  });
});
