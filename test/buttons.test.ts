import { expect, test } from "vitest";
import { writeCommand } from "../src/command.ts";
import { openTutor } from "../src/compose.ts";
import type { Delivery, Place, Reply } from "../src/conversation.ts";
import { alarmsRungByHand } from "./alarms/rung-by-hand.ts";
import { describeOnEachEngine } from "./store/each-engine.ts";
import { library } from "./tutor-for-tests.ts";

/**
 * Slack and Discord take a button's id for ours only if it is read back as it was written. Features that are tested
 * alone, with ids of their own making, do not show whether it is: buttons of flags, of sittings and of zones were once
 * refused.
 */
describeOnEachEngine("every button of the whole tutor", ({ store }) => {
  const channel: Place = { platform: "slack", id: "C1", private: false, community: "T1" };
  const start = Date.UTC(2026, 10, 23, 8);

  test("is read back as it was written, and answers", async () => {
    const { alarms, waiting } = alarmsRungByHand();
    const sent: Delivery[] = [];
    let [time, presses] = [start, 0];
    const { tutor, ring } = openTutor(library(), {
      remembering: { store: store(), alarms, send: (_, delivery) => Promise.resolve(void sent.push(delivery)) },
      mayManage: () => Promise.resolve(true),
      now: () => time,
    });
    const say = async (text: string): Promise<Reply> => {
      const command = tutor.grammar.parse(text);
      const id = `press ${String((presses += 1))}`;
      return tutor.handle({ id, learner: "slack:T1:UADA", name: "Ada", place: channel, at: time, command });
    };
    const pass = async (ms: number) => {
      time += ms;
      for (const alarm of [...waiting.values()].filter(({ at }) => at <= time)) {
        waiting.delete(alarm.key);
        await store().write((tx) => ring(tx, alarm));
      }
    };
    const seen = new Set<string>();
    const check = async (reply: Reply): Promise<void> => {
      for (const id of buttonsOf(reply)) {
        if (seen.has(kindOf(id))) continue;
        seen.add(kindOf(id));
        expect(writeCommand(tutor.grammar.parse(id))).toBe(id);
        expect(id.length).toBeLessThanOrEqual(75);
        const told = await say(id);
        expect(`${id}: ${JSON.stringify(told)}`).not.toMatch(/I no longer know|went wrong on my side/);
        await check(told);
      }
    };

    await say("daily set 09:00 UTC every day");
    await say("daily now"); // before the buttons below switch it off
    for (const words of ["daily set 9am CST", "daily", "help daily"]) await check(await say(words));
    for (const words of [
      "quiz 1 untimed",
      "study 3",
      "exam 5",
      "weak",
      "drill",
      "leaderboard",
      "season reset",
      "settings",
    ])
      await check(await say(words));
    for (const words of ["remind 9am CST", "remind", "what is Clarify?", "daily set 17:00 UTC", "daily off"])
      await check(await say(words));
    for (const words of ["goal in 10 days 5", "goal 3/4/2027", "goal passed", "goal moved", "goal not-yet"])
      await check(await say(words));
    for (const words of ["learn", "learn 1.2", "lessons", "study level", "learn quantum"])
      await check(await say(words));
    await pass(2 * 60_000);
    await pass(40 * 60_000);
    await say("goal tomorrow");
    await pass(60 * 60 * 60_000);
    for (let i = 0; i < sent.length; i++) await check(sent[i]?.reply ?? { to: "everyone", parts: [] });
    const kinds = [...seen].map((kind) => kind.split(" ")[0]);
    for (const kind of [
      "play",
      "day",
      "sit",
      "paper",
      "flag",
      "daily-set",
      "daily-off",
      "remind",
      "study",
      "season",
      "compare",
      "goal",
      "lesson",
      "learn",
    ])
      expect(kinds).toContain(kind);
  });
});

function buttonsOf({ parts }: Reply): string[] {
  return parts.flatMap((part) => {
    if (part.kind === "choices") return part.choices.map(({ command }) => command);
    return part.kind === "form" ? [part.form.command, part.form.fill ? `${part.form.fill} 1 A` : []].flat() : [];
  });
}

/** A button without its ids and numbers: of many alike one is pressed. */
function kindOf(id: string): string {
  return id.replace(/\b[a-z]-[\w-]{6,}\b/g, "…").replace(/\d+|\.[A-Z]\b/g, "#");
}
