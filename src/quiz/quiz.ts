import type { Alarms } from "../alarms/alarms.ts";
import type { Alarm } from "../alarms/records.ts";
import { tokens, type Door } from "../command.ts";
import type { Delivery, Place, Reply, Request } from "../conversation.ts";
import { makeTopicFinder, type EntryResolver } from "../items/topic.ts";
import type { Library } from "../knowledge/library.ts";
import type { Learners } from "../learners/learners.ts";
import { say } from "../replies.ts";
import type { Keeper } from "../store/keeper.ts";
import type { Database, Store, Tx } from "../store/store.ts";
import { readAct, type Act } from "./act.ts";
import { makeAnswering } from "./answering.ts";
import { makeCalling } from "./calling.ts";
import { questionOfPost, roundOfPost } from "./effects.ts";
import { makeRoundsKeeper } from "./forgetting.ts";
import { makeMisses } from "./misses.ts";
import { momentOf } from "./phases.ts";
import { roundAround, roundOf } from "./records.ts";
import { rows } from "./rows.ts";
import { makeTable } from "./table.ts";

export type Quiz = Door & {
  /** Hears the alarms of rounds. */
  readonly ring: (tx: Tx, alarm: Alarm) => Promise<void>;
  /** A post of that key can be shown no more: its message was deleted, or we were sent away. */
  readonly lost: (key: string) => Promise<void>;
  /** A post of that key is there since a time: if it asks a question, its clock runs from then. */
  readonly posted: (key: string, at: number) => Promise<void>;
  readonly keeper: Keeper;
};

export type QuizSurroundings = {
  readonly store: Store;
  readonly alarms: Alarms;
  readonly send: (tx: Tx, delivery: Delivery) => Promise<void>;
  readonly learners: Pick<Learners, "meet" | "get" | "getAll">;
  readonly entryOf: EntryResolver;
  readonly newToken: () => string;
  /** Items that a daily question of the place is still asking. */
  readonly openItems: (db: Database, place: Place) => Promise<readonly string[]>;
  readonly now: () => number;
  /** Whether somebody manages a place, where the request does not say. */
  readonly mayManage: (request: Request) => Promise<boolean>;
  /** The IANA zone that days go by in a place, for who has set none. */
  readonly zoneOf: (db: Database, place: Place) => Promise<string>;
};

/** Team quiz rounds: calling one, playing, and what the clock has to say. */
export function makeQuiz(library: Library, surroundings: QuizSurroundings): Quiz {
  const { store, now, mayManage, entryOf } = surroundings;
  const table = makeTable(library, surroundings);
  const call = makeCalling(library, table, surroundings, makeTopicFinder(library, entryOf));
  const answering = makeAnswering(table, surroundings);
  const misses = makeMisses(library, table, surroundings);

  /** Asked of the platform only where it matters, and never in a transaction. */
  const managing = async (request: Request, starter: string | undefined): Promise<Request> =>
    request.mayManage !== undefined || request.learner === starter
      ? request
      : { ...request, mayManage: await mayManage(request) };

  /** Rights hold where the round is: elsewhere, as in a direct message, only its starter counts. */
  const leading = async (request: Request, token: string): Promise<Request> => {
    const stored = await store.read((db) => roundOf(db, token));
    const { id, within } = request.place;
    const isThere = stored !== undefined && [id, within].includes(stored.place.id);
    return isThere ? managing(request, stored.round.setup.starter) : { ...request, mayManage: false };
  };

  const play = async (request: Request, token: string, act: Act): Promise<Reply> => {
    switch (act.kind) {
      case "say":
      case "open":
      case "fill":
      case "send":
        return answering(request, token, act);
      case "misses":
      case "deck":
        return misses(request, token, act);
      case "again":
        return again(request, token);
      case "due": // an alarm's word; a button never says it
        return say("That is for the clock to say.");
      case "join":
      case "leave":
        return table.press(request, token, { kind: act.kind });
      case "team":
        return table.press(request, token, { kind: "pickTeam", team: act.team });
      case "start":
      case "stop":
        return table.press(await leading(request, token), token, { kind: act.kind });
      case "next":
      case "skip":
        return table.press(await leading(request, token), token, act);
    }
  };

  /** Like the round before, in its place, also where its posts stand in a thread. */
  const again = async (request: Request, token: string): Promise<Reply> => {
    const stored = await store.read((db) => roundOf(db, token));
    const { within, ...here } = request.place;
    const place = within !== undefined && stored?.place.id === within ? { ...here, id: within } : request.place;
    return call({ ...request, place }, stored?.round.setup.wish ?? "");
  };

  /** Typed: meant for the round that is being played in the place. */
  const typed = async (request: Request, kind: "stop" | "skip" | "leave"): Promise<Reply> => {
    const stored = await store.read((db) => roundAround(db, request.place));
    if (!stored) return say("No round is being played here. Start one with: quiz");
    if (kind === "leave") return table.press(request, stored.id, { kind });
    const asked = await managing(request, stored.round.setup.starter);
    return table.press(asked, stored.id, kind === "stop" ? { kind } : { kind, moment: momentOf(stored.round) });
  };

  return {
    rows,
    resolvers: { round: tokens("r") },
    handle(request) {
      const [first = "", second = ""] = request.command.arguments;
      switch (request.command.name) {
        case "quiz":
          return call(request, first);
        case "stop":
        case "skip":
        case "leave":
          return typed(request, request.command.name);
        case "play": {
          const act = readAct(second);
          return act ? play(request, first, act) : say("I no longer know that button. Use those of the latest post.");
        }
        default:
          throw new Error(`quiz does not take the command "${request.command.name}"`);
      }
    },
    async ring(tx, { at, command }) {
      const [token = "", words = ""] = command.arguments;
      const act = readAct(words);
      if (act?.kind === "due")
        await table.turn(tx, token, () => ({ kind: "deadline", alarm: act.moment, at: Math.max(at, now()) }));
    },
    keeper: makeRoundsKeeper(table, now),
    async lost(key) {
      const token = roundOfPost(key);
      if (token !== undefined) await store.write((tx) => table.turn(tx, token, () => ({ kind: "lost", at: now() })));
    },
    async posted(key, at) {
      const asked = questionOfPost(key);
      if (asked)
        await store.write((tx) => table.turn(tx, asked.token, () => ({ kind: "posted", moment: asked.moment, at })));
    },
  };
}
