import { afterEach, beforeEach, expect, test } from "vitest";
import { scopes } from "../../../src/platforms/slack/manifest.ts";
import { startSlack } from "../../../src/platforms/slack/wire.ts";
import { startFakeSlack, type FakeSlack } from "../../fakes/slack.ts";
import { describeRounds } from "../round-cases.ts";
import { makePlay } from "../round-play.ts";
import { itemIn, lettersFor, people, squash, startRounds, type Hands, type Running } from "../rounds-on-platforms.ts";
import { settled } from "../tutor-on-platforms.ts";
import { channel, makeHands, userOf } from "./hands.ts";

/** Rounds through the real Bolt. */
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
  await seen("1 of 2 has answered");
  const initial = JSON.stringify(await open());
  for (const letter of right) expect(initial).toMatch(new RegExp(`"initial_options":.*"value":"${letter}"`));

  await press("gil", "Close");
  await seen("1 of 1 got it");
  await slack.send.viewSubmission({ user, values: { 1: right } });
  await settled(() => slack.ephemerals(channel, user).at(-1)?.text.includes("has closed") === true);
  noTroubles();
});
