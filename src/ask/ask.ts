import type { Door } from "../command.ts";
import type { Reply, Request } from "../conversation.ts";
import type { Library } from "../knowledge/library.ts";
import type { Entry } from "../knowledge/schema.ts";
import { say } from "../replies.ts";
import type { Keeper } from "../store/keeper.ts";
import { makeCards, type Cards } from "./card.ts";
import { makeComparer, type Comparer } from "./compare.ts";
import type { Talk } from "./edges.ts";
import { longestQuestion, makeMatcher, type Matcher } from "./match.ts";
import { cardChoice, commandChoice, hasClosed } from "./facts.ts";
import { makeMemory, type Memory } from "./memory.ts";
import { makeNames, type Names } from "./names.ts";
import { makeReasons, type Reasons } from "./reason.ts";
import { rows } from "./rows.ts";
import {
  bothView,
  closedView,
  compareView,
  didYouMeanView,
  dontKnowView,
  explainView,
  sourceView,
  talkView,
  todayView,
  toldView,
  tooLongView,
} from "./view.ts";

/** Questions in, the right service or concept out, and everything one may ask about it next. */
export type Ask = Door & {
  readonly match: Matcher["match"];
  readonly names: Names;
  readonly keeper: Keeper;
};

/** Keeps a question for the maintainers, and the entry that was not meant; what was kept of the question. */
export type TellMaintainers = (request: Request, question: string, notThis?: string) => Promise<string>;

/** The command that asks questions on some entries; nothing where there are none. */
export type QuizOn = (entries: readonly string[]) => string | undefined;

/** What asking offers beside its answers, where something is remembered. */
export type Offers = { readonly tellMaintainers?: TellMaintainers; readonly quizOn?: QuizOn };

export function makeAsk(library: Library, { tellMaintainers, quizOn = () => undefined }: Offers = {}): Ask {
  const names = makeNames(library.entries);
  const matcher = makeMatcher(library);
  const desk: Desk = {
    library,
    names,
    matcher,
    comparer: makeComparer(library, names),
    cards: makeCards(library),
    reasons: makeReasons(library, matcher.read),
    memory: makeMemory(),
    ...(tellMaintainers ? { tellMaintainers } : {}),
    quizOn,
  };
  const completer = (typed: string) =>
    names.complete(typed).map((id) => ({ value: id, label: entryOf(library, id).short }));
  return {
    rows,
    resolvers: {
      entry: names.resolve,
      side: desk.comparer.resolve,
      token: (typed) => (/^q-[\w-]{8}$/.test(typed) ? typed : undefined),
    },
    completers: { entry: completer, side: completer },
    match: matcher.match,
    names,
    keeper: {
      name: "conversations",
      forget(_, learner) {
        desk.memory.forgetLearner(learner);
        return Promise.resolve();
      },
      export: () => Promise.resolve([]),
    },
    handle: (request) => (told.has(request.command.name) ? tell(desk, request) : handle(desk, request)),
  };
}

/** What is told to the maintainers. */
const told = new Set(["tell", "not-this"]);

type Desk = {
  readonly library: Library;
  readonly names: Names;
  readonly matcher: Matcher;
  readonly comparer: Comparer;
  readonly cards: Cards;
  readonly reasons: Reasons;
  readonly memory: Memory;
  readonly tellMaintainers?: TellMaintainers;
  readonly quizOn: QuizOn;
};

function handle(desk: Desk, request: Request): Reply {
  const args = request.command.arguments;
  const [first = ""] = args;
  switch (request.command.name) {
    case "ask":
      return answer(desk, request, first);
    case "explain":
      return explain(desk, request, first);
    case "card": {
      const entry = entryOf(desk.library, first);
      return withQuiz(desk, desk.cards(entry, desk.reasons.usual(entry), []), [entry.id]);
    }
    case "compare":
      return compare(desk, request, args);
    case "versus": {
      const last = desk.memory.recall(request);
      return last ? compare(desk, request, [last, first]) : explain(desk, request, first);
    }
    case "source":
    case "today":
      return aboutLast(desk, request, request.command.name, first);
    case "closed":
      return closedView(desk.library);
    default:
      throw new Error(`ask does not take the command "${request.command.name}"`);
  }
}

/** How many entries "did you mean" offers. */
const mostOffered = 3;

function answer(desk: Desk, request: Request, text: string): Reply {
  const compared = comparedIn(text, desk.names);
  if (compared) return compare(desk, request, compared);
  desk.memory.forget(request);
  const match = desk.matcher.match(text);
  if (match.kind === "tooLong") return tooLongView(match.length, longestQuestion);
  if (match.kind !== "entries")
    return match.kind === "declined" ? declinedReply(desk, text, match) : talkView(match.reply, match.offers);
  const [best, ...others] = match.ranked;
  if (!best || !match.confident) {
    const offered = match.ranked.filter((ranked) => ranked.worthOffering).slice(0, mostOffered);
    if (offered.length > 0) return didYouMeanView(offered.map(({ id }) => entryOf(desk.library, id)));
    const token = desk.memory.rememberQuestion(request, text);
    return dontKnowView(desk.tellMaintainers && `tell ${token}`);
  }
  const token = desk.memory.rememberQuestion(request, text, best.id);
  const entry = entryOf(desk.library, best.id);
  if (match.both) {
    const [open, other] = openFirst(entry, entryOf(desk.library, match.both));
    const both = bothView(desk.library, open, other, desk.reasons.reason(match.reading, open));
    return withQuiz(desk, both, [open.id, other.id]);
  }
  const runnersUp = others.slice(0, 5).map((other) => other.id);
  const card = desk.cards(entry, desk.reasons.reason(match.reading, entry), runnersUp);
  const answer = withQuiz(desk, card, [entry.id]);
  // For somebody who was answered, but not what they asked.
  return desk.tellMaintainers ? withChoice(answer, `not-this ${entry.id} ${token}`, "Not this") : answer;
}

