import { once } from "node:events";
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  Client,
  Events,
  GatewayIntentBits,
  InteractionContextType,
  Partials,
  type Interaction,
} from "discord.js";
import { afterEach } from "vitest";
import { startFakeDiscord, type FakeDiscord, type FakeDiscordOptions } from "./discord.ts";

export type LoggedIn = { readonly fake: FakeDiscord; readonly client: Client<true>; readonly errors: string[] };

/**
 * A fake, and the real client logged in to it; both are stopped after the test.
 * Interactions go to `onInteraction`, whose errors are collected.
 */
export async function logIn(
  onInteraction: (interaction: Interaction) => Promise<unknown> = () => Promise.resolve(),
  options: FakeDiscordOptions = {},
): Promise<LoggedIn> {
  const fake = await fakeAlone(options);
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel],
    rest: { api: fake.apiUrl, retries: 1 },
    allowedMentions: { parse: [] },
  });
  stopAfterwards(() => client.destroy());
  const errors: string[] = [];
  client.on(Events.InteractionCreate, (interaction) => {
    onInteraction(interaction).catch((error: unknown) => errors.push(String(error)));
  });
  client.on(Events.Error, (error) => errors.push(String(error)));
  const ready = once(client, Events.ClientReady);
  await client.login(fake.token);
  await ready;
  if (!client.isReady()) throw new Error("the client is not ready");
  return { fake, client, errors };
}

/** A fake without a client; it is stopped after the test. */
export async function fakeAlone(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const fake = await startFakeDiscord(options);
  stopAfterwards(fake.stop);
  return fake;
}

/** Runs when the test is over, the last first. */
export function stopAfterwards(stop: () => Promise<unknown>): void {
  stops.push(stop);
}

/** The commands that the tests use: /aws-ml ask, /settings for managers, and one in the menu of messages. */
export async function register(client: Client<true>): Promise<void> {
  await client.application.commands.set([
    {
      name: "aws-ml",
      description: "Ask the tutor",
      options: [
        {
          type: ApplicationCommandOptionType.Subcommand,
          name: "ask",
          description: "Ask",
          options: [
            {
              type: ApplicationCommandOptionType.String,
              name: "question",
              description: "What to ask",
              required: true,
              autocomplete: true,
            },
          ],
        },
      ],
    },
    { name: "Ask the tutor", type: ApplicationCommandType.Message },
    {
      name: "settings",
      description: "For managers",
      defaultMemberPermissions: "16",
      contexts: [InteractionContextType.Guild],
    },
  ]);
}

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});
