import { createChanges } from "./discord-changes.ts";
import { callbackRoute } from "./discord-callback.ts";
import { channelRoutes } from "./discord-channels.ts";
import { createCommands } from "./discord-commands.ts";
import { createDeliveries } from "./discord-deliveries.ts";
import { directoryRoutes, ownPayload } from "./discord-directory.ts";
import { createFaults } from "./discord-faults.ts";
import { createGateway, type GatewayEvent } from "./discord-gateway.ts";
import { createHappenings } from "./discord-happenings.ts";
import { createHttp } from "./discord-http.ts";
import { createInteractions } from "./discord-interactions.ts";
import { createMessages, type FakeMessage } from "./discord-messages.ts";
import { hasOpenApi } from "./discord-openapi.ts";
import { privilegedIntents } from "./discord-protocol.ts";
import { createRates } from "./discord-rates.ts";
import { createSend, type Place } from "./discord-send.ts";
import { threadRoute } from "./discord-threads.ts";
import type { Warning } from "./discord-warnings.ts";
import { webhookRoutes } from "./discord-webhook.ts";
import { createWorld, type FakeChannel, type GuildSeed } from "./discord-world.ts";
import { createWriting } from "./discord-writing.ts";

export type FakeDiscordOptions = {
  /** The time in ms that deadlines run on: 3 s for a first response, 15 min for a token, windows of rates. */
  readonly now?: () => number;
  readonly guilds?: readonly GuildSeed[];
  /** Holds the bot to Discord's rates: 5 messages in 5 s a channel, 50 calls a second. */
  readonly strictRates?: boolean;
  /** Intents that are not switched on for the application; if left out, the three privileged ones. */
  readonly disallowedIntents?: number;
  /** The heartbeat interval in HELLO; 41,250 ms if left out. */
  readonly heartbeatMs?: number;
};

export type FakeDiscord = Awaited<ReturnType<typeof startFakeDiscord>>;

/**
 * A Discord on loopback, REST and gateway, that refuses what Discord refuses. A client is pointed at it with
 * `new Client({ rest: { api: fake.apiUrl, version: "10" }, … })` and `client.login(fake.token)`.
 */
