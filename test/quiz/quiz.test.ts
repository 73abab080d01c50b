import { expect, test } from "vitest";
import { answersTo } from "../../src/answers/records.ts";
import { partsOf } from "../../src/knowledge/item.ts";
import type { Round } from "../../src/quiz/phases.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { library } from "../tutor-for-tests.ts";
import { openClassroom, people, texts } from "./classroom-for-tests.ts";

describeOnEachEngine("a round", ({ store }) => {
  const { alarms, buttons, last, letterOf, open, pass, post, ring, say, sent, chance } = openClassroom(store);

  test("is called, joined, played and scored; the log has what everybody chose", async () => {
    expect(await say("ada", "quiz 2 module 4")).toContain("2 questions on module 4");
    expect(texts(last())).toContain("Quiz round: 2 questions on module 4");
    expect(await say("ben", "quiz")).toContain("being played here, called by Ada. Join it");
    expect(await say("ben", "play r-abc123 join")).toContain("You are in");
    expect(texts(last())).toContain("Ben");
    expect(await say("ben", "play r-abc123 start")).toContain("Only whoever called this round");
    await say("ada", "play r-abc123 join");
    await say("ada", "play r-abc123 start");
    const asked = post(" 0.1");
    expect(asked?.under).toBe("round r-abc123 lobby");
    const closes = asked?.reply.parts.find((part) => part.kind === "countdown")?.until ?? 0;
    expect([...alarms.values()].map(({ at }) => at)).toEqual([closes + 500]);

    const told = await say("ada", `play r-abc123 say.0.1.${letterOf(0, true)}`);
    expect(told).toContain("You can change it");
    expect(told).toMatch(/"command":"flag i-[0-9a-f]{10}"/);
    expect(texts(last())).toContain("1 of 2 has answered.");
    pass(4000);
    await say("ben", `play r-abc123 say.0.1.${letterOf(0, false)}`);
    expect(texts(last())).toContain("1 of 2 got it");
    expect(texts(last())).toContain("· right · 1 chose it");
    expect(await say("ben", `play r-abc123 say.0.1.${letterOf(0, true)}`)).toContain("has closed");

    await ring();
    expect(await say("ben", "play r-abc123 next.revealing.0")).toContain("Only whoever called");
    await say("ada", `play r-abc123 say.1.1.${letterOf(1, true)}`);
    await ring();
    expect(texts(last())).toContain("Question 2 of 2: 1 of 1 got it");
    await ring();
    expect(texts(last())).toContain("1. Ada, 200 points");
    expect(texts(last())).toContain("2. Ben, 0 points");
    expect(alarms.size).toBe(0);

    const rows = await store().read((db) => answersTo(db, "round:r-abc123:0"));
    expect(rows.map(({ learner, correct, took_ms, place, mode }) => [learner, correct, took_ms, place, mode])).toEqual([
      [people.ada, 1, 0, "C1", "round"],
      [people.ben, 0, 4000, "C1", "round"],
    ]);
    expect(await say("ben", "play r-abc123 misses")).toContain("Add them to my deck");
    expect(await say("ben", "play r-abc123 deck")).toContain("Added to your deck: 2");
    expect(await say("ben", "play r-abc123 deck")).toContain("in your deck already");
    expect(await say("ada", "play r-abc123 misses")).toContain("You missed nothing");
    expect(await say("cleo", "play r-abc123 misses")).toContain("You did not play in this round");
    expect(await say("cleo", "play r-abc123 deck")).toContain("You did not play in this round");
    expect(await say("cleo", "play r-abc123 join")).toContain("This round is over");
  });

  test("a question whose post was late has all of its time from then on, and its post says so", async () => {
    await say("ada", "quiz 1 20s");
    await say("ada", "play r-abc123 start");
    const until = () => last().parts.find((part) => part.kind === "countdown")?.until ?? 0;
    const closes = until();
    await open().posted("round r-abc123 0.1", closes - 5000);
    expect(sent.at(-1)).toMatchObject({ replaces: "round r-abc123 0.1" });
    expect(until()).toBe(closes + 15_000);
    expect([...alarms.values()].map(({ at }) => at)).toEqual([closes + 15_500]);
    const before = sent.length;
    for (const key of ["round r-abc123 lobby", "round r-abc123 0.1 4", "round r-none00 0.1", "share 7"])
      await open().posted(key, closes);
    expect(sent).toHaveLength(before);
  });

  test("nothing that is shown before the reveal gives the answer away", async () => {
    await say("ada", "quiz 3");
    await say("ada", "play r-abc123 start");
    const shown = JSON.stringify(sent);
    const key = library().items.filter(({ stem }) => shown.includes(stem));
    expect(key).toHaveLength(1);
    expect(shown).not.toContain('"correct"');
    for (const part of key.flatMap(partsOf)) expect(shown).not.toContain(part.why);
    expect(buttons(last()).every((command) => command.length <= 75)).toBe(true);
  });

  test("a channel does not see a question again within 30 days while others remain", async () => {
    const drawn: string[][] = [];
    for (const [i, days] of [0, 1, 29, 2].entries()) {
      chance.token = `abc12${String(i)}`;
      pass(days * 24 * 60 * 60 * 1000);
      await say("ada", "quiz 20 module 4");
      await say("ada", "stop");
      const rows = await store().read((db) =>
        db.selectFrom("rounds").select("state").where("id", "=", `r-${chance.token}`).execute(),
      );
      drawn.push((JSON.parse(rows[0]?.state ?? "") as Round).setup.questions.map(({ item }) => item));
    }
    const [first = [], second = [], third = [], fourth = []] = drawn;
    expect(first).toHaveLength(20);
    expect(second.filter((item) => first.includes(item))).toEqual([]);
    expect(third.filter((item) => first.includes(item) || second.includes(item))).toEqual([]);
    expect(fourth.filter((item) => third.includes(item))).toEqual([]);
  });

  test("played again, it is like the round before in all that was asked for", async () => {
    const setups = async () => {
      const rows = await store().read((db) => db.selectFrom("rounds").select("state").orderBy("called_at").execute());
      return rows.map(({ state }) => (JSON.parse(state) as Round).setup);
    };
    await say("ada", "quiz 3 module 4 20s speed talk teams Owls Foxes");
    await say("ada", "stop");
    chance.token = "abc124";
    pass(1000);
    expect(await say("ben", "play r-abc123 again")).toContain("3 questions on module 4");
    await say("ben", "stop");
    const [first, second] = await setups();
    expect(second).toMatchObject({ about: "module 4", teams: ["Owls", "Foxes"], speed: true, peer: true });
    expect(second?.starter).not.toBe(first?.starter);
    expect(second?.questions.map(({ seconds }) => seconds)).toEqual([20, 20, 20]);
    expect(second?.wish).toEqual(first?.wish);
    const items = (setup = first) => setup?.questions.map(({ item }) => item) ?? [];
    expect(items(second).filter((item) => items().includes(item))).toEqual([]);
  });

  test("played again after a round of which it is not known what was asked for, it is a usual one", async () => {
    await say("ada", "quiz 3 module 4");
    await say("ada", "stop");
    await store().write(async (tx) => {
      const { state } = await tx.selectFrom("rounds").select("state").executeTakeFirstOrThrow();
      const { setup, ...rest } = JSON.parse(state) as Round;
      const kept = { ...rest, setup: { ...setup, wish: undefined } };
      await tx
        .updateTable("rounds")
        .set({ state: JSON.stringify(kept) })
        .execute();
    });
    chance.token = "abc124";
    expect(await say("ben", "play r-abc123 again")).toContain("5 questions on everything");
  });

  test("split, it is said that the second vote alone counts; and whoever is last hears what comes", async () => {
    await say("ada", "quiz 1 talk");
    for (const who of ["ada", "ben"] as const) await say(who, "play r-abc123 join");
    await say("ada", "play r-abc123 start");
    expect(texts(last())).toContain("Nobody has answered yet.");
    const [right, wrong] = [letterOf(0, true), letterOf(0, false)];
    await say("ada", `play r-abc123 say.0.1.${right}`);
    const told = await say("ben", `play r-abc123 say.0.1.${wrong}`);
    expect(told).toContain("That was the last one: now you talk it over.");
    expect(told.indexOf('"flag ')).toBeLessThan(told.indexOf("leave"));
    expect(texts(last())).toContain("1 of 2 has it right.");
    expect(texts(last())).toContain("Your second vote counts; without one, none does.");
    await ring();
    expect(texts(last())).toContain("Your second vote counts; without one, none does. Vote again also to keep");
    await say("ada", `play r-abc123 say.0.2.${right}`);
    expect(await say("ben", `play r-abc123 say.0.2.${right}`)).toContain(
      "That was the last one: here comes the result.",
    );
  });

  test("a question that nobody answered says so", async () => {
    await say("ada", "quiz 2");
    await say("ada", "play r-abc123 start");
    await ring();
    expect(texts(sent.at(-2)?.reply ?? last())).toContain("Closed: nobody answered.");
  });

  test("a lobby nobody joined is called off", async () => {
    await say("ada", "quiz 3");
    await ring();
    expect(texts(last())).toContain("Nobody joined");
  });

  test.each([
    ["quiz 50", "1 to 20 questions"],
    ["quiz 5 3s", "10 to 300 seconds"],
    ["quiz 5 xylophones", "I know no topic of that name"],
    ["quiz teams A B C D E", "2 to 4 teams"],
  ])("%s is refused with what would do", async (text, told) => {
    expect(await say("ada", text)).toContain(told);
    expect(sent).toEqual([]);
  });
});
