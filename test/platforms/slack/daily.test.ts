import { afterEach, beforeEach, expect, test } from "vitest";
import { scopes } from "../../../src/platforms/slack/manifest.ts";
import { startSlack } from "../../../src/platforms/slack/wire.ts";
import { startFakeSlack, type FakeSlack } from "../../fakes/slack.ts";
import { describeDailies, monday } from "../daily-cases.ts";
import { makePlay } from "../round-play.ts";
import { people, startRounds, type Hands, type Running } from "../rounds-on-platforms.ts";
import { settled } from "../tutor-on-platforms.ts";
import { channel, makeHands, userOf } from "./hands.ts";

/** The daily question through the real Bolt. */
const on = {} as { slack: FakeSlack; running: Running; hands: Hands };
const user = userOf("gil");
const hour = 60 * 60_000;

beforeEach(async () => {
  const slack = await startFakeSlack({
    scopes: Object.keys(scopes),
    admins: [user],
    // The first of the people made the channel.
    members: { [channel]: ["U0TUTOR", user, ...people.map(userOf)] },
  });
  on.slack = slack;
  on.hands = makeHands(slack);
  const { botToken, appToken, apiUrl } = slack;
  on.running = await startRounds(
    "slack",
    (tutor, surroundings) => {
      const wire = startSlack(tutor, { ...surroundings, botToken, apiUrl, by: { appToken }, pingTimeout: 300 });
      return { ...wire, connected: wire.connected.then(() => slack.socket.waitForConnection()) };
    },
    monday,
  );
});
afterEach(async () => {
  await on.running.stop();
  await on.slack.stop();
});

describeDailies(on);

const openForm = async (who: (typeof people)[number]) => {
  await on.slack.send.command({ text: "daily set", channel, user: userOf(who) });
};
const told = () => on.slack.ephemerals(channel, user).map(({ blocks }) => JSON.stringify(blocks));

test("it is set in a form, filled in and sent, and asked as it says", async () => {
  const { seen, noTroubles } = makePlay(on);
  await openForm("gil");
  await settled(() => on.slack.modal(user) !== undefined);
  const values = {
    ...{ time: "09:30", zone: "Asia/Kolkata", days: "every day", topic: "module 4" },
    ...{ reveal: "reveal with the next one", told: "told at the reveal" },
  };
  await on.slack.send.viewSubmission({ user, values });
  await settled(() => told().length === 1);
  expect(told()[0]).toContain(
    "every day at 09:30 (Asia/Kolkata), on module 4, result with the next one, right or wrong with the result",
  );
  on.running.pass(23 * hour);
  await seen("The daily question, Tuesday 24 November");
  noTroubles();
});

test("a form needs a zone, takes an empty topic, and refuses one that it does not know", async () => {
  await openForm("gil");
  await settled(() => on.slack.modal(user) !== undefined);
  await expect(on.slack.send.viewSubmission({ user, values: {} })).rejects.toThrow("zone");
  await on.slack.send.viewSubmission({ user, values: { zone: "Europe/Rome", topic: "the weather" } });
  await settled(() => told().length === 1);
  expect(told()[0]).toContain("I know no topic or zone");
  await openForm("gil");
  await settled(() => on.slack.modal(user) !== undefined);
  await on.slack.send.viewSubmission({ user, values: { zone: "Europe/Rome" } });
  await settled(() => told().length === 2);
  expect(told()[1]).toContain("weekdays at 09:00 (Europe/Rome), result 8 hours later");
});

test("nobody else gets the form", async () => {
  await openForm("ann");
  await settled(() => on.slack.ephemerals(channel, userOf("ann")).length === 1);
  expect(on.slack.modal(userOf("ann"))).toBeUndefined();
  expect(on.slack.ephemerals(channel, userOf("ann"))[0]?.text).toContain("Only whoever manages this channel");
});

test("an archived channel gets nothing, and who set it is told once a day", async () => {
  await on.hands.daily("gil", "set", { time: "09:00", zone: "Europe/Rome" });
  on.slack.archive(channel);
  on.running.pass(2.5 * hour);
  await settled(() => on.hands.letters("gil").length === 1);
  expect(on.hands.letters("gil")[0]).toContain("could not post it");
  const [note] = on.slack.messages(on.slack.direct(user));
  const actionId = /daily-off s-\w+/.exec(JSON.stringify(note?.blocks))?.[0] ?? "";
  await on.slack.send.action({ actionId, message: note?.ts ?? "", channel: on.slack.direct(user), user });
  await settled(() => on.hands.letters("gil").some((text) => text.includes("no more of these")));
  await on.running.restart(24 * hour);
  expect(on.hands.letters("gil")).toHaveLength(2);
});
