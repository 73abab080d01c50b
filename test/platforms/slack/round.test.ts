import { afterEach, beforeEach, expect, test } from "vitest";
import { scopes } from "../../../src/platforms/slack/manifest.ts";
import { startSlack } from "../../../src/platforms/slack/wire.ts";
import { interactiveElements } from "../../fakes/slack-elements.ts";
import type { Answer } from "../../fakes/slack-delivery.ts";
import { startFakeSlack, type FakeSlack } from "../../fakes/slack.ts";
import type { Post as SlackPost } from "../../fakes/slack-workspace.ts";
import { describeRounds } from "../round-cases.ts";
import { makePlay } from "../round-play.ts";
import {
  itemIn,
  lettersFor,
  people,
  squash,
  startRounds,
  type Hands,
  type Person,
  type Post,
  type Running,
} from "../rounds-on-platforms.ts";
import { settled } from "../tutor-on-platforms.ts";

/** Rounds through the real Bolt. */
const channel = "C0CLASS";
const userOf = (who: Person) => `U0${who.toUpperCase()}`;
const on = {} as { slack: FakeSlack; running: Running; hands: Hands };

beforeEach(async () => {
  const slack = await startFakeSlack({
    scopes: Object.keys(scopes),
    admins: [userOf("gil")],
    members: { [channel]: ["U0TUTOR", ...people.map(userOf)] },
  });
  on.slack = slack;
  on.hands = makeHands(slack);
  on.running = await startRounds("slack", (tutor, surroundings) => {
    const { botToken, appToken, apiUrl } = slack;
    const wire = startSlack(tutor, { ...surroundings, botToken, apiUrl, by: { appToken }, pingTimeout: 300 });
    return { ...wire, connected: wire.connected.then(() => slack.socket.waitForConnection()) };
  });
});
afterEach(async () => {
  await on.running.stop();
  await on.slack.stop();
});

describeRounds(on);

test("a form has the question in view, stays open with a wrong count, and comes again with the answer", async () => {
  const { slack } = on;
  const { goTo, press, seen, noTroubles } = makePlay(on);
  const asked = await goTo("multi", ["ann", "ben"]);
  const user = userOf("ann");
  const open = async () => {
    await slack.send.action({ actionId: asked.buttons[0]?.id ?? "", channel, user });
    await settled(() => slack.modal(user) !== undefined);
    return slack.modal(user)?.blocks;
  };
  expect(squash(JSON.stringify(await open()))).toContain(squash(itemIn(asked).stem));
  const [right = []] = lettersFor(asked, true);
  const wrong = await slack.send.viewSubmission({ user, values: { 1: right.slice(1) } });
  expect(JSON.stringify(wrong.payload)).toContain(`Choose exactly ${String(right.length)}`);
  expect(slack.modal(user)).toBeDefined();

  await slack.send.viewSubmission({ user, values: { 1: right } });
  await seen("1 of 2 have answered");
  const initial = JSON.stringify(await open());
  for (const letter of right) expect(initial).toMatch(new RegExp(`"initial_options":.*"value":"${letter}"`));

  await press("gil", "Close");
  await seen("1 of 1 got it");
  await slack.send.viewSubmission({ user, values: { 1: right } });
  await settled(() => slack.ephemerals(channel, user).at(-1)?.text.includes("has closed") === true);
  noTroubles();
});

function makeHands(slack: FakeSlack): Hands {
  const came: Answer[] = [];
  const told = (who: Person) => [
    ...slack.ephemerals(channel, userOf(who)),
    ...slack.messages(slack.direct(userOf(who))),
  ];
  /** Does something, and waits for what is said to that person alone. */
  const hear = async (who: Person, act: () => Promise<Answer>): Promise<string> => {
    const before = told(who).length;
    came.push(await act());
    await settled(() => told(who).length > before);
    return linesOf(told(who).at(-1));
  };
  const posts = () => slack.messages(channel).map(toPost);
  const buttonOf = (who: Person, label: string, on?: Post) => {
    const seen = [...told(who).map(toPost), ...posts()];
    const at = on ?? seen.findLast(({ buttons }) => buttons.some((button) => button.label === label));
    const id = at?.buttons.find((button) => button.label === label)?.id;
    if (!at || id === undefined) throw new Error(`nobody sees a button ${label}`);
    return { actionId: id, message: at.id, channel };
  };
  return {
    posts,
    type: (who, text, where) =>
      hear(who, () => {
        const threadTs = slack.messages(channel).findLast((post) => post.threadTs !== undefined)?.threadTs ?? "";
        const said = { text, channel, user: userOf(who) };
        // Slack takes no slash commands in threads.
        return where ? slack.send.mention({ ...said, threadTs }) : slack.send.command(said);
      }),
    press: (who, label, { on, twice } = {}) =>
      hear(who, () =>
        slack.send.action({
          ...buttonOf(who, label, on),
          user: userOf(who),
          ...(on ? { forged: true } : {}),
          ...(twice ? { duplicate: true } : {}),
        }),
      ),
    async fill(who, menus) {
      const user = userOf(who);
      came.push(await slack.send.action({ ...buttonOf(who, "Answer"), user }));
      await settled(() => slack.modal(user) !== undefined);
      const values = Object.fromEntries(
        menus.map((letters, i) => [String(i + 1), letters.length > 1 ? letters : (letters[0] ?? "")]),
      );
      return hear(who, () => slack.send.viewSubmission({ user, values }));
    },
    told: (who) => told(who).length,
    said: () =>
      [...slack.callsTo("chat.postMessage"), ...slack.callsTo("chat.update")]
        .sort((a, b) => a.at - b.at)
        .map(({ body }) => JSON.stringify(body)),
    failed: () =>
      came
        .flatMap((answer) => [answer, ...answer.repeats])
        .filter(({ acked, late, refused, secondAck }) => !acked || late || refused.length > 0 || secondAck)
        .map(({ sent }) => `not acknowledged well: ${JSON.stringify(sent)}`),
    refused: () => [
      ...slack.calls.filter(({ ok }) => !ok).map(({ method, error = "" }) => `${method} was refused: ${error}`),
      ...slack.warnings.map(({ detail }) => detail),
    ],
    deletePost: ({ id }) => {
      slack.deleteMessage({ channel, ts: id });
    },
    sendAway: () => {
      slack.leave(channel, slack.botUserId);
    },
    letBackIn: () => {
      slack.join(channel, slack.botUserId);
    },
  };
}

function toPost(post: SlackPost): Post {
  const buttons = interactiveElements(post.blocks).map(({ element }) => ({
    label: String((element["text"] as { text?: string } | undefined)?.text),
    id: String(element["action_id"]),
  }));
  return { id: post.ts, text: linesOf(post), buttons, inThread: post.threadTs !== undefined };
}

/** What is read, without the marks and escapes of Slack. */
function linesOf(post: SlackPost | undefined): string {
  const texts: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === "object" && value !== null)
      for (const [key, each] of Object.entries(value)) {
        if (key === "text" && typeof each === "string") texts.push(each);
        else visit(each);
      }
  };
  visit(post?.blocks);
  return texts
    .join("\n")
    .replace(/^• /gm, "")
    .replace(/[*_]/g, "")
    .replaceAll("&gt;", ">")
    .replaceAll("&lt;", "<")
    .replaceAll("&amp;", "&");
}
