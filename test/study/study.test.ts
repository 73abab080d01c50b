import { beforeEach, expect, test } from "vitest";
import { answersOf } from "../../src/answers/records.ts";
import { makeGrammar } from "../../src/command.ts";
import type { Choice, Place, Reply } from "../../src/conversation.ts";
import type { Item } from "../../src/knowledge/item.ts";
import { makeLearners } from "../../src/learners/learners.ts";
import { rate, readCard } from "../../src/study/cards.ts";
import { addToDeck, cardOf, deckKeeper, dueItems, sittingsKeeper } from "../../src/study/records.ts";
import { makeLearn } from "../../src/learn/learn.ts";
import { makeStudy, type Study } from "../../src/study/study.ts";
import type { Store } from "../../src/store/store.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { askDoor, library } from "../tutor-for-tests.ts";

const ada = "slack:T1:UADA";
const direct: Place = { platform: "slack", id: ada, private: true };
const start = Date.UTC(2026, 10, 24, 22, 30);

describeOnEachEngine("private study", ({ store, reopen, name }) => {
  let [time, tokens, presses] = [start, 0, 0];
  beforeEach(() => {
    time = start;
  });

  /** Another door on the same store: what a restart leaves of the last one. `types`: those of the bank's items. */
  const open = (types: readonly Item["type"][] = ["choice"], items = library().items): Study => {
    return makeStudy(
      { ...library(), items: items.filter(({ type, numbers }) => types.includes(type) && !numbers) },
      {
        ...{ store: store(), entryOf: askDoor().names.resolve, zoneOf: () => Promise.resolve("Europe/Rome") },
        learners: makeLearners({ store: store(), keepers: [], send: () => Promise.resolve() }),
        lessons: lessonsOn(store()),
        newToken: () => String((tokens += 1)).padStart(6, "0"),
      },
    );
  };
  const say = async (text: string, how: { door?: Study; id?: string; learner?: string } = {}): Promise<Reply> => {
    const { door = open(), learner = ada } = how;
    const { rows, resolvers } = door;
    const entry = askDoor().names.resolve;
    const command = makeGrammar(rows, { ...resolvers, entry }).parse(text);
    presses += 1;
    const { id = `press ${String(presses)}` } = how;
    return door.handle({ id, learner, place: direct, at: time, command });
  };
  const press = (reply: Reply, label: string | RegExp, how: { door?: Study; id?: string } = {}) =>
    say(choiceOf(reply, label).command, how);
  /** Answers the question that a reply shows. */
  const answer = (reply: Reply, right: boolean, how: { door?: Study } = {}) =>
    press(reply, new RegExp(`^${letterOf(reply, right)}$`), how);
  const log = (learner = ada) => store().read((db) => answersOf(db, learner));

  test("ten questions, each explained at once, and how it went at the end", async () => {
    let shown = await say("study");
    expect(texts(shown)).toContain("10 questions on everything, for you alone.");
    for (let question = 1; question <= 10; question++) {
      expect(texts(shown)).toContain(`Question ${String(question)} of 10`);
      time += 9000;
      const told = await answer(shown, question !== 2);
      expect(texts(told)).toContain(question === 2 ? "Not this time" : '"Right"');
      expect(texts(told)).toContain("Documentation");
      shown = await press(told, question === 10 ? "How it went" : "Next question");
    }
    expect(texts(shown)).toContain("9 of 10 right");
    expect(texts(shown)).toContain("Worth another look");
    const rows = await log();
    expect(rows).toHaveLength(10);
    expect(new Set(rows.map(({ item }) => item)).size).toBe(10);
    for (const row of rows)
      expect(row).toMatchObject({ mode: "study", took_ms: 9000, local_date: "2026-11-24", place: ada });
    expect(rows.map(({ correct }) => correct)).toEqual([1, 0, ...Array<number>(8).fill(1)]);
  });

  test("an answer counts on the learner's own day", async () => {
    time = Date.UTC(2026, 10, 24, 23, 30);
    await answer(await say("study"), true);
    expect((await log()).map(({ local_date: date }) => date)).toEqual(["2026-11-25"]);
  });

  test("a right answer comes again in days, a guess and a miss in the next sitting", async () => {
    const shown = await say("study");
    const item = itemOf(shown);
    const told = await answer(shown, true);
    expect(texts(told)).toMatch(/You will meet it again (tomorrow|in \d+ days)/);
    const cards = (id: string) => store().read((db) => cardOf(db, ada, id));
    expect(readCard(await cards(item.id))).toEqual(rate(undefined, "good", time));
    const at = time;
    time += 20_000;
    const amended = await press(told, "I was guessing");
    expect(texts(amended)).toContain("Noted as a guess: it comes back in one of your next sittings.");
    expect(amended.inPlace).toBe(true);
    expect(readCard(await cards(item.id))).toEqual(rate(undefined, "hard", at));
    expect(texts(await say(choiceOf(told, "I was guessing").command))).toContain("noted as a guess already");
    const second = await press(amended, "Next question");
    const missed = itemOf(second);
    expect(texts(await answer(second, false))).toContain("It comes back in one of your next sittings");
    expect(itemOf(await say("study afresh")).id).toBe(missed.id);
    time += 3_600_000;
    const due = await store().read((db) => dueItems(db, ada, time));
    expect(due).toEqual([missed.id, item.id]);
    expect(itemOf(await say("study afresh")).id).toBe(missed.id);
  });

  test("a right answer that took more than twice one's usual time comes again soon, one after a pause does not", async () => {
    const took = [5000, 5000, 5000, 5000, 5000, 11_000, 3_600_000];
    let shown = await say("study");
    const told: string[] = [];
    for (const each of took) {
      time += each;
      const explained = await answer(shown, true);
      told.push(texts(explained));
      shown = await press(explained, "Next question");
    }
    expect(told.map((each) => each.includes("It took you longer than usual"))).toEqual(took.map((ms) => ms === 11_000));
  });

  test("misses that were put into the deck come first", async () => {
    const [first, second] = library().items.filter(({ type, reserved, numbers }) => type === "choice" && !reserved && !numbers); // prettier-ignore
    if (!first || !second) throw new Error("the bank is empty");
    await store().write((tx) => addToDeck(tx, ada, [second.id, first.id], time - 1));
    const shown = await say("study");
    expect(texts(shown)).toContain("2 of them are due again.");
    expect(texts(shown)).toContain("Question 1 of 10 · due again");
    expect([first.id, second.id]).toContain(itemOf(shown).id);
  });

  test("a sitting survives a restart, can be left and gone on with; a second start goes on too", async () => {
    const told = await answer(await say("study module 4"), true);
    const second = await press(told, "Next question");
    const left = await press(second, "Leave it for now");
    expect(texts(left)).toContain("It waits for you at question 2 of 10.");
    if (name === "sqlite") await store().close();
    const again = await reopen();
    const door = makeStudy(
      { ...library(), items: library().items },
      {
        ...{ store: again, entryOf: askDoor().names.resolve, zoneOf: () => Promise.resolve("UTC") },
        learners: makeLearners({ store: again, keepers: [], send: () => Promise.resolve() }),
        lessons: lessonsOn(again),
        newToken: () => "another",
      },
    );
    const refused = await say(choiceOf(second, "A").command, { door });
    expect(texts(refused)).toContain("You left this sitting.");
    const resumed = await press(refused, "Go on", { door });
    expect(itemOf(resumed).id).toBe(itemOf(second).id);
    const started = await say("study", { door });
    expect(texts(started)).toContain("Here you left off, on module 4.");
    expect(itemOf(started).id).toBe(itemOf(second).id);
  });

  test("another topic sets a begun sitting aside, and the end leads back to it", async () => {
    await answer(await say("study"), true);
    let shown = await say("study 1 model-monitor");
    expect(texts(shown)).toContain("One question on Model Monitor");
    shown = await press(await answer(shown, true), "How it went");
    const back = await press(shown, "Back to everything");
    expect(texts(back)).toContain("Question 2 of 10");
  });

  test("a press that is delivered twice counts once, and shows the same", async () => {
    const shown = await say("study");
    const right = new RegExp(`^${letterOf(shown, true)}$`);
    const first = await press(shown, right, { id: "same" });
    const second = await press(shown, right, { id: "same" });
    expect(second).toEqual(first);
    expect(await log()).toHaveLength(1);
    const moved = await press(first, "Next question", { id: "next" });
    await answer(moved, true);
    await press(first, "Next question", { id: "next" });
    expect(await log()).toHaveLength(2);
  });

  test("a start that is delivered again, even after the sitting is over, begins no other", async () => {
    const shown = await say("study 1", { id: "start" });
    await press(await answer(shown, true), "How it went");
    expect(texts(await say("study 1", { id: "start" }))).toContain("1 of 1 right");
  });

  test("two starts at once begin one sitting", async () => {
    const [one, other] = await Promise.all([say("study"), say("study")]);
    expect(itemOf(one).id).toBe(itemOf(other).id);
  });

  test("the first answer stands", async () => {
    const shown = await say("study");
    await answer(shown, false);
    const again = await answer(shown, true);
    expect(texts(again)).toContain("the first answer stands");
    expect(texts(again)).toContain("Not this time");
    expect((await log()).map(({ correct }) => correct)).toEqual([0]);
  });

  test("what takes more than one press is filled in and sent", async () => {
    const door = open(["order"]);
    const shown = await say("study", { door });
    const item = itemOf(shown);
    if (item.type !== "order") throw new Error("an ordering question was expected");
    const lines = linesOf(shown);
    const letters = item.steps.map(({ text }) => lines.find((line) => line.endsWith(text))?.[0] ?? "");
    const form = (await press(shown, "Answer", { door })).parts.find((part) => part.kind === "form");
    if (form?.kind !== "form") throw new Error("a form was expected");
    for (const [i, letter] of letters.entries()) {
      const filled = await say(`${form.form.fill ?? ""} ${String(i + 1)} ${letter}`, { door });
      expect(filled.inPlace).toBe(true);
    }
    expect(texts(await say(form.form.command, { door }))).toContain('"Right"');
    expect(texts(await say(`${form.form.command} A`, { door }))).toContain("choices are wanted");
  });

  test("a question that was withdrawn meanwhile is passed over", async () => {
    const told = await answer(await say("study"), true);
    const next = await press(told, "Next question");
    const gone = itemOf(next).id;
    const without = library().items.map((item) => (item.id === gone ? { ...item, withdrawn: true } : item));
    const shown = await say("study", { door: open(["choice"], without) });
    expect(texts(shown)).toContain("Question 2 of 9");
    expect(itemOf(shown).id).not.toBe(gone);
  });

  test("buttons of somebody else's sitting, or of none, say what would do", async () => {
    const shown = await say("study");
    expect(texts(await say(choiceOf(shown, "A").command, { learner: "slack:T1:UBEN" }))).toContain(
      "Start one with the command study.",
    );
    expect(texts(await say("sit s-000001 dance"))).toContain("Start one with the command study.");
    for (const { command } of choicesOf(shown)) expect(command.length).toBeLessThanOrEqual(75);
  });

  test("look-alikes mixed up twice are offered side by side, and three questions tell them apart", async () => {
    const ids = ["clarify", "model-monitor"];
    const both = (item: Item) =>
      item.type === "choice" &&
      ids.every((id) => item.options.some(({ about }) => about === id)) &&
      item.options.some(({ about, correct }) => correct && about !== undefined && ids.includes(about));
    const rivals = library().items.filter((item) => both(item) && !item.reserved);
    const door = open(["choice"], rivals);
    let shown = await say("study", { door });
    for (let missed = 1; missed <= 2; missed++) {
      const item = itemOf(shown);
      if (item.type !== "choice") throw new Error("one of four was expected");
      const wrong = item.options.find(({ about, correct }) => !correct && about !== undefined && ids.includes(about));
      const letter = linesOf(shown).find((line) => wrong && line.endsWith(wrong.text))?.[0] ?? "";
      const told = await press(shown, new RegExp(`^${letter}$`), { door });
      if (missed === 1) expect(texts(told)).not.toContain("Side by side");
      else {
        expect(texts(told)).toContain("Clarify and Model Monitor have now changed places twice.");
        expect(choiceOf(told, "Compare the two").command).toBe("compare clarify model-monitor");
        const apart = await press(told, "Three that tell them apart", { door });
        expect(texts(apart)).toContain("3 questions on Clarify and Model Monitor");
        return;
      }
      shown = await press(told, "Next question", { door });
    }
  });

  test("what is made from the knowledge is explained, but neither kept in the deck nor flagged", async () => {
    const shown = await say("study 1 fraud-detector");
    const told = await press(shown, /^A$/);
    expect(choicesOf(told).map(({ label }) => label)).not.toContain("Something is wrong");
    expect(await store().read((db) => deckKeeper.export(db, ada))).toEqual([]);
    expect((await log()).map(({ item }) => item)).toEqual(["drill-service-fraud-detector"]);
  });

  test("weak spots have a button each, and none is named before anything was answered", async () => {
    expect(texts(await say("weak"))).toContain("I know nothing of you yet.");
    const shown = await say("study 1 model-monitor");
    const item = itemOf(shown);
    await answer(shown, false);
    const weak = await say("weak");
    expect(texts(weak)).toContain("0 of 1 right");
    expect(choiceOf(weak, `Study objective ${item.objective}`).command).toBe(`study ${item.objective}`);
    const [key = ""] = item.answers;
    expect(choiceOf(weak, `Study ${library().entries.get(key)?.short ?? ""}`).command).toBe(`study ${key}`);
    for (const { command } of choicesOf(weak)) expect(command.length).toBeLessThanOrEqual(75);
  });

  test("a drill goes on until its minute is over, by buttons and by names", async () => {
    let shown = await say("drill");
    for (const took of [4000, 6000, 8000]) {
      time += took;
      const right = serviceIn(shown);
      shown = took === 6000 ? await say(`drill ${right.id}`) : await press(shown, ending(right.short));
      expect(texts(shown)).toContain(`Right: ${right.short}.`);
    }
    time += 5000;
    const wrong = choicesOf(shown).find(({ label }) => !label.endsWith(serviceIn(shown).short));
    expect(texts(await say(wrong?.command ?? "", { id: "twice" }))).toContain("That was ");
    const open = await say(wrong?.command ?? "", { id: "twice" });
    expect(open.parts).toContainEqual({ kind: "countdown", text: "The drill ends", until: start + 60_000 });
    expect(texts(await say(wrong?.command ?? ""))).toContain("an earlier question");
    expect(serviceIn(await say("drill"))).toEqual(serviceIn(open));
    time = start + 60_001;
    const over = texts(await press(open, ending(serviceIn(open).short)));
    expect(over).toContain("60 seconds: 3 of 4 right");
    expect(over).toContain("5.5 in the middle");
    expect(over).toContain("This one.");
    expect((await log()).map(({ mode, correct, took_ms: took }) => [mode, correct, took])).toEqual([
      ["drill", 1, 4000],
      ["drill", 1, 6000],
      ["drill", 1, 8000],
      ["drill", 0, 5000],
    ]);
  });

  test("a drill is held against the best one before it", async () => {
    const first = await say("drill");
    await press(first, ending(serviceIn(first).short));
    time += 61_000;
    const second = await say("drill");
    time += 61_000;
    expect(texts(await press(second, ending(serviceIn(second).short)))).toContain(
      "1 of 1 right, 0.0 seconds an answer",
    );
    expect(texts(await say("drill clarify"))).toContain("60 seconds: 0 of 0 right");
  });

  test("a name typed when no drill is on says how to start one", async () => {
    expect(texts(await say("drill clarify"))).toContain("No drill is on.");
  });

  test("what a learner studies is taken out, and deleted with them", async () => {
    await answer(await say("study"), true);
    await say("drill");
    const kept = (keeper: typeof deckKeeper) => store().read((db) => keeper.export(db, ada));
    expect(await kept(deckKeeper)).toHaveLength(1);
    expect(await kept(sittingsKeeper)).toMatchObject({ sitting: { phase: "told" }, drill: { answers: [] } });
    await store().write(async (tx) => {
      for (const keeper of [deckKeeper, sittingsKeeper]) await keeper.forget(tx, ada);
    });
    expect([await kept(deckKeeper), await kept(sittingsKeeper)]).toEqual([[], {}]);
    expect(texts(await say("study"))).toContain("Question 1 of 10");
  });
});

