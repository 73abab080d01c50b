import { plainGuild, plainGuildOnline, plainMember, plainRole, plainUser } from "./discord-defaults.ts";
import type { Json } from "./discord-json.ts";

/** What the bot may do in a channel: post there, only read it, or not even see it. */
export type BotAccess = "posts" | "reads" | "nothing";

export type ChannelSeed = { readonly name: string; readonly bot?: BotAccess };
export type GuildSeed = { readonly name: string; readonly channels: readonly ChannelSeed[] };
export type UserSeed = {
  readonly name: string;
  /** May manage channels and the guild, as a moderator may. */
  readonly manages?: boolean;
  /** As the client reports it, such as "en-US" or "it". */
  readonly locale?: string;
};

export type FakeUser = {
  readonly id: string;
  readonly name: string;
  readonly manages: boolean;
  readonly locale: string;
};
export type FakeChannel = {
  readonly id: string;
  readonly name: string;
  /** Absent in a direct message. */
  readonly guildId?: string;
  /** The user on the other side of a direct message. */
  readonly recipientId?: string;
  bot: BotAccess;
  /** The channel of the message that it was begun from, where it is a thread. */
  readonly parentId?: string;
  /** Whether the bot may begin threads there, and write in them; both unless told. */
  threads?: ThreadAccess;
  /** A thread that a moderator has closed. */
  locked?: boolean;
};
export type ThreadAccess = { readonly begin: boolean; readonly send: boolean };
export type FakeGuild = { readonly id: string; readonly name: string; hasBot: boolean };

export type World = ReturnType<typeof createWorld>;

/**
 * Who and what there is on the fake Discord: guilds, channels, users, and the ids they go by. Every user is a member of
 * every guild. Ids are snowflakes of 18 or 19 digits, growing, of the time that `now` tells (in ms; a clock that starts
 * at 0 is taken to start in 2016, as shorter ids would not be recognised by discord.js).
 */
