import { parentPort } from "node:worker_threads";
import { startFakeDiscord } from "../test/fakes/discord.ts";
import { finely } from "./stand.ts";

/** The fake of Discord in a thread: see `stand.ts`. On Discord the acknowledgement is the answer. */
const discord = await startFakeDiscord({ now: finely });

parentPort?.on("message", (question: string) => {
  void press(question).then((times) => {
    parentPort?.postMessage(times);
  });
});
parentPort?.postMessage({ apiUrl: discord.apiUrl, token: discord.token });

async function press(question: string) {
  const before = performance.now();
  const { ackedAfterMs } = await discord.send.button({ customId: `ask ${question}`, forged: true });
  return { acknowledged: ackedAfterMs ?? Number.NaN, answered: performance.now() - before };
}