export async function startFakeDiscord(options: FakeDiscordOptions = {}) {
  const now = options.now ?? Date.now;
  const world = createWorld(now);
  const people = {
    user: world.addUser({ name: "Ada" }).id,
    manager: world.addUser({ name: "Grace", manages: true }).id,
  };
  for (const seed of options.guilds ?? [classroom]) world.addGuild(seed);
  const elsewhere = world.addGuild({ name: "Elsewhere", channels: [{ name: "lounge" }] }, false);

  const changes = createChanges();
  const faults = createFaults();
  const warnings: Warning[] = [];
  const rates = createRates(now);
  let port = 0;
  const gatewayUrl = () => `ws://127.0.0.1:${String(port)}/gateway`;
  const guildsOfBot = () => [...world.guilds.values()].filter(({ hasBot }) => hasBot);
  const gateway = createGateway({
    now,
    token,
    heartbeatMs: options.heartbeatMs ?? 41_250,
    disallowedIntents: options.disallowedIntents ?? privilegedIntents,
    resumeUrl: () => `ws://127.0.0.1:${String(port)}/gateway/resume`,
    ready: () => ({
      v: 10,
      user: ownPayload(world),
      guilds: guildsOfBot().map(({ id }) => ({ id, unavailable: true })),
      application: { id: world.applicationId, flags: 0 },
      session_type: "normal",
      shard: [0, 1],
      private_channels: [],
      relationships: [],
      user_settings: {},
      _trace: [],
    }),
    guilds: () => guildsOfBot().map(world.guildCreatePayload),
    changed: changes.announce,
  });
  const deliveries = createDeliveries((event, copies) => {
    gateway.send(event, copies);
  });
  const pass = (event: GatewayEvent) => {
    deliveries.pass(event);
    changes.announce();
  };
  const intents = () => gateway.identifies.at(-1)?.intents ?? 0;
  const messages = createMessages(world, now, pass);
  const commands = createCommands(world, now);
  const interactions = createInteractions({ world, messages, now, pass });
  const common = { world, messages, interactions, changes, now, intents, warnings, where, whoever };
  const http = createHttp({
    now,
    token,
    faults,
    changed: changes.announce,
    upgrade: gateway.upgrade,
    count: options.strictRates === true ? rates.count : () => ({}),
    routes: [
      ...directoryRoutes(world, gatewayUrl, () => gateway.identifies.length),
      ...commands.routes,
      ...channelRoutes(common),
      threadRoute({ world, messages, pass }),
      callbackRoute(common),
      ...webhookRoutes(common),
    ],
  });
  port = await http.open();

  function where(who: Place): FakeChannel {
    if (who.dm === true) return world.dmWith(whoever(who));
    const guildId = who.guildId ?? (who.userInstall === true ? elsewhere.id : guildsOfBot()[0]?.id);
    const channel = world.channels.get(who.channelId ?? world.channelsOf(guildId ?? "")[0]?.id ?? "");
    if (channel === undefined) throw new Error(`there is no channel ${who.channelId ?? `in guild ${guildId ?? ""}`}`);
    return channel;
  }

  function whoever(who: Place): string {
    const userId = who.user ?? people.user;
    if (!world.users.has(userId)) throw new Error(`there is no user ${userId}`);
    return userId;
  }

  const first = guildsOfBot()[0]?.id ?? "";
  const channelWhere = (bot: string) => world.channelsOf(first).find((channel) => channel.bot === bot)?.id ?? "";
  return {
    /** For `rest: { api }`. */
    apiUrl: `http://127.0.0.1:${String(port)}/api`,
    token,
    applicationId: world.applicationId,
    botUserId: world.botUserId,
    ids: {
      /** The first guild, and in it a channel where the bot posts, one where it only reads, one that it does not see. */
      guild: first,
      channel: channelWhere("posts"),
      closedChannel: channelWhere("reads"),
      hiddenChannel: channelWhere("nothing"),
      /** A guild that has not installed the application, for users who have. */
      foreignGuild: elsewhere.id,
      /** An ordinary member, and one who may manage channels. */
      ...people,
    },
    addUser: world.addUser,
    addChannel: world.addChannel,
    /** The threads begun in a channel, by what they are called. */
    threads: (channelId: string): readonly { readonly id: string; readonly name: string }[] =>
      [...world.channels.values()].filter(({ parentId }) => parentId === channelId),
    /** The id of the channel of direct messages with a user. */
    dmWith: (userId: string) => world.dmWith(userId).id,
    /** What users do. Each resolves to what came back. */
    send: { ...createSend({ ...common, commands }), message: createWriting({ ...common, gateway }) },
    /** What befalls guilds, channels and messages. */
    happen: createHappenings(world, messages, pass),
    /** Trouble with events on their way to the bot. */
    deliveries: {
      duplicate: deliveries.duplicate,
      drop: deliveries.drop,
      hold: deliveries.hold,
      swap: deliveries.swap,
    },
    /** Trouble with the gateway's connections. */
    socket: gateway.socket,
    /** Trouble with chosen calls. */
    fail: faults.fail,
    /** Nobody gets through: nothing listens, or everything answers 503. */
    down: async (how: "refuse" | "unavailable" = "refuse"): Promise<void> => {
      http.setUnavailable(how === "unavailable");
      gateway.socket.drop();
      if (how === "refuse") await http.close();
    },
    /** All is well again, at the same address; sessions can be resumed. */
    up: async (): Promise<void> => {
      http.setUnavailable(false);
      await http.open();
    },
    stop: async (): Promise<void> => {
      gateway.stop();
      await http.close();
    },
    /** Every REST call, oldest first. */
    calls: http.calls,
    /** What Discord took although it is hardly meant. */
    warnings,
    /** Whether bodies were also held against Discord's own description; it is not part of the project. */
    openapi: hasOpenApi,
    /** What the bot has posted in a channel and all can see now, oldest first. */
    messages: (channelId: string) =>
      messages.all.filter((each) => isIn(each, channelId) && each.authorId === world.botUserId && !each.deleted),
    /** All that was ever said in a channel, deleted messages and those of users too. */
    log: (channelId: string) => messages.all.filter((each) => isIn(each, channelId)),
    /** What only this user sees now, oldest first. */
    ephemerals: (userId: string) => messages.all.filter((each) => each.ephemeralFor === userId && !each.deleted),
    /** What is registered globally. */
    commands: commands.list,
    /** The last IDENTIFY that was accepted. */
    get identified() {
      return gateway.identifies.at(-1);
    },
    /** How many IDENTIFYs have been accepted. */
    get identifies() {
      return gateway.identifies.length;
    },
    /**
     * Waits until something has come about; asked again after each call and each change of a connection.
     *
     * @param waitMs how long at most, in real ms
     * @throws Error with the last calls, where it does not come about
     */
    until: async (condition: () => boolean, waitMs = 5000): Promise<void> => {
      if (await changes.until(condition, waitMs)) return;
      const last = http.calls
        .slice(-5)
        .map((call) => `${call.method} ${call.path} ${String(call.status)} ${call.error ?? ""}`);
      throw new Error(`it did not come about in ${String(waitMs)} ms; the last calls:\n${last.join("\n")}`);
    },
  };
}

function isIn(message: FakeMessage, channelId: string): boolean {
  return message.channelId === channelId && message.ephemeralFor === undefined;
}

/** Nothing that opens anything. */
const token = "a-token.of-the-fake.discord";

const classroom: GuildSeed = {
  name: "Classroom",
  channels: [
    { name: "general", bot: "posts" },
    { name: "announcements", bot: "reads" },
    { name: "staff", bot: "nothing" },
  ],
};
