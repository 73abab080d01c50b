import { afterEach, beforeEach } from "vitest";
import { startDiscord } from "../../../src/platforms/discord/wire.ts";
import { startFakeDiscord, type FakeDiscord } from "../../fakes/discord.ts";
import { startRounds, type Running } from "../rounds-on-platforms.ts";
import { describeStudy } from "../study-cases.ts";
import type { Talk } from "../talk.ts";
import { makeTalk } from "./talk.ts";

/** Study through the real discord.js. */
const on = {} as { discord: FakeDiscord; running: Running; talk: Talk };

beforeEach(async () => {
  const discord = await startFakeDiscord();
  on.discord = discord;
  on.talk = makeTalk(discord, discord.addUser({ name: "ann" }).id);
  on.running = await startRounds("discord", (tutor, surroundings) => {
    const { token, apiUrl } = discord;
    return startDiscord(tutor, { ...surroundings, token, apiUrl });
  });
});
afterEach(async () => {
  await on.running.stop();
  await on.discord.stop();
});

describeStudy(on);
