/** When the next post may go out: a time for each place, and one for all together. Pure; times in milliseconds. */
export type Pace = {
  /** How long it is from `now` to the next turn, which is left to whoever takes it. */
  readonly ahead: (now: number) => number;
  /** How long to wait from `now` for the next turn; taking it pushes the following one back. */
  readonly take: (now: number) => number;
  /** No turn before this time. */
  readonly holdUntil: (time: number) => void;
};

export type Clock = { readonly now: () => number; readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void> };

export function makePace(interval: number): Pace {
  let next = -Infinity;
  return {
    ahead: (now) => Math.max(0, next - now),
    take(now) {
      const turn = Math.max(now, next);
      next = turn + interval;
      return turn - now;
    },
    holdUntil(time) {
      next = Math.max(next, time);
    },
  };
}
