import type { Door } from "../command.ts";
import type { Reply, Request } from "../conversation.ts";
import type { Library } from "../knowledge/library.ts";
import type { Entry } from "../knowledge/schema.ts";
import { makeComparer, type Comparer } from "./compare.ts";
import { longestQuestion, makeMatcher, type Matcher } from "./match.ts";
import { makeMemory, type Memory } from "./memory.ts";
import { makeNames, type Names } from "./names.ts";
import { makeReasons, type Reasons } from "./reason.ts";
import {
  answerView,
  bothView,
  compareView,
  didYouMeanView,
  dontKnowView,
  explainView,
  hasClosed,
  say,
  sourceView,
  todayView,
  tooLongView,
} from "./view.ts";

/** Questions in, the right service or concept out, and everything one may ask about it next. */
export type Ask = Door & { readonly match: Matcher["match"]; readonly names: Names };

export function makeAsk(library: Library): Ask {
  const names = makeNames(library.entries);
  const desk: Desk = {
    library,
    matcher: makeMatcher(library),
    comparer: makeComparer(library, names),
    reasons: makeReasons(library),
    memory: makeMemory(),
  };
  return {
    rows,
    resolvers: { entry: names.resolve, side: desk.comparer.resolve },
    match: desk.matcher.match,
    names,
    handle: (request) => Promise.resolve(handle(desk, request)),
  };
}

type Desk = {
  readonly library: Library;
  readonly matcher: Matcher;
  readonly comparer: Comparer;
  readonly reasons: Reasons;
  readonly memory: Memory;
};

function handle(desk: Desk, request: Request): Reply {
  const [first = "", second = ""] = request.command.arguments;
  switch (request.command.name) {
    case "ask":
      return answer(desk, request, first);
    case "explain":
      desk.memory.remember(request, first);
      return explainView(desk.library, entryOf(desk.library, first));
    case "compare":
      return compare(desk, request, first, second);
    case "versus": {
      const last = desk.memory.recall(request);
      if (last) return compare(desk, request, last, first);
      const entry = desk.library.entries.get(first);
      return entry
        ? explainView(desk.library, entry)
        : say("Compare it with what? For example: compare Clarify and Model Monitor");
    }
    case "source":
    case "today": {
      const id = first || desk.memory.recall(request);
      if (!id) return say("About which answer? Ask me something first, or name it: source Model Monitor");
      const entry = entryOf(desk.library, id);
      desk.memory.remember(request, id);
      return request.command.name === "source" ? sourceView(entry) : todayView(desk.library, entry);
    }
    default:
      throw new Error(`ask does not take the command "${request.command.name}"`);
  }
}

/** How many entries "did you mean" offers. */
const mostOffered = 3;

function answer(desk: Desk, request: Request, text: string): Reply {
  const match = desk.matcher.match(text);
  if (match.kind === "tooLong") return tooLongView(match.length, longestQuestion);
  if (match.kind !== "entries") return say(match.reply);
  const [best, ...others] = match.ranked;
  if (!best) return dontKnowView();
  if (!match.confident) {
    const offered = match.ranked.filter((ranked) => ranked.worthOffering).slice(0, mostOffered);
    const near = offered.map(({ id }) => entryOf(desk.library, id));
    return near.length > 0 ? didYouMeanView(near) : dontKnowView();
  }
  desk.memory.remember(request, best.id);
  const entry = entryOf(desk.library, best.id);
  if (match.both) {
    const [open, other] = openFirst(entry, entryOf(desk.library, match.both));
    return bothView(desk.library, open, other, desk.reasons.reason(text, open));
  }
  const reason = desk.reasons.reason(text, entry);
  return answerView(
    desk.library,
    entry,
    reason,
    others.slice(0, 5).map((other) => other.id),
  );
}

/** Of two right answers, the one that anybody can still start with is told first. */
function openFirst(a: Entry, b: Entry): readonly [Entry, Entry] {
  return hasClosed(a) && !hasClosed(b) ? [b, a] : [a, b];
}

function compare(desk: Desk, request: Request, a: string, b: string): Reply {
  const comparison = desk.comparer.compare(a, b);
  if (!comparison) {
    const entry = desk.library.entries.get(a) ?? desk.library.entries.get(b);
    if (a === b && entry) return explainView(desk.library, entry);
    return say(
      "I have no comparison of those two. Name two services or ideas, for example: compare Clarify and Model Monitor",
    );
  }
  const entry = comparison.sides.find((side) => side.id === a) ?? comparison.sides.find((side) => side.id);
  if (entry?.id) desk.memory.remember(request, entry.id);
  return compareView(desk.library, comparison);
}

function entryOf(library: Library, id: string): Entry {
  const entry = library.entries.get(id);
  if (!entry) throw new Error(`there is no entry "${id}"; commands hold only ids that the resolvers found`);
  return entry;
}

const rows: Door["rows"] = [
  {
    name: "ask",
    takes: [{ name: "question", kind: "text" }],
    about: "which service or idea fits; the word “ask” may be left out",
    example: "ask who labels my images?",
  },
  {
    name: "explain",
    aliases: ["what is", "what's", "whats", "what are", "define", "describe", "tell me about", "about"],
    takes: [{ name: "service or idea", kind: "entry" }],
    about: "what it does, when to use it, its status today",
    example: "explain Model Registry",
  },
  {
    name: "compare",
    aliases: [
      "difference between",
      "the difference between",
      "what is the difference between",
      "what's the difference between",
    ],
    infix: ["vs", "versus"],
    takes: [
      { name: "a", kind: "side" },
      { name: "b", kind: "side" },
    ],
    about: "two look-alikes side by side",
    example: "compare Clarify and Model Monitor",
  },
  {
    name: "versus",
    aliases: [
      "vs",
      "why not",
      "and why not",
      "what about",
      "not",
      "difference to",
      "difference from",
      "how is it different from",
    ],
    takes: [{ name: "the other", kind: "side" }],
    about: "the last answer against another",
    example: "why not Clarify?",
    followUp: true,
  },
  {
    name: "source",
    aliases: ["sources", "docs", "link", "says who", "where does this come from"],
    takes: [{ name: "service or idea", kind: "entry", optional: true }],
    about: "where the last answer comes from",
    example: "source Model Monitor",
    followUp: true,
  },
  {
    name: "today",
    aliases: ["and today", "status", "still available", "is it still available", "and now"],
    takes: [{ name: "service or idea", kind: "entry", optional: true }],
    about: "whether the last answer is still open to new customers",
    example: "today Clarify",
    followUp: true,
  },
];
