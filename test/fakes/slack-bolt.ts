import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from "@slack/bolt";
import type { Logger, Receiver } from "@slack/bolt";
import type { FakeSlack } from "./slack.ts";

/** A real Bolt app connected to the fake in Socket Mode, without retries, silent, quick to reconnect; `app.stop()` ends it. */
export async function boltInSocketMode(slack: FakeSlack): Promise<App> {
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    clientPingTimeout: 300,
    logger: quiet,
    installerOptions: { clientOptions: clientOptions(slack) },
  });
  const app = await appWith(receiver, slack);
  await app.start();
  await slack.socket.waitForConnection();
  return app;
}

/** A real Bolt app that listens on loopback, and the URL for deliveries over HTTP. */
export async function boltOverHttp(slack: FakeSlack): Promise<{ app: App; url: string }> {
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logger: quiet });
  const app = await appWith(receiver, slack);
  const server: Server = await receiver.start({ port: 0, host: "127.0.0.1" });
  return { app, url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/slack/events` };
}

async function appWith(receiver: Receiver, slack: FakeSlack): Promise<App> {
  const options = { logger: quiet, clientOptions: clientOptions(slack), deferInitialization: true };
  const app = new App({ token: slack.botToken, receiver, ...options });
  await app.init();
  return app;
}

function clientOptions(slack: FakeSlack) {
  return { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, logger: quiet };
}

const silent = () => undefined;

/** Says nothing, so that provoked errors do not fill the test's output. */
const quiet: Logger = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  setLevel: silent,
  getLevel: () => LogLevel.ERROR,
  setName: silent,
};
