import { afterEach, expect, test } from "vitest";
import { answersTo } from "../../src/answers/records.ts";
import { makeGrammar } from "../../src/command.ts";
import type { Delivery, Part, Place, Reply } from "../../src/conversation.ts";
import { makeDaily, type Daily } from "../../src/daily/daily.ts";
import { partsOf, type Item } from "../../src/knowledge/item.ts";
import { makeLearners } from "../../src/learners/learners.ts";
import type { Tx } from "../../src/store/store.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { askDoor, library } from "../tutor-for-tests.ts";
import { alarmsRungByHand } from "../alarms/rung-by-hand.ts";
import { chosenIn } from "../quiz/round-for-tests.ts";
import { rightLettersIn } from "../items/letters-for-tests.ts";

const channel: Place = { platform: "slack", id: "C1", private: false, community: "T1" };
const people = { ada: "slack:T1:UADA", ben: "slack:T1:UBEN", cleo: "slack:T1:UCLEO" } as const;
type Person = keyof typeof people;
/** A Monday, 06:30 in Rome. */
const monday = Date.UTC(2026, 10, 23, 5, 30);
const hour = 60 * 60_000;

describeOnEachEngine("the daily question", ({ name: engine, store, reopen }) => {
  let time = monday;
  let tokens = 0;
  let presses = 0;
  let types: readonly Item["type"][] = ["choice"];
  const sent: Delivery[] = [];
  const { alarms: byHand, waiting: alarms } = alarmsRungByHand();
  afterEach(() => {
    time = monday;
    types = ["choice"];
    sent.length = 0;
    alarms.clear();
  });

  /** Another door on the same store: what a restart leaves of the last one. */
  const open = (on = store()): Daily => {
    const send = (_: Tx, delivery: Delivery) => Promise.resolve(void sent.push(delivery));
    return makeDaily(
      { ...library(), items: library().items.filter(({ type, numbers }) => types.includes(type) && !numbers) },
      {
        ...{ store: on, send, entryOf: askDoor().names.resolve, now: () => time },
        learners: makeLearners({ store: on, keepers: [], send }),
        newToken: () => String((tokens += 1)).padStart(6, "0"),
        mayManage: ({ learner }) => Promise.resolve(learner === people.ada),
        streakOf: () => Promise.resolve(3),
        alarms: byHand,
      },
    );
  };
  const say = async (who: Person, text: string, how: { place?: Place; id?: string } = {}): Promise<string> => {
    const door = open();
    const command = makeGrammar(door.rows, door.resolvers).parse(text);
    presses += 1;
    const { place = channel, id = `press ${String(presses)}` } = how;
    return texts(await door.handle({ id, learner: people[who], name: who, place, at: time, command }));
  };
  /** Lets the clock go on, and rings whatever is due on the way. */
  const pass = async (ms: number) => {
    const end = time + ms;
    for (;;) {
      const [next] = [...alarms.values()].sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
      if (!next || next.at > end) break;
      alarms.delete(next.key);
      time = Math.max(time, next.at);
      await store().write((tx) => open().ring(tx, next));
    }
    time = end;
  };
  const posts = () => sent.filter(({ key }) => /^day d-\d+ post$/.test(key));
  const last = () => sent.at(-1)?.reply ?? { to: "everyone", parts: [] };
  const idOf = (delivery: Delivery | undefined) => delivery?.key.split(" ")[1] ?? "none";
  const itemOf = (reply: Reply | undefined): Item => {
    const item = library().items.find(({ stem }) => reply && texts(reply).includes(JSON.stringify(stem).slice(1, -1)));
    if (!item) throw new Error("no item of ours is shown");
    return item;
  };
  const letterOf = (reply: Reply | undefined, right: boolean): string => {
    const item = itemOf(reply);
    const option = partsOf(item).find((part) => "correct" in part && part.correct === right);
    const lines = reply?.parts.find((part): part is Part & { kind: "list" } => part.kind === "list")?.items ?? [];
    return lines.find((line) => option && "text" in option && line.endsWith(option.text))?.[0] ?? "";
  };

  test("is set, asked at its time, answered once and for good, and closed without telling the key", async () => {
    expect(await say("ada", "daily set 09:00 Europe/Rome weekdays")).toContain("Monday 23 November");
    await pass(2.5 * hour);
    expect(posts()).toHaveLength(1);
    const [post] = posts();
    const id = idOf(post);
    expect(post?.until).toBe(time + 2 * hour);
    expect(texts(post?.reply)).toContain("Nobody has answered yet.");
    expect(await say("ben", `day ${id} say.${letterOf(post?.reply, true)}`)).toContain('"Right"');
    expect(texts(last())).toContain("1 person has answered.");
    const wrong = await say("cleo", `day ${id} say.${letterOf(post?.reply, false)}`);
    expect(wrong).toContain("Not this time");
    expect(wrong).toContain("Add it to my deck");
    expect(wrong).not.toContain("chose it");
    expect(texts(last())).toContain("2 have answered.");
    const again = await say("cleo", `day ${id} say.${letterOf(post?.reply, true)}`);
    expect(again).toContain("the first answer stands");
    expect(again).toContain("Not this time");
    await pass(8 * hour);
    expect(texts(last())).toContain("Closed: 1 of 2 had it right (50 %).");
    expect(sent.at(-1)?.until, "a platform that is away for minutes does not leave it open").toBeGreaterThan(time);
    const item = itemOf(post?.reply);
    for (const { reply } of sent) for (const { why } of partsOf(item)) expect(texts(reply)).not.toContain(why);
    const result = await say("ben", `day ${id} result`);
    expect(result).toContain("right · your answer · 1 chose it");
    expect(result).toContain("Documentation");
    const rows = await store().read((db) => answersTo(db, `daily:${id}`));
    expect(rows.map(({ mode, correct, local_date }) => [mode, correct, local_date])).toEqual([
      ["daily", 1, "2026-11-23"],
      ["daily", 0, "2026-11-23"],
    ]);
  });

  test("an answer that is held back can be changed until the reveal, and no later", async () => {
    await say("ada", "daily set 09:00 Europe/Rome weekdays reveal 17:00 told at the reveal");
    await pass(3 * hour);
    const [post] = posts();
    const id = idOf(post);
    const [right, wrong] = [letterOf(post?.reply, true), letterOf(post?.reply, false)];
    expect(await say("ben", `day ${id} say.${wrong}`)).toContain("You can change it until the result");
    const changed = await say("ben", `day ${id} say.${right}`);
    expect(changed).toContain(`Your answer is ${right}`);
    expect(texts(last())).toContain("1 person has answered.");
    expect(await say("ben", `day ${id} result`)).toContain("Right or wrong comes with the result");
    expect(await store().read((db) => answersTo(db, `daily:${id}`))).toEqual([]);
    await pass(8 * hour);
    expect(texts(last())).toContain("Closed: 1 person answered.");
    expect(await say("ben", `day ${id} result`)).toContain('"Right"');
    const [row] = await store().read((db) => answersTo(db, `daily:${id}`));
    expect([row?.mode, row?.correct]).toEqual(["daily", 1]);
  });

  test("who is late answers first, for the streak alone, and changes no figure", async () => {
    await say("ada", "daily set 09:00 Europe/Rome weekdays");
    await pass(3 * hour);
    const [post] = posts();
    const id = idOf(post);
    await say("ben", `day ${id} say.${letterOf(post?.reply, true)}`);
    await pass(9 * hour);
    const question = await say("cleo", `day ${id} result`);
    expect(question).toContain("Answer first");
    expect(question).not.toContain("chose it");
    const before = sent.length;
    const told = await say("cleo", `day ${id} say.${letterOf(post?.reply, false)}`);
    expect(told).toContain("Not this time");
    expect(sent).toHaveLength(before);
    expect(await say("cleo", `day ${id} result`)).toMatch(/your answer · 0 chose it/);
    const rows = await store().read((db) => answersTo(db, `daily:${id}`));
    expect(rows.map(({ mode }) => mode).sort()).toEqual(["daily", "late"]);
  });

  test("opens with how the last one went, and asks another item", async () => {
    await say("ada", "daily set 09:00 Europe/Rome every day reveal with the next one");
    await pass(3 * hour);
    await say("ben", `day ${idOf(posts()[0])} say.${letterOf(posts()[0]?.reply, true)}`);
    await pass(24 * hour);
    expect(texts(posts()[1]?.reply)).toContain("Yesterday 1 person answered.");
    expect(texts(sent.find(({ replaces, minor }) => replaces && !minor)?.reply)).toContain(
      "Closed: 1 person answered.",
    );
    expect(itemOf(posts()[1]?.reply).id).not.toBe(itemOf(posts()[0]?.reply).id);
  });

  test("after days of sleep only today's is asked, and one that is hardly late", async () => {
    await say("ada", "daily set 09:00 Europe/Rome every day");
    time += 4 * 24 * hour; // asleep; it is 06:30 on Friday
    await pass(0);
    expect(posts()).toHaveLength(0);
    await pass(3 * hour);
    expect(posts().map(({ reply }) => texts(reply).includes("Friday 27 November"))).toEqual([true]);
    time += 24 * hour + 10 * hour;
    await pass(0);
    expect(posts()).toHaveLength(2);
    expect(texts(posts()[1]?.reply)).toContain("Saturday 28 November");
  });

  test("now takes today's turn, once", async () => {
    await say("ada", "daily set 09:00 Europe/Rome every day");
    expect(await say("ada", "daily now")).toContain("Here it comes");
    expect(await say("ada", "daily now")).toContain("posted already");
    await pass(5 * hour);
    expect(posts()).toHaveLength(1);
    await pass(24 * hour);
    expect(posts()).toHaveLength(2);
  });

  test("only who manages the channel, or set it, changes it; anybody sees it", async () => {
    expect(await say("ben", "daily set 09:00 Europe/Rome")).toContain("Only whoever manages this channel");
    await say("ada", "daily set 09:00 Europe/Rome");
    for (const command of ["daily now", "daily pause", "daily off", "daily digest off"])
      expect(await say("ben", command)).toContain("Only whoever manages this channel");
    expect(await say("ben", "daily status")).toContain("09:00");
    expect(await say("ben", "daily")).toContain("09:00");
    const own: Place = { platform: "slack", id: "D1", private: true };
    const off = /daily-off s-\d+/.exec(await say("ben", "daily status"))?.[0] ?? "";
    expect(await say("ben", off, { place: own })).toContain("Only whoever manages");
    expect(await say("ada", "daily set 09:00", { place: own })).toContain("is for a channel");
  });

  test("is paused until a day, resumed, and switched off", async () => {
    await say("ada", "daily set 09:00 Europe/Rome every day");
    expect(await say("ada", "daily pause until 26 November")).toContain("Thursday 26 November");
    await pass(4 * 24 * hour);
    expect(posts().map(({ reply }) => texts(reply).includes("Thursday 26 November"))).toEqual([true]);
    await say("ada", "daily pause");
    await pass(3 * 24 * hour);
    expect(posts()).toHaveLength(1);
    expect(await say("ada", "daily resume")).toContain("The next one comes");
    await pass(24 * hour);
    expect(posts()).toHaveLength(2);
    expect(await say("ada", "daily off")).toContain("no more");
    await pass(3 * 24 * hour);
    expect(posts()).toHaveLength(2);
    expect(await say("ada", "daily status")).toContain("no daily question yet");
  });

  test("pauses after five that nobody answered, and asks who set it", async () => {
    await say("ada", "daily set 09:00 Europe/Rome every day");
    await pass(7 * 24 * hour);
    expect(posts()).toHaveLength(5);
    const note = sent.find(({ key }) => key.startsWith("gave up"));
    expect(note?.place).toMatchObject({ id: people.ada, private: true });
    expect(texts(note?.reply)).toContain("daily-resume s-");
    const resume = /daily-resume s-\w+/.exec(texts(note?.reply))?.[0] ?? "";
    const own: Place = { platform: "slack", id: "D1", private: true };
    expect(await say("ada", resume, { place: own })).toContain("The next one comes");
    await pass(24 * hour);
    expect(posts()).toHaveLength(6);
  });

  test("a post that cannot be made is skipped, and who set it is told", async () => {
    await say("ada", "daily set 09:00 Europe/Rome every day");
    await pass(3 * hour);
    const id = idOf(posts()[0]);
    await open().lost(`day ${id} post`);
    expect(texts(last())).toContain("could not post it");
    expect(sent.at(-1)?.place.id).toBe(people.ada);
    expect(sent.at(-1)?.until, "an outage that outlasts a post outlasts a few tries of a note").toBe(time + 48 * hour);
    expect(await say("ben", `day ${id} say.A`)).toContain("never posted");
    await pass(24 * hour);
    expect(posts()).toHaveLength(2);
  });

  test("a post that was deleted after somebody answered is closed, and its answers count", async () => {
    await say("ada", "daily set 09:00 Europe/Rome every day");
    await pass(3 * hour);
    const [post] = posts();
    const id = idOf(post);
    await say("ben", `day ${id} say.${letterOf(post?.reply, true)}`);
    await open().lost(`day ${id} post`);
    expect(sent.some(({ key }) => key.startsWith("not posted"))).toBe(false);
    expect(await say("ben", `day ${id} result`)).toContain("right · your answer · 1 chose it");
  });

  test("pauses where five in a row could not be posted", async () => {
    await say("ada", "daily set 09:00 Europe/Rome every day");
    for (let day = 0; day < 7; day++) {
      await pass(day === 0 ? 3 * hour : 24 * hour);
      const post = posts()[day];
      if (post) await open().lost(post.key);
    }
    expect(posts()).toHaveLength(5);
    expect(sent.filter(({ key }) => key.startsWith("not posted"))).toHaveLength(5);
    expect(sent.filter(({ key }) => key.startsWith("gave up"))).toHaveLength(1);
  });

  test("the week is summed up after its last daily, unless that is not wanted", async () => {
    await say("ada", "daily set 09:00 Europe/Rome weekdays");
    for (let day = 0; day < 5; day++) {
      await pass(day === 0 ? 3 * hour : 24 * hour);
      const post = posts().at(-1);
      await say("ben", `day ${idOf(post)} say.${letterOf(post?.reply, day > 0)}`);
      await say("cleo", `day ${idOf(post)} say.${letterOf(post?.reply, day > 2)}`);
    }
    await pass(9 * hour);
    const digest = sent.find(({ key }) => key.startsWith("digest"));
    expect(texts(digest?.reply)).toContain("5 questions, 10 answers by 2 people, 60 % right.");
    expect(texts(digest?.reply)).toContain("Hardest, with 0 of 2 right");
    expect(await say("ada", "daily digest off")).toContain("no longer");
    await pass(7 * 24 * hour);
    expect(sent.filter(({ key }) => key.startsWith("digest"))).toHaveLength(1);
  });

  test("the same press twice is one answer", async () => {
    await say("ada", "daily set 09:00 Europe/Rome weekdays told at the reveal");
    await pass(3 * hour);
    const [post] = posts();
    const id = idOf(post);
    await say("ben", `day ${id} say.A`, { id: "one" });
    await say("ben", `day ${id} say.B`, { id: "two" });
    expect(await say("ben", `day ${id} say.A`, { id: "one" })).toContain("Your answer is B");
  });

  test.each(["multi", "order", "match"] as const)("a question of type %s is answered in a form", async (type) => {
    types = [type];
    await say("ada", "daily set 09:00 Europe/Rome weekdays held back");
    await pass(3 * hour);
    const [post] = posts();
    const id = idOf(post);
    const right = rightLettersIn(post?.reply.parts ?? []);
    expect(texts(post?.reply)).toContain(`day ${id} open`);
    expect(await say("ben", `day ${id} open`)).toContain(`day ${id} send`);
    await say("ben", `day ${id} fill 1 A`);
    expect(await say("ben", `day ${id} open`)).toContain('"chosen":["A"]');
    expect(await say("ben", `day ${id} send`)).toMatch(/came|wants/);
    for (const [i, letters] of right.entries()) await say("ben", `day ${id} fill ${String(i + 1)} ${letters}`);
    expect(await say("ben", `day ${id} send`)).toContain("Your answer is");
    // Opened and sent again as it stands.
    expect(chosenIn(await say("ben", `day ${id} open`)).map(sorted)).toEqual(right);
    expect(await say("ben", `day ${id} send`)).toContain("Your answer is");
    expect(await say("cleo", `day ${id} send ${right.join(" ")}`)).toContain("Your answer is");
    await pass(9 * hour);
    expect(texts(last())).toContain("Closed: 2 of 2 had it right (100 %).");
  });

  test("several schedules in a channel: which one is asked back", async () => {
    await say("ada", "daily set 09:00 Europe/Rome weekdays");
    await say("ada", "daily set 17:00 Europe/Rome weekdays");
    expect(await say("ada", "daily set 17:00 Europe/Rome weekdays reveal with the next one")).toContain("Now");
    expect(await say("ada", "daily set 17:00 Europe/Rome weekdays Clarify")).toContain("on Clarify");
    expect(await say("ada", "daily set 17:00 Europe/Rome weekdays")).not.toContain("on Clarify");
    const which = await say("ada", "daily pause until 7 January");
    expect(which).toContain("Which one?");
    const command = /daily-pause s-\w+ until 7 January/.exec(which)?.[0] ?? "";
    expect(await say("ada", command)).toContain("7 January");
    await pass(12 * hour);
    expect(posts()).toHaveLength(1);
  });

  test("one command that two tutors hear sets one, and a sixth is refused while one of five may be changed", async () => {
    const other = engine === "postgres" ? await reopen() : store();
    const [first, second] = [open(), open(other)];
    const set = (door: Daily) => {
      const command = makeGrammar(door.rows, door.resolvers).parse("daily set 09:00 Europe/Rome weekdays");
      return door.handle({ id: "heard twice", learner: people.ada, place: channel, at: time, command });
    };
    const told = await Promise.all([set(first), set(second)]);
    for (const reply of told) expect(texts(reply)).toContain("Set: weekdays at 09:00");
    expect(alarms.size).toBe(1);
    for (const hour of ["10", "11", "12", "13"]) await say("ada", `daily set ${hour}:00 Europe/Rome weekdays`);
    expect(await say("ada", "daily set 14:00 Europe/Rome weekdays")).toContain("5 daily questions already");
    expect(await say("ada", "daily set 13:00 Europe/Rome weekdays reveal next")).toContain("Now: ");
  });

  test("forgetting who set it leaves the channel its question", async () => {
    await say("ada", "daily set 09:00 Europe/Rome weekdays");
    const { keeper } = open();
    expect(await store().read((db) => keeper.export(db, people.ada))).toHaveLength(1);
    await store().write((tx) => keeper.forget(tx, people.ada));
    expect(await store().read((db) => keeper.export(db, people.ada))).toEqual([]);
    await pass(3 * hour);
    expect(posts()).toHaveLength(1);
    await store().write(async (tx) => keeper.leave?.(tx, { platform: "slack", id: "T1" }));
    await pass(48 * hour);
    expect(posts()).toHaveLength(1);
  });
});

function texts(reply: Reply | undefined): string {
  return JSON.stringify(reply?.parts ?? []);
}

/** Letters with commas between, in their order. */
function sorted(letters: string): string {
  return letters.split(",").sort().join(",");
}
