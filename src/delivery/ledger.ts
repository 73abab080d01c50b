import type { Delivery } from "../conversation.ts";

/** Where the queue notes what becomes of a delivery: in memory, or in the outbox. */
export type Ledger = {
  /**
   * Before each try. Nothing where it is not to be made any more, or by another process. `since`: when an earlier try
   * was begun whose outcome nobody knows.
   */
  readonly claim: (delivery: Delivery, now: number) => Promise<{ readonly since?: number } | undefined>;
  /** After a try that surely made nothing and that will be repeated. */
  readonly release: (delivery: Delivery) => Promise<void>;
  readonly settle: (delivery: Delivery, outcome: Outcome) => Promise<void>;
  /** What finds the post of this key again, if it was made. */
  readonly referenceOf: (key: string) => Promise<string | undefined>;
};

export type Outcome =
  | { readonly state: "sent"; readonly reference: string }
  /** `refused`: there is nobody to tell there any more, or what was to be changed is gone. */
  | { readonly state: "failed"; readonly refused?: true }
  /** It may be there or not, and is not tried again. */
  | { readonly state: "unknown" };

/** How many made posts are remembered in memory, so that they can be edited. */
const mostRemembered = 5000;

/** For deliveries that are made at once or not at all, and told to whoever waits for them. */
export function makeMemoryLedger(): Ledger {
  const made = new Map<string, string>();
  return {
    claim: () => Promise.resolve({}),
    release: () => Promise.resolve(),
    settle({ key, replaces }, outcome) {
      if (outcome.state === "sent") remember(made, replaces ?? key, outcome.reference, mostRemembered);
      return Promise.resolve();
    },
    referenceOf: (key) => Promise.resolve(made.get(key)),
  };
}

/** Puts a value last, and drops the first of more than so many. */
export function remember<T>(memory: Map<string, T>, key: string, value: T, most: number): void {
  memory.delete(key);
  memory.set(key, value);
  if (memory.size > most) memory.delete(memory.keys().next().value as string);
}
