import { expect, test } from "vitest";
import { hearButton, hearQuestion, hearSlash, hearText, readable } from "../../../src/platforms/discord/hear.ts";
import { tutor } from "../../tutor-for-tests.ts";

const { grammar } = tutor();
const who = { id: "interaction 5", user: "7", name: "Ann", channel: "9", private: false, guild: "3" };

test.each([
  ["<@42> who labels my images?", "who labels my images?"],
  ["<@!42> <@&1> <#2> <a:wave:3> <:tux:4> </quiz:5> hi", "hi"],
  ["a < b and c > d", "a < b and c > d"],
  ["  a\n b ", "a b"],
])("%j reads %j", (text, read) => {
  expect(readable(text)).toBe(read);
});

test.each([
  ["ask", ["who labels my images?"], "ask", ["who labels my images?"]],
  ["explain", ["clarify"], "explain", ["clarify"]],
  ["compare", ["clarify", "model-monitor"], "compare", ["clarify", "model-monitor"]],
  ["compare", ["Clarify", "the Model Monitor"], "compare", ["clarify", "model-monitor"]],
  ["modules", [], "modules", []],
])("/aws-ml %s %j says %s %j", (sub, options, name, args) => {
  expect(hearSlash(sub, options, who, grammar)).toEqual({
    id: "discord:interaction 5",
    learner: "discord:7",
    name: "Ann",
    place: { platform: "discord", id: "9", private: false, community: "3" },
    command: { name, arguments: args },
  });
});

test("a message that is asked about is a question even when it begins like a command", () => {
  expect(hearQuestion("help me label", who).command).toEqual({ name: "ask", arguments: ["help me label"] });
});

test("a button is ours when it says a command in its written form", () => {
  expect(hearButton("explain clarify", who, grammar)?.command.name).toBe("explain");
  for (const id of ["", "explain Clarify", "a".repeat(100), "round 7 3"])
    expect(hearButton(id, who, grammar)).toBeUndefined();
});

test("a direct message is private and in no server", () => {
  const { place } = hearText("help", { ...who, private: true, guild: null }, grammar);
  expect(place).toEqual({ platform: "discord", id: "9", private: true });
});
