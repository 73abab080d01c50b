import { expect, test } from "vitest";
import { record } from "../../src/answers/answers.ts";
import { makeChanges, steps } from "../../src/changes/changes.ts";
import { changesKeeper, markTold, toldTo } from "../../src/changes/records.ts";
import { servicesIn } from "../../src/changes/unseen.ts";
import { openTutor } from "../../src/compose.ts";
import type { Place, Reply, Request } from "../../src/conversation.ts";
import type { Library } from "../../src/knowledge/library.ts";
import type { Store } from "../../src/store/store.ts";
import { alarmsRungByHand } from "../alarms/rung-by-hand.ts";
import { describeOnEachEngine, describeOnPostgres } from "../store/each-engine.ts";
import { library } from "../tutor-for-tests.ts";

const ada = "slack:T1:UADA";
const channel: Place = { platform: "slack", id: "C1", private: false, community: "T1" };
const before = Date.UTC(2026, 10, 20);
const now = Date.UTC(2026, 11, 20);
const day = "2026-12-01";
const source = "https://docs.aws.amazon.com/sagemaker/latest/dg/debugger-availability-change.html";
const change = { day, was: "Open to new customers.", is: "Closed to new customers.", source };

/** The knowledge with a change of each of some services. */
function changed(...ids: string[]): Library {
  const { services, ...rest } = library();
  return { ...rest, services: services.map((one) => (ids.includes(one.id) ? { ...one, changes: [change] } : one)) };
}

/** Answers an item that names a service. */
async function answered(store: Store, id: string, at = before, learner = ada): Promise<void> {
  const item = library().items.find((one) => servicesIn(one).includes(id));
  if (!item) throw new Error(`no item names ${id}`);
  const said = { question: `study:${id}:0`, learner, vote: 1, mode: "study", place: channel, item, at } as const;
  await store.write((tx) => record(tx, { ...said, chosen: undefined, tookMs: 5, localDate: "2026-11-20" }));
}

function toRequest(name = "explain", more: Partial<Request> = {}): Request {
  return { id: "press", learner: ada, place: channel, at: now, command: { name, arguments: [] }, ...more };
}

const answer: Reply = { to: "asker", parts: [{ kind: "text", text: "An answer." }] };
const inTime = <T>(work: Promise<T>): Promise<T | undefined> => work;

