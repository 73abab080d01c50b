import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { answersKeeper } from "./answers/answers.ts";
import { makeAsk, type Ask } from "./ask/ask.ts";
import { makeBrowse } from "./browse/browse.ts";
import { hasDirectMessages, type Delivery, type Posted, type Reply, type Request } from "./conversation.ts";
import { outboxKeeper, takeWaiting } from "./delivery/records.ts";
import { inboxKeeper, keep } from "./inbox/records.ts";
import { loadLibrary, writeFaults, type Library } from "./knowledge/library.ts";
import { makeLearners } from "./learners/learners.ts";
import type { Store, Tx } from "./store/store.ts";
import { makeTutor, type Tutor } from "./tutor.ts";

/** The knowledge that comes with the project: beside `src` and beside `dist` alike. */
export const knowledgeFolder = fileURLToPath(new URL("../knowledge", import.meta.url));

/** Where is remembered on this machine, if nothing else is said. */
export const usualFile = fileURLToPath(new URL("../data/tutor.db", import.meta.url));

/** A team's own knowledge, if there is any. */
export function ownFolder(): string | undefined {
  return process.env["KNOWLEDGE_DIR"]?.trim() || undefined;
}

/** The knowledge, with a team's own on top, or its faults on standard error and the end of the process. */
export function openLibrary(folder = knowledgeFolder, own?: string): Library {
  const loaded = loadLibrary(folder, own);
  if ("library" in loaded) return loaded.library;
  console.error(writeFaults(loaded.faults));
  process.exit(1);
}

/** What a tutor that remembers needs. */
export type Remembering = {
  readonly store: Store;
  /** Sends a post once the transaction is committed. */
  readonly send: (tx: Tx, delivery: Delivery) => Promise<void>;
};

export type Surroundings = {
  /** Is told of failures, without what was typed. */
  readonly log?: (line: string) => void;
  /** Shows a reply to a whole channel, where there are channels. */
  readonly publish?: (delivery: Delivery) => Promise<Posted>;
  /** Left out where nothing is remembered: the tutor then has no commands that save. */
  readonly remembering?: Remembering;
};

/** A tutor on some knowledge. */
export function openTutor(library: Library, surroundings: Surroundings = {}): { ask: Ask; tutor: Tutor } {
  const { log = console.error, publish = () => Promise.resolve("failed" as const), remembering } = surroundings;
  const shared = {
    newReference: () => randomUUID().slice(0, 8),
    report: (error: unknown, request: Request, reference: string) => {
      const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log(`[${reference}] ${request.place.platform} ${request.command.name} failed: ${told}`);
    },
    publish,
  };
  const browse = makeBrowse(library);
  if (!remembering) {
    const ask = makeAsk(library);
    return { ask, tutor: makeTutor([ask, browse], shared) };
  }
  const { store, send } = remembering;
  const ask = makeAsk(library, (request, text) =>
    store.write(async (tx) => {
      await learners.meet(tx, request);
      return keep(tx, { kind: "question", learner: request.learner, text, at: request.at });
    }),
  );
  const keepers = [answersKeeper, inboxKeeper, outboxKeeper, ask.keeper];
  const learners = makeLearners({ store, keepers, send });
  const waiting = ({ learner, place }: Request) =>
    hasDirectMessages[place.platform]
      ? undefined
      : // An answer is worth more than what waits: that can wait until the records can be reached.
        takeWaiting(store, learner).catch(() => [] as readonly Reply[]);
  return { ask, tutor: makeTutor([ask, browse, learners], { ...shared, left: learners.left, waiting }) };
}
