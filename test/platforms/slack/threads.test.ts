import { describe, expect, test } from "vitest";
import { directMessage, type Delivery, type Place } from "../../../src/conversation.ts";
import { settled } from "../tutor-on-platforms.ts";
import { connectEach } from "./slack-on-stage.ts";

/** Posts that belong in the thread of an earlier one. */
const on = connectEach();
const [channel, user] = ["C0CLASS", "U0BEN"];
const here: Place = { platform: "slack", id: channel, private: false };
const delivery = (text: string, place = here): Delivery => ({
  key: text,
  place,
  reply: {
    to: "everyone",
    parts: [
      { kind: "text", text },
      { kind: "choices", choices: [{ label: "Here", command: "count" }] },
    ],
  },
});

async function post(text: string, under?: string, place?: Place): Promise<string> {
  const posted = await on.running.poster.post(delivery(text, place), under);
  if (posted.kind !== "done") throw new Error(posted.kind);
  return posted.reference;
}

test("they are replies to it, and edited there", async () => {
  const lobby = await post("Lobby");
  const question = await post("Question", lobby);
  expect(await on.running.poster.edit(question, delivery("Reveal"))).toEqual({ kind: "done", reference: question });
  const threadTs = lobby.split(" ")[1];
  expect(on.slack.messages(channel)).toMatchObject([{ text: "Lobby" }, { text: "Reveal", threadTs }]);
});

test("under a reply they are in the same thread", async () => {
  const lobby = await post("Lobby");
  await post("Note", await post("Question", lobby));
  const threadTs = lobby.split(" ")[1];
  expect(on.slack.messages(channel).slice(1)).toMatchObject([{ threadTs }, { threadTs }]);
});

test("in direct messages too", async () => {
  const mine = directMessage(`slack:T0TUTOR:${user}`);
  const lobby = await post("Lobby", undefined, mine);
  await post("Question", lobby, mine);
  expect(on.slack.messages(on.slack.direct(user))[1]).toMatchObject({ threadTs: lobby.split(" ")[1] });
});

test("where a channel has no threads they stand in the channel", async () => {
  const lobby = await post("Lobby");
  on.slack.fail("chat.postMessage", { error: "restricted_action_non_threadable_channel" });
  await post("Question", lobby);
  expect(on.slack.messages(channel)[1]?.threadTs).toBeUndefined();
});

describe("what people do ends it", () => {
  test.each([
    [
      "remove the app",
      "notThere",
      () => {
        on.slack.leave(channel, on.slack.botUserId);
      },
    ],
    [
      "archive the channel",
      "notThere",
      () => {
        on.slack.archive(channel);
      },
    ],
    [
      "delete the post",
      "gone",
      () => {
        on.slack.messages(channel).forEach(on.slack.deleteMessage);
      },
    ],
  ])("they %s", async (_, why, act) => {
    const lobby = await post("Lobby");
    act();
    expect(await on.running.poster.post(delivery("Question"), lobby)).toMatchObject({ kind: "refused", why });
    expect(await on.running.poster.edit(lobby, delivery("Round"))).toMatchObject({ kind: "refused", why });
  });
});

test("a press in a thread is answered there, and its place is the channel", async () => {
  const lobby = await post("Lobby");
  await post("Question", lobby);
  const [, message] = on.slack.messages(channel);
  await on.slack.send.action({ actionId: "count", channel, user, ...(message ? { message: message.ts } : {}) });
  await settled(() => on.slack.ephemerals(channel, user).length === 1);
  expect(on.slack.ephemerals(channel, user)).toMatchObject([{ threadTs: lobby.split(" ")[1] }]);
  expect(on.running.stage.heard.at(-1)?.place).toEqual({ ...here, community: on.slack.teamId });
});
