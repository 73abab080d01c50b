import { afterEach } from "vitest";
import { makeGrammar } from "../../src/command.ts";
import type { Delivery, Part, Place, Reply } from "../../src/conversation.ts";
import type { Item } from "../../src/knowledge/item.ts";
import { makeLearners } from "../../src/learners/learners.ts";
import { makeQuiz, type Quiz } from "../../src/quiz/quiz.ts";
import type { Store, Tx } from "../../src/store/store.ts";
import { askDoor, library } from "../tutor-for-tests.ts";
import { alarmsRungByHand } from "../alarms/rung-by-hand.ts";
import { rightLettersIn } from "../items/letters-for-tests.ts";

/** A channel where rounds are played without a platform: the posts and alarms of the quiz are kept, the clock is ours. */

export const classroom: Place = { platform: "slack", id: "C1", private: false, community: "T1" };
export const people = { ada: "slack:T1:UADA", ben: "slack:T1:UBEN", cleo: "slack:T1:UCLEO" } as const;
export type Person = keyof typeof people;

/**
 * What is left to chance elsewhere: the next round's token, the types of question there are, what was withdrawn, the
 * zone that days go by there, and what a daily question is asking.
 */
type Chance = {
  token: string;
  types: readonly Item["type"][];
  withdrawn: readonly string[];
  zone: string;
  asked: readonly string[];
};

/** Cleo manages the channel. Emptied after each test. */
export function openClassroom(store: () => Store) {
  let time = 1_795_000_000_000;
  let presses = 0;
  const sent: Delivery[] = [];
  const { alarms: byHand, waiting: alarms } = alarmsRungByHand();
  const usual: Chance = { token: "abc123", types: ["choice"], withdrawn: [], zone: "UTC", asked: [] };
  const chance = { ...usual };
  afterEach(() => {
    Object.assign(chance, usual);
    sent.length = 0;
    alarms.clear();
  });

  /** Another door on the same store: what a restart leaves of the last one. */
  const open = (): Quiz => {
    const send = (_: Tx, delivery: Delivery) => Promise.resolve(void sent.push(delivery));
    return makeQuiz(
      {
        ...library(),
        items: library().items.filter(({ id, type }) => chance.types.includes(type) && !chance.withdrawn.includes(id)),
      },
      {
        ...{ store: store(), send, entryOf: askDoor().names.resolve, now: () => time },
        learners: makeLearners({ store: store(), keepers: [], send }),
        newToken: () => chance.token,
        zoneOf: () => Promise.resolve(chance.zone),
        openItems: () => Promise.resolve(chance.asked),
        mayManage: ({ learner }) => Promise.resolve(learner === people.cleo),
        alarms: byHand,
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

  /** What to choose in each menu of the first question. */
  const rightLetters = (): string[] => rightLettersIn(post(" 0.1")?.reply.parts ?? []);

  return {
    ...{ sent, alarms, chance, open, say, ring, last, post, buttons, letterOf, rightLetters },
    pass: (ms: number) => void (time += ms),
  };
}

export function texts(reply: Reply): string {
  return JSON.stringify(reply.parts);
}
