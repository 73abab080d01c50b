import { afterEach, beforeEach, expect } from "vitest";
import type { Door } from "../../../src/command.ts";
import { startDiscord, type Discord } from "../../../src/platforms/discord/wire.ts";
import { startFakeDiscord, type FakeDiscord } from "../../fakes/discord.ts";
import { makeStage, type Stage } from "../tutor-on-platforms.ts";

type OnStage = { discord: FakeDiscord; running: Discord; stage: Stage };

/** The real discord.js between the tutor, with these doors too, and a fake of Discord, anew for each test of a file. */
export function connectEach(...doors: Door[]): OnStage {
  const on = {} as OnStage;
  beforeEach(async () => {
    on.discord = await startFakeDiscord();
    on.stage = makeStage(() => Promise.resolve("failed"), doors);
    const { token, apiUrl } = on.discord;
    on.running = startDiscord(on.stage.tutor, { ...on.stage.surroundings, token, apiUrl });
    await on.running.connected;
  });
  afterEach(async () => {
    expect(on.discord.warnings).toEqual([]);
    await on.running.stop();
    await on.discord.stop();
  });
  return on;
}