export function createWorld(now: () => number) {
  let last = 0n;
  const id = () => {
    const since = BigInt(Math.max(Math.floor(now()), firstMs) - epochMs) << 22n;
    last = since > last ? since : last + 1n;
    return String(last);
  };
  const applicationId = id();
  const botUserId = id();
  const botRoleId = id();
  const managerRoleId = id();
  const users = new Map<string, FakeUser>();
  const guilds = new Map<string, FakeGuild>();
  const channels = new Map<string, FakeChannel>();
  const closedToDms = new Set<string>();
  /** Messages that a thread was begun from: another cannot be, even when that one is gone. */
  const begunFrom = new Set<string>();

  function addUser(seed: UserSeed): FakeUser {
    const user = { id: id(), name: seed.name, manages: seed.manages ?? false, locale: seed.locale ?? "en-US" };
    users.set(user.id, user);
    return user;
  }

  function addGuild(seed: GuildSeed, hasBot = true): FakeGuild {
    const guild = { id: id(), name: seed.name, hasBot };
    guilds.set(guild.id, guild);
    for (const { name, bot } of seed.channels) addChannel(guild.id, name, hasBot ? (bot ?? "posts") : "nothing");
    return guild;
  }

  function addChannel(guildId: string, name: string, bot: BotAccess): FakeChannel {
    const channel = { id: id(), name, guildId, bot };
    channels.set(channel.id, channel);
    return channel;
  }

  /** A thread begun from a message has the message's id, and its channel's rights. */
  function addThread(parent: FakeChannel, messageId: string, name: string): FakeChannel {
    const thread: FakeChannel = {
      id: messageId,
      name,
      parentId: parent.id,
      ...(parent.guildId === undefined ? {} : { guildId: parent.guildId }),
      get bot() {
        return parent.bot;
      },
      set bot(access) {
        parent.bot = access;
      },
      get threads() {
        return parent.threads ?? { begin: true, send: true };
      },
      set threads(access) {
        parent.threads = access;
      },
    };
    channels.set(thread.id, thread);
    begunFrom.add(messageId);
    return thread;
  }

  /** The direct messages between the bot and a user; there is one such channel a user. */
  function dmWith(userId: string): FakeChannel {
    const found = [...channels.values()].find((channel) => channel.recipientId === userId);
    if (found !== undefined) return found;
    const channel = { id: id(), name: "", recipientId: userId, bot: "posts" as const };
    channels.set(channel.id, channel);
    return channel;
  }

  const channelsOf = (guildId: string) => [...channels.values()].filter((channel) => channel.guildId === guildId);

  function userPayload(userId: string): Json {
    const bot = userId === botUserId;
    const name = bot ? "Tutor" : (users.get(userId)?.name ?? "deleted");
    return {
      ...plainUser,
      id: userId,
      username: name.toLowerCase(),
      global_name: bot ? null : name,
      ...(bot ? { bot: true } : {}),
    };
  }

  /** What a member may do in the guild, as a bit set. */
  function permissionsOf(userId: string): bigint {
    return users.get(userId)?.manages === true ? everyoneMay | managersMay : everyoneMay;
  }

  function memberPayload(userId: string): Json {
    const manages = users.get(userId)?.manages === true;
    const roles = userId === botUserId ? [botRoleId] : manages ? [managerRoleId] : [];
    return { ...plainMember, user: userPayload(userId), roles };
  }

  /** What the bot may do in a channel, as a bit set: the `app_permissions` of an interaction. */
  function botPermissions(channel: FakeChannel): bigint {
    if (channel.guildId === undefined)
      return Permission.embedLinks | Permission.attachFiles | Permission.mentionEveryone;
    return everyoneMay & ~denied[channel.bot];
  }

  function channelPayload(channel: FakeChannel): Json {
    const common = { id: channel.id, flags: 0, last_message_id: null };
    if (channel.guildId === undefined)
      return { ...common, type: 1, recipients: [userPayload(channel.recipientId ?? "")] };
    if (channel.parentId !== undefined) return threadPayload(channel, common);
    const deny = denied[channel.bot];
    return {
      ...common,
      type: 0,
      guild_id: channel.guildId,
      name: channel.name,
      position: 0,
      topic: null,
      nsfw: false,
      parent_id: null,
      rate_limit_per_user: 0,
      permission_overwrites: deny === 0n ? [] : [{ id: botRoleId, type: 0, allow: "0", deny: String(deny) }],
    };
  }

  function threadPayload({ name, guildId, parentId, locked }: FakeChannel, common: Json): Json {
    return {
      ...common,
      type: 11,
      guild_id: guildId,
      parent_id: parentId,
      owner_id: botUserId,
      name,
      rate_limit_per_user: 0,
      message_count: 0,
      member_count: 1,
      total_message_sent: 0,
      thread_metadata: {
        archived: false,
        auto_archive_duration: 60,
        archive_timestamp: new Date(firstMs).toISOString(),
        create_timestamp: new Date(firstMs).toISOString(),
        locked: locked ?? false,
      },
    };
  }

  function rolesPayload(guildId: string): Json[] {
    const role = (roleId: string, name: string, permissions: bigint) => ({
      ...plainRole,
      id: roleId,
      name,
      permissions: String(permissions),
      position: name === "@everyone" ? 0 : 1,
      managed: name === "Tutor",
    });
    return [
      role(guildId, "@everyone", everyoneMay),
      role(botRoleId, "Tutor", everyoneMay),
      role(managerRoleId, "Managers", managersMay),
    ];
  }

  /** The guild as REST gives it; `guildCreatePayload` is the fuller one of the gateway. */
  function guildPayload(guild: FakeGuild): Json {
    // An owner may do everything, as a manager may here.
    const owner = [...users.values()].find(({ manages }) => manages)?.id ?? botUserId;
    return { ...plainGuild, id: guild.id, name: guild.name, owner_id: owner, roles: rolesPayload(guild.id) };
  }

  function guildCreatePayload(guild: FakeGuild): Json {
    return {
      ...guildPayload(guild),
      ...plainGuildOnline,
      member_count: users.size + 1,
      members: [memberPayload(botUserId)],
      channels: channelsOf(guild.id)
        .filter(({ parentId }) => parentId === undefined)
        .map(channelPayload),
      threads: channelsOf(guild.id)
        .filter(({ parentId }) => parentId !== undefined)
        .map(channelPayload),
    };
  }

  return {
    applicationId,
    botUserId,
    users,
    guilds,
    channels,
    closedToDms,
    begunFrom,
    id,
    addUser,
    addGuild,
    addChannel,
    addThread,
    dmWith,
    channelsOf,
    permissionsOf,
    botPermissions,
    userPayload,
    memberPayload,
    channelPayload,
    rolesPayload,
    guildPayload,
    guildCreatePayload,
  };
}

/** discord.com/developers/docs/topics/permissions */
export const Permission = {
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  useCommands: 1n << 31n,
  createPublicThreads: 1n << 35n,
  sendInThreads: 1n << 38n,
} as const;

const everyoneMay =
  Permission.viewChannel |
  Permission.sendMessages |
  Permission.embedLinks |
  Permission.attachFiles |
  Permission.readHistory |
  Permission.useCommands |
  Permission.createPublicThreads |
  Permission.sendInThreads;
const managersMay = Permission.manageChannels | Permission.manageGuild | Permission.manageMessages;
const denied: Readonly<Record<BotAccess, bigint>> = {
  posts: 0n,
  reads: Permission.sendMessages,
  nothing: Permission.viewChannel,
};
const epochMs = 1_420_070_400_000;
const firstMs = epochMs + 366 * 86_400_000;
