import type { Database, Tx } from "./store.ts";

/** A feature that remembers something about people: what it keeps can be taken out and deleted. */
export type Keeper = {
  /** Heads its part of an export. */
  readonly name: string;
  /** Deletes all about a learner. */
  readonly forget: (tx: Tx, learner: string) => Promise<void>;
  /** All about a learner, as plain data. */
  readonly export: (db: Database, learner: string) => Promise<unknown>;
  /** Forgets about a workspace or server that the tutor has left. */
  readonly leave?: (tx: Tx, community: { readonly platform: string; readonly id: string }) => Promise<void>;
};
