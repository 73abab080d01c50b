import type { Completion, Grammar } from "../command.ts";
import type { Community, Reply, Request } from "../conversation.ts";
import type { Painter } from "./pictures.ts";

/** What a platform needs of the tutor: the language to read with, and somebody to answer. */
export type Listener = {
  readonly grammar: Pick<Grammar, "parse" | "rows">;
  /** A promise only where something has to be waited for. */
  readonly handle: (request: Request) => Reply | Promise<Reply>;
  /** What an argument of this kind may be, for what was typed of it so far; best first. */
  readonly complete: (kind: string, typed: string) => readonly Completion[];
  /** Whether anything is ever offered for an argument of this kind. */
  readonly completes: (kind: string) => boolean;
  /** The tutor was removed from a workspace or server for good; it may be told so more than once. */
  readonly left: (community: Community) => Promise<void>;
  /** What somebody is told who opened a conversation with the tutor without a word; nothing but the first time. */
  readonly greet: (arrival: Omit<Request, "command">) => Promise<Reply | undefined>;
};

/** A place the tutor can be talked to, once started. */
export type Running = {
  /** Where it can be reached, for the line printed at start. */
  readonly address: string;
  readonly stop: () => Promise<void>;
};

/** Time and words for a wire: whoever starts it decides what they are. */
export type Surroundings = {
  readonly now: () => number;
  /** Resolves after so many milliseconds, or at once when `signal` is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** The same for a pause that seldom comes to its end. */
  readonly timer: (ms: number) => { readonly over: Promise<void>; readonly cancel: () => void };
  /** One line for whoever runs the tutor; secrets are taken out there. */
  readonly log: (line: string) => void;
  /** Left out, pictures are told in words. */
  readonly painter?: Painter;
};
