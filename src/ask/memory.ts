import type { Request } from "../conversation.ts";

/** How long "why not Clarify?" still refers to the last answer, in milliseconds. */
const remembered = 30 * 60 * 1000;

/** More conversations than this at once, and the longest silent is forgotten first. */
const mostConversations = 10_000;

/** What each conversation was last told about. A conversation is one learner in one place. */
export type Memory = {
  /** The entry last answered with, unless that was over 30 minutes ago. */
  readonly recall: (request: Request) => string | undefined;
  readonly remember: (request: Request, entry: string) => void;
  /** After a reply that told about no entry, "it" refers to nothing. */
  readonly forget: (request: Request) => void;
};

export function makeMemory(): Memory {
  const last = new Map<string, { entry: string; at: number }>();
  return {
    recall(request) {
      const told = last.get(conversationOf(request));
      return told && request.at - told.at <= remembered ? told.entry : undefined;
    },
    forget: (request) => last.delete(conversationOf(request)),
    remember(request, entry) {
      const conversation = conversationOf(request);
      last.delete(conversation);
      last.set(conversation, { entry, at: request.at });
      if (last.size > mostConversations) last.delete(last.keys().next().value as string);
    },
  };
}

function conversationOf({ learner, place }: Request): string {
  return JSON.stringify([place.platform, place.id, learner]);
}
