import { lessonsKeeper, savePlace } from "../../src/learn/records.ts";
import { expect, test } from "vitest";
import { answersKeeper, draft, record, type Said } from "../../src/answers/answers.ts";
import { changesKeeper, markTold } from "../../src/changes/records.ts";
import { makeExamsKeeper } from "../../src/exam/forgetting.ts";
import { addExam } from "../../src/exam/records.ts";
import { beginExam } from "../../src/exam/exam.ts";
import { makeGrammar } from "../../src/command.ts";
import { directMessage, type Delivery, type Place, type Reply } from "../../src/conversation.ts";
import { outboxKeeper, putDelivery } from "../../src/delivery/records.ts";
import { makeGoalKeeper } from "../../src/goal/forgetting.ts";
import { putGoal } from "../../src/goal/records.ts";
import { inboxKeeper, keep, messages } from "../../src/inbox/records.ts";
import { addZoneChange } from "../../src/learners/records.ts";
import { makeLearners } from "../../src/learners/learners.ts";
import { makeRemindersKeeper } from "../../src/reminders/forgetting.ts";
import { putReminder } from "../../src/reminders/records.ts";
import type { Keeper } from "../../src/store/keeper.ts";
import { addToDeck, deckKeeper, heldDesk, sittingsKeeper } from "../../src/study/records.ts";
import { noteWelcome, welcomesKeeper } from "../../src/welcome/records.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { toItem } from "../items/item-for-tests.ts";

const at = 1_795_000_000_000;
const inSlack: Place = { platform: "slack", id: "C1", private: false, community: "T1" };
const onPage: Place = { platform: "web", id: "page", private: true };

function toSaid(learner: string, place: Place = onPage): Said {
  return {
    ...{ question: `q ${learner}`, learner, vote: 1, mode: "study", place, item: toItem({ type: "choice" }), at },
    ...{ chosen: { kind: "options", ids: ["key"] }, tookMs: 5, localDate: "2026-11-24" },
  };
}

