import type { Library } from "../knowledge/library.ts";
import type { Reader, Reading } from "./reading.ts";
import { featuresOf, makeSorter } from "./sorter.ts";

/** Where our knowledge ends: small talk, what we decline, and how much a message is a question of ours at all. */
export type Edges = {
  /** What to say to small talk or to a request we decline; nothing to anything else. */
  readonly talk: (reading: Reading) => { readonly kind: "smallTalk" | "declined"; readonly reply: string } | undefined;
  readonly ours: (reading: Reading) => {
    /** How much it is put like our questions rather than like other messages, stop words and all, in log-odds. */
    readonly phrasing: number;
    /** How much its telling words are ours, in log-odds. */
    readonly subject: number;
  };
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
  const talkReply = nearestTalk(edges.smallTalk, read);

  return {
    talk(reading) {
      const request = edges.declined.find(({ id }) => byPhrasing.lean(reading.stems, id) >= declinedFrom);
      if (request) return { kind: "declined", reply: request.reply };
      if (byPhrasing.lean(reading.stems, "small talk") < smallTalkFrom) return undefined;
      return { kind: "smallTalk", reply: talkReply(reading) };
    },
    ours: (reading) => ({
      phrasing: byPhrasing.lean(reading.stems, "ours"),
      subject: bySubject.lean([...reading.content.keys()], "ours"),
    }),
  };
}

/** Small talk is answered by the kind whose nearest saying shares most with what was said. */
function nearestTalk(kinds: Library["edges"]["smallTalk"], read: Reader): (reading: Reading) => string {
  const sayings = kinds.flatMap(({ reply, says }) =>
    says.map((text) => ({ reply, features: featuresOf(read(text).stems) })),
  );
  return ({ stems }) => {
    const said = featuresOf(stems);
    const likeness = (features: ReadonlySet<string>) =>
      [...features].filter((feature) => said.has(feature)).length / (features.size + said.size);
    return sayings.reduce((a, b) => (likeness(b.features) > likeness(a.features) ? b : a)).reply;
  };
}