/** The button that asks questions on what was just told, where there are some. */
function withQuiz({ quizOn }: Desk, answer: Reply, entries: readonly string[]): Reply {
  const command = quizOn(entries);
  return command === undefined ? answer : withChoice(answer, command, "Quiz me on this");
}

function withChoice(answer: Reply, command: string, label: string): Reply {
  const choice = commandChoice(command, label);
  const hasChoices = answer.parts.some(({ kind }) => kind === "choices");
  const parts = answer.parts.map((part) =>
    part.kind === "choices" ? { ...part, choices: [...part.choices, choice] } : part,
  );
  return { ...answer, parts: hasChoices ? parts : [...parts, { kind: "choices", choices: [choice] }] };
}

async function tell({ library, memory, tellMaintainers }: Desk, request: Request): Promise<Reply> {
  const { name, arguments: args } = request.command;
  const question = memory.question(request, args.at(-1) ?? "");
  if (question === undefined || !tellMaintainers)
    return say("I no longer have that question in mind. Ask it again, then press the button.");
  const notThis = name === "not-this" ? entryOf(library, args[0] ?? "").short : undefined;
  return toldView(await tellMaintainers(request, question, notThis), request.place.private);
}

/** What is declined may name entries all the same: these are offered, before what is offered to everybody. */
function declinedReply({ library, names }: Desk, text: string, { reply, offers }: Talk): Reply {
  const cards = names.within(text).map((id) => cardChoice(entryOf(library, id)));
  const choices = [...cards.slice(0, mostOffered), ...offers.map((offer) => commandChoice(offer))];
  const { parts, ...rest } = say(reply);
  return { ...rest, parts: choices.length > 0 ? [...parts, { kind: "choices", choices }] : parts };
}

/** A short question that names two or more entries and asks which is which is a comparison. */
function comparedIn(text: string, names: Names): readonly string[] | undefined {
  if (text.split(/\s+/).length > longestComparison || !comparing.test(text)) return undefined;
  const named = names.within(text);
  return named.length >= 2 && named.length <= 5 ? named : undefined;
}

/** In words. A longer one tells a story, and what it names is part of that. */
const longestComparison = 12;
const comparing = /\b(vs|versus|v|or|compare|differen\w*|better|confus\w*|mix up)\b/i;

/** Of two right answers, the one that anybody can still start with is told first. */
function openFirst(a: Entry, b: Entry): readonly [Entry, Entry] {
  return hasClosed(a) && !hasClosed(b) ? [b, a] : [a, b];
}

function explain(desk: Desk, request: Request, id: string): Reply {
  const entry = desk.library.entries.get(id);
  if (entry) {
    desk.memory.remember(request, id);
    return withQuiz(desk, explainView(desk.library, entry), [id]);
  }
  const pair = desk.comparer.pairOf(id);
  if (!pair) throw new Error(`there is nothing called "${id}"; commands hold only ids that the resolvers found`);
  return compareView(desk.library, pair);
}

function compare(desk: Desk, request: Request, ids: readonly string[]): Reply {
  const comparison = desk.comparer.compare(ids);
  const [first = ""] = ids;
  if (!comparison) {
    if (new Set(ids).size === 1) return explain(desk, request, first);
    return say(
      "I have no comparison of those. Name two services or ideas, for example: compare Clarify and Model Monitor",
    );
  }
  const about = [first, ...comparison.sides.map((side) => side.id ?? desk.names.resolve(side.name, true) ?? "")];
  const entry = about.find((id) => desk.library.entries.has(id));
  if (entry) desk.memory.remember(request, entry);
  const sides = comparison.sides.flatMap(({ id }) => id ?? []);
  return withQuiz(desk, compareView(desk.library, comparison), sides);
}

/** "source?" and "and today?", about what was named or else about the last answer. */
function aboutLast(desk: Desk, request: Request, command: "source" | "today", named: string): Reply {
  const id = named || desk.memory.recall(request);
  if (!id) return say(`About which answer? Ask me something first, or name it: ${command} Model Monitor`);
  desk.memory.remember(request, id);
  const entry = entryOf(desk.library, id);
  return command === "source" ? sourceView(entry) : todayView(desk.library, entry);
}

function entryOf(library: Library, id: string): Entry {
  const entry = library.entries.get(id);
  if (!entry) throw new Error(`there is no entry "${id}"; commands hold only ids that the resolvers found`);
  return entry;
}
