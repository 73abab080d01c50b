/** A clock that is set by hand: it jumps from one thing that waits for it to the next. Times in milliseconds since 1970. */
export type HandClock = {
  readonly now: () => number;
  /** Runs something once the clock stands there; what waits for the same moment runs in the order in which it came. */
  readonly at: (time: number, run: () => unknown) => { readonly cancel: () => void };
  /** The same, but for its own sake the clock does not jump: it runs along with what comes then, or later. */
  readonly along: (time: number, run: () => void) => { readonly cancel: () => void };
  /** Jumps to the next moment that something waits for, and runs it; nothing where it lies behind a time. */
  readonly step: (until: number) => Promise<boolean>;
};

type Wake = { readonly time: number; readonly turn: number; run: (() => unknown) | undefined };

export function makeHandClock(start: number): HandClock {
  const heap: Wake[] = [];
  let time = start;
  let turns = 0;

  const at: HandClock["at"] = (when, run) => {
    const wake: Wake = { time: Math.max(when, time), turn: (turns += 1), run };
    push(heap, wake);
    return { cancel: () => (wake.run = undefined) };
  };

  const aside = new Set<Wake>();

  return {
    now: () => time,
    at,
    along(when, run) {
      const wake: Wake = { time: when, turn: 0, run };
      aside.add(wake);
      return { cancel: () => aside.delete(wake) };
    },
    async step(until) {
      for (let next = heap[0]; next && next.time <= until; next = heap[0]) {
        pop(heap);
        const { run } = next;
        if (!run) continue; // it was called off
        time = next.time;
        next.run = undefined;
        for (const wake of aside) if (wake.time <= time && aside.delete(wake)) wake.run?.();
        await run();
        return true;
      }
      time = Math.max(time, until);
      return false;
    },
  };
}

function isBefore(one: Wake, other: Wake): boolean {
  return one.time < other.time || (one.time === other.time && one.turn < other.turn);
}

function push(heap: Wake[], wake: Wake): void {
  let place = heap.length;
  heap.push(wake);
  while (place > 0) {
    const above = (place - 1) >> 1;
    const parent = heap[above] as Wake;
    if (!isBefore(wake, parent)) break;
    heap[place] = parent;
    place = above;
  }
  heap[place] = wake;
}

function pop(heap: Wake[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let place = 0;
  for (;;) {
    let below = 2 * place + 1;
    if (below >= heap.length) break;
    const right = heap[below + 1];
    if (right && isBefore(right, heap[below] as Wake)) below += 1;
    const child = heap[below] as Wake;
    if (!isBefore(child, last)) break;
    heap[place] = child;
    place = below;
  }
  heap[place] = last;
}
