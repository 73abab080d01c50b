import { latestAnswersOf } from "../answers/records.ts";
import { offered, tokens, type Door } from "../command.ts";
import { makeTopicFinder, type EntryResolver } from "../items/topic.ts";
import type { Library } from "../knowledge/library.ts";
import { examObjectiveIds } from "../knowledge/schema.ts";
import { say } from "../replies.ts";
import type { Keeper } from "../store/keeper.ts";
import { readAct } from "./act.ts";
import { makeDrilling } from "./drilling.ts";
import { sittingsKeeper } from "./records.ts";
import type { StudySurroundings } from "./recording.ts";
import { rows } from "./rows.ts";
import { refusals } from "./sitting.ts";
import { makeStudying } from "./studying.ts";
import { weakSpots } from "./weak.ts";
import { weakView } from "./weak-view.ts";
import { readWish } from "./wish.ts";

export type Study = Door & { readonly keeper: Keeper };

/** How many of a learner's latest answers say what they are weak at. */
const answersLookedAt = 1000;

/** Study for one: sittings, drills, and what is known least. */
export function makeStudy(
  library: Library,
  surroundings: StudySurroundings & { readonly entryOf: EntryResolver },
): Study {
  const { store, entryOf } = surroundings;
  const studying = makeStudying(library, surroundings);
  const drilling = makeDrilling(library, surroundings);
  const bank = new Map(library.items.map((item) => [item.id, item]));
  const topicOf = makeTopicFinder(library, entryOf);
  /** After everyday words a near miss is no name. */
  const exactTopicOf = makeTopicFinder(library, (typed) => entryOf(typed, true));
  const lessonOf = (words: string) => {
    const found = surroundings.lessons.find(words, true);
    return found && "lesson" in found ? found.lesson : undefined;
  };
  const wished = (typed: string, topics = topicOf) => readWish(typed, topics, lessonOf);
  const names = topicNames(library);

  return {
    rows,
    resolvers: {
      sitting: tokens("s"),
      "study-wish": (typed, exactly) => (wished(typed, exactly ? exactTopicOf : topicOf) ? typed : undefined),
    },
    completers: {
      "study-wish": (typed) => offered(names, typed),
    },
    async handle(request) {
      const { name, arguments: [first = "", second = ""] } = request.command; // prettier-ignore
      switch (name) {
        case "study": {
          const wish = wished(first);
          if (!wish) throw new Error("a wish holds only topics that the resolver found");
          return studying.start(request, wish);
        }
        case "level":
          return studying.start(request, { count: 5, level: true, weakSpots: false, afresh: false });
        case "weak": {
          const answers = await store.read((db) => latestAnswersOf(db, request.learner, answersLookedAt));
          return weakView(weakSpots(answers, bank), library);
        }
        case "drill":
          return drilling.say(request, first || undefined);
        case "sit": {
          const act = readAct(second);
          if (!act) return say(refusals.unknown);
          return act.kind === "hit" ? drilling.act(request, first, act) : studying.act(request, first, act);
        }
        default:
          throw new Error(`study does not take the command "${name}"`);
      }
    },
    keeper: sittingsKeeper,
  };
}

/** What can be studied, as it is typed. */
function topicNames({ curriculum, services, concepts, lessons }: Library): string[] {
  return [
    "my weak spots",
    "level",
    ...curriculum.modules.map(({ number }) => `module ${String(number)}`),
    ...lessons.map(({ id }) => `lesson ${id}`),
    ...curriculum.stages.map(({ name }) => name),
    ...examObjectiveIds,
    ...[...services, ...concepts].map(({ short }) => short),
  ];
}
