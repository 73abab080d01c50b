import { expect, test } from "vitest";
import { answersOf } from "../../src/answers/records.ts";
import { makeGrammar } from "../../src/command.ts";
import type { Delivery, Part, Place, Reply } from "../../src/conversation.ts";
import { makeMockExams } from "../../src/exam/mock-exam.ts";
import { liveExam } from "../../src/exam/records.ts";
import { makeLearners } from "../../src/learners/learners.ts";
import { dueItems } from "../../src/study/records.ts";
import { alarmsRungByHand } from "../alarms/rung-by-hand.ts";
import { rightLettersIn } from "../items/letters-for-tests.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { library } from "../tutor-for-tests.ts";

const ada = "slack:T1:UADA";
const direct: Place = { platform: "slack", id: ada, private: true };
const start = Date.UTC(2026, 10, 24, 9);

describeOnEachEngine("a mock exam", ({ store }) => {
  const open = () => {
    let [time, presses] = [start, 0];
    const { alarms, waiting } = alarmsRungByHand();
    const sent: Delivery[] = [];
    /** Another door on the same store: what a restart leaves of the last one. */
    const make = () =>
      makeMockExams(library(), {
        ...{ store: store(), alarms, newToken: () => String(presses).padStart(6, "0"), now: () => time },
        send: (_, delivery) => Promise.resolve(void sent.push(delivery)),
        learners: makeLearners({ store: store(), keepers: [], send: () => Promise.resolve() }),
        zoneOf: () => Promise.resolve("Europe/Rome"),
      });
    const say = async (text: string): Promise<Reply> => {
      const door = make();
      const command = makeGrammar(door.rows, door.resolvers).parse(text);
      return door.handle({ id: `press ${String((presses += 1))}`, learner: ada, place: direct, at: time, command });
    };
    const press = (reply: Reply, label: string) => {
      const found = choicesOf(reply).find((choice) => choice.label === label);
      if (!found) throw new Error(`no button ${label} in ${JSON.stringify(reply.parts)}`);
      return say(found.command);
    };
    const answer = async (reply: Reply): Promise<Reply> => {
      const letters = rightLettersIn(reply.parts);
      if (choicesOf(reply).every(({ label }) => label !== "Answer")) return press(reply, letters[0] ?? "");
      const form = (await press(reply, "Answer")).parts.find((part) => part.kind === "form");
      if (form?.kind !== "form") throw new Error("no form");
      return say(`${form.form.command} ${letters.join(" ")}`);
    };
    const pass = (ms: number) => (time += ms);
    const ring = async () => {
      for (const alarm of [...waiting.values()].filter(({ at }) => at <= time)) {
        waiting.delete(alarm.key);
        await store().write((tx) => make().ring(tx, alarm));
      }
    };
    return { say, press, answer, pass, ring, sent, waiting };
  };

  test("is offered, answered without a word on what is right, handed in, and told question by question", async () => {
    const { say, press, answer, pass, waiting, sent } = open();
    const offered = await say("exam");
    expect(texts(offered)).toContain("Mock exam: 20 questions, 28 minutes");
    let shown = await press(offered, "Begin");
    for (let question = 1; question <= 19; question++) {
      expect(texts(shown)).toContain(`Question ${String(question)} of 20`);
      pass(20_000);
      const answered = await answer(shown);
      expect(texts(answered)).toContain("Your answer: ");
      expect(texts(answered)).not.toMatch(/Right|Not this time|Documentation/);
      shown = await press(answered, "Next");
    }
    expect(texts(await say("exam"))).toContain("Question 20 of 20");
    const flagged = await press(shown, "Flag");
    const overview = await press(flagged, "Overview");
    expect(texts(overview)).toContain("19 of 20 answered");
    const asked = await press(overview, "Hand in");
    expect(texts(asked)).toContain("One question is open and counts as wrong: 20.");
    const report = await press(asked, "Hand in all the same");
    expect(texts(report)).toContain("19 of 20 right · 95 %");
    expect(texts(report)).toContain("So far 1 of 3 successive mocks at 85 %.");
    expect(texts(report)).toContain("a scaled score and not a percentage");
    expect([waiting.size, sent.length]).toEqual([0, 0]);
    let told = await press(report, "Show misses");
    expect(texts(told)).toContain("Question 20. The answer");
    for (let page = 2; page <= 20; page++) told = await press(told, "Next");
    expect(choicesOf(told).map(({ label }) => label)).toEqual(["Back", "Report"]);
    const rows = await store().read((db) => answersOf(db, ada));
    expect(rows.map(({ mode, correct }) => [mode, correct])).toEqual(Array(19).fill(["exam", 1]));
    const due = await store().read((db) => dueItems(db, ada, start + 3_600_000));
    expect(due).toHaveLength(1);
    expect(library().items.find(({ id }) => id === due[0])?.reserved).toBe(false);
  });

  test("is handed in by the clock once, and its learner is told where they are", async () => {
    const { say, press, answer, pass, ring, sent } = open();
    const first = await press(await say("exam 5 7"), "Begin");
    await answer(first);
    pass(7 * 60_000);
    await ring();
    await ring();
    expect(sent.map(({ place }) => place.id)).toEqual([ada]);
    expect(sent.map(({ reply }) => texts(reply)).join("")).toContain("Time was up, so I handed in your mock exam. 4 questions were blank."); // prettier-ignore
    expect(texts(await answer(first))).toContain("1 of 5 right");
    expect(await store().read((db) => answersOf(db, ada))).toHaveLength(1);
  });

  test("a press after the end finds it handed in, before any alarm", async () => {
    const { say, press, pass, ring, sent } = open();
    const first = await press(await say("exam 5 7"), "Begin");
    pass(7 * 60_000);
    expect(texts(await press(first, "Next"))).toContain("Time was up");
    await ring();
    expect(sent).toEqual([]);
  });

  test("stopped, it counts for nothing", async () => {
    const { say, press } = open();
    await press(await say("exam 5 untimed"), "Begin");
    await press(await say("exam stop"), "Stop it");
    expect(await store().read((db) => liveExam(db, ada))).toBeUndefined();
    expect(texts(await say("exam 200"))).toContain("5 to 65 questions");
  });
});

function choicesOf({ parts }: Reply) {
  return parts.flatMap((part) => (part.kind === "choices" ? part.choices : []));
}

function texts({ parts }: { readonly parts: readonly Part[] }): string {
  return JSON.stringify(parts);
}
