import { afterEach, expect, test } from "vitest";
import { insertAnswer } from "../../src/answers/records.ts";
import { makeGrammar } from "../../src/command.ts";
import type { Place, Reply, Request } from "../../src/conversation.ts";
import { makeLearners } from "../../src/learners/learners.ts";
import { setLearner } from "../../src/learners/records.ts";
import { makeProgress, type ProgressSurroundings } from "../../src/progress/progress.ts";
import { makeTutor } from "../../src/tutor.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { askDoor } from "../tutor-for-tests.ts";

const channel: Place = { platform: "slack", id: "C1", private: false, community: "T1" };
const another: Place = { ...channel, id: "C2" };
const direct: Place = { ...channel, id: "D1", private: true };
/** A Tuesday. */
const now = Date.parse("2026-11-24T12:00:00Z");
const hour = 60 * 60 * 1000;

describeOnEachEngine("the leaderboard", ({ store }) => {
  let time = now;
  let count = 0;
  let zone = "UTC";
  const streaks = new Map<string, number>();
  const posted: Reply[] = [];
  afterEach(() => {
    time = now;
    zone = "UTC";
    streaks.clear();
    posted.length = 0;
  });

  const learners = () => makeLearners({ store: store(), keepers: [], send: () => Promise.resolve() });
  const open = (more: Partial<ProgressSurroundings> = {}) =>
    makeProgress({
      ...{ store: store(), learners: learners(), zoneOf: () => zone },
      streakOf: (learner) => Promise.resolve(streaks.get(learner) ?? 0),
      mayManage: ({ learner }) => Promise.resolve(learner === "slack:T1:cleo"),
      ...more,
    });
  const ask = async (who: string, text: string, more: Partial<Request> = {}): Promise<Reply> => {
    const tutor = makeTutor([askDoor(), open(), learners()], {
      newReference: () => "reference",
      report: (error) => {
        throw error;
      },
      publish: ({ reply }) => {
        posted.push(reply);
        return Promise.resolve("posted");
      },
    });
    count += 1;
    const command = tutor.grammar.parse(text);
    return tutor.handle({
      ...{ id: `press ${String(count)}`, learner: `slack:T1:${who}`, place: channel, at: time, command, ...more },
    });
  };
  const say = async (who: string, text: string, more: Partial<Request> = {}) => shownIn(await ask(who, text, more));

  /** A question of a round that these people answered, right or wrong. */
  const answered = async (right: readonly string[], wrong: readonly string[] = [], at = time, place = channel) => {
    count += 1;
    const question = `round:r${String(count)}:0`;
    await store().write(async (tx) => {
      for (const who of [...right, ...wrong]) {
        const learner = `slack:T1:${who}`;
        const name = who.replace(/^./, (first) => first.toUpperCase());
        const meeting = { id: question, learner, name, place, at, command: { name: "ask", arguments: [] } };
        await learners().meet(tx, meeting);
        await insertAnswer(tx, {
          ...{ question, learner, vote: 1, mode: "round", platform: "slack", place: place.id, took_ms: 1, at },
          ...{ community: "T1", item: "an-item", revision: "r1", chosen: "", local_date: "2026-11-24" },
          ...{ correct: Number(right.includes(who)), graded_by: "r1" },
        });
      }
    });
  };
  const hide = (who: string) => store().write((tx) => setLearner(tx, `slack:T1:${who}`, { on_boards: 0 }));

  test("tells points, accuracy with the number answered, and days in a row, to the asker alone", async () => {
    for (let i = 0; i < 12; i++) await answered(["ada", "ben"]);
    for (let i = 0; i < 2; i++) await answered(["ben"], ["ada"]);
    streaks.set("slack:T1:ada", 5).set("slack:T1:ben", 1);
    const reply = await ask("ada", "leaderboard");
    expect(reply).toMatchObject({ to: "asker", share: "leaderboard" });
    expect(shownIn(reply)).toEqual([
      "Leaderboard: this week, this channel",
      "1. Ben, 1,400 points, 100 % of 14, 1 day in a row",
      "2. Ada (you), 1,200 points, 86 % of 14, 5 days in a row",
    ]);
  });

  test("an empty board says how points are earned, and so does one on which the asker has none", async () => {
    expect((await say("ada", "leaderboard")).join("\n")).toMatch(
      /Nobody has points yet\. A right answer in a quiz round/,
    );
    await answered(["ben"], ["ada"]);
    expect((await say("ada", "leaderboard")).at(-1)).toMatch(/^You have no points here yet, with 1 answered\. A right/);
  });

  test("who plays alone earns nothing on the board", async () => {
    await answered(["ada"]);
    expect((await say("ada", "leaderboard"))[1]).toMatch(/^Nobody has points yet/);
  });

  test.each([
    ["leaderboard", 1],
    ["leaderboard week", 1],
    ["leaderboard server", 2],
    ["leaderboard month", 3],
    ["leaderboard month server", 4],
    ["board server month", 4],
    ["standings all time", 5],
    ["leader board all workspace", 6],
    ["ranking season here", 5],
  ])("%s counts the answers of its time and place alone", async (text, questions) => {
    const [lastWeek, lastMonth] = [now - 7 * 24 * hour, now - 30 * 24 * hour];
    await answered(["ada", "ben"]);
    await answered(["ada", "ben"], [], now, another);
    await answered(["ada", "ben"], [], lastWeek);
    await answered(["ada", "ben"], [], lastWeek);
    await answered(["ada", "ben"], [], lastMonth);
    await answered(["ada", "ben"], [], lastMonth);
    expect((await say("ada", text))[1]).toContain(` of ${String(questions)}`);
  });

  test("a week begins on Monday at midnight of the place's zone", async () => {
    const monday = Date.parse("2026-11-22T23:00:00Z");
    await answered(["ada", "ben"], [], monday - 1);
    await answered(["ada", "ben"], [], monday);
    expect((await say("ada", "leaderboard"))[1]).toMatch(/^Nobody/);
    zone = "Europe/Rome";
    expect((await say("ada", "leaderboard"))[1]).toContain("100 points");
  });

  test("who is hidden is on no board, not even a shared one, and is told how they stand", async () => {
    await answered(["ada", "ben"]);
    await answered(["ben"], ["ada"]);
    await hide("ben");
    expect(await say("ada", "leaderboard")).toEqual([
      "Leaderboard: this week, this channel",
      "1. Ada (you), 100 points, 50 % of 2",
    ]);
    expect((await say("ben", "leaderboard")).slice(1)).toEqual([
      "1. Ada, 100 points, 50 % of 2",
      "You are not shown on leaderboards. You have 200 points, 100 % of 2, and would be number 1.",
    ]);
    expect(await say("ben", "share leaderboard")).toEqual(["Shared with everyone here."]);
    for (const everyone of [posted[0], await ask("ben", "leaderboard", { inPublic: true })])
      expect(everyone && shownIn(everyone)).toEqual([
        "Leaderboard: this week, this channel",
        "1. Ada, 100 points, 50 % of 2",
      ]);
    expect(JSON.stringify(posted)).not.toMatch(/not shown|you|Show me/);
  });

  test("what is shared says nothing to the sharer alone", async () => {
    await answered(["ada", "ben"]);
    await say("ada", "share leaderboard week");
    expect(posted.map(shownIn)).toEqual([
      ["Leaderboard: this week, this channel", "1. Ada, 100 points, 100 % of 1", "1. Ben, 100 points, 100 % of 1"],
    ]);
  });

  test("below the top ten the asker sees the two around them", async () => {
    const everyone = Array.from({ length: 15 }, (_, i) => `p${String(i + 1)}`);
    for (const i of everyone.keys()) await answered(everyone.slice(i));
    const shown = await say("p3", "leaderboard");
    expect(shown.slice(11)).toEqual([
      "Further down:",
      "12. P4, 400 points, 100 % of 4",
      "13. P3 (you), 300 points, 100 % of 3",
      "14. P2, 200 points, 100 % of 2",
    ]);
  });

  test("a server's week with more than thirty scorers is played in leagues", async () => {
    const everyone = Array.from({ length: 31 }, (_, i) => `p${String(i + 10)}`);
    for (const i of everyone.keys()) if (i % 2 === 0) await answered(everyone.slice(i, i + 3), [], now + i);
    const heading = async (who: string, text: string) => (await say(who, text))[0];
    expect(await heading("p10", "leaderboard server")).toBe("Leaderboard: this week, this workspace, league 1 of 2");
    expect(await heading("nobody", "leaderboard server")).toContain("league 1 of 2");
    expect(await say("p40", "leaderboard server")).toEqual([
      "Leaderboard: this week, this workspace, league 2 of 2",
      "1. P40 (you), 100 points, 100 % of 1",
    ]);
    expect(await heading("p40", "leaderboard")).toBe("Leaderboard: this week, this channel");
    expect(await heading("p40", "leaderboard month server")).toBe("Leaderboard: this month, this workspace");
  });

  test("a season begins when a manager says so, of the channel or of the whole", async () => {
    const points = async (text: string, place = channel) => (await say("ada", text, { place }))[1];
    await answered(["ada", "ben"]);
    await answered(["ada", "ben"], [], now, another);
    time += hour;
    expect(await say("ben", "season reset")).toEqual([
      "Only whoever manages this channel can begin a new season. Ask one of them to say: season reset",
    ]);
    expect(await points("leaderboard season")).toContain("100 points");
    expect((await say("cleo", "season reset"))[0]).toContain("This begins a new season for this channel");
    expect(await points("leaderboard season")).toContain("100 points");
    expect((await say("cleo", "season reset yes"))[0]).toContain("begins now for this channel");
    expect(await points("leaderboard season")).toMatch(/^Nobody/);
    expect(await points("leaderboard season", another)).toContain("100 points");
    expect(await points("leaderboard season server")).toContain("200 points");
    expect(await points("leaderboard all")).toContain("100 points");
    time += hour;
    expect((await say("ben", "season reset server yes", { mayManage: true }))[0]).toContain(
      "Only whoever manages the whole workspace",
    );
    expect(await points("leaderboard season server")).toContain("200 points");
    expect((await say("ben", "season reset server yes", { mayManageAll: true }))[0]).toContain("all of this workspace");
    expect(await points("leaderboard season server")).toMatch(/^Nobody/);
    expect(await points("leaderboard season", another)).toMatch(/^Nobody/);
    time += hour;
    await answered(["ada", "ben"]);
    expect(await say("ada", "leaderboard season")).toEqual([
      "Leaderboard: this season (since 24 November 2026), this channel",
      "1. Ada (you), 100 points, 100 % of 1",
      "1. Ben, 100 points, 100 % of 1",
    ]);
  });

  test("asked back, its button begins one season, however often it is pressed and whenever", async () => {
    const seasons = () => store().read((db) => db.selectFrom("seasons").select("started_at").execute());
    for (const [scope, begun] of [
      ["channel", 1],
      ["server", 2],
    ] as const) {
      const { parts } = await ask("cleo", `season reset ${scope}`);
      const [button] = parts.flatMap((part) => (part.kind === "choices" ? part.choices : []));
      time += 1000;
      expect((await say("cleo", button?.command ?? ""))[0]).toContain("begins now");
      expect((await say("cleo", button?.command ?? ""))[0]).toContain("has begun already");
      await store().write((tx) => tx.deleteFrom("seen").execute());
      expect((await say("cleo", button?.command ?? ""))[0]).toContain("has begun already");
      expect(await seasons()).toHaveLength(begun);
      time += 1000;
    }
  });

  test("the same press begins one season, and older ones are kept until the workspace is left", async () => {
    const seasons = () => store().read((db) => db.selectFrom("seasons").selectAll().orderBy("started_at").execute());
    for (const at of [now, now + 1]) await say("cleo", "season reset yes", { id: "the same", at });
    await say("cleo", "season reset yes server", { at: now + 2 });
    await say("cleo", "season reset yes", { at: now + 3, place: { ...channel, community: "T2" } });
    expect(await seasons()).toEqual([
      { platform: "slack", place: "C1", community: "T1", started_at: now },
      { platform: "slack", place: null, community: "T1", started_at: now + 2 },
      { platform: "slack", place: "C1", community: "T2", started_at: now + 3 },
    ]);
    const { keeper } = open();
    await store().write((tx) => keeper.forget(tx, "slack:T1:cleo"));
    expect(await store().read((db) => keeper.export(db, "slack:T1:cleo"))).toBeUndefined();
    expect(await seasons()).toHaveLength(3);
    await store().write(async (tx) => keeper.leave?.(tx, { platform: "slack", id: "T1" }));
    expect((await seasons()).map(({ community }) => community)).toEqual(["T2"]);
  });

  test("a thread counts together with its channel", async () => {
    const thread: Place = { platform: "discord", id: "55", within: "5", private: false, community: "1" };
    await say("ada", "season reset yes", { place: thread, mayManage: true });
    expect(await store().read((db) => db.selectFrom("seasons").select("place").execute())).toEqual([{ place: "5" }]);
  });

  test("in a direct message the board is the workspace's, where there is one", async () => {
    await answered(["ada", "ben"]);
    expect((await say("ada", "leaderboard", { place: direct }))[0]).toContain("this workspace");
    expect((await say("ada", "leaderboard channel", { place: direct }))[0]).toContain("say: leaderboard server");
    const alone: Place = { platform: "shell", id: "terminal", private: true };
    expect((await say("ada", "leaderboard server", { place: alone }))[0]).toMatch(/Ask me in a channel\.$/);
    for (const text of ["season reset", "season reset server"])
      expect((await say("cleo", text, { place: direct, mayManage: true }))[0]).toContain("begun in a channel");
  });
});

