import type { Library } from "../knowledge/library.ts";
import { examObjectiveIds, topics } from "../knowledge/schema.ts";
import type { Topic } from "./draw.ts";

/** What questions are wanted on, and how that is called. */
export type About = { readonly topic: Topic; readonly name: string };

/** Finds the topic that some words mean; nothing if there is none. */
export type TopicFinder = (words: string) => About | undefined;

/** Turns a name into the id of an entry, as the tutor's grammar does. */
export type EntryResolver = (typed: string, exactly: boolean) => string | undefined;

/** Knows what questions can be about: modules, stages, objectives, services and ideas, look-alikes. */
export function makeTopicFinder({ curriculum, entries }: Library, entryOf: EntryResolver): TopicFinder {
  /** What ideas are about, such as "drift" and "inference modes". */
  const fields = topics.map((topic) => topic.replaceAll("-", " "));
  const ideasOf = (field: string) =>
    [...entries.values()].flatMap((entry) =>
      entry.kind === "concept" && entry.topic.replaceAll("-", " ") === field ? [entry.id] : [],
    );
  const shortOf = (id: string) => entries.get(id)?.short ?? id;
  return (words) => {
    const module = /^m(?:odule)? ?([1-4])$/i.exec(words)?.[1];
    if (module) return named({ module: Number(module) }, `module ${module}`);
    const exam = examObjectiveIds.find((id) => words.replace(/^objective /i, "") === id);
    if (exam) return named({ objective: exam }, `exam objective ${exam}`);
    const objective = /^(?:objective )?([1-4]\.[1-4])$/i.exec(words)?.[1];
    if (objective) return named({ curriculum: objective }, `objective ${objective}`);
    const stage = curriculum.stages.find(({ id, name }) =>
      [id, id.replaceAll("-", " "), name.toLowerCase()].includes(words.toLowerCase()),
    );
    if (stage) return named({ stage: stage.id }, stage.name.toLowerCase());
    const field = fields.find((one) => one === words.toLowerCase().replaceAll("-", " "));
    if (field !== undefined) return named({ entries: ideasOf(field) }, field);
    // Some names have an "or" in them, "validation set or test set": they are one side.
    const whole = entryOf(words, true);
    const sides = whole === undefined ? words.split(/\s+(?:vs\.?|versus|against|and|or)\s+/i) : [words];
    const ids = sides.flatMap((side) => entryOf(side, false) ?? []);
    if (ids.length !== sides.length) return undefined;
    if (ids.length === 1) return named({ entry: ids[0] as string }, shortOf(ids[0] as string));
    return named({ lookAlikes: ids }, ids.map(shortOf).join(" and "));
  };
}

function named(topic: Topic, name: string): About {
  return { topic, name };
}