describeOnEachEngine("learners", ({ store }) => {
  const sent: Delivery[] = [];
  const open = () =>
    makeLearners({
      store: store(),
      keepers: [answersKeeper, inboxKeeper],
      send: (_, delivery) => {
        sent.push(delivery);
        return Promise.resolve();
      },
    });
  let count = 0;
  const say = async (text: string, learner: string, place: Place = onPage): Promise<Reply> => {
    const door = open();
    const command = makeGrammar(door.rows, door.resolvers).parse(text);
    count += 1;
    return door.handle({ id: `test ${String(count)}`, learner, name: "Ada", place, at, command });
  };
  const texts = (reply: Reply) => JSON.stringify(reply.parts);
  const answered = async (learner: string, place: Place) => {
    await store().write(async (tx) => {
      await open().meet(tx, { id: "m", learner, name: "Ada", place, at, command: { name: "ask", arguments: [] } });
      await record(tx, toSaid(learner, place));
      await keep(tx, { kind: "question", learner, text: "who waters my plants?", at });
    });
  };

  test("settings are shown, changed and kept", async () => {
    expect(texts(await say("settings", "web:1"))).toContain("Not set");
    expect(texts(await say("settings zone rome", "web:1"))).toContain("midnight in Europe/Rome");
    await say("settings boards off", "web:1");
    await say("settings nudges on", "web:1");
    expect(await store().read((db) => open().get(db, "web:1"))).toEqual({
      ...{ id: "web:1", name: "Ada", zone: "Europe/Rome", onBoards: false, nudges: true },
    });
    expect(texts(await say("settings", "web:2"))).toContain("You are shown with your name");
  });

  test.each([
    ["settings zone Mars/Base", onPage, /no time zone “Mars\/Base”.*Europe\/Rome/],
    ["settings zone Mars/Base", inSlack, /no time zone of that name.*Europe\/Rome/],
    ["settings zone", onPage, /Which zone\?/],
    ["settings boards maybe", onPage, /“maybe” is neither on nor off.*settings boards off/],
    ["settings nudges", onPage, /On or off\?/],
  ])("%s is refused with what would do", async (text, place, told) => {
    expect(texts(await say(text, "slack:T1:U1", place))).toMatch(told);
    expect(await store().read((db) => open().get(db, "slack:T1:U1"))).toMatchObject({ onBoards: true, nudges: false });
  });

  test("an export is everything, as a file: in a direct message, or in the reply where there is none", async () => {
    await answered("slack:T1:U1", inSlack);
    await answered("web:1", onPage);
    expect(texts(await say("export-me", "slack:T1:U1", inSlack))).toContain("in a direct message");
    expect(sent).toMatchObject([
      { place: { platform: "slack", id: "slack:T1:U1", private: true }, reply: { parts: [{ kind: "file" }] } },
    ]);
    const [part] = (await say("export-me", "web:1")).parts;
    if (part?.kind !== "file") throw new Error("the reply is no file");
    expect(JSON.parse(part.file.text)).toMatchObject({
      learner: { id: "web:1", name: "Ada" },
      answers: [{ item: "an-item", correct: true, chosen: { ids: ["key"] } }],
      "messages to the maintainers": [{ text: "who waters my plants?" }],
    });
  });

  test("forgetting asks first, says what there is, then deletes it within the call", async () => {
    await answered("web:1", onPage);
    await answered("web:2", onPage);
    const asked = texts(await say("forget-me", "web:1"));
    expect(asked).toContain("your name and settings, answers (1), messages to the maintainers (1)");
    expect(asked).toContain("forget-me yes");
    await say("forget-me yes", "web:1");
    expect(texts(await say("export-me", "web:1"))).toContain("I keep nothing about you");
    expect(texts(await say("forget-me", "web:1"))).toContain("nothing to delete");
    expect(await store().read((db) => messages(db, { resolved: true }))).toHaveLength(1);
    expect(texts(await say("export-me", "web:2"))).toContain("an-item");
  });

  test("every table that knows a learner is emptied of them", async () => {
    await answered("web:1", onPage);
    const tables = await store().read((db) => db.introspection.getTables());
    const known = tables
      .filter(({ columns }) => columns.some(({ name }) => name === "learner"))
      .map(({ name }) => name);
    expect(known.sort()).toEqual([
      "answers",
      "blueprints",
      "cards",
      "changes_told",
      "drafts",
      "exams",
      "forecasts",
      "goals",
      "inbox",
      "lessons",
      "outbox",
      "reminders",
      "sittings",
      "welcomes",
      "zone_changes",
    ]);
    const learners = open();
    const cancel = () => Promise.resolve(true);
    const [remindersKeeper, goalKeeper] = [makeRemindersKeeper({ cancel }), makeGoalKeeper({ cancel })];
    const kept: Keeper[] = [
      learners.keeper,
      answersKeeper,
      changesKeeper,
      inboxKeeper,
      deckKeeper,
      outboxKeeper,
      remindersKeeper,
      goalKeeper,
      sittingsKeeper,
      lessonsKeeper,
      welcomesKeeper,
      makeExamsKeeper({ cancel: () => Promise.resolve(true) }),
    ];
    await store().write(async (tx) => {
      await draft(tx, toSaid("web:1"));
      await addToDeck(tx, "web:1", ["an-item"], at);
      await heldDesk(tx, "web:1");
      await markTold(tx, "web:1", [{ service: "debugger", day: "2026-11-24" }], at);
      await noteWelcome(tx, "web:1", at);
      await addExam(tx, "web:1", 1, beginExam({ token: "x-1", startedAt: at, endsAt: null, questions: ["an-item"] }));
      await addZoneChange(tx, { learner: "web:1", at, from: "UTC", to: "Europe/Rome" });
      await putReminder(tx, { learner: "web:1", kind: "daily", time: "17:00", zone: "UTC" });
      const goal = { examOn: "2027-01-15", minutes: 20, zone: "UTC", setAt: at, planned: {}, told: [] };
      await putGoal(tx, "web:1", goal, at);
      await putDelivery(tx, { key: "k", place: directMessage("web:1"), reply: { to: "asker", parts: [] } }, 1, at);
      await savePlace(tx, { learner: "web:1", lesson: "1.2", at }, { card: 2 });
      for (const keeper of kept) await keeper.forget(tx, "web:1");
    });
    for (const name of known) {
      const table = name as "answers";
      expect(
        await store().read((db) => db.selectFrom(table).selectAll().where("learner", "=", "web:1").execute()),
      ).toEqual([]);
    }
  });

  test("a workspace that removed the tutor is forgotten, its neighbours are not", async () => {
    const others = ["slack:T2:U1", "slack:T11:U1", "discord:7"];
    for (const learner of ["slack:T1:U1", "slack:T1:U2", ...others]) await answered(learner, inSlack);
    await open().left({ platform: "slack", id: "T1" });
    await open().left({ platform: "slack", id: "T1" });
    const left = await store().read((db) => db.selectFrom("learners").select("id").orderBy("id").execute());
    expect(left.map(({ id }) => id)).toEqual(["discord:7", "slack:T11:U1", "slack:T2:U1"]);
  });

  test("a Discord server that was left forgets where, not who", async () => {
    await answered("discord:7", { platform: "discord", id: "55", private: false, community: "5" });
    await open().left({ platform: "discord", id: "5" });
    expect(await store().read((db) => db.selectFrom("answers").selectAll().execute())).toMatchObject([
      { learner: "discord:7", place: "", community: null },
    ]);
  });

  test("the name is kept up to date, and stays where none comes along", async () => {
    const meet = (name?: string) =>
      store().write((tx) =>
        open().meet(tx, {
          ...{ id: "m", learner: "web:1", place: onPage, at, command: { name: "ask", arguments: [] } },
          ...(name === undefined ? {} : { name }),
        }),
      );
    await meet("Ada");
    await meet("Ada Lovelace");
    await meet();
    expect((await store().read((db) => open().get(db, "web:1"))).name).toBe("Ada Lovelace");
  });
});
