import { Client, Events, GatewayIntentBits, Partials, Routes } from "discord.js";
import type { Poster } from "../../conversation.ts";
import { keepTrying } from "../backoff.ts";
import type { Listener, Surroundings } from "../platform.ts";
import { areRegistered, drawCommands } from "./commands.ts";
import { listen } from "./listen.ts";
import { makeOutage } from "./outage.ts";
import { describeFailure, makePoster } from "./post.ts";

export type DiscordOptions = Surroundings & {
  readonly token: string;
  /** Another address of the API: for tests. */
  readonly apiUrl?: string;
};

export type Discord = {
  readonly poster: Poster;
  /** Resolves once connected and registered for the first time, with the link that invites the bot. */
  readonly connected: Promise<string>;
  readonly stop: () => Promise<void>;
};

/** Connects to Discord, and keeps trying where that fails. */
export function startDiscord(listener: Listener, options: DiscordOptions): Discord {
  const { token, apiUrl, log } = options;
  const client = new Client({
    // No message content: it comes along in direct messages and mentions, and other messages are not our business.
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    ...(apiUrl === undefined ? {} : { rest: { api: apiUrl } }),
  });
  client.rest.setToken(token);
  const complain = (error: unknown) => {
    log(`Discord: ${describeFailure(error)}`);
  };
  client.on("error", complain);
  client.on("shardError", complain);
  listen(client, listener, options, complain);

  const stopping = new AbortController();
  const connected = new Promise<string>((resolve) => {
    const ready = new Promise<void>((isReady) => {
      client.once(Events.ClientReady, () => {
        isReady();
      });
    });
    let loggedIn = false;
    const connect = async () => {
      if (!loggedIn) {
        await client.login(token);
        loggedIn = true;
        await ready;
      }
      const id = client.application?.id ?? "";
      await register(client, id, listener);
      resolve(
        `https://discord.com/oauth2/authorize?client_id=${id}&scope=bot+applications.commands&permissions=${postingRights}`,
      );
    };
    const outage = makeOutage(options);
    stopping.signal.addEventListener("abort", outage.stop);
    let trying = false;
    let wasConnected = false;
    const keepConnecting = async () => {
      if (trying) return;
      trying = true;
      const describe = (error: unknown) => `Discord is not connected: ${describeFailure(error)}`;
      const hadFailed = await keepTrying(connect, describe, options, stopping.signal);
      if (hadFailed && wasConnected) outage.told();
      if (wasConnected) outage.over();
      else for (const back of [Events.ShardReady, Events.ShardResume] as const) client.on(back, outage.over);
      wasConnected = true;
      trying = false;
    };
    client.on(Events.ShardReconnecting, outage.broken);
    // The SDK reconnects by itself, except where Discord refuses: a token being renewed may be good again in a minute.
    client.on(Events.ShardDisconnect, () => {
      if (!loggedIn) return;
      loggedIn = false;
      void options.sleep(beforeReconnecting, stopping.signal).then(keepConnecting);
    });
    void keepConnecting();
  });
  return {
    poster: makePoster(client.rest, options.painter),
    connected,
    stop: async () => {
      stopping.abort();
      await client.destroy();
    },
  };
}

/** In milliseconds. */
const beforeReconnecting = 1000;

/** View channels, send messages, embed links, attach files, begin public threads and send in them. */
const postingRights = String((1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 15n) | (1n << 35n) | (1n << 38n));

/** Registers the commands where what Discord has differs: it allows only so many changes a day. */
async function register(client: Client, applicationId: string, { grammar, completes }: Listener): Promise<void> {
  const wanted = drawCommands(grammar.rows, completes);
  const route = Routes.applicationCommands(applicationId);
  if (!areRegistered(wanted, await client.rest.get(route))) await client.rest.put(route, { body: wanted });
}
