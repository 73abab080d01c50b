import { expect, test } from "vitest";
import { directMessage, type Delivery } from "../../../src/conversation.ts";
import { makePoster } from "../../../src/platforms/slack/post.ts";
import { connectEach } from "./slack-on-stage.ts";
import { WebClient } from "@slack/web-api";

/** Direct messages that nobody asked for just now. */
const on = connectEach();
const user = "U0BEN";
const delivery = (text: string, who = user): Delivery => ({
  key: text,
  place: directMessage(`slack:T0TUTOR:${who}`),
  reply: { to: "everyone", parts: [{ kind: "text", text }] },
});

test("a post reaches a person, needs no right to open conversations, and is edited by another process", async () => {
  const posted = await on.running.poster.post(delivery("Time to study"));
  if (posted.kind !== "done") throw new Error(posted.kind);
  const another = makePoster(new WebClient(on.slack.botToken, { slackApiUrl: on.slack.apiUrl }), {
    log: () => undefined,
  });
  expect(await another.edit(posted.reference, delivery("Done"))).toEqual(posted);
  expect(on.slack.messages(on.slack.direct(user))).toMatchObject([{ text: "Done", edited: true }]);
  expect(on.slack.callsTo("conversations.open")).toEqual([]);
});

test.each(["cannot_dm_bot", "messages_tab_disabled", "user_not_found"])(
  "who takes none (%s) is not there",
  async (error) => {
    on.slack.closeDirect(user, error);
    expect(await on.running.poster.post(delivery("Time to study"))).toMatchObject({ kind: "refused", why: "notThere" });
  },
);

test("nobody of that id is not there", async () => {
  expect(await on.running.poster.post(delivery("Hello", "U0NOBODY"))).toMatchObject({
    kind: "refused",
    why: "notThere",
  });
});
