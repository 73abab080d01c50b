import { scopes } from "../src/platforms/slack/manifest.ts";
import { startFakeDiscord } from "../test/fakes/discord.ts";
import { buttonsOf, textOf, type FakeMessage } from "../test/fakes/discord-messages.ts";
import { interactiveElements } from "../test/fakes/slack-elements.ts";
import { startFakeSlack } from "../test/fakes/slack.ts";
import type { Post as SlackPost } from "../test/fakes/slack-workspace.ts";

/** A post as everybody in a channel sees it now. */
export type Seen = { readonly text: string; readonly labels: readonly string[] };

/** One channel of a fake platform, and what people do there. Whatever they do resolves to what they alone are told. */
export type Channel = {
  readonly platform: "slack" | "discord";
  readonly id: string;
  readonly dailies: () => readonly Seen[];
  readonly manage: (sub: string, filled?: Readonly<Record<string, string>>) => Promise<string>;
  /** Whom the tutor takes a person for. */
  readonly learnerOf: (person: number) => string;
  /** Presses a button of the daily question; nothing comes of it where the process that had it died. */
  readonly press: (person: number, label: string) => Promise<string>;
};

export type Stand = {
  readonly environment: Readonly<Record<string, string>>;
  readonly channels: readonly Channel[];
  /** Every body that the tutor has sent to a channel, as JSON. */
  readonly said: () => readonly string[];
  readonly stop: () => Promise<void>;
};

/** How many people there are in a channel. */
export const people = 4;

/** What a post of a daily question begins with. */
const heading = "The daily question, ";

export async function openSlack(count: number): Promise<Stand> {
  const ids = Array.from({ length: count }, (_, i) => `C0ROOM${String(i)}`);
  const users = Array.from({ length: people }, (_, i) => `U0PERSON${String(i)}`);
  const slack = await startFakeSlack({
    scopes: Object.keys(scopes),
    admins: ["U0MANAGER"],
    members: Object.fromEntries(ids.map((id) => [id, ["U0TUTOR", "U0MANAGER", ...users]])),
  });
  const toText = ({ blocks }: Pick<SlackPost, "blocks">) => JSON.stringify(blocks);
  const posts = (id: string) => slack.messages(id).filter((post) => toText(post).includes(heading));
  const channels = ids.map((channel): Channel => {
    const heard = async (user: string, act: () => Promise<unknown>) => {
      const before = slack.ephemerals(channel, user).length;
      await act();
      await soon(() => slack.ephemerals(channel, user).length > before);
      const told = slack.ephemerals(channel, user).slice(before).at(-1);
      return told ? toText(told) : "";
    };
    return {
      ...{ platform: "slack", id: channel },
      learnerOf: (person) => `slack:${slack.teamId}:${users[person] ?? ""}`,
      dailies: () =>
        posts(channel).map((post) => ({ text: toText(post), labels: buttonsIn(post).map(([label]) => label) })),
      manage: (sub, filled = {}) => {
        const text = ["daily", sub, ...Object.values(filled)].join(" ");
        return heard("U0MANAGER", () => slack.send.command({ text, channel, user: "U0MANAGER" }));
      },
      press: (person, label) => {
        const user = users[person] ?? "";
        const post = posts(channel)[0];
        const actionId = (post ? buttonsIn(post) : []).find(([each]) => each === label)?.[1];
        if (!post || actionId === undefined) return Promise.resolve("");
        return heard(user, () =>
          // Another's press may have changed the post meanwhile.
          slack.send.action({ actionId, message: post.ts, channel, user, duplicate: true, forged: true }),
        );
      },
    };
  });
  return {
    environment: { SLACK_API_URL: slack.apiUrl, SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken },
    channels,
    said: () =>
      [...slack.callsTo("chat.postMessage"), ...slack.callsTo("chat.update")].map(({ body }) => JSON.stringify(body)),
    stop: slack.stop,
  };
}

export async function openDiscord(count: number): Promise<Stand> {
  const discord = await startFakeDiscord();
  const manager = discord.addUser({ name: "manager", manages: true }).id;
  const users = Array.from({ length: people }, (_, i) => discord.addUser({ name: `person${String(i)}` }).id);
  const ids = Array.from(
    { length: count },
    (_, i) => discord.addChannel(discord.ids.guild, `room${String(i)}`, "posts").id,
  );
  const posts = (id: string) => discord.messages(id).filter((message) => textOf(message).includes(heading));
  const toSeen = (message: FakeMessage): Seen => ({
    text: textOf(message),
    labels: buttonsOf(message).map(({ label }) => label),
  });
  const channels = ids.map((channelId): Channel => ({
    ...{ platform: "discord", id: channelId },
    learnerOf: (person) => `discord:${users[person] ?? ""}`,
    dailies: () => posts(channelId).map(toSeen),
    async manage(sub, options = {}) {
      const { answer } = await discord.send.command({
        name: "aws-ml",
        group: "daily",
        sub,
        options,
        user: manager,
        channelId,
      });
      return answer ? textOf(answer) : "";
    },
    async press(person, label) {
      const message = posts(channelId)[0];
      const customId = (message ? buttonsOf(message) : []).find((button) => button.label === label)?.customId;
      if (!message || customId === undefined) return "";
      discord.deliveries.duplicate();
      const press = { customId, user: users[person] ?? "", message, channelId, forged: true };
      const { answer, acked } = await discord.send.button(press);
      return acked && answer ? textOf(answer) : "";
    },
  }));
  return {
    environment: { DISCORD_API_URL: discord.apiUrl, DISCORD_TOKEN: discord.token },
    channels,
    said: () =>
      discord.calls
        .filter(
          ({ method, route }) => ["POST", "PATCH"].includes(method) && route.startsWith("/channels/:channel/messages"),
        )
        .map(({ body }) => JSON.stringify(body)),
    stop: discord.stop,
  };
}

/** Waits until something has come about, at most five seconds. */
async function soon(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !holds(); tries++) await new Promise((resolve) => setTimeout(resolve, 10));
}

function buttonsIn({ blocks }: Pick<SlackPost, "blocks">): [label: string, actionId: string][] {
  return interactiveElements(blocks).map(({ element }) => [
    String((element["text"] as { text?: string } | undefined)?.text),
    String(element["action_id"]),
  ]);
}
