import { expect, test } from "vitest";
import { openTutor } from "../../src/compose.ts";
import type { Reply } from "../../src/conversation.ts";
import { messages } from "../../src/inbox/records.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { library } from "../tutor-for-tests.ts";
import { alarmsRungByHand } from "../alarms/rung-by-hand.ts";

describeOnEachEngine("an answer that was not the one", ({ store }) => {
  test("comes to the inbox by a press on Not this, with what was asked, scrubbed", async () => {
    const nothing = () => Promise.resolve();
    const { alarms } = alarmsRungByHand();
    const { tutor } = openTutor(library(), { remembering: { store: store(), alarms, send: nothing } });
    let count = 0;
    const say = async (text: string): Promise<Reply> =>
      tutor.handle({
        ...{ id: String((count += 1)), learner: "slack:T1:U1", at: 1, command: tutor.grammar.parse(text) },
        place: { platform: "slack", id: "C1", private: false },
      });
    const answer = await say("detect drift in prod for jane@example.com?");
    const choices = answer.parts.flatMap((part) => (part.kind === "choices" ? part.choices : []));
    const notThis = choices.find(({ label }) => label === "Not this")?.command ?? "";
    expect(JSON.stringify(await say(notThis))).not.toContain("jane");
    const kept = await store().read((db) => messages(db, { resolved: false }));
    expect(kept.map(({ kind, text }) => [kind, text])).toEqual([
      ["not-this", "not Model Monitor: detect drift in prod for [address]?"],
    ]);
  });
});
