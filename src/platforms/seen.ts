/** Remembers what was delivered, so that a second delivery of the same has no effect. */
export type Seen = {
  /** Whether this id comes for the first time; from then on it is known. */
  readonly isNew: (id: string) => boolean;
};

/** How long a delivery may be repeated: platforms try again for some minutes. */
const remembered = 10 * 60 * 1000;

export function makeSeen(now: () => number): Seen {
  const at = new Map<string, number>();
  return {
    isNew(id) {
      const time = now();
      for (const [old, then] of at) {
        if (time - then <= remembered) break;
        at.delete(old);
      }
      if (at.has(id)) return false;
      at.set(id, time);
      return true;
    },
  };
}
