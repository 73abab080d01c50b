import { interactiveElements } from "../../fakes/slack-elements.ts";
import type { Answer } from "../../fakes/slack-delivery.ts";
import type { FakeSlack } from "../../fakes/slack.ts";
import type { Post as SlackPost } from "../../fakes/slack-workspace.ts";
import type { Hands, Person, Post } from "../rounds-on-platforms.ts";
import { settled } from "../tutor-on-platforms.ts";

/** Where people are, and who they are there. */
export const channel = "C0CLASS";
export const userOf = (who: Person) => `U0${who.toUpperCase()}`;

/** People on the fake of Slack. */
export function makeHands(slack: FakeSlack): Hands {
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
    daily: (who, sub, filled = {}) => {
      const text = ["daily", sub, ...Object.values(filled)].join(" ");
      return hear(who, () => slack.send.command({ text, channel, user: userOf(who) }));
    },
    letters: (who) => slack.messages(slack.direct(userOf(who))).map(linesOf),
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
export function linesOf(post: SlackPost | undefined): string {
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
