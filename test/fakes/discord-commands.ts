import { commandFaults, commandListFaults } from "./discord-command-bodies.ts";
import type { Answer, Request, Route } from "./discord-http.ts";
import { isMissing, listOf, numberOf, objectsOf, stringOf, type Json } from "./discord-json.ts";
import { fault, refuse } from "./discord-refusal.ts";
import type { World } from "./discord-world.ts";

export type Commands = ReturnType<typeof createCommands>;

/** The commands that are registered, globally and for single guilds, and the calls that do so. */
export function createCommands(world: World, now: () => number) {
  const scopes = new Map<string, Json[]>();
  const creates: { readonly scope: string; readonly at: number }[] = [];

  const global = "";
  const listed = (scope: string) => scopes.get(scope) ?? [];

  function scopeOf({ params }: Request): string {
    if (params["application"] !== world.applicationId) refuse("wrongApplication");
    const guildId = params["guild"];
    if (guildId === undefined) return global;
    if (world.guilds.get(guildId)?.hasBot !== true) refuse("missingAccess");
    return guildId;
  }

  function found(request: Request): { readonly scope: string; readonly command: Json } {
    const scope = scopeOf(request);
    const command = listed(scope).find((each) => each["id"] === request.params["command"]);
    if (command === undefined) refuse("unknownCommand");
    return { scope, command };
  }

  function replaceAll(request: Request): Answer {
    const scope = scopeOf(request);
    const bodies = objectsOf(request.anyBody);
    request.admit(
      Array.isArray(request.anyBody)
        ? commandListFaults(bodies)
        : [fault("", "LIST_TYPE_CONVERT", "Only lists may be used")],
    );
    const before = listed(scope);
    const next = bodies.map((body) => registered(body, scope, before.find(sameAs(body))));
    checkCounts(next);
    noteCreates(scope, next.filter((each) => !before.some(sameAs(each))).length);
    scopes.set(scope, next);
    return { status: 200, body: next };
  }

  function create(request: Request): Answer {
    const scope = scopeOf(request);
    request.admit(commandFaults(request.body));
    const before = listed(scope);
    const old = before.find(sameAs(request.body));
    const command = registered(request.body, scope, old);
    const next = [...before.filter((each) => each !== old), command];
    checkCounts(next);
    if (old === undefined) noteCreates(scope, 1);
    scopes.set(scope, next);
    return { status: old === undefined ? 201 : 200, body: command };
  }

  function change(request: Request): Answer {
    const { scope, command } = found(request);
    const whole = { ...command, ...request.body };
    request.admit(commandFaults(whole));
    const next = registered(whole, scope, command);
    scopes.set(
      scope,
      listed(scope).map((each) => (each === command ? next : each)),
    );
    return { status: 200, body: next };
  }

  function remove(request: Request): Answer {
    const { scope, command } = found(request);
    scopes.set(
      scope,
      listed(scope).filter((each) => each !== command),
    );
    return { status: 204 };
  }

  function noteCreates(scope: string, count: number): void {
    const today = creates.filter((each) => each.scope === scope && each.at > now() - dayMs).length;
    if (today + count > 200) refuse("tooManyCreates");
    for (let each = 0; each < count; each += 1) creates.push({ scope, at: now() });
  }

  function registered(body: Json, scope: string, old: Json | undefined): Json {
    return {
      id: old?.["id"] ?? world.id(),
      application_id: world.applicationId,
      version: world.id(),
      type: numberOf(body["type"], 1),
      name: body["name"],
      name_localizations: body["name_localizations"] ?? null,
      description: stringOf(body["description"]),
      description_localizations: body["description_localizations"] ?? null,
      options: listOf(body["options"]),
      default_member_permissions: body["default_member_permissions"] ?? null,
      nsfw: body["nsfw"] ?? false,
      ...(scope === global
        ? {
            dm_permission: body["dm_permission"] ?? true,
            contexts: body["contexts"] ?? null,
            integration_types: body["integration_types"] ?? [0],
          }
        : { guild_id: scope }),
    };
  }

  const bases = ["/applications/:application/commands", "/applications/:application/guilds/:guild/commands"];
  const routes: Route[] = bases.flatMap((base) => [
    { method: "GET", template: base, handle: (request) => ({ status: 200, body: listed(scopeOf(request)) }) },
    { method: "PUT", template: base, handle: replaceAll },
    { method: "POST", template: base, handle: create },
    {
      method: "GET",
      template: `${base}/:command`,
      handle: (request) => ({ status: 200, body: found(request).command }),
    },
    { method: "PATCH", template: `${base}/:command`, handle: change },
    { method: "DELETE", template: `${base}/:command`, handle: remove },
  ]);

  return {
    routes,
    /** Those that are registered globally. */
    list: () => listed(global),
    /** The command of this name and type that is offered here: the guild's own before the global one. */
    find(name: string, type: number, guildId?: string): Json | undefined {
      const fits = (each: Json) => each["name"] === name && each["type"] === type;
      return (guildId === undefined ? undefined : listed(guildId).find(fits)) ?? listed(global).find(fits);
    },
  };
}

function checkCounts(commands: readonly Json[]): void {
  for (const [type, most] of [[1, 100] as const, [2, 15] as const, [3, 15] as const])
    if (commands.filter((each) => each["type"] === type).length > most) refuse("tooManyCommands");
}

/** Commands are the same if type and name are. */
function sameAs(one: Json): (other: Json) => boolean {
  const type = (each: Json) => (isMissing(each["type"]) ? 1 : each["type"]);
  return (other) => other["name"] === one["name"] && type(other) === type(one);
}

const dayMs = 86_400_000;
