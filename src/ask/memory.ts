import { createHash } from "node:crypto";
import type { Request } from "../conversation.ts";

/** How long "why not Clarify?" still refers to the last answer, in milliseconds. */
const remembered = 30 * 60 * 1000;

/** More conversations than this at once, and the longest silent is forgotten first. */
const mostConversations = 10_000;

/** What each conversation was last told about. A conversation is one learner in one place. Lost at a restart. */
export type Memory = {
  /** The entry last answered with, unless that was over 30 minutes ago. */
  readonly recall: (request: Request) => string | undefined;
  readonly remember: (request: Request, entry: string) => void;
  /**
   * Remembers what was asked, and the entry that it was answered with; without one, "it" refers to nothing. The token
   * that a button names the question by.
   */
  readonly rememberQuestion: (request: Request, question: string, entry?: string) => string;
  /** The question of this conversation that the token names. */
  readonly question: (request: Request, token: string) => string | undefined;
  /** After a reply that told about no entry, "it" refers to nothing. */
  readonly forget: (request: Request) => void;
  readonly forgetLearner: (learner: string) => void;
};

type Last = { readonly learner: string; readonly at: number; readonly entry?: string; readonly question?: string };

export function makeMemory(): Memory {
  const conversations = new Map<string, Last>();
  const put = (request: Request, last: Pick<Last, "entry" | "question">) => {
    const conversation = conversationOf(request);
    conversations.delete(conversation);
    conversations.set(conversation, { learner: request.learner, at: request.at, ...last });
    if (conversations.size > mostConversations) conversations.delete(conversations.keys().next().value as string);
  };
  const get = (request: Request): Last | undefined => {
    const last = conversations.get(conversationOf(request));
    return last && request.at - last.at <= remembered ? last : undefined;
  };
  return {
    recall: (request) => get(request)?.entry,
    remember: (request, entry) => {
      put(request, { entry });
    },
    rememberQuestion(request, question, entry) {
      put(request, { question, ...(entry === undefined ? {} : { entry }) });
      return tokenOf(question);
    },
    question(request, token) {
      const text = get(request)?.question;
      return text !== undefined && tokenOf(text) === token ? text : undefined;
    },
    forget: (request) => conversations.delete(conversationOf(request)),
    forgetLearner(learner) {
      for (const [conversation, last] of conversations)
        if (last.learner === learner) conversations.delete(conversation);
    },
  };
}

/** Tells one question of a conversation from the next; says nothing of it. */
function tokenOf(text: string): string {
  return `q-${createHash("sha256").update(text).digest("base64url").slice(0, 8)}`;
}

function conversationOf({ learner, place }: Request): string {
  return JSON.stringify([place.platform, place.id, learner]);
}
