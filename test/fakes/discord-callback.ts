import { autocompleteFaults, Flag, isEmpty, messageFaults } from "./discord-bodies.ts";
import type { Answer, Request, Route } from "./discord-http.ts";
import { InteractionType, type Interaction, type Interactions } from "./discord-interactions.ts";
import { numberOf, objectOf, objectsOf, type Json } from "./discord-json.ts";
import { standing, type FakeMessage, type Messages } from "./discord-messages.ts";
import { modalFaults } from "./discord-modals.ts";
import { fault, refuse, refuseFaults, Refused, within } from "./discord-refusal.ts";
import { bodyWarnings, type Warning } from "./discord-warnings.ts";
import type { World } from "./discord-world.ts";

/** discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object */
export const Callback = { message: 4, deferred: 5, deferredUpdate: 6, update: 7, suggestions: 8, modal: 9 } as const;

/** How long an interaction waits for its first response. */
export const ackMs = 3000;

/** The first response to an interaction: once, within three seconds, of a type that fits. */
export function callbackRoute(options: {
  readonly world: World;
  readonly messages: Messages;
  readonly interactions: Interactions;
  readonly now: () => number;
  readonly intents: () => number;
  readonly warnings: Warning[];
}): Route {
  const { world, messages, interactions } = options;

  function handle(request: Request): Answer {
    const interaction = interactions.byToken.get(request.params["token"] ?? "");
    if (interaction?.id !== request.params["interaction"] || interaction === undefined) refuse("unknownInteraction");
    return noting(interaction, () => respond(interaction, request));
  }

  function respond(interaction: Interaction, request: Request): Answer {
    const { outcome } = interaction;
    const type = numberOf(request.body["type"], -1);
    const afterMs = options.now() - interaction.at;
    if (outcome.acked) {
      outcome.secondAck = { type, afterMs };
      refuse("acknowledged");
    }
    if (afterMs > ackMs) {
      outcome.late = true;
      outcome.ackedAfterMs = afterMs;
      refuse("unknownInteraction");
    }
    refuseFaults(typeFaults(interaction, type));
    const data = objectOf(request.body["data"]);
    const names = request.files.map((file) => file.name);
    request.admit(within("data", dataFaults(interaction, type, data, names)));
    const before = interaction.source === undefined ? undefined : standing(interaction.source);
    if (type === Callback.message && isEmpty(data, names)) refuse("empty");
    if (type === Callback.update && isEmpty(data, names, before)) refuse("empty");
    if (type === Callback.update && interaction.source?.deleted === true) refuse("unknownMessage");
    act(interaction, type, data, request);
    outcome.acked = true;
    outcome.ackedAfterMs = afterMs;
    outcome.type = type;
    return request.query.get("with_response") === "true"
      ? { status: 200, body: described(interaction, type) }
      : { status: 204 };
  }

  function act(interaction: Interaction, type: number, data: Json, request: Request): void {
    const { outcome, source } = interaction;
    const names = request.files.map((file) => file.name);
    options.warnings.push(...bodyWarnings(data, [...names, ...(source?.files.map((file) => file.name) ?? [])]));
    switch (type) {
      case Callback.message:
        show(interaction, createResponse(interaction, data, request));
        break;
      case Callback.deferred: {
        const flags = numberOf(data["flags"]);
        for (const [key, value] of Object.entries(data))
          if (key !== "flags" || (flags & ~Flag.ephemeral) !== 0)
            options.warnings.push({
              kind: "ignored",
              text: `a deferred response ignores ${key} ${JSON.stringify(value)}`,
            });
        show(interaction, createResponse(interaction, { flags: (flags & Flag.ephemeral) | Flag.loading }, request));
        break;
      }
      case Callback.deferredUpdate:
      case Callback.update:
        if (source !== undefined) {
          if ((numberOf(data["flags"]) & Flag.ephemeral) !== 0 && source.ephemeralFor === undefined)
            options.warnings.push({ kind: "ephemeral", text: "an update does not hide a message that all see" });
          if (type === Callback.update) messages.edit(source, data, request.files);
          show(interaction, source);
        }
        break;
      case Callback.suggestions:
        outcome.choices = objectsOf(data["choices"]);
        break;
      default:
        outcome.modal = data;
        interactions.modals.push({ modal: data, userId: interaction.userId, from: interaction });
    }
  }

  function createResponse(interaction: Interaction, data: Json, request: Request): FakeMessage {
    return createFor(world, messages, interaction, data, request);
  }

  function described(interaction: Interaction, type: number): Json {
    const message = interaction.original;
    const visible = message !== undefined && (type === Callback.message || type === Callback.update);
    return {
      interaction: {
        id: interaction.id,
        type: interaction.type,
        ...(message === undefined
          ? {}
          : {
              response_message_id: message.id,
              response_message_loading: type === Callback.deferred,
              response_message_ephemeral: message.ephemeralFor !== undefined,
            }),
      },
      resource: { type, ...(visible ? { message: messages.payload(message, options.intents()) } : {}) },
    };
  }

  return { method: "POST", template: "/interactions/:interaction/:token/callback", open: true, handle };
}

/** A new message in response to an interaction; only the user sees it if its flags say so. */
export function createFor(
  world: World,
  messages: Messages,
  interaction: Interaction,
  body: Json,
  { files }: Pick<Request, "files">,
): FakeMessage {
  const ephemeral = (numberOf(body["flags"]) & Flag.ephemeral) !== 0;
  const place = {
    channelId: interaction.channel.id,
    authorId: world.botUserId,
    interaction: interaction.metadata,
    ...(ephemeral ? { ephemeralFor: interaction.userId } : {}),
  };
  return messages.create(place, body, files, { silently: (numberOf(body["flags"]) & Flag.loading) !== 0 });
}

/** Runs a call about an interaction, and notes with it if and why it is refused. */
export function noting(interaction: Interaction, call: () => Answer): Answer {
  try {
    return call();
  } catch (error) {
    if (error instanceof Refused) interaction.outcome.refused.push(error.message);
    throw error;
  }
}

function show(interaction: Interaction, message: FakeMessage): void {
  interaction.original = message;
  interaction.outcome.message = message;
  interaction.outcome.answer = message;
  interaction.outcome.ephemeral = message.ephemeralFor !== undefined;
}

function typeFaults(interaction: Interaction, type: number): string[] {
  const allowed: number[] =
    interaction.type === InteractionType.autocomplete
      ? [Callback.suggestions]
      : [
          Callback.message,
          Callback.deferred,
          ...(interaction.source === undefined ? [] : [Callback.deferredUpdate, Callback.update]),
          ...(interaction.type === InteractionType.modal ? [] : [Callback.modal]),
        ];
  return allowed.includes(type)
    ? []
    : [fault("type", "BASE_TYPE_CHOICES", `Value must be one of {${allowed.join(", ")}}, is ${String(type)}.`)];
}

function dataFaults(interaction: Interaction, type: number, data: Json, uploads: readonly string[]): string[] {
  switch (type) {
    case Callback.message:
      return messageFaults(data, "response", uploads);
    case Callback.update:
      return interaction.source === undefined ? [] : messageFaults(data, "edit", uploads, standing(interaction.source));
    case Callback.suggestions:
      return autocompleteFaults(data, interaction.optionType ?? 3);
    case Callback.modal:
      return modalFaults(data);
    default:
      return [];
  }
}
