import { App, LogLevel, SocketModeReceiver, type Logger } from "@slack/bolt";
import { startSlack } from "../src/platforms/slack/wire.ts";
import type { Listener } from "../src/platforms/platform.ts";
import { startFakeSlack, type FakeSlack } from "../test/fakes/slack.ts";
import type { Contest } from "./contest.ts";

/** A slash command in Socket Mode: the tutor's `ask` against a bare app that sends the words back. */
export async function openSlack(tutor: Listener): Promise<Contest> {
  const ours = await startFakeSlack({ now: finely });
  const theirs = await startFakeSlack({ now: finely });
  const surroundings = { now: Date.now, sleep: () => new Promise<void>(() => undefined), log: console.error };
  const running = startSlack(tutor, {
    ...surroundings,
    botToken: ours.botToken,
    by: { appToken: ours.appToken },
    apiUrl: ours.apiUrl,
  });
  await running.connected;
  await ours.socket.waitForConnection();
  const echo = await startEcho(theirs);

  const ask = async (slack: FakeSlack, text: string): Promise<number> => {
    const { ackedAfterMs } = await slack.send.command({ text, channel: "C0CLASS", user: "U0BEN" });
    if (ackedAfterMs === undefined) throw new Error("the command was not acknowledged");
    return ackedAfterMs;
  };
  return {
    ours: (question) => ask(ours, question),
    bare: (question) => ask(theirs, question),
    async close() {
      await running.stop();
      await echo.stop();
      await ours.stop();
      await theirs.stop();
    },
  };
}

/** The fake notes by this clock when it sent and when the acknowledgement arrived, before it looks at what that says. */
function finely(): number {
  return performance.timeOrigin + performance.now();
}

async function startEcho(slack: FakeSlack): Promise<App> {
  const clientOptions = { slackApiUrl: slack.apiUrl, logger: quiet };
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logger: quiet,
    installerOptions: { clientOptions },
  });
  const app = new App({
    token: slack.botToken,
    receiver,
    logger: quiet,
    clientOptions,
    deferInitialization: true,
    convoStore: false,
  });
  app.command("/aws-ml", async ({ command, ack }) => {
    await ack({ response_type: "ephemeral", text: command.text });
  });
  await app.init();
  await app.start();
  await slack.socket.waitForConnection();
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