describeOnEachEngine("changes since a learner answered", ({ store }) => {
  const open = (knowledge = changed("debugger")) => makeChanges(knowledge, { store: store(), inTime });
  const told = async ({ news } = open(), request = toRequest(), reply = answer) =>
    JSON.stringify((await news(request)?.(reply)) ?? []);

  test("are told once, with the difference and its source", async () => {
    await answered(store(), "debugger");
    expect(await open().news(toRequest())?.(answer)).toEqual([
      { kind: "text", text: "Changed since you learned it: Debugger." },
      {
        kind: "facts",
        facts: [
          { label: "Was", text: "Open to new customers." },
          { label: "Now", text: "Closed to new customers.", link: source },
        ],
      },
    ]);
    expect(await told()).toBe("[]");
    expect(await store().read((db) => toldTo(db, ada))).toEqual([{ service: "debugger", day }]);
  });

  test("are told to nobody who answered later, or on other services, or nothing", async () => {
    await answered(store(), "debugger", now);
    expect(await told()).toBe("[]");
    expect(await told(open(), toRequest("explain", { learner: "slack:T1:UBEN" }))).toBe("[]");
    await answered(store(), "macie");
    expect(await told()).toBe("[]");
  });

  test("come two at a time", async () => {
    const ids = ["debugger", "clarify", "model-monitor"];
    for (const id of ids) await answered(store(), id);
    const changes = open(changed(...ids));
    const names = (text: string) => [...text.matchAll(/learned it: ([\w ]+)\./g)].map((match) => match[1]);
    expect(names(await told(changes))).toEqual(["Clarify", "Debugger"]);
    expect(names(await told(changes))).toEqual(["Model Monitor"]);
    expect(changes.news(toRequest())).toBeUndefined();
  });

  test("wait for an answer that the learner alone reads, and that a note fits below", async () => {
    await answered(store(), "debugger");
    const changes = open();
    expect(changes.news(toRequest("ask", { inPublic: true }))).toBeUndefined();
    for (const name of steps) expect(changes.news(toRequest(name))).toBeUndefined();
    expect(await told(changes, toRequest(), { ...answer, to: "everyone" })).toBe("[]");
    const file = { kind: "file", file: { name: "a", text: "a", about: "a" } } as const;
    expect(await told(changes, toRequest(), { to: "asker", parts: [file] })).toBe("[]");
    expect(await told(changes)).toContain("Debugger");
  });

  test("wait for the records to be there", async () => {
    await answered(store(), "debugger");
    let isAway = true;
    const late = <T>(work: Promise<T>) => work.then((done) => (isAway ? undefined : done));
    const changes = makeChanges(changed("debugger"), { store: store(), inTime: late });
    expect(await told(changes)).toBe("[]");
    isAway = false;
    expect(await told(changes)).toContain("Debugger");
  });

  test("cost one look for each learner in a process, and none where the knowledge has none", async () => {
    let reads = 0;
    const counting: Store = { ...store(), read: (work) => ((reads += 1), store().read(work)) };
    const none = makeChanges(library(), { store: counting, inTime });
    expect(none.news(toRequest())).toBeUndefined();
    const changes = makeChanges(changed("debugger"), { store: counting, inTime });
    await told(changes);
    expect(changes.news(toRequest())).toBeUndefined();
    expect(reads).toBe(1);
  });

  test("are forgotten with the learner, and exported", async () => {
    await store().write((tx) => markTold(tx, ada, [{ service: "debugger", day }], now));
    expect(await store().read((db) => changesKeeper.export(db, ada))).toEqual([
      { learner: ada, service: "debugger", day, at: now },
    ]);
    await store().write((tx) => changesKeeper.forget(tx, ada));
    expect(await store().read((db) => toldTo(db, ada))).toEqual([]);
  });

  test("stand below the answer and above its buttons, once, through the whole tutor", async () => {
    const { alarms } = alarmsRungByHand();
    const { tutor } = openTutor(changed("debugger"), {
      remembering: { store: store(), alarms, send: () => Promise.resolve() },
      now: () => now,
    });
    await answered(store(), "debugger");
    const say = (text: string, more: Partial<Request> = {}) =>
      tutor.handle({ ...toRequest(), ...more, command: tutor.grammar.parse(text) });
    for (const name of steps) expect(tutor.grammar.rows.map((row) => row.name)).toContain(name);
    const inPublic = await say("which service detects bias?", { inPublic: true });
    expect(JSON.stringify(inPublic)).not.toContain("Changed since");
    const shown = await say("explain Clarify");
    const kinds = shown.parts.map((part) => (part.kind === "text" && /^Changed/.test(part.text) ? "note" : part.kind));
    expect(kinds[0]).toBe("heading");
    expect(kinds.indexOf("note")).toBeGreaterThan(kinds.indexOf("facts"));
    expect(kinds.indexOf("choices")).toBeGreaterThan(kinds.indexOf("note"));
    expect(shown.share).toBe("explain clarify");
    const again = say("explain Clarify");
    expect(again).not.toBeInstanceOf(Promise);
    expect(JSON.stringify(again)).not.toContain("Changed since");
  });
});

describeOnPostgres("changes, told by two processes", ({ store, reopen }) => {
  test("are told by one of them", async () => {
    await answered(store(), "debugger");
    const processes = [store(), await reopen()].map((one) => makeChanges(changed("debugger"), { store: one, inTime }));
    const told = await Promise.all(processes.map(async ({ news }) => news(toRequest())?.(answer)));
    expect(told.map((parts) => parts?.length ?? 0).sort()).toEqual([0, 2]);
  });
});
