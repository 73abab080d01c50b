import type { Outcome } from "../../fakes/discord-interactions.ts";
import { buttonsOf, textOf, type FakeMessage } from "../../fakes/discord-messages.ts";
import { allComponents, Component } from "../../fakes/discord-controls.ts";
import type { FakeDiscord } from "../../fakes/discord.ts";
import { people, type Hands, type Person, type Post } from "../rounds-on-platforms.ts";

/** People on the fake of Discord. */
export function makeHands(discord: FakeDiscord): Hands {
  const { channel } = discord.ids;
  const users = new Map(people.map((name) => [name, discord.addUser({ name, manages: name === "gil" }).id]));
  const userOf = (who: Person) => users.get(who) ?? "";
  const came: Outcome[] = [];
  const heard = async (act: Promise<Outcome>): Promise<string> => {
    const outcome = await act;
    came.push(outcome);
    return plain(outcome.answer);
  };
  const messages = () =>
    [channel, ...discord.threads(channel).map(({ id }) => id)]
      .flatMap(discord.messages)
      .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  const toPost = (message: FakeMessage): Post => ({
    id: message.id,
    text: plain(message),
    buttons: buttonsOf(message).map(({ label, customId }) => ({ label, id: customId })),
    inThread: message.channelId !== channel,
  });
  const messageOf = ({ id }: Post): FakeMessage => {
    const found = [...discord.log(channel), ...messages()].find((message) => message.id === id);
    if (!found) throw new Error(`there is no message ${id}`);
    return found;
  };
  const withButton = (who: Person, label: string): FakeMessage => {
    const seen = [...discord.ephemerals(userOf(who)), ...messages()];
    const found = seen.findLast((message) => buttonsOf(message).some((button) => button.label === label));
    if (!found) throw new Error(`nobody sees a button ${label}`);
    return found;
  };
  return {
    posts: () => messages().map(toPost),
    type(who, text, where) {
      const [sub = "", how] = text.split(/ (.*)/);
      const channelId = where ? (discord.threads(channel).at(-1)?.id ?? "") : channel;
      const options = how === undefined ? {} : { options: { how } };
      const group = ["stop", "skip", "leave"].includes(sub) ? { group: "round" } : {};
      return heard(discord.send.command({ name: "aws-ml", ...group, sub, ...options, user: userOf(who), channelId }));
    },
    press(who, label, { on: post, twice } = {}) {
      if (twice) discord.deliveries.duplicate();
      const user = userOf(who);
      if (!post) return heard(discord.send.button({ label, user, message: withButton(who, label) }));
      const customId = post.buttons.find((button) => button.label === label)?.id ?? "";
      const message = messageOf(post);
      return heard(discord.send.button({ customId, user, message, channelId: message.channelId, forged: true }));
    },
    async fill(who, menus) {
      const user = userOf(who);
      const opened = await discord.send.button({ label: "Answer", user, message: withButton(who, "Answer") });
      came.push(opened);
      const message = opened.answer;
      if (!message || message.components.length === 0) return plain(message);
      const idOf = (number: number) =>
        allComponents(message.components)
          .filter(({ type }) => type === Component.stringSelect)
          .map((component) => String(component["custom_id"]))
          .find((id) => id.endsWith(` ${String(number)}`));
      for (const [i, values] of menus.entries()) {
        if (values.length === 0) continue;
        if (idOf(i + 1) === undefined) {
          const [label = ""] = buttonsOf(message).flatMap((one) => (one.label.startsWith("Show") ? [one.label] : []));
          came.push(await discord.send.button({ label, user, message }));
        }
        came.push(await discord.send.select({ customId: idOf(i + 1) ?? "", values, user, message }));
      }
      return heard(discord.send.button({ label: "Send my answer", user, message }));
    },
    daily: (who, sub, options = {}) =>
      heard(
        discord.send.command({ name: "aws-ml", group: "daily", sub, options, user: userOf(who), channelId: channel }),
      ),
    letters: (who) => discord.messages(discord.dmWith(userOf(who))).map(plain),
    told: (who) => discord.ephemerals(userOf(who)).length,
    said: () =>
      discord.calls
        .filter(
          ({ method, route }) => ["POST", "PATCH"].includes(method) && /^\/channels\/:channel\/messages/.test(route),
        )
        .map(({ body }) => JSON.stringify(body)),
    failed: () =>
      came
        .filter(({ acked, late, refused, secondAck }) => !acked || late || refused.length > 0 || secondAck)
        .map((outcome) => `not acknowledged well: ${JSON.stringify(outcome)}`),
    refused: () =>
      discord.calls
        .filter(({ status, error = "" }) => status >= 400 && !isThreadThere(error))
        .map(({ method, path, error = "" }) => `${method} ${path} was refused: ${error}`),
    deletePost: (post) => {
      discord.happen.deleteMessage(messageOf(post));
    },
    sendAway: () => {
      discord.happen.letBot(channel, "nothing");
    },
    letBackIn: () => {
      discord.happen.letBot(channel, "posts");
    },
  };
}

/** Asked for again by another process, the thread of a post is refused, and known from then on. */
function isThreadThere(error: string): boolean {
  return error.includes("160004");
}

/** What is read, without the marks of Discord. */
export function plain(message: FakeMessage | undefined): string {
  return (message ? textOf(message) : "").replace(/^- /gm, "").replace(/\\(.)/g, "$1").replace(/\*\*/g, "");
}
