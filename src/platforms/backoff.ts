import type { Surroundings } from "./platform.ts";

/** First and longest pause between two tries, in milliseconds. */
const shortest = 1000;
const longest = 5 * 60 * 1000;

/**
 * Tries to connect until it works or is told to stop, each pause twice as long as the last. `describe` says a failure
 * in one line; the line is logged when it changes, so that a long outage does not fill the log. Resolves with whether
 * it failed before it worked.
 */
export async function keepTrying(
  connect: () => Promise<void>,
  describe: (error: unknown) => string,
  { sleep, log }: Pick<Surroundings, "sleep" | "log">,
  signal: AbortSignal,
): Promise<boolean> {
  let told = "";
  for (let pause = shortest; !signal.aborted; pause = Math.min(2 * pause, longest)) {
    try {
      await connect();
      return told !== "";
    } catch (error) {
      const line = describe(error);
      if (line !== told) log(line);
      told = line;
      await sleep(pause, signal);
    }
  }
  return false;
}
