import type { Grammar } from "../command.ts";
import type { Reply, Request } from "../conversation.ts";

/** What a platform needs of the tutor: the language to read with, and somebody to answer. */
export type Listener = {
  readonly grammar: Pick<Grammar, "parse">;
  readonly handle: (request: Request) => Promise<Reply>;
};

/** A place the tutor can be talked to, once started. */
export type Running = {
  /** Where it can be reached, for the line printed at start. */
  readonly address: string;
  readonly stop: () => Promise<void>;
};
