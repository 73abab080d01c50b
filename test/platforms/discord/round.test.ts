import { afterEach, beforeEach, expect, test } from "vitest";
import { startDiscord } from "../../../src/platforms/discord/wire.ts";
import { startFakeDiscord, type FakeDiscord } from "../../fakes/discord.ts";
import { describeRounds } from "../round-cases.ts";
import { makePlay } from "../round-play.ts";
import { leftIn, lettersFor, standingsIn, startRounds, type Hands, type Running } from "../rounds-on-platforms.ts";
import { settled } from "../tutor-on-platforms.ts";
import { makeHands } from "./hands.ts";

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
  await seen("1 of 2 has answered");
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
  const next = await seen("Question 2 of 2", "Nobody has answered yet");
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
  await seen("1 of 2 has answered");
  const before = on.hands.posts();
  discord.happen.leaveGuild(discord.ids.guild);
  await settled(() => leftIn(running.file).rounds === 0);
  await running.restart(600_000);
  await settled(() => leftIn(running.file).alarms === 0);
  await running.restart();
  expect(on.hands.posts()).toEqual(before);
  expect([...on.hands.failed(), ...on.hands.refused(), ...running.logged]).toEqual([]);
});
