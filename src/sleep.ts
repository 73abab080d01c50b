/** Resolves after so many milliseconds, or at once when `signal` is aborted: being woken is no failure. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const wake = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal?.addEventListener("abort", wake);
  });
}

/** A pause that is mostly called off: far cheaper than aborting a sleep. Called off, it is never over. */
export function timer(ms: number): { readonly over: Promise<void>; readonly cancel: () => void } {
  let cancel: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    const running = setTimeout(resolve, ms);
    cancel = () => {
      clearTimeout(running);
    };
  });
  return { over, cancel };
}
