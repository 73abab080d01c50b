import type { GatewayEvent } from "./discord-gateway.ts";
import type { Answer, Request, Route } from "./discord-http.ts";
import { stringOf } from "./discord-json.ts";
import { choiceFaults, numberFaults, textFaults } from "./discord-limits.ts";
import type { Messages } from "./discord-messages.ts";
import { Intent } from "./discord-protocol.ts";
import { refuse } from "./discord-refusal.ts";
import type { World } from "./discord-world.ts";

/** Beginning a thread from a message: discord.com/developers/docs/resources/channel#start-thread-from-message */
export function threadRoute(options: {
  readonly world: World;
  readonly messages: Messages;
  readonly pass: (event: GatewayEvent) => void;
}): Route {
  const { world, messages } = options;

  function handle(request: Request): Answer {
    const channel = world.channels.get(request.params["channel"] ?? "");
    if (channel === undefined) refuse("unknownChannel");
    if (channel.bot === "nothing") refuse("missingAccess");
    if (channel.guildId === undefined || channel.parentId !== undefined) refuse("wrongChannelType");
    if (channel.threads?.begin === false) refuse("missingPermissions");
    const message = messages.find(channel.id, request.params["message"] ?? "");
    if (message === undefined) refuse("unknownMessage");
    const { name, auto_archive_duration: minutes, rate_limit_per_user: seconds } = request.body;
    request.admit([
      ...textFaults("name", name, { min: 1, max: 100 }),
      ...(minutes === undefined ? [] : choiceFaults("auto_archive_duration", minutes, [60, 1440, 4320, 10080])),
      ...numberFaults("rate_limit_per_user", seconds, 0, 21_600),
    ]);
    if (world.begunFrom.has(message.id)) refuse("threadThere");
    const thread = world.addThread(channel, message.id, stringOf(name));
    const data = { ...world.channelPayload(thread), newly_created: true };
    options.pass({ t: "THREAD_CREATE", intent: Intent.guilds, data: () => data });
    return { status: 201, body: world.channelPayload(thread) };
  }

  return { method: "POST", template: "/channels/:channel/messages/:message/threads", handle };
}
