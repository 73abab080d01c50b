import { describe, expect, test } from "vitest";
import { openTutor } from "../../src/compose.ts";
import type { Choice, Place, Reply } from "../../src/conversation.ts";
import { say as discordSay } from "../../src/platforms/discord/say.ts";
import { say as slackSay } from "../../src/platforms/slack/say.ts";
import { alarmsRungByHand } from "../alarms/rung-by-hand.ts";
import { describeOnEachEngine } from "../store/each-engine.ts";
import { library } from "../tutor-for-tests.ts";
import { cardView } from "../../src/learn/view.ts";

/** Its questions are answered with one press each. */
const ofOnePress = { ...library(), items: library().items.filter(({ type }) => type === "choice") };

const day = 24 * 60 * 60_000;

function texts({ parts }: Reply): string {
  return parts.map((part) => ("text" in part ? part.text : JSON.stringify(part))).join("\n");
}

function choicesOf({ parts }: Reply): readonly Choice[] {
  return parts.flatMap((part) => (part.kind === "choices" ? part.choices : []));
}

describeOnEachEngine("lessons", ({ store }) => {
  const place: Place = { platform: "discord", id: "1", private: true };

  /** A learner, and a tutor that knows nothing but what is stored each time it is opened. */
  const begin = () => {
    let [time, presses] = [Date.UTC(2026, 10, 24, 9), 0];
    const open = () =>
      openTutor(ofOnePress, {
        remembering: { store: store(), alarms: alarmsRungByHand().alarms, send: () => Promise.resolve() },
        now: () => time,
      }).tutor;
    let tutor = open();
    const say = async (text: string, learner = "discord:1") =>
      tutor.handle({
        ...{ id: `press ${String((presses += 1))}`, learner, place, at: (time += 1000) },
        command: tutor.grammar.parse(text),
      });
    const press = async (reply: Reply, label: string) => {
      const command = choicesOf(reply).find((choice) => choice.label === label)?.command;
      if (command === undefined) throw new Error(`no button ${label} under: ${texts(reply)}`);
      return say(command);
    };
    return { say, press, pass: (ms: number) => (time += ms), restart: () => (tutor = open()) };
  };

  /** Answers a sitting to its end, `right` says how. */
  const sit = async ({ say, press }: ReturnType<typeof begin>, first: Reply, right: (number: number) => boolean) => {
    let reply = first;
    for (let number = 0; number < 3; number++) {
      const item = library().items.find(({ stem }) => texts(reply).includes(stem));
      if (item?.type !== "choice") throw new Error(`not a question of one press: ${texts(reply)}`);
      const wanted = item.options.find(({ correct }) => correct === right(number))?.text ?? "";
      const letter = new RegExp(`([A-D])\\. ?${wanted.slice(0, 20).replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`).exec(
        reply.parts.map((part) => JSON.stringify(part)).join(" "),
      )?.[1];
      const told = await say(choicesOf(reply).find(({ label }) => label === letter)?.command ?? `no letter: ${wanted}`);
      reply = await press(told, number === 2 ? "How it went" : "Next question");
    }
    return reply;
  };

  test("a lesson is read card by card, left, and gone on with by a tutor that was restarted", async () => {
    const on = begin();
    const first = await on.say("learn 1.2");
    expect(texts(first)).toContain("short cards, then three questions");
    expect(texts(first)).toContain("Card 1 of");
    const second = await on.press(first, "Next");
    expect(texts(second)).toContain("Card 2 of");
    on.restart();
    const again = await on.say("learn 1.2");
    expect(texts(again)).toContain("Here you left off.");
    expect(texts(again)).toContain("Card 2 of");
    expect(texts(await on.press(again, "Back"))).toContain("Card 1 of");
    expect(texts(await on.say("lessons"))).toContain("0 of 22 lessons learned");
  });

  test("learn alone begins with what comes first, and goes on where one was", async () => {
    const on = begin();
    const [firstLesson] = library().lessons;
    expect(texts(await on.say("learn"))).toContain(firstLesson?.cards[0]?.heading);
    await on.say("learn 3.1");
    expect(texts(await on.say("learn"))).toContain("3.1");
  });

  test("what is no lesson is told with what would do, and nobody's place is another's", async () => {
    const on = begin();
    expect(texts(await on.say("learn quantum"))).toContain("For example: learn 1.2");
    await on.press(await on.say("learn 1.2"), "Next");
    expect(texts(await on.say("learn 1.2", "discord:2"))).toContain("Card 1 of");
  });

  test("read today it is checked tomorrow: two of three right, and it is learned", async () => {
    const on = begin();
    const lesson = library().lessons.find(({ id }) => id === "1.2");
    if (!lesson) throw new Error("there is no lesson 1.2");
    let reply = await on.say(`learn ${lesson.id}`);
    for (let card = 1; card < lesson.cards.length; card++) reply = await on.press(reply, "Next");
    const done = await sit(on, await on.press(reply, "Three questions"), () => true);
    expect(texts(done)).toMatch(/tomorrow/i);
    on.pass(day);
    const check = await on.say("learn");
    expect(texts(check)).toContain("Has it stuck?");
    const passed = await sit(on, await on.press(check, "Three questions"), (number) => number !== 1);
    expect(texts(passed)).toMatch(/learned/i);
    expect(texts(await on.say("lessons"))).toContain("1 of 22 lessons learned");
  });
});

describe("every card", () => {
  test.each(library().lessons.map((lesson) => [lesson.id, lesson] as const))("of %s is told whole", (_, lesson) => {
    lesson.cards.forEach((card, at) => {
      const reply = cardView(lesson, at + 1, { first: undefined, isRead: true });
      for (const drawn of [discordSay(reply, true), slackSay(reply, true)]) {
        const told = JSON.stringify(drawn);
        expect(told).not.toContain("Shortened");
        expect(told.replace(/[^a-z]/gi, "")).toContain(card.text.slice(-60).replace(/[^a-z]/gi, ""));
      }
      expect(card.text.split(/\s+/).length).toBeLessThanOrEqual(120);
    });
  });
});
