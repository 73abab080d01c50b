import { expect, test } from "vitest";
import { openTutor } from "../../src/compose.ts";
import type { Command, Place, Reply, Request } from "../../src/conversation.ts";
import { addToDeck } from "../../src/study/records.ts";
import { progress } from "../../src/welcome/sections.ts";
import { alarmsRungByHand } from "../alarms/rung-by-hand.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { library } from "../tutor-for-tests.ts";

const at = Date.UTC(2026, 10, 24, 9);
const inDiscord: Place = { platform: "discord", id: "55", private: false, community: "5" };
const inSlack: Place = { platform: "slack", id: "D1", private: true, community: "T1" };

describeOnEachEngine("first contact", ({ store }) => {
  const open = () => {
    const { alarms } = alarmsRungByHand();
    const { tutor } = openTutor(library(), {
      remembering: { store: store(), alarms, send: () => Promise.resolve() },
      now: () => at,
    });
    let presses = 0;
    const arrival = (learner: string, place: Place) => ({ id: `press ${String((presses += 1))}`, learner, place, at });
    const say = async (text: string, learner: string, place: Place, more: Partial<Request> = {}) => {
      const command: Command = tutor.grammar.parse(text);
      return tutor.handle({ ...arrival(learner, place), command, ...more });
    };
    return { tutor, say, greet: (learner: string, place: Place) => tutor.greet(arrival(learner, place)) };
  };
  const labels = (reply: Reply | undefined) =>
    (reply?.parts ?? []).flatMap((part) => (part.kind === "choices" ? part.choices.map(({ label }) => label) : []));
  const texts = (reply: Reply | undefined) => JSON.stringify(reply?.parts);

  test("who comes without a word is welcomed once, by whichever process and after a restart", async () => {
    const [one, other] = [open(), open()];
    const told = await Promise.all([one, other].map(({ greet }) => greet("slack:T1:U1", inSlack)));
    const [welcome] = told.filter(Boolean);
    expect(told.filter(Boolean).length).toBe(1);
    expect(labels(welcome).slice(0, 2)).toEqual(["Ask", "Try five"]);
    expect(await open().greet("slack:T1:U1", inSlack)).toBeUndefined();
    expect(await open().greet("slack:T1:U2", inSlack)).toBeDefined();
  });

  test("who greets is greeted, as often as they like, and not welcomed again for it", async () => {
    const { say, greet } = open();
    for (const text of ["hi", "Hello!", "good morning", "start here", "hola", "who are you?"])
      expect(texts(await say(text, "slack:T1:U1", inSlack)), text).toContain("which AWS service fits and why");
    expect(await greet("slack:T1:U1", inSlack)).toBeUndefined();
  });

  test.each(["hi, who labels my images?", "hello world model for training", "home page with recommendations"])(
    "%s is a question",
    (text) => {
      expect(open().tutor.grammar.parse(text)).toEqual({ name: "ask", arguments: [text] });
    },
  );

  test("in Discord the first private answer comes first, the welcome beneath it, once", async () => {
    const { say } = open();
    const first = await say("detect drift in prod?", "discord:7", inDiscord);
    expect(first.parts[0]).toMatchObject({ text: "Amazon SageMaker Model Monitor" });
    expect(texts(first)).toContain("We have not met yet");
    expect(labels(first)).toEqual(expect.arrayContaining(["Ask", "Try five"]));
    expect(texts(await open().say("detect drift in prod?", "discord:7", inDiscord))).not.toContain("We have not met");
  });

  test("it stands beneath nothing public, nothing of the asker's own, and nothing where Slack tells who comes", async () => {
    const { say } = open();
    const drift = "detect drift in prod?";
    expect(texts(await say(drift, "discord:7", inDiscord, { inPublic: true }))).not.toContain("not met");
    for (const text of ["study 3", "forget-me yes", "settings"])
      expect(texts(await say(text, "discord:7", inDiscord)), text).not.toContain("not met");
    expect(texts(await say(drift, "slack:T1:U1", inSlack))).not.toContain("not met");
    expect(texts(await say(drift, "discord:7", inDiscord))).toContain("not met");
  });

  test("who is forgotten is new again, also a workspace's people that it let go", async () => {
    const { say, greet, tutor } = open();
    await greet("slack:T1:U1", inSlack);
    expect(texts(await say("forget-me", "slack:T1:U1", inSlack))).toContain("welcome");
    await say("forget-me yes", "slack:T1:U1", inSlack);
    expect(await greet("slack:T1:U1", inSlack)).toBeDefined();
    await tutor.left({ platform: "slack", id: "T1" });
    expect(await greet("slack:T1:U1", inSlack)).toBeDefined();
  });

  test("an answer does not wait for records that are away, and a greeting is returned without them", async () => {
    const { say } = open();
    await store().close();
    expect((await say("detect drift in prod?", "discord:8", inDiscord)).parts[0]).toMatchObject({
      text: "Amazon SageMaker Model Monitor",
    });
    expect(texts(await say("hello", "slack:T1:U9", inSlack))).toContain("which AWS service fits and why");
  });

  test("every button of the welcome answers, and the one to ask has an example", async () => {
    const { say, tutor } = open();
    for (const label of labels(await say("hi", "slack:T1:U1", inSlack))) expect(label.length).toBeLessThanOrEqual(15);
    const asking = await say("how-to-ask", "slack:T1:U1", inSlack);
    const [button] = asking.parts.flatMap((part) => (part.kind === "choices" ? part.choices : []));
    expect(texts(await tutor.handle({ ...(await requestOf(button?.command ?? "")) }))).toContain("Ground Truth");
    function requestOf(text: string): Promise<Request> {
      const command = tutor.grammar.parse(text);
      return Promise.resolve({ id: text, learner: "slack:T1:U1", place: inSlack, at, command });
    }
  });

  test("home shows what is due, what is best now, and each module in words", async () => {
    const { say } = open();
    const before = await say("home", "slack:T1:U1", inSlack);
    expect(texts(before)).toContain("Nothing: you are up to date.");
    expect(texts(before)).toContain("a first few questions");
    expect(texts(before)).toContain("░░░░░ not tried yet");
    const ids = library()
      .items.slice(0, 12)
      .map(({ id }) => id);
    await store().write((tx) => addToDeck(tx, "slack:T1:U1", ids, at));
    const after = await say("my page", "slack:T1:U1", inSlack);
    expect(texts(after)).toContain("12 reviews due");
    expect(labels(after)[0]).toBe("Review");
    expect(labels(after).length).toBeLessThanOrEqual(5);
    expect(texts(await say("home", "discord:7", inDiscord, { inPublic: true }))).toContain("between you and me");
  });
});

test.each([
  [undefined, "░░░░░ not tried yet"],
  [{ right: 0, answered: 3 }, "░░░░░ 0 %, 0 of 3 right"],
  [{ right: 12, answered: 20 }, "▓▓▓░░ 60 %, 12 of 20 right"],
  [{ right: 4, answered: 4 }, "▓▓▓▓▓ 100 %, 4 of 4 right"],
])("%j is told as %s", (known, told) => {
  expect(progress(known)).toBe(told);
});
