import { App, HTTPReceiver, LogLevel, SocketModeReceiver, type Logger } from "@slack/bolt";
import type { Poster } from "../../conversation.ts";
import { messageOf } from "../../thrown.ts";
import { keepTrying } from "../backoff.ts";
import { whyNotListening, type Listening } from "../listening.ts";
import type { Listener, Surroundings } from "../platform.ts";
import { calling, describeFailure, socketCall } from "./failure.ts";
import { listen } from "./listen.ts";
import { makePoster } from "./post.ts";
import { makeMayManage, type MayManage } from "./rights.ts";

export type SlackOptions = Surroundings & {
  readonly botToken: string;
  /** Socket Mode with an app token, else signed HTTP on a port of its own. */
  readonly by:
    { readonly appToken: string } | { readonly signingSecret: string; readonly host: string; readonly port: number };
  /** Another address of the Web API, ending in a slash: for tests. */
  readonly apiUrl?: string;
  /** How soon a dropped socket is noticed, in milliseconds: for tests. */
  readonly pingTimeout?: number;
};

export type Slack = {
  readonly poster: Poster;
  readonly mayManage: MayManage;
  /** Resolves once connected for the first time; where HTTP deliveries are taken, or that a socket is. */
  readonly connected: Promise<string>;
  readonly stop: () => Promise<void>;
};

/** Connects to Slack, and keeps trying where that fails. */
export function startSlack(listener: Listener, options: SlackOptions): Slack {
  const { by, botToken, apiUrl, log } = options;
  const logger = quietLogger(log);
  const clientOptions = {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    // Posts are tried again by the delivery queue, which knows what may be repeated.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger,
  };
  const receiver =
    "appToken" in by
      ? new SocketModeReceiver({
          appToken: by.appToken,
          logger,
          // Reconnecting is ours: the SDK's own gives up, or takes the whole process along, where Slack answers an error.
          autoReconnectEnabled: false,
          ...(options.pingTimeout === undefined ? {} : { clientPingTimeout: options.pingTimeout }),
          installerOptions: { clientOptions },
        })
      : new HTTPReceiver({ signingSecret: by.signingSecret, logger, port: by.port });
  const app = new App({
    token: botToken,
    receiver,
    logger,
    clientOptions,
    deferInitialization: true,
    convoStore: false,
  });
  app.error((error) => {
    log(`Slack: ${describeFailure(error)}`);
    return Promise.resolve();
  });
  listen(app, listener, options);

  const stopping = new AbortController();
  const connected = new Promise<string>((resolve) => {
    const connect = async () => {
      await calling("auth.test", app.init());
      if (receiver instanceof HTTPReceiver && !("appToken" in by)) {
        const server = await receiver.start({ port: by.port, host: by.host });
        const address = server.address();
        const port = typeof address === "object" && address ? address.port : by.port;
        resolve(`http://${by.host}:${String(port)}/slack/events`);
      } else {
        await calling(socketCall, app.start());
        if (receiver instanceof SocketModeReceiver) receiver.client.once("disconnected", reconnect);
        resolve("a socket");
      }
    };
    let wasConnected = false;
    const keepConnecting = async () => {
      const describe = (error: unknown) => `Slack is not connected: ${whyNotConnected(error, by)}`;
      const hadFailed = await keepTrying(connect, describe, options, stopping.signal);
      if (hadFailed && wasConnected) log("Slack is connected again.");
      wasConnected = true;
    };
    const reconnect = () => {
      // A pause first: a socket that is dropped as soon as it is there must not be asked for without end.
      void options.sleep(beforeReconnecting, stopping.signal).then(keepConnecting);
    };
    void keepConnecting();
  });
  return {
    poster: makePoster(app.client, options),
    mayManage: makeMayManage(app.client, options.now, log),
    connected,
    stop: async () => {
      stopping.abort();
      // Stopping what never started is an error to the SDK, not to us.
      await app.stop().catch(() => undefined);
    },
  };
}

function whyNotConnected(error: unknown, by: SlackOptions["by"]): string {
  const listening = "appToken" in by ? undefined : whyNotListening(error, slackListening(by));
  return listening ?? describeFailure(error);
}

function slackListening({ host, port }: { readonly host: string; readonly port: number }): Listening {
  return { host: { setting: "SLACK_HOST", value: host }, port: { setting: "SLACK_PORT", value: port } };
}

/** In milliseconds. */
const beforeReconnecting = 1000;

/** What the SDK says of its socket: the one line of ours says it better. */
const ofTheSocket = /WebSocket error|new WSS URL/;

/** The SDK's warnings and errors as lines of ours; the rest of what it says is of no use to whoever runs the tutor. */
function quietLogger(log: (line: string) => void): Logger {
  const nothing = () => undefined;
  const line = (...words: unknown[]) => {
    const said = words.map(messageOf).join(" ");
    if (!ofTheSocket.test(said)) log(`Slack: ${said}`);
  };
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: line,
    setLevel: nothing,
    getLevel: () => LogLevel.ERROR,
    setName: nothing,
  };
}
