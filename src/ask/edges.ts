import type { Library } from "../knowledge/library.ts";
import type { Reader, Reading } from "./reading.ts";
import { featuresOf, makeSorter } from "./sorter.ts";
import type { Term } from "./terms.ts";

/** What to say to small talk, or to a request we decline; `offers` are commands to go on with. */
export type Talk = {
  readonly kind: "smallTalk" | "declined";
  /** Which of the kind, as the knowledge calls it. */
  readonly id: string;
  readonly reply: string;
  readonly offers: readonly string[];
};

/** Where our knowledge ends: small talk, what we decline, and how much a message is a question of ours at all. */
export type Edges = {
  readonly judge: (text: string, reading: Reading) => Judgement;
};

export type Judgement = {
  /** Nothing for anything but small talk and what we decline. */
  readonly talk: Talk | undefined;
  /** How much it is put like our questions rather than like other messages, stop words and all, in log-odds. */
  readonly phrasing: number;
  /** How much its telling words are ours, in log-odds. */
  readonly subject: number;
};

/** Log-odds from which a message counts as small talk, or as a request we decline. */
const smallTalkFrom = 4;
const declinedFrom = 7;

export function makeEdges({ entries, edges }: Library, read: Reader): Edges {
  const examples = [...entries.values()].flatMap((entry) => entry.examples).map(read);
  const smallTalk = edges.smallTalk.flatMap(({ says }) => says).map(read);
  const declined = edges.declined.map(({ id, says }) => [id, says.map(read)] as const);
  const elsewhere = edges.elsewhere.map(read);
  const others = [...smallTalk, ...declined.flatMap(([, readings]) => readings), ...elsewhere];

  const stems = (readings: readonly Reading[]) => readings.map((reading) => reading.stems);
  const content = (readings: readonly Reading[]) => readings.map((reading) => [...reading.content.keys()]);
  const byPhrasing = makeSorter(
    new Map([
      ["ours", stems(examples)],
      ["small talk", stems(smallTalk)],
      ["elsewhere", stems(elsewhere)],
      ...declined.map(([id, readings]) => [id, stems(readings)] as const),
    ]),
  );
  const bySubject = makeSorter(new Map([["ours", content(examples)], ["others", content(others)]])); // prettier-ignore
  const nearestTalk = makeNearestTalk(edges.smallTalk, read);
  const known = new Map<string, Talk>();
  for (const kind of ["declined", "smallTalk"] as const)
    for (const talk of edges[kind])
      for (const text of talk.says) known.set(saying(text, read(text)), asTalk(kind, talk));

  const talk = (text: string, reading: Reading, leans: ReadonlyMap<string, number>): Talk | undefined => {
    const exactly = known.get(saying(text, reading));
    if (exactly) return exactly;
    const request = edges.declined.find(({ id }) => (leans.get(id) ?? 0) >= declinedFrom);
    if (request) return asTalk("declined", request);
    return (leans.get("small talk") ?? 0) < smallTalkFrom ? undefined : nearestTalk(reading);
  };

  return {
    judge(text, reading) {
      const leans = byPhrasing.lean(reading.stems);
      return {
        talk: talk(text, reading, leans),
        phrasing: leans.get("ours") ?? 0,
        subject: bySubject.lean([...reading.content.keys()]).get("ours") ?? 0,
      };
    },
  };
}

/** A kind of message in the knowledge as the answer to one. */
export function asTalk(kind: Talk["kind"], { id, reply, offers }: Library["edges"]["declined"][number]): Talk {
  return { kind, id, reply, offers };
}

/** Two messages with the same words, or without words the same signs, say the same. */
function saying(text: string, { stems }: Reading): string {
  return stems.join(" ") || [...new Set(text.replace(/\s/g, ""))].join("");
}

/** Small talk is answered by the kind whose nearest saying shares most with what was said. */
function makeNearestTalk(kinds: Library["edges"]["smallTalk"], read: Reader): (reading: Reading) => Talk {
  const sayings = kinds.flatMap((talk) =>
    talk.says.map((text) => ({ talk, features: new Set(featuresOf(read(text).stems)) })),
  );
  return ({ stems }) => {
    const said = new Set(featuresOf(stems));
    const likeness = (features: ReadonlySet<Term>) =>
      [...features].filter((feature) => said.has(feature)).length / (features.size + said.size);
    const { talk } = sayings.reduce((a, b) => (likeness(b.features) > likeness(a.features) ? b : a));
    return asTalk("smallTalk", talk);
  };
}
