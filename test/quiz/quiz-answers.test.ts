import { expect, test } from "vitest";
import { answersTo } from "../../src/answers/records.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { library } from "../tutor-for-tests.ts";
import { openClassroom, texts } from "./classroom-for-tests.ts";
import { chosenIn, formIn } from "./round-for-tests.ts";

describeOnEachEngine("an answer in a round", ({ store }) => {
  const { buttons, chance, last, letterOf, rightLetters, say } = openClassroom(store);

  test("is of the day by the channel's zone, where its learner has set none", async () => {
    chance.zone = "Pacific/Kiritimati"; // where it is the next day already
    await say("ada", "quiz 1");
    await say("ada", "play r-abc123 join");
    await say("ada", "play r-abc123 start");
    await say("ada", `play r-abc123 say.0.1.${letterOf(0, true)}`);
    const [row] = await store().read((db) => answersTo(db, "round:r-abc123:0"));
    expect(new Date(row?.at ?? 0).toISOString().slice(0, 10)).toBe("2026-11-18");
    expect(row?.local_date).toBe("2026-11-19");
  });

  test.each(["multi", "order", "match"] as const)(
    "a question of type %s is answered in a form, whole or menu by menu",
    async (type) => {
      chance.types = [type];
      await say("ada", "quiz 1");
      await say("ben", "play r-abc123 join");
      await say("ada", "play r-abc123 join");
      await say("ada", "play r-abc123 start");
      const asked = last();
      expect(buttons(asked)).toEqual(["play r-abc123 open.0.1"]);
      const { fields, send, command, fill } = formIn(await say("ada", "play r-abc123 open.0.1"));
      expect([send, command, fill]).toEqual(["Send my answer", "play r-abc123 send.0.1", "play r-abc123 fill.0.1"]);
      const right = rightLetters();
      expect(fields).toHaveLength(right.length);

      expect(await say("ada", `${command} Z`)).toContain("Answer with the letters A to");
      expect(await say("ada", `${command} A`)).toMatch(/came/);
      for (const [i, letters] of right.entries()) await say("ada", `${fill ?? ""} ${String(i + 1)} ${letters}`);
      await say("ada", `${fill ?? ""} 1`); // turns a page, and changes nothing
      expect(chosenIn(await say("ada", "play r-abc123 open.0.1"))).toEqual(right);
      expect(await say("ada", command)).toContain("Your answer is");
      await say("cleo", "play r-abc123 join");
      await say("ben", `${command} ${right.join(" ").toLowerCase()}`);
      const again = await say("ben", "play r-abc123 open.0.1");
      expect(chosenIn(again)).toEqual(right);
      expect(again).toContain(library().items.find(({ stem }) => texts(asked).includes(stem))?.stem ?? "no stem");
      await say("cleo", "play r-abc123 leave");
      expect(texts(last())).toContain("2 of 2 got it");
    },
  );

  test("presses at the same moment all count, and the same press twice counts once", async () => {
    await say("ada", "quiz 1 untimed module 1");
    for (const who of ["ada", "ben", "cleo"] as const) await say(who, "play r-abc123 join");
    await say("ada", "play r-abc123 start");
    const letter = letterOf(0, true);
    const act = `play r-abc123 say.0.1.${letter}`;
    const replies = await Promise.all([
      say("ada", act),
      say("ada", act),
      say("ben", act),
      say("cleo", act),
      say("ben", act),
    ]);
    expect(replies.filter((reply) => reply.includes("Your answer is")).length).toBeGreaterThanOrEqual(3);
    expect(texts(last())).toContain("3 of 3 got it");
    expect(await store().read((db) => answersTo(db, "round:r-abc123:0"))).toHaveLength(3);
  });

  test("a press that is delivered again after another one does not undo that", async () => {
    await say("ada", "quiz 1 module 1");
    for (const who of ["ada", "ben"] as const) await say(who, "play r-abc123 join");
    await say("ada", "play r-abc123 start");
    const [wrong, right] = [letterOf(0, false), letterOf(0, true)];
    await say("ada", `play r-abc123 say.0.1.${wrong}`, { id: "first" });
    await say("ada", `play r-abc123 say.0.1.${right}`, { id: "second" });
    expect(await say("ada", `play r-abc123 say.0.1.${wrong}`, { id: "first" })).toContain("already");
    await say("ben", `play r-abc123 say.0.1.${right}`);
    expect(texts(last())).toContain("2 of 2 got it");
  });
});
