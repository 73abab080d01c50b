/** One learner's direct messages with the tutor, on a platform's real SDK. */

/** The newest message of the tutor, as it is seen now. */
export type Seen = { readonly text: string; readonly buttons: readonly string[] };

/** Whatever the learner does resolves to what they see then. */
export type Talk = {
  readonly say: (text: string) => Promise<Seen>;
  readonly press: (label: string) => Promise<Seen>;
  /** Opens the form of the question, chooses in each menu, and sends it. */
  readonly fill: (menus: readonly (readonly string[])[]) => Promise<Seen>;
  /** How many messages the tutor has written. */
  readonly count: () => number;
  /** What was acknowledged late or not at all, and what the platform refused. */
  readonly troubles: () => readonly string[];
};
