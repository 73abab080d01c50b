import { App, LogLevel, SocketModeReceiver, type Logger } from "@slack/bolt";
import type { Listener } from "../src/platforms/platform.ts";
import { startSlack } from "../src/platforms/slack/wire.ts";
import { sleep, timer } from "../src/sleep.ts";
import type { Contest } from "./contest.ts";
import { openStand } from "./stand.ts";

type Details = { readonly apiUrl: string; readonly botToken: string; readonly appToken: string };

/** A press on a button that asks, in Socket Mode: the tutor against a bare app that answers with the words on it. */
export async function openSlack(tutor: Listener): Promise<Contest> {
  const [ours, theirs] = [await openStand<Details>("slack-stand.js"), await openStand<Details>("slack-stand.js")];
  const running = startSlack(tutor, {
    now: Date.now,
    sleep,
    timer,
    log: console.error,
    botToken: ours.details.botToken,
    by: { appToken: ours.details.appToken },
    apiUrl: ours.details.apiUrl,
  });
  await running.connected;
  const echo = await startEcho(theirs.details);
  return {
    ours: ours.press,
    bare: theirs.press,
    async close() {
      await running.stop();
      await echo.stop();
      await ours.close();
      await theirs.close();
    },
  };
}

async function startEcho({ apiUrl, botToken, appToken }: Details): Promise<App> {
  const clientOptions = { slackApiUrl: apiUrl, logger: quiet };
  const receiver = new SocketModeReceiver({ appToken, logger: quiet, installerOptions: { clientOptions } });
  const options = { logger: quiet, clientOptions, deferInitialization: true, convoStore: false } as const;
  const app = new App({ token: botToken, receiver, ...options });
  app.action(/.*/, async ({ action, ack, respond }) => {
    await ack();
    const text = "action_id" in action ? action.action_id : "";
    await respond({ response_type: "ephemeral", replace_original: false, text });
  });
  await app.init();
  await app.start();
  return app;
}

const silent = () => undefined;
const quiet: Logger = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  setLevel: silent,
  getLevel: () => LogLevel.ERROR,
  setName: silent,
};