function texts(reply: Reply): string {
  return JSON.stringify(reply.parts).replaceAll('\\"', '"');
}

function choicesOf({ parts }: Reply): readonly Choice[] {
  return parts.flatMap((part) => (part.kind === "choices" ? part.choices : []));
}

function choiceOf(reply: Reply, label: string | RegExp): Choice {
  const choice = choicesOf(reply).find((one) =>
    typeof label === "string" ? one.label === label : label.test(one.label),
  );
  if (!choice) throw new Error(`there is no button ${String(label)} among ${JSON.stringify(choicesOf(reply))}`);
  return choice;
}

function linesOf({ parts }: Reply): readonly string[] {
  return parts.flatMap((part) => (part.kind === "list" ? part.items : []));
}

function itemOf({ parts }: Reply): Item {
  const item = library().items.find(({ stem }) => parts.some((part) => part.kind === "text" && part.text === stem));
  if (!item) throw new Error("no item of ours is shown");
  return item;
}

function letterOf(reply: Reply, right: boolean): string {
  const item = itemOf(reply);
  const option = item.type === "choice" ? item.options.find(({ correct }) => correct === right) : undefined;
  return linesOf(reply).find((line) => option && line.endsWith(`. ${option.text}`))?.[0] ?? "";
}

/** The service that a drill asks for. */
function serviceIn({ parts }: Reply) {
  const asked = parts.flatMap((part) => (part.kind === "text" ? [part.text] : [])).at(-1) ?? "";
  const service = library().services.find(({ capabilities, useWhen }) =>
    [...capabilities, ...useWhen].some((line) => asked.endsWith(`? ${line}`)),
  );
  if (!service) throw new Error(`no service of ours does this: ${asked}`);
  return service;
}

function ending(label: string): RegExp {
  return new RegExp(`^[A-D]\\. ${label.replace(/[.()]/g, "\\$&")}$`);
}

function lessonsOn(store: Store) {
  const learners = makeLearners({ store, keepers: [], send: () => Promise.resolve() });
  return makeLearn(library(), {
    store,
    learners,
    entryOf: askDoor().names.resolve,
    zoneOf: () => Promise.resolve("UTC"),
  });
}
