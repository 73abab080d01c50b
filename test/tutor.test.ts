import { expect, test } from "vitest";
import type { Delivery } from "../src/conversation.ts";
import { makeTutor } from "../src/tutor.ts";
import { tutor } from "./tutor-for-tests.ts";

const deliveries: Delivery[] = [];
const { grammar, handle } = tutor((delivery) => {
  deliveries.push(delivery);
  return Promise.resolve("posted");
});
const place = { platform: "slack", id: "C0CLASS", private: false } as const;
const said = async (text: string) =>
  JSON.stringify((await handle({ id: "press", learner: "tutor", place, at: 0, command: grammar.parse(text) })).parts);

test("what can be shared is posted to the place, without its asker", async () => {
  expect(await said("share explain Clarify")).toContain("Shared with everyone here.");
  expect(deliveries).toMatchObject([{ place, reply: { to: "everyone" } }]);
});

test("what shows nothing to share says so", async () => {
  expect(await said("share help")).toContain("I can share an explanation");
});

test("what can be shared has the button for it", async () => {
  const reply = async (text: string) =>
    handle({ id: "press", learner: "tutor", place, at: 0, command: grammar.parse(text) });
  expect((await reply("explain Clarify")).share).toBe("explain clarify");
  for (const text of [
    "compare Clarify and Model Monitor",
    "modules",
    "modules 4",
    "objective 1.3.4",
    "pipeline",
    "closed",
    "start",
  ])
    expect((await reply(text)).share, text).toBeDefined();
  expect((await reply("help")).share).toBeUndefined();
});

test("what was not found is told to its asker alone", async () => {
  const before = deliveries.length;
  expect(await said("share modules 99")).toContain("There is no module 99");
  expect(deliveries.length).toBe(before);
});

// A sentence that begins with the command's name was refused as something that cannot be shared.
test("a question that begins with share is a question", async () => {
  expect(await said("share features across teams")).toContain("Amazon SageMaker Feature Store");
});

test("leaving a community is told to whoever forgets it, and harmless where nobody does", async () => {
  const left: unknown[] = [];
  const surroundings = {
    newReference: () => "",
    report: () => undefined,
    publish: () => Promise.resolve("failed" as const),
  };
  const community = { platform: "discord", id: "42" } as const;
  const forget = (one: unknown) => {
    left.push(one);
    return Promise.resolve();
  };
  await makeTutor([], { ...surroundings, left: forget }).left(community);
  await makeTutor([], surroundings).left(community);
  expect(left).toEqual([community]);
});

test("commands are offered for help, each with what it does", () => {
  const offered = tutor().complete("command", "mo");
  expect(offered).toEqual([{ label: "modules: The four modules, or one of them", value: "modules" }]);
});
