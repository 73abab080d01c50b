import { expect, test } from "vitest";
import type { Round } from "../../src/quiz/phases.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { classroom, openClassroom, people, texts } from "./classroom-for-tests.ts";

describeOnEachEngine("who may do what in a round", ({ store }) => {
  const { alarms, chance, last, letterOf, open, ring, say, sent } = openClassroom(store);

  test("who manages the channel may stop it, a stranger may not", async () => {
    await say("ada", "quiz 3");
    await say("ben", "play r-abc123 join");
    await say("ada", "play r-abc123 start");
    expect(await say("ben", "stop")).toContain("Only whoever called");
    expect(await say("cleo", "skip")).toContain("Skipped");
    expect(texts(last())).toContain("Question 2 of 3");
    expect(await say("cleo", "stop")).toContain("stopped");
    expect(await say("cleo", "stop")).toContain("No round is being played");
    expect(alarms.size).toBe(0);
  });

  test("who manages another place, or is alone with the tutor, has no say in it", async () => {
    await say("ada", "quiz 3");
    const direct = { ...classroom, id: "D1", private: true };
    for (const act of ["start", "stop", "skip.lobby", "next.lobby"])
      expect(await say("cleo", `play r-abc123 ${act}`, { place: direct })).toContain("Only whoever called");
    expect(await say("ada", "play r-abc123 stop", { place: direct })).toContain("stopped");
  });

  test("whoever plays may leave, by a button under their answer or by a word, and keeps what they earned", async () => {
    expect(await say("ben", "leave")).toContain("No round is being played here");
    await say("ada", "quiz 3");
    for (const who of ["ada", "ben", "cleo"] as const) await say(who, "play r-abc123 join");
    expect(await say("cleo", "play r-abc123 leave")).toBe(
      told("You have left the round. Join again if you like, until it is over."),
    );
    expect(await say("cleo", "leave")).toContain("You are not in this round");
    await say("cleo", "play r-abc123 join");
    await say("ada", "play r-abc123 start");
    expect(await say("ben", `play r-abc123 say.0.1.${letterOf(0, true)}`)).toContain('"command":"play r-abc123 leave"');
    expect(await say("ben", "play r-abc123 leave")).toContain("Your points stay. Press an answer");
    expect(await say("cleo", "leave the round")).toBe(
      told("You have left the round. Press an answer, and you are back."),
    );
    await say("ada", `play r-abc123 say.0.1.${letterOf(0, true)}`);
    expect(texts(last())).toContain("2 of 2 got it");
    expect(await say("ada", "leave")).toContain("Your points stay");
    await ring();
    expect(texts(last())).toContain("everybody has left");
    expect(texts(last())).toContain("1. Ben, 100 points");
  });

  const drawn = async (): Promise<string[]> => {
    const rows = await store().read((db) => db.selectFrom("rounds").select("state").execute());
    return rows.flatMap(({ state }) => (JSON.parse(state) as Round).setup.questions.map(({ item }) => item));
  };

  test.each([
    ["an answer to it", "say.0.1.A"],
    ["another press", "leave"],
  ])("a question that was withdrawn ends the round, and %s is told so, as is everybody", async (_, act) => {
    await say("ada", "quiz 2");
    await say("ada", "play r-abc123 start");
    chance.withdrawn = (await drawn()).slice(0, 1);
    expect(await say("ada", `play r-abc123 ${act}`)).toContain("one of its questions was withdrawn");
    expect(texts(last())).toContain("one of its questions was withdrawn");
    expect(alarms.size).toBe(0);
    expect(await say("ada", `play r-abc123 ${act}`)).toContain("This round is over");
  });

  test("withdrawn later on, the questions before it stand; and it may still be forgotten who played", async () => {
    await say("ada", "quiz 2");
    await say("ada", "play r-abc123 start");
    await say("ada", `play r-abc123 say.0.1.${letterOf(0, false)}`);
    chance.withdrawn = await drawn();
    await ring();
    expect(texts(last())).toContain("The round ended: one of its questions was withdrawn");
    expect(texts(last())).toContain("1. Ada, 0 points");
    expect(texts(last())).not.toContain("Hardest");
    await store().write((tx) => open().keeper.forget(tx, people.ada));
    expect(texts(last())).toContain("1. A player, 0 points");
  });

  test("in a thread it is the round of the channel", async () => {
    const thread = { ...classroom, id: "C1-thread", within: "C1" };
    await say("ada", "quiz 1");
    expect(await say("ben", "quiz 1", { place: thread })).toContain(
      "A round on everything is being played here, called by Ada. Join it",
    );
    expect(await say("ben", "stop", { place: thread })).toContain("Only whoever called");
    expect(await say("ada", "stop", { place: thread })).toContain("stopped");
  });

  test("whoever calls another is told who called the one that is played, and who plays", async () => {
    await say("ada", "quiz 1");
    for (const who of ["ben", "cleo"] as const) await say(who, "play r-abc123 join");
    expect(await say("cleo", "quiz")).toContain("called by Ada. Playing: Ben, Cleo. Join it, or start yours");
    await say("ada", "play r-abc123 start");
    expect(await say("cleo", "quiz")).toContain("called by Ada. Playing: Ben, Cleo. Press an answer");
  });

  test("a message that is gone ends the round quietly, and another may be called", async () => {
    await say("ada", "quiz 3");
    const before = sent.length;
    await open().lost("round r-abc123 lobby 7");
    await open().lost("share something else");
    expect(sent).toHaveLength(before);
    expect(alarms.size).toBe(0);
    expect(await say("ada", "stop")).toContain("No round");
  });
});

function told(text: string): string {
  return texts({ to: "asker", parts: [{ kind: "text", text }] });
}
