import type { Choice, Fact, Reply } from "../conversation.ts";
import type { Library } from "../knowledge/library.ts";
import { say } from "../replies.ts";
import type { Spot, WeakSpots } from "./weak.ts";

/** Weak spots, each with the button that works on it. */
export function weakView({ objectives, entries, mixedUp, answered }: WeakSpots, library: Library): Reply {
  const study = { label: "Study", command: "study" };
  if (answered === 0) return say("I know nothing of you yet. Answer a few questions, then ask me again.", [study]);
  if (objectives.length + entries.length + mixedUp.length === 0)
    return say("Nothing stands out: you are holding up everywhere I have asked you.", [study]);
  const { exam } = library.curriculum;
  const shortOf = (id: string) => library.entries.get(id)?.short ?? id;
  const topics = [
    ...objectives.map((spot) => ({ spot, short: `objective ${spot.id}`, title: titleOf(exam, spot) })),
    ...entries.map((spot) => ({ spot, short: shortOf(spot.id), title: shortOf(spot.id) })),
  ];
  const pairs = mixedUp.map(({ ids, times }) => ({ ids, times, names: ids.map(shortOf).join(" and ") }));
  const facts: Fact[] = [
    ...topics.map(({ spot, title }) => ({ label: title, text: howMany(spot) })),
    ...pairs.map(({ names, times }) => ({ label: names, text: `mixed up ${timesInWords(times)}` })),
  ];
  const choices: Choice[] = [
    ...topics.map(({ spot, short }) => ({ label: `Study ${short}`, command: `study ${spot.id}` })),
    ...pairs.flatMap(({ ids, names }) => [
      { label: `Compare ${names}`, command: `compare ${ids.join(" ")}` },
      { label: `Tell apart ${names}`, command: `study 3 ${ids.join(" vs ")}` },
    ]),
  ];
  return {
    to: "asker",
    parts: [
      { kind: "heading", text: "Where practice pays off most" },
      { kind: "facts", facts },
      { kind: "choices", choices },
    ],
  };
}

function titleOf({ objectives }: Library["curriculum"]["exam"], { id }: Spot): string {
  const title = objectives.find((objective) => objective.id === id)?.title;
  return title === undefined ? `Objective ${id}` : `${id} ${title}`;
}

function howMany({ right, answered }: Spot): string {
  return `${String(right)} of ${String(answered)} right`;
}

function timesInWords(times: number): string {
  return times === 2 ? "twice" : `${String(times)} times`;
}