test.each([
  ["leaderboard", "leaderboard"],
  ["standings?", "leaderboard"],
  ["leaderboard this month", "leaderboard month"],
  ["leaderboard the server", "leaderboard server"],
  ["season reset", "season reset"],
  ["ranking metrics for search", "ask ranking metrics for search"],
  ["which board should I solder", "ask which board should I solder"],
])("“%s” is read as %s", (typed, read) => {
  const { rows, resolvers } = makeProgress({} as ProgressSurroundings);
  const { name, arguments: words } = makeGrammar(rows, resolvers).parse(typed);
  expect([name, ...words].join(" ")).toBe(read);
});

test("arguments are offered as they are typed", () => {
  const { completers = {} } = makeProgress({} as ProgressSurroundings);
  const offered = (kind: string, typed: string) => completers[kind]?.(typed).map(({ value }) => value);
  expect(offered("board-period", "")).toEqual(["week", "month", "season", "all"]);
  expect(offered("board-period", "M")).toEqual(["month"]);
  expect(offered("board-scope", "s")).toEqual(["server"]);
  expect(offered("season-act", "re")).toEqual(["reset"]);
});

/** The lines of a reply; no buttons. */
function shownIn({ parts }: Reply): string[] {
  return parts.flatMap((part) =>
    part.kind === "list" ? part.items : part.kind === "text" || part.kind === "heading" ? [part.text] : [],
  );
}
