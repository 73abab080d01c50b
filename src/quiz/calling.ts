import { answersIn } from "../answers/records.ts";
import { weakness } from "../answers/weak.ts";
import type { Place, Reply, Request } from "../conversation.ts";
import { seeded } from "../items/chance.ts";
import { draw } from "../items/draw.ts";
import type { TopicFinder } from "../items/topic.ts";
import type { Item } from "../knowledge/item.ts";
import type { Library } from "../knowledge/library.ts";
import type { Learners } from "../learners/learners.ts";
import { say } from "../replies.ts";
import type { Database, Store } from "../store/store.ts";
import { presentIn, type Question, type Round, type Setup } from "./phases.ts";
import { addRound, itemsSince, roundAround } from "./records.ts";
import { openRound } from "./round.ts";
import type { Table } from "./table.ts";
import { readWish, type Wish } from "./wish.ts";

/** The usual time for one press, and for a form, in seconds. */
const usualSeconds = { press: 30, form: 60 } as const;

/** A place does not see an item again for so long while others remain, in milliseconds. */
const unseenFor = 30 * 24 * 60 * 60 * 1000;

/** How many of a place's latest answers say what it is weak at. */
const answersLookedAt = 400;

/** Calls a round: what was asked for, in words or as it was asked for before, drawn for the place. */
export function makeCalling(
  library: Library,
  table: Table,
  surroundings: {
    readonly store: Store;
    readonly learners: Pick<Learners, "meet" | "get">;
    readonly newToken: () => string;
    /** Items that a daily question of the place is still asking: a round must not tell their key. */
    readonly openItems: (db: Database, place: Place) => Promise<readonly string[]>;
  },
  topicOf: TopicFinder,
) {
  const { store, learners, newToken, openItems } = surroundings;
  const items = new Map(library.items.map((item) => [item.id, item]));

  const drawn = async (db: Database, place: Place, wish: Wish, seed: string, at: number): Promise<Item[]> => {
    const answers = await answersIn(db, place.platform, place.id, answersLookedAt);
    return draw(
      library.items,
      {
        count: wish.count,
        ...(wish.about ? { topic: wish.about.topic } : {}),
        seen: await itemsSince(db, place, at - unseenFor),
        not: await openItems(db, place),
        weak: weakness(answers.reverse(), items, wish.weakSpots),
      },
      seeded(seed),
    );
  };

  return async (request: Request, wanted: string | Wish): Promise<Reply> => {
    const { learner, place, at } = request;
    const wish = typeof wanted === "string" ? readWish(wanted, topicOf, place.private) : wanted;
    if ("refused" in wish) return say(wish.refused);
    const token = `r-${newToken()}`;
    return store.write(async (tx) => {
      const playing = await roundAround(tx, place);
      if (playing) return say(await whoPlays(tx, playing.round));
      await learners.meet(tx, request);
      const questions = (await drawn(tx, place, wish, token, at)).map((item): Question => toQuestion(item, wish));
      if (questions.length === 0)
        return say(`I have no questions on ${wish.about?.name ?? "that"} yet. Try a wider topic, or none: quiz 5`);
      const setup: Setup = {
        ...{ starter: learner, createdAt: at, seed: token, questions, about: aboutOf(wish) },
        ...{ teams: wish.teams, speed: wish.speed, peer: wish.peer, wish },
      };
      const done = openRound(setup);
      const stored = { id: token, place: { ...place, private: false }, round: done.round };
      if (!(await addRound(tx, stored))) return say("Somebody has just called a round here. Join that one.");
      await table.open(tx, { ...stored, turn: 0 }, done);
      const fewer = questions.length < wish.count ? ` I have only ${String(questions.length)} on that.` : "";
      const announced = `${String(questions.length)} ${questions.length === 1 ? "question" : "questions"} on ${setup.about}.${fewer}`;
      return say(
        place.private
          ? `A round for you: ${announced}`
          : `I am posting the round here: ${announced} If nothing appears, I may not write here: invite me, then call it again.`,
      );
    });
  };

  /** Who called it, and who plays: not always the same people. */
  async function whoPlays(db: Database, round: Round): Promise<string> {
    const present = "players" in round ? presentIn(round).map((player) => player.learner) : [];
    const namesOf = async (ids: readonly string[]) => {
      const found = await Promise.all(ids.map((id) => learners.get(db, id)));
      return found.flatMap(({ onBoards, name }) => (onBoards && name !== undefined ? [name] : []));
    };
    const [caller, playing] = [await namesOf([round.setup.starter]), await namesOf(present)];
    return [
      `A round on ${round.setup.about} is being played here${caller.map((name) => `, called by ${name}`).join("")}.`,
      ...(playing.length > 0 ? [`Playing: ${playing.join(", ")}.`] : []),
      `${round.phase === "lobby" ? "Join it" : "Press an answer to play along"}, or start yours when it is over.`,
    ].join(" ");
  }
}

function toQuestion({ id, revision, type }: Item, { seconds, untimed }: Wish): Question {
  if (untimed) return { item: id, revision };
  return { item: id, revision, seconds: seconds ?? usualSeconds[type === "choice" ? "press" : "form"] };
}

function aboutOf({ about, weakSpots }: Wish): string {
  if (about) return about.name;
  return weakSpots ? "your weak spots" : "everything";
}
