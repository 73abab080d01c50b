import { afterEach, beforeEach, expect, test } from "vitest";
import { startDiscord } from "../../../src/platforms/discord/wire.ts";
import { startFakeDiscord, type FakeDiscord } from "../../fakes/discord.ts";
import { describeDailies, monday } from "../daily-cases.ts";
import { startRounds, type Hands, type Running } from "../rounds-on-platforms.ts";
import { settled } from "../tutor-on-platforms.ts";
import { makeHands } from "./hands.ts";

/** The daily question through the real discord.js. */
const on = {} as { discord: FakeDiscord; running: Running; hands: Hands };
const hour = 60 * 60_000;

beforeEach(async () => {
  const discord = await startFakeDiscord();
  on.discord = discord;
  on.hands = makeHands(discord);
  const { token, apiUrl } = discord;
  on.running = await startRounds(
    "discord",
    (tutor, surroundings) => startDiscord(tutor, { ...surroundings, token, apiUrl }),
    monday,
  );
});
afterEach(async () => {
  expect(on.discord.warnings).toEqual([]);
  await on.running.stop();
  await on.discord.stop();
});

describeDailies(on);

test.each([
  ["zone", "rom", "Europe/Rome"],
  ["zone", "new york", "America/New_York"],
  ["zone", "kolk", "Asia/Kolkata"],
  ["time", "9", "09:00"],
  ["days", "week", "weekdays"],
  ["reveal", "next", "reveal with the next one"],
  ["told", "at the", "told at the reveal"],
])("into the option %s somebody types “%s”, and is offered %s", async (focused, value, offered) => {
  const outcome = await on.discord.send.autocomplete({
    ...{ name: "aws-ml", group: "daily", sub: "set", focused, value },
    ...(focused === "time" ? {} : { options: { time: "09:00" } }),
  });
  expect(outcome).toMatchObject({ acked: true, refused: [] });
  expect(outcome.choices).toContainEqual({ name: offered, value: offered });
});

test("all of its options together are one daily question", async () => {
  const options = {
    ...{ told: "told at the reveal", topic: "Clarify", reveal: "reveal 17:00", days: "Mon, Wed and Fri" },
    ...{ zone: "Europe/Rome", time: "09:00" },
  };
  expect(await on.hands.daily("gil", "set", options)).toMatch(
    /Mondays, Wednesdays and Fridays at 09:00 \(Europe\/Rome\), on .*Clarify, result at 17:00, right or wrong with the result/,
  );
});

test("a channel that was deleted gets nothing, and who set it is told", async () => {
  const { discord, hands, running } = on;
  await hands.daily("gil", "set", { time: "09:00", zone: "Europe/Rome", days: "every day" });
  discord.happen.deleteChannel(discord.ids.channel);
  running.pass(2.5 * hour);
  await settled(() => hands.letters("gil").length === 1);
  expect(hands.letters("gil")[0]).toContain("could not post it");
});

test("a server that removes the bot hears no more of it, and neither does who set it", async () => {
  const { discord, hands, running } = on;
  await hands.daily("gil", "set", { time: "09:00", zone: "Europe/Rome", days: "every day" });
  discord.happen.leaveGuild(discord.ids.guild);
  await settled(() => running.logged.length === 0);
  await running.restart(24 * hour);
  await running.restart(24 * hour);
  expect(hands.letters("gil")).toEqual([]);
  expect([...hands.failed(), ...hands.refused(), ...running.logged]).toEqual([]);
});
