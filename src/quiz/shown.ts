import type { Choice, Part, Reply } from "../conversation.ts";
import type { Showing } from "../items/showing.ts";

/** What a place sees of its round. Names are as learners may be shown; all else follows from the round. */
export type Shown = {
  readonly token: string;
  /** What the round is about. */
  readonly about: string;
  readonly nameOf: (learner: string) => string;
  /** Nothing where the bank has lost it. */
  readonly showingOf: (question: number) => Showing | undefined;
};

/** A question that is known to be there: a round that has lost one goes on no more. */
export function there({ token, showingOf }: Shown, question: number): Showing {
  const showing = showingOf(question);
  if (!showing) throw new Error(`round ${token} asks a question that is not in the bank`);
  return showing;
}

/** A reply for everyone, without facts where there are none. */
export function post(...parts: readonly Part[]): Reply {
  return { to: "everyone", parts: parts.filter((part) => part.kind !== "facts" || part.facts.length > 0) };
}

/** A button of the round. */
export function press(label: string, token: string, act: string): Choice {
  return { label, command: `play ${token} ${act}` };
}
