import { expect, test } from "vitest";
import type { Delivery } from "../src/conversation.ts";
import { tutor } from "./tutor-for-tests.ts";

const deliveries: Delivery[] = [];
const { grammar, handle } = tutor((delivery) => {
  deliveries.push(delivery);
  return Promise.resolve("posted");
});
const place = { platform: "slack", id: "C0CLASS", private: false } as const;
const said = async (text: string) =>
  JSON.stringify((await handle({ learner: "tutor", place, at: 0, command: grammar.parse(text) })).parts);

test("what can be shared is posted to the place, without its asker", async () => {
  expect(await said("share explain Clarify")).toContain("Shared with everyone here.");
  expect(deliveries).toMatchObject([{ place, reply: { to: "everyone" } }]);
});

test("what shows nothing to share says so", async () => {
  expect(await said("share help")).toContain("I can share an explanation");
});

// A sentence that begins with the command's name was refused as something that cannot be shared.
test("a question that begins with share is a question", async () => {
  expect(await said("share features across teams")).toContain("Amazon SageMaker Feature Store");
});
