import { afterEach, expect, test } from "vitest";
import type { Alarm } from "../../src/alarms/records.ts";
import { answersTo } from "../../src/answers/records.ts";
import { makeGrammar } from "../../src/command.ts";
import { partsOf, type Item } from "../../src/knowledge/item.ts";
import type { Delivery, Part, Place, Reply } from "../../src/conversation.ts";
import { makeLearners } from "../../src/learners/learners.ts";
import { makeQuiz, type Quiz } from "../../src/quiz/quiz.ts";
import type { Round } from "../../src/quiz/phases.ts";
import type { Tx } from "../../src/store/store.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { askDoor, library } from "../tutor-for-tests.ts";
import { chosenIn, formIn } from "./round-for-tests.ts";

const classroom: Place = { platform: "slack", id: "C1", private: false, community: "T1" };
const people = { ada: "slack:T1:UADA", ben: "slack:T1:UBEN", cleo: "slack:T1:UCLEO" } as const;
type Person = keyof typeof people;

describeOnEachEngine("a round", ({ store }) => {
  let time = 1_795_000_000_000;
  let presses = 0;
  const sent: Delivery[] = [];
  const alarms = new Map<string, Alarm>();
  let token = "abc123";
  let types: readonly Item["type"][] = ["choice"];
  afterEach(() => {
    types = ["choice"];
    token = "abc123";
    sent.length = 0;
    alarms.clear();
  });

  /** Another door on the same store: what a restart leaves of the last one. */
  const open = (): Quiz => {
    const send = (_: Tx, delivery: Delivery) => Promise.resolve(void sent.push(delivery));
    return makeQuiz(
      { ...library(), items: library().items.filter(({ type }) => types.includes(type)) },
      {
        ...{ store: store(), send, entryOf: askDoor().names.resolve, now: () => time },
        learners: makeLearners({ store: store(), keepers: [], send }),
        newToken: () => token,
        mayManage: ({ learner }) => Promise.resolve(learner === people.cleo),
        alarms: {
          set: (_, key, at, command) => Promise.resolve(void alarms.set(key, { key, at, command })),
          cancel: (_, key) => Promise.resolve(alarms.delete(key)),
          start: () => undefined,
          stop: () => Promise.resolve(),
        },
      },
    );
  };
  const say = async (who: Person, text: string, how: { place?: Place; id?: string } = {}): Promise<string> => {
    const door = open();
    const command = makeGrammar(door.rows, door.resolvers).parse(text);
    presses += 1;
    const name = who.replace(/^./, (first) => first.toUpperCase());
    const { place = classroom, id = `press ${String(presses)}` } = how;
    const press = { id, learner: people[who], name, place };
    const reply = await door.handle({ ...press, at: time, command });
    return texts(reply);
  };
  const ring = async () => {
    const [alarm] = alarms.values();
    if (!alarm) throw new Error("no alarm is set");
    alarms.delete(alarm.key);
    time = Math.max(time, alarm.at);
    await store().write((tx) => open().ring(tx, alarm));
  };
  const last = () => sent.at(-1)?.reply ?? { to: "everyone", parts: [] };
  const post = (key: string) => sent.find((delivery) => delivery.key.endsWith(key));
  const buttons = (reply: Reply) =>
    reply.parts.flatMap((part) => (part.kind === "choices" ? part.choices.map(({ command }) => command) : []));
  const letterOf = (question: number, right: boolean): string => {
    const key = `${String(question)}.1`;
    const list = post(` ${key}`)?.reply.parts.find((part): part is Part & { kind: "list" } => part.kind === "list");
    const stem = post(` ${key}`)?.reply.parts.flatMap((part) => (part.kind === "text" ? [part.text] : []));
    const item = library().items.find((one) => stem?.includes(one.stem));
    if (item?.type !== "choice") throw new Error("the question is no plain choice");
    const text = item.options.find(({ correct }) => correct === right)?.text ?? "";
    return list?.items.find((line) => line.endsWith(text))?.[0] ?? "";
  };

  test("is called, joined, played and scored; the log has what everybody chose", async () => {
    expect(await say("ada", "quiz 2 module 4")).toContain("2 questions on module 4");
    expect(texts(last())).toContain("Quiz round: 2 questions on module 4");
    expect(await say("ben", "quiz")).toContain("being played here by Ada");
    expect(await say("ben", "play r-abc123 join")).toContain("You are in");
    expect(texts(last())).toContain("Ben");
    expect(await say("ben", "play r-abc123 start")).toContain("Only who called this round");
    await say("ada", "play r-abc123 join");
    await say("ada", "play r-abc123 start");
    expect(post(" 0.1")?.under).toBe("round r-abc123 lobby");

    const told = await say("ada", `play r-abc123 say.0.1.${letterOf(0, true)}`);
    expect(told).toContain("You can change it");
    expect(told).toMatch(/"command":"flag i-[0-9a-f]{10}"/);
    expect(texts(last())).toContain("1 of 2 have answered.");
    time += 4000;
    await say("ben", `play r-abc123 say.0.1.${letterOf(0, false)}`);
    expect(texts(last())).toContain("1 of 2 got it");
    expect(texts(last())).toContain("· right · 1 chose it");
    expect(await say("ben", `play r-abc123 say.0.1.${letterOf(0, true)}`)).toContain("has closed");

    await ring();
    expect(await say("ben", "play r-abc123 next.revealing.0")).toContain("Only who called");
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

  test.each(["multi", "order", "match"] as const)(
    "a question of type %s is answered in a form, whole or menu by menu",
    async (type) => {
      types = [type];
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
      expect(await say("ada", "play r-abc123 open.0.1")).toMatch(/"command":"flag i-[0-9a-f]{10}"/);

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

  /** What to choose in each menu of the first question. */
  const rightLetters = (): string[] => {
    const parts = post(" 0.1")?.reply.parts ?? [];
    const item = library().items.find(({ stem }) => parts.some((part) => part.kind === "text" && part.text === stem));
    const lists = parts.flatMap((part) => (part.kind === "list" ? [part.items] : []));
    const at = (text: string) => lists.at(-1)?.find((line) => line.slice(3) === text)?.[0] ?? "?";
    if (item?.type === "order") return item.steps.map(({ text }) => at(text));
    if (item?.type === "match") return item.pairs.map(({ answer }) => at(answer));
    const keys = item?.options.filter(({ correct }) => correct) ?? [];
    return [
      keys
        .map(({ text }) => at(text))
        .sort()
        .join(","),
    ];
  };

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

  test("a channel does not see a question again within 30 days while others remain", async () => {
    const drawn: string[][] = [];
    for (const [i, days] of [0, 1, 29, 2].entries()) {
      token = `abc12${String(i)}`;
      time += days * 24 * 60 * 60 * 1000;
      await say("ada", "quiz 20 module 4");
      await say("ada", "stop");
      const rows = await store().read((db) =>
        db.selectFrom("rounds").select("state").where("id", "=", `r-${token}`).execute(),
      );
      drawn.push((JSON.parse(rows[0]?.state ?? "") as Round).setup.questions.map(({ item }) => item));
    }
    const [first = [], second = [], third = [], fourth = []] = drawn;
    expect(first).toHaveLength(20);
    expect(second.filter((item) => first.includes(item))).toEqual([]);
    expect(third.filter((item) => first.includes(item) || second.includes(item))).toEqual([]);
    expect(fourth.filter((item) => third.includes(item))).toEqual([]);
  });

  test("who manages the channel may stop it, a stranger may not", async () => {
    await say("ada", "quiz 3");
    await say("ben", "play r-abc123 join");
    await say("ada", "play r-abc123 start");
    expect(await say("ben", "stop")).toContain("Only who called");
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
      expect(await say("cleo", `play r-abc123 ${act}`, { place: direct })).toContain("Only who called");
    expect(await say("ada", "play r-abc123 stop", { place: direct })).toContain("stopped");
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

  test("in a thread it is the round of the channel", async () => {
    const thread = { ...classroom, id: "C1-thread", within: "C1" };
    await say("ada", "quiz 1");
    expect(await say("ben", "quiz 1", { place: thread })).toContain(
      "A round on everything is being played here by Ada",
    );
    expect(await say("ben", "stop", { place: thread })).toContain("Only who called");
    expect(await say("ada", "stop", { place: thread })).toContain("stopped");
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

function texts(reply: Reply): string {
  return JSON.stringify(reply.parts);
}
