import { expect, test } from "vitest";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { openClassroom, people, texts } from "./classroom-for-tests.ts";

describeOnEachEngine("forgetting who played", ({ store }) => {
  const { last, letterOf, open, ring, say, sent } = openClassroom(store);

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
    await store().write((tx) => keeper.forget(tx, people.ada));
    expect(sent.at(-1)).toMatchObject({ replaces: "round r-abc123 standings" });
    expect(texts(last())).toContain("1. A player, 100 points");
    expect(texts(last())).toContain("1. Ben, 100 points");
    const states = await store().read((db) => db.selectFrom("rounds").select("state").execute());
    expect(JSON.stringify(states)).not.toContain(people.ada);
    await store().write((tx) => Promise.resolve(keeper.leave?.(tx, { platform: "slack", id: "T1" })));
    expect(await store().read((db) => db.selectFrom("rounds").selectAll().execute())).toEqual([]);
  });
});
