import { parentPort } from "node:worker_threads";
import { startFakeSlack } from "../test/fakes/slack.ts";
import { finely } from "./stand.ts";

/** The fake of Slack in a thread: see `stand.ts`. */
const slack = await startFakeSlack({ now: finely });

parentPort?.on("message", (question: string) => {
  void press(question).then((times) => {
    parentPort?.postMessage(times);
  });
});
const { apiUrl, botToken, appToken } = slack;
parentPort?.postMessage({ apiUrl, botToken, appToken });

async function press(question: string) {
  const shown = slack.callsTo("respond").length;
  const before = performance.now();
  const actionId = `ask ${question}`;
  const answer = await slack.send.action({ actionId, channel: "C0CLASS", user: "U0BEN", forged: true });
  while (slack.callsTo("respond").length === shown) await new Promise(setImmediate);
  return { acknowledged: answer.ackedAfterMs ?? Number.NaN, answered: performance.now() - before };
}
