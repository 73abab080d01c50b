import { plainApplication } from "./discord-defaults.ts";
import type { Request, Route } from "./discord-http.ts";
import type { Json } from "./discord-json.ts";
import { refuse } from "./discord-refusal.ts";
import type { FakeGuild, World } from "./discord-world.ts";

/**
 * The calls that only look something up: the gateway's address, the application, users, guilds.
 *
 * @param identifies how many sessions have been started today
 */
export function directoryRoutes(world: World, gatewayUrl: () => string, identifies: () => number): Route[] {
  function guildOf({ params }: Request): FakeGuild {
    const guild = world.guilds.get(params["guild"] ?? "");
    if (guild?.hasBot !== true) refuse("unknownGuild");
    return guild;
  }

  function userOf({ params }: Request): string {
    const userId = params["user"] ?? "";
    if (!world.users.has(userId) && userId !== world.botUserId) refuse("unknownUser");
    return userId;
  }

  function memberOf(request: Request): string {
    guildOf(request);
    const userId = request.params["user"] ?? "";
    if (!world.users.has(userId) && userId !== world.botUserId) refuse("unknownMember");
    return userId;
  }

  const guilds = () => [...world.guilds.values()].filter(({ hasBot }) => hasBot);
  const get = (template: string, body: (request: Request) => unknown): Route => ({
    method: "GET",
    template,
    handle: (request) => ({ status: 200, body: body(request) }),
  });
  const limit = () => ({ total: 1000, remaining: 1000 - identifies(), reset_after: 86_400_000, max_concurrency: 1 });
  return [
    { ...get("/gateway", () => ({ url: gatewayUrl() })), open: true },
    get("/gateway/bot", () => ({ url: gatewayUrl(), shards: 1, session_start_limit: limit() })),
    get("/applications/@me", () => applicationPayload(world)),
    get("/oauth2/applications/@me", () => applicationPayload(world)),
    get("/users/@me", () => ownPayload(world)),
    get("/users/@me/guilds", () => guilds().map(({ id, name }) => ({ ...ofMyGuild, id, name }))),
    get("/users/:user", (request) => world.userPayload(userOf(request))),
    get("/guilds/:guild", (request) => world.guildPayload(guildOf(request))),
    get("/guilds/:guild/channels", (request) => world.channelsOf(guildOf(request).id).map(world.channelPayload)),
    get("/guilds/:guild/roles", (request) => world.rolesPayload(guildOf(request).id)),
    get("/guilds/:guild/members/:user", (request) => world.memberPayload(memberOf(request))),
  ];
}

/** The bot as it sees itself. */
export function ownPayload(world: World): Json {
  return { ...world.userPayload(world.botUserId), verified: true, mfa_enabled: true, email: null, locale: "en-US" };
}

function applicationPayload(world: World): Json {
  return {
    ...plainApplication,
    id: world.applicationId,
    bot: world.userPayload(world.botUserId),
    owner: world.userPayload([...world.users.keys()][0] ?? world.botUserId),
  };
}

const ofMyGuild: Json = { icon: null, banner: null, owner: false, permissions: "0", features: [] };
