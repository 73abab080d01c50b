import { makeGrammar, writeCommand, type Completion, type Door, type Grammar, type Row } from "./command.ts";
import type { Command, Community, Delivery, Part, Posted, Reply, Request } from "./conversation.ts";
import { helpRow, helpView, isHelpTopic } from "./help.ts";
import { say } from "./replies.ts";
import { troubleOf } from "./store/trouble.ts";

/** The front desk: every request comes in here and is handed to the feature whose command it is. */
export type Tutor = {
  readonly grammar: Grammar;
  /** A promise only where something has to be waited for. */
  readonly handle: (request: Request) => Reply | Promise<Reply>;
  /** What an argument of this kind may be, for what was typed of it so far; best first. */
  readonly complete: (kind: string, typed: string) => readonly Completion[];
  /** Whether anything is ever offered for an argument of this kind. */
  readonly completes: (kind: string) => boolean;
  /** The tutor was taken out of a workspace or server: what belongs to it is forgotten. */
  readonly left: (community: Community) => Promise<void>;
  /** What somebody is told who opened a conversation with the tutor without a word; nothing but the first time. */
  readonly greet: (arrival: Arrival) => Promise<Reply | undefined>;
};

/** Somebody who came without a word: a request for nothing yet. */
export type Arrival = Omit<Request, "command">;

export type Surroundings = {
  /** Makes a short reference for a failure. */
  readonly newReference: () => string;
  /** Is told of every failure that is ours, with the reference that the learner was given. */
  readonly report: (error: unknown, request: Request, reference: string) => void;
  /** Shows a reply to everyone in a place. */
  readonly publish: (delivery: Delivery) => Promise<Posted>;
  /** What waits to be told to the asker before the answer. Nothing, at once, where there is nothing to wait for. */
  readonly waiting?: (request: Request) => (() => Promise<readonly Reply[]>) | undefined;
  /** What there is to tell the asker below the answer, above its buttons. The same. */
  readonly news?: (request: Request) => ((answer: Reply) => Promise<readonly Part[]>) | undefined;
  /** What stands beneath a private answer and its buttons. The same. */
  readonly introduce?: (request: Request) => (() => Promise<readonly Part[]>) | undefined;
  /** What somebody is told who came without a word; left out where nobody is welcomed. */
  readonly greet?: (request: Request) => Promise<Reply | undefined>;
  /** Forgets what belongs to a workspace or server; left out where nothing is remembered. */
  readonly left?: (community: Community) => Promise<void>;
};

