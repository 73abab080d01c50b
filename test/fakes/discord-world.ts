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
};
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
      id: userId,
      username: name.toLowerCase(),
      global_name: bot ? null : name,
      discriminator: "0",
      avatar: null,
      public_flags: 0,
      flags: 0,
      ...(bot ? { bot: true } : {}),
    };
  }

  /** What a member may do in the guild, as a bit set. */
  function permissionsOf(userId: string): bigint {
    return users.get(userId)?.manages === true ? everyoneMay | managersMay : everyoneMay;
  }

  function memberPayload(userId: string): Json {
    return {
      user: userPayload(userId),
      nick: null,
      avatar: null,
      banner: null,
      roles: userId === botUserId ? [botRoleId] : users.get(userId)?.manages === true ? [managerRoleId] : [],
      joined_at: "2026-01-01T00:00:00.000000+00:00",
      premium_since: null,
      deaf: false,
      mute: false,
      flags: 0,
      pending: false,
      communication_disabled_until: null,
    };
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

  function rolesPayload(guildId: string): Json[] {
    const role = (roleId: string, name: string, permissions: bigint) => ({
      id: roleId,
      name,
      description: null,
      permissions: String(permissions),
      position: name === "@everyone" ? 0 : 1,
      color: 0,
      colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
      hoist: false,
      managed: name === "Tutor",
      mentionable: false,
      icon: null,
      unicode_emoji: null,
      flags: 0,
    });
    return [
      role(guildId, "@everyone", everyoneMay),
      role(botRoleId, "Tutor", everyoneMay),
      role(managerRoleId, "Managers", managersMay),
    ];
  }

  /** The guild as REST gives it; `guildCreatePayload` is the fuller one of the gateway. */
  function guildPayload(guild: FakeGuild): Json {
    return {
      id: guild.id,
      name: guild.name,
      owner_id: [...users.keys()][0] ?? botUserId,
      icon: null,
      splash: null,
      discovery_splash: null,
      banner: null,
      description: null,
      features: [],
      roles: rolesPayload(guild.id),
      emojis: [],
      stickers: [],
      preferred_locale: "en-US",
      premium_tier: 0,
      premium_subscription_count: 0,
      premium_progress_bar_enabled: false,
      nsfw_level: 0,
      nsfw: false,
      verification_level: 0,
      default_message_notifications: 0,
      explicit_content_filter: 0,
      mfa_level: 0,
      afk_timeout: 300,
      afk_channel_id: null,
      system_channel_id: null,
      system_channel_flags: 0,
      rules_channel_id: null,
      public_updates_channel_id: null,
      safety_alerts_channel_id: null,
      vanity_url_code: null,
      application_id: null,
      region: "deprecated",
      widget_enabled: false,
      max_members: 500_000,
      max_video_channel_users: 25,
      max_stage_video_channel_users: 50,
    };
  }

  function guildCreatePayload(guild: FakeGuild): Json {
    return {
      ...guildPayload(guild),
      joined_at: "2026-01-01T00:00:00.000000+00:00",
      large: false,
      unavailable: false,
      member_count: users.size + 1,
      members: [memberPayload(botUserId)],
      channels: channelsOf(guild.id).map(channelPayload),
      threads: [],
      voice_states: [],
      presences: [],
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
    };
  }

  return {
    applicationId,
    botUserId,
    users,
    guilds,
    channels,
    closedToDms,
    id,
    addUser,
    addGuild,
    addChannel,
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
} as const;

const everyoneMay =
  Permission.viewChannel |
  Permission.sendMessages |
  Permission.embedLinks |
  Permission.attachFiles |
  Permission.readHistory |
  Permission.useCommands;
const managersMay = Permission.manageChannels | Permission.manageGuild | Permission.manageMessages;
const denied: Readonly<Record<BotAccess, bigint>> = {
  posts: 0n,
  reads: Permission.sendMessages,
  nothing: Permission.viewChannel,
};
const epochMs = 1_420_070_400_000;
const firstMs = epochMs + 366 * 86_400_000;
