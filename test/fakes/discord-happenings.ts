import type { GatewayEvent } from "./discord-gateway.ts";
import type { Json } from "./discord-json.ts";
import type { FakeMessage, Messages } from "./discord-messages.ts";
import { Intent } from "./discord-protocol.ts";
import type { BotAccess, FakeChannel, FakeGuild, GuildSeed, ThreadAccess, World } from "./discord-world.ts";

/** What people do to guilds, channels and messages, other than talk with the bot. The bot is told as Discord tells it. */
export function createHappenings(world: World, messages: Messages, pass: (event: GatewayEvent) => void) {
  const tell = (t: string, data: Json) => {
    pass({ t, intent: Intent.guilds, data: () => data });
  };

  function channelOf(channelId: string): FakeChannel {
    const channel = world.channels.get(channelId);
    if (channel === undefined) throw new Error(`there is no channel ${channelId}`);
    return channel;
  }

  return {
    /** The bot is added to a new guild. */
    joinGuild(seed: GuildSeed): FakeGuild {
      const guild = world.addGuild(seed);
      tell("GUILD_CREATE", world.guildCreatePayload(guild));
      return guild;
    },
    /** The bot is removed from a guild. */
    leaveGuild(guildId: string): void {
      const guild = world.guilds.get(guildId);
      if (guild === undefined) throw new Error(`there is no guild ${guildId}`);
      guild.hasBot = false;
      for (const channel of world.channelsOf(guildId)) channel.bot = "nothing";
      tell("GUILD_DELETE", { id: guildId });
    },
    /** A guild cannot be reached for a while, which is not the same as being removed from it. */
    guildOutage(guildId: string): void {
      tell("GUILD_DELETE", { id: guildId, unavailable: true });
    },
    /** A channel or a thread is deleted, with all that is in it. */
    deleteChannel(channelId: string): void {
      const channel = channelOf(channelId);
      for (const each of [...world.channels.values()]) if (each.parentId === channelId) world.channels.delete(each.id);
      world.channels.delete(channelId);
      tell(channel.parentId === undefined ? "CHANNEL_DELETE" : "THREAD_DELETE", world.channelPayload(channel));
    },
    /** A moderator changes what the bot may do with the threads of a channel. */
    letBotInThreads(channelId: string, access: ThreadAccess): void {
      channelOf(channelId).threads = access;
    },
    /** A moderator closes a thread: only moderators write there from now on. */
    lockThread(threadId: string): void {
      const thread = channelOf(threadId);
      thread.locked = true;
      tell("THREAD_UPDATE", world.channelPayload(thread));
    },
    /** A moderator changes what the bot may do in a channel. */
    letBot(channelId: string, access: BotAccess): void {
      const channel = channelOf(channelId);
      channel.bot = access;
      tell("CHANNEL_UPDATE", world.channelPayload(channel));
    },
    /** A moderator, or its author, deletes a message. */
    deleteMessage(message: FakeMessage): void {
      messages.remove(message);
    },
    /** A user lets bots no longer, or again, write to them. */
    closeDms(userId: string, closed = true): void {
      if (closed) world.closedToDms.add(userId);
      else world.closedToDms.delete(userId);
    },
  };
}
