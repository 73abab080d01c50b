import { once } from "node:events";
import { Client, Events, GatewayIntentBits, MessageFlags, Partials } from "discord.js";
import type { Listener } from "../src/platforms/platform.ts";
import { startDiscord } from "../src/platforms/discord/wire.ts";
import { sleep, timer } from "../src/sleep.ts";
import type { Contest } from "./contest.ts";
import { openStand } from "./stand.ts";

type Details = { readonly apiUrl: string; readonly token: string };

/** A press on a button that asks: the tutor against a bare client that answers with the words on it. */
export async function openDiscord(tutor: Listener): Promise<Contest> {
  const [ours, theirs] = [await openStand<Details>("discord-stand.js"), await openStand<Details>("discord-stand.js")];
  const running = startDiscord(tutor, {
    now: Date.now,
    sleep,
    timer,
    log: console.error,
    ...ours.details,
  });
  await running.connected;
  const echo = await startEcho(theirs.details);
  return {
    ours: ours.press,
    bare: theirs.press,
    async close() {
      await running.stop();
      await echo.destroy();
      await ours.close();
      await theirs.close();
    },
  };
}

async function startEcho({ apiUrl, token }: Details): Promise<Client> {
  const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];
  const client = new Client({ intents, partials: [Partials.Channel], rest: { api: apiUrl } });
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isButton())
      void interaction.reply({ content: interaction.customId, flags: MessageFlags.Ephemeral });
  });
  const ready = once(client, Events.ClientReady);
  await client.login(token);
  await ready;
  return client;
}
