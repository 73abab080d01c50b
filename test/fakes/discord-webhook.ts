import { Flag, isEmpty, messageFaults } from "./discord-bodies.ts";
import { createFor, noting } from "./discord-callback.ts";
import type { Answer, Request, Route } from "./discord-http.ts";
import type { Interaction, Interactions } from "./discord-interactions.ts";
import { numberOf } from "./discord-json.ts";
import { standing, type FakeMessage, type Messages } from "./discord-messages.ts";
import { refuse } from "./discord-refusal.ts";
import { bodyWarnings, type Warning } from "./discord-warnings.ts";
import type { World } from "./discord-world.ts";

/** How long the token of an interaction is good. */
export const tokenMs = 15 * 60_000;

/** What may follow the first response: reading, editing and deleting it, and follow-ups, for a quarter of an hour. */
export function webhookRoutes(options: {
  readonly world: World;
  readonly messages: Messages;
  readonly interactions: Interactions;
  readonly now: () => number;
  readonly intents: () => number;
  readonly warnings: Warning[];
}): Route[] {
  const { world, messages } = options;
  const payload = (message: FakeMessage) => messages.payload(message, options.intents());

  function interactionOf({ params }: Request): Interaction {
    const interaction = options.interactions.byToken.get(params["token"] ?? "");
    if (params["application"] !== world.applicationId || interaction === undefined) refuse("unknownWebhook");
    if (options.now() - interaction.at > tokenMs) refuse("invalidWebhookToken");
    if (!interaction.outcome.acked) refuse("unknownWebhook");
    return interaction;
  }

  function messageOf(interaction: Interaction, { params }: Request): FakeMessage {
    const own = [interaction.original, ...interaction.outcome.followUps];
    const message =
      params["message"] === "@original" ? interaction.original : own.find((each) => each?.id === params["message"]);
    if (message === undefined || message.deleted) refuse("unknownMessage");
    return message;
  }

  function followUp(interaction: Interaction, request: Request): Answer {
    const { body, files } = request;
    const { original, outcome } = interaction;
    // The first follow-up of a deferred response fills it, for the sake of old bots; its ephemerality stays.
    if (original !== undefined && (original.flags & Flag.loading) !== 0) return edit(interaction, original, request);
    const names = files.map((file) => file.name);
    if (interaction.userInstall && outcome.followUps.length >= 5) refuse("tooManyFollowUps");
    request.admit(messageFaults(body, "response", names));
    if (isEmpty(body, names)) refuse("empty");
    options.warnings.push(...bodyWarnings(body, names));
    const message = createFor(world, messages, interaction, body, request);
    outcome.followUps.push(message);
    outcome.answer = message;
    return { status: 200, body: payload(message) };
  }

  function edit(interaction: Interaction, message: FakeMessage, request: Request): Answer {
    const { body, files } = request;
    const names = files.map((file) => file.name);
    const before = standing(message);
    request.admit(messageFaults(body, "edit", names, before));
    if (isEmpty(body, names, before)) refuse("empty");
    options.warnings.push(...bodyWarnings(body, [...names, ...before.files]));
    if ((numberOf(body["flags"]) & Flag.ephemeral) !== 0 && message.ephemeralFor === undefined)
      options.warnings.push({ kind: "ephemeral", text: "the message stays visible to all: its first response was" });
    messages.edit(message, body, files);
    if (message === interaction.original) interaction.outcome.edits += 1;
    return { status: 200, body: payload(message) };
  }

  const base = "/webhooks/:application/:token";
  const one = `${base}/messages/:message`;
  const route = (method: string, template: string, act: (interaction: Interaction, request: Request) => Answer) => ({
    method,
    template,
    open: true,
    handle: (request: Request) => {
      const known = options.interactions.byToken.get(request.params["token"] ?? "");
      const call = () => act(interactionOf(request), request);
      return known === undefined ? call() : noting(known, call);
    },
  });
  return [
    route("POST", base, followUp),
    route("GET", one, (interaction, request) => ({ status: 200, body: payload(messageOf(interaction, request)) })),
    route("PATCH", one, (interaction, request) => edit(interaction, messageOf(interaction, request), request)),
    route("DELETE", one, (interaction, request) => {
      messages.remove(messageOf(interaction, request));
      return { status: 204 };
    }),
  ];
}
