import type { Store, Tx } from "./store.ts";
import { StoreTrouble } from "./trouble.ts";

/** A store that may still be on its way: until it is there, whatever is asked of it is in trouble. */
export type LaterStore = Store & { readonly arrive: (store: Store) => void };

export function makeLaterStore(engine: Store["engine"]): LaterStore {
  let arrived: Store | undefined;
  const listeners: ((tx: Tx) => void)[] = [];
  const there = async () => {
    await Promise.resolve();
    if (!arrived) throw new StoreTrouble("away", "the database has not been reached yet");
    return arrived;
  };
  return {
    engine,
    read: async (work) => (await there()).read(work),
    write: async (work) => (await there()).write(work),
    add: async (work) => (await there()).add(work),
    settle: async () => (await there()).settle(),
    onCommit(listener) {
      if (arrived) arrived.onCommit(listener);
      else listeners.push(listener);
    },
    close: async () => arrived?.close(),
    arrive(store) {
      arrived = store;
      for (const listener of listeners.splice(0)) store.onCommit(listener);
    },
  };
}
