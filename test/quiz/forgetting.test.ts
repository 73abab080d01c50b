import { expect, test } from "vitest";
import { answersTo } from "../../src/answers/records.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { openClassroom, people, texts, type Person } from "./classroom-for-tests.ts";

describeOnEachEngine("forgetting who played", ({ store }) => {
  const { last, letterOf, open, ring, say, sent } = openClassroom(store);

  const forget = (who: Person) => store().write((tx) => open().keeper.forget(tx, people[who]));
  /** The first message as it stands now. */
  const lobby = () => {
    const key = "round r-abc123 lobby";
    const now = sent.filter((delivery) => delivery.key === key || delivery.replaces === key).at(-1);
    return now ? texts(now.reply) : "";
  };

  test("who is forgotten is nobody in the rounds, also in standings that were posted; the others' points stand", async () => {
    await say("ada", "quiz 1 module 1");
    for (const who of ["ada", "ben"] as const) await say(who, "play r-abc123 join");
    await say("ada", "play r-abc123 start");
    for (const who of ["ada", "ben"] as const) await say(who, `play r-abc123 say.0.1.${letterOf(0, true)}`);
    await ring();
    expect(texts(last())).toContain("1. Ada, 100 points");
    const { keeper } = open();
    expect(await store().read((db) => keeper.export(db, people.ada))).toMatchObject([
      { about: "module 1", called: true },
    ]);
    await forget("ada");
    expect(sent.at(-1)).toMatchObject({ replaces: "round r-abc123 standings" });
    expect(lobby()).toContain("Playing: A player, Ben.");
    expect(texts(last())).toContain("1. A player, 100 points");
    expect(texts(last())).toContain("1. Ben, 100 points");
    const states = await store().read((db) => db.selectFrom("rounds").select("state").execute());
    expect(JSON.stringify(states)).not.toContain(people.ada);
    await store().write((tx) => Promise.resolve(keeper.leave?.(tx, { platform: "slack", id: "T1" })));
    expect(await store().read((db) => db.selectFrom("rounds").selectAll().execute())).toEqual([]);
  });

  test("in a lobby, who is forgotten is gone from it", async () => {
    await say("ada", "quiz 1 teams");
    await say("ada", "play r-abc123 join");
    await say("ben", "play r-abc123 team Red");
    for (const who of ["ada", "ben"] as const) await forget(who);
    expect(lobby()).not.toMatch(/Ada|Ben|A player/);
    await ring();
    expect(texts(last())).toContain("Nobody joined");
  });

  test("in a round that goes on, nobody waits for who is forgotten, and the log keeps none of their answers", async () => {
    await say("ada", "quiz 2 module 1");
    for (const who of ["ada", "ben", "cleo"] as const) await say(who, "play r-abc123 join");
    await say("ada", "play r-abc123 start");
    expect(lobby()).toContain("Playing: Ada, Ben, Cleo.");
    await say("ada", `play r-abc123 say.0.1.${letterOf(0, true)}`);
    await forget("ada");
    expect(lobby()).toContain("Playing: A player, Ben, Cleo.");
    await forget("cleo");
    expect(lobby()).toContain("Playing: A player, Ben.");
    await say("ben", `play r-abc123 say.0.1.${letterOf(0, true)}`);
    expect(sent.map(({ reply }) => texts(reply)).join()).toContain("2 of 2 got it");
    const rows = await store().read((db) => answersTo(db, "round:r-abc123:0"));
    expect(rows.map(({ learner }) => learner)).toEqual([people.ben]);
    await forget("ben");
    await ring();
    expect(texts(last())).toContain("everybody has left");
    expect(texts(last())).not.toMatch(/Ada|Ben|Cleo/);
  });

  test("who left before answering is named no more, so that forgetting finds nothing", async () => {
    await say("ada", "quiz 1 module 1");
    for (const who of ["ada", "ben"] as const) await say(who, "play r-abc123 join");
    await say("ada", "play r-abc123 start");
    await say("ben", "leave");
    expect(lobby()).toContain("Playing: Ada.");
    const before = sent.length;
    await forget("ben");
    expect(sent).toHaveLength(before);
  });
});