export function makeTutor(doors: readonly Door[], surroundings: Surroundings): Tutor {
  const { newReference, report, publish, left = () => Promise.resolve(), greet } = surroundings;
  const { waiting, news, introduce } = surroundings;
  const rows = [...doors.flatMap((door) => door.rows), shareRow, helpRow];
  const resolvers = Object.assign({}, ...doors.map((door) => door.resolvers), {
    command: (typed: string) => {
      const name = typed.toLowerCase().replaceAll(" ", "-");
      return isHelpTopic(rows, name) ? name : undefined;
    },
  }) as Door["resolvers"];
  const completers = Object.assign({}, ...doors.map((door) => door.completers), {
    command: (typed: string) =>
      rows
        .filter(({ name, unlisted }) => !unlisted && name.startsWith(typed.toLowerCase()))
        .map(({ name, about }) => ({ label: `${name}: ${about}`, value: name })),
  }) as Required<Door>["completers"];
  const doorOf = new Map(doors.flatMap((door) => door.rows.map((row) => [row.name, door])));
  const grammar = makeGrammar(rows, resolvers);

  const isPersonal = ({ name }: Command) => rows.some((row) => row.personal && row.name === name);

  const answer = (request: Request): Reply | Promise<Reply> => {
    const { command } = request;
    if (command.name === helpRow.name) return helpView(grammar, command.arguments[0]);
    if (command.name === shareRow.name) return share(request);
    const door = doorOf.get(command.name);
    if (request.inPublic && isPersonal(command)) return betweenUs;
    if (!door) throw new Error(`no feature takes the command "${command.name}"; the grammar reads only theirs`);
    const reply = door.handle(request);
    const withShare = (told: Reply) => (canBeShared(command, told) ? { ...told, share: writeCommand(command) } : told);
    return reply instanceof Promise ? reply.then(withShare) : withShare(reply);
  };

  /** Posts what a command shows, never what the learner typed to get there. */
  const share = async (request: Request): Promise<Reply> => {
    const { place, at, command } = request;
    const typed = command.arguments[0] ?? "";
    const shown = grammar.parse(typed);
    // "Share features across teams" is a question.
    if (shown.name === "ask" && typed !== "")
      return answer({ ...request, command: { name: "ask", arguments: [`share ${typed}`] } });
    if (!shareable.has(shown.name))
      return say("I can share an explanation, a comparison, a part of the curriculum or a leaderboard.");
    if (place.private) return say("There is nobody here to share it with but you.");
    // Everybody will read it, so it tells nothing to its asker alone.
    const reply = await answer({ ...request, inPublic: true, command: shown });
    if (!canBeShared(shown, reply)) return reply;
    const key = `share ${place.platform} ${place.id} ${writeCommand(shown)} ${String(at)}`;
    return say(shareOutcomes[await publish({ key, place, reply: { to: "everyone", parts: reply.parts } })]);
  };

  return {
    grammar,
    left,
    greet: (arrival) =>
      greet?.({ ...arrival, command: { name: "welcome", arguments: [] } }) ?? Promise.resolve(undefined),
    complete: (kind, typed) => completers[kind]?.(typed) ?? [],
    completes: (kind) => kind in completers,
    handle(request) {
      const apologise = (error: unknown): Reply => {
        const reference = newReference();
        report(error, request, reference);
        if (troubleOf(error))
          return say(
            `I cannot reach my records just now, so that was not saved. Please try again in a minute; asking works all the same. Whoever runs me finds this under ${reference}.`,
          );
        return say(
          `Sorry, that went wrong on my side. Please try again; if it stays, tell whoever runs me the reference ${reference}.`,
        );
      };
      try {
        const reply = answer(request);
        // Who asks for what is theirs alone knows their way; and of who asks to be forgotten nothing is noted.
        const isNewcomers = !request.inPublic && !isPersonal(request.command);
        const beneath = isNewcomers ? introduce?.(request) : undefined;
        const [before, below] = [waiting?.(request), news?.(request)];
        if (before || below || beneath) return withWhatElse(reply, { before, below, beneath }).catch(apologise);
        return reply instanceof Promise ? reply.catch(apologise) : reply;
      } catch (error) {
        return apologise(error);
      }
    },
  };
}

type Aside = {
  readonly before: (() => Promise<readonly Reply[]>) | undefined;
  readonly below: ((answer: Reply) => Promise<readonly Part[]>) | undefined;
  readonly beneath: (() => Promise<readonly Part[]>) | undefined;
};

/**
 * What waited is told before the answer, what is new below it, and beneath it who it comes from, once there is one: each
 * is told but once.
 */
async function withWhatElse(answer: Reply | Promise<Reply>, { before, below, beneath }: Aside): Promise<Reply> {
  const reply = await answer;
  const waited = ((await before?.()) ?? []).flatMap(({ parts }) => parts);
  const told = (await below?.(reply)) ?? [];
  // Not beneath what takes its place elsewhere, a window or another message.
  const stays = reply.to === "asker" && !reply.inPlace && reply.parts.every(({ kind }) => kind !== "form");
  const from = stays ? ((await beneath?.()) ?? []) : [];
  if (waited.length + told.length + from.length === 0) return reply;
  const last = reply.parts.findLastIndex(({ kind }) => kind !== "choices" && kind !== "footer") + 1;
  return { ...reply, parts: [...waited, ...reply.parts.slice(0, last), ...told, ...reply.parts.slice(last), ...from] };
}

const shareOutcomes: Readonly<Record<Posted, string>> = {
  posted: "Shared with everyone here.",
  notThere:
    "I may not write in this channel. Invite me first (in Slack: /invite @AWS ML tutor; in Discord: somebody who manages the server adds me), then share again.",
  failed: "That could not be posted just now. Please try again in a minute.",
};

/** Commands that show the same to everyone, or know when everyone will read it. */
const shareable = new Set([
  "card",
  "explain",
  "compare",
  "modules",
  "objective",
  "pipeline",
  "closed",
  "start",
  "leaderboard",
]);

/** An entry begins with its heading; what could not be found begins with words that repeat the learner's. */
function canBeShared({ name }: Command, { parts }: Reply): boolean {
  return shareable.has(name) && parts[0]?.kind === "heading";
}

const shareRow: Row = {
  name: "share",
  takes: [{ name: "command", kind: "text", hint: "What to show" }],
  about: "Shows what a command says to the whole channel",
  example: "share explain Clarify",
  unlisted: true,
};

/** The answer in a place where there is no private way to give it. */
const betweenUs = say("That is between you and me: send it to me as a direct message, or use my slash command here.");
