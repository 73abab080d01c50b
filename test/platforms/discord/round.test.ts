import { afterEach, beforeEach, expect, test } from "vitest";
import { startDiscord } from "../../../src/platforms/discord/wire.ts";
import type { Outcome } from "../../fakes/discord-interactions.ts";
import { buttonsOf, textOf, type FakeMessage } from "../../fakes/discord-messages.ts";
import { allComponents, Component } from "../../fakes/discord-controls.ts";
import { startFakeDiscord, type FakeDiscord } from "../../fakes/discord.ts";
import { describeRounds } from "../round-cases.ts";
import { makePlay } from "../round-play.ts";
import {
  leftIn,
  lettersFor,
  people,
  standingsIn,
  startRounds,
  type Hands,
  type Person,
  type Post,
  type Running,
} from "../rounds-on-platforms.ts";
import { settled } from "../tutor-on-platforms.ts";

/** Rounds through the real discord.js. */
const on = {} as { discord: FakeDiscord; running: Running; hands: Hands };

beforeEach(async () => {
  const discord = await startFakeDiscord();
  on.discord = discord;
  on.hands = makeHands(discord);
  on.running = await startRounds("discord", (tutor, surroundings) => {
    const { token, apiUrl } = discord;
    return startDiscord(tutor, { ...surroundings, token, apiUrl });
  });
});
afterEach(async () => {
  expect(on.discord.warnings).toEqual([]);
  await on.running.stop();
  await on.discord.stop();
});

describeRounds(on);

test("what was chosen is kept over a restart, and sent only when it is whole", async () => {
  const { goTo, press, seen, noTroubles } = makePlay(on);
  const asked = await goTo("order", ["ann", "ben"]);
  const [first = [], ...rest] = lettersFor(asked, true);
  await expect(on.hands.fill("ann", [first])).rejects.toThrow("Send my answer is disabled");
  await on.running.restart();
  expect(await on.hands.fill("ann", [[], ...rest])).toContain("Your answer is");
  await seen("1 of 2 have answered");
  await press("gil", "Close");
  await seen("1 of 1 got it");
  expect(await press("ben", "Answer", { on: asked })).toContain("has closed");
  noTroubles();
});

test("a round goes on in its thread when the post above it is deleted, also after a restart", async () => {
  const { answer, begin, press, seen } = makePlay(on);
  const asked = await begin("quiz 2 untimed module 4", ["ann", "ben"]);
  on.hands.deletePost(await seen("Press an answer to play along"));
  await answer("ann", asked, true);
  await answer("ben", asked, false);
  await seen("Question 1 of 2: 1 of 2 got it");
  await on.running.restart();
  await press("ann", "Next");
  const next = await seen("Question 2 of 2", "0 of 2 have answered");
  expect(next.inThread).toBe(true);
  for (const who of ["ann", "ben"] as const) await answer(who, next, true);
  await seen("Question 2 of 2: 2 of 2 got it");
  await press("ann", "Standings");
  expect(standingsIn(await seen("The round is over"))).toEqual({ ann: 200, ben: 100 });
  expect([...on.hands.failed(), ...on.running.logged]).toEqual([]);
});

test("a server that removes the bot in the middle of a round hears no more of it", async () => {
  const { discord, running } = on;
  const { answer, begin, seen } = makePlay(on);
  const asked = await begin("quiz 2 module 4", ["ann", "ben"]);
  await answer("ann", asked, true);
  await seen("1 of 2 have answered");
  const before = on.hands.posts();
  discord.happen.leaveGuild(discord.ids.guild);
  await settled(() => leftIn(running.file).rounds === 0);
  await running.restart(600_000);
  await settled(() => leftIn(running.file).alarms === 0);
  await running.restart();
  expect(on.hands.posts()).toEqual(before);
  expect([...on.hands.failed(), ...on.hands.refused(), ...running.logged]).toEqual([]);
});

function makeHands(discord: FakeDiscord): Hands {
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
      return heard(discord.send.command({ name: "aws-ml", sub, ...options, user: userOf(who), channelId }));
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
function plain(message: FakeMessage | undefined): string {
  return (message ? textOf(message) : "").replace(/^- /gm, "").replace(/\\(.)/g, "$1").replace(/\*\*/g, "");
}
