export type Changes = ReturnType<typeof createChanges>;

/** Tells those who wait for something that something has happened, so that nobody polls. */
export function createChanges() {
  const waiting = new Set<() => void>();

  /**
   * Waits until `condition` holds; it is asked at once and again after each change.
   *
   * @param waitMs how long at most, in real milliseconds
   * @returns whether it came to hold
   */
  function until(condition: () => boolean, waitMs: number): Promise<boolean> {
    if (condition()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const finish = (held: boolean) => {
        clearTimeout(timer);
        waiting.delete(ask);
        resolve(held);
      };
      const ask = () => {
        if (condition()) finish(true);
      };
      const timer = setTimeout(() => {
        finish(condition());
      }, waitMs);
      waiting.add(ask);
    });
  }

  function announce(): void {
    for (const ask of [...waiting]) ask();
  }

  return { announce, until };
}
