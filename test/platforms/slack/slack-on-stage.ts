import { afterEach, beforeEach, expect } from "vitest";
import type { Door } from "../../../src/command.ts";
import type { Poster } from "../../../src/conversation.ts";
import { makeDelivery } from "../../../src/delivery/delivery.ts";
import { scopes } from "../../../src/platforms/slack/manifest.ts";
import { startSlack, type SlackOptions } from "../../../src/platforms/slack/wire.ts";
import { startFakeSlack, type FakeSlack } from "../../fakes/slack.ts";
import { makeStage, type Stage } from "../tutor-on-platforms.ts";

export type OnStage = {
  readonly stage: Stage;
  readonly poster: Poster;
  /** Resolves once the fake can deliver, with where it does over HTTP. */
  readonly connected: Promise<string>;
  readonly stop: () => Promise<void>;
};

/** The real Bolt between the tutor and a fake of Slack; HTTP is taken on any free port unless told. */
export function startOnStage(slack: FakeSlack, by: "socket" | "http", port = 0, doors: readonly Door[] = []): OnStage {
  const http: SlackOptions["by"] = { signingSecret: slack.signingSecret, host: "127.0.0.1", port };
  const stage = makeStage((delivery) => queue.deliver(delivery), doors);
  const running = startSlack(stage.tutor, {
    ...stage.surroundings,
    botToken: slack.botToken,
    by: by === "socket" ? { appToken: slack.appToken } : http,
    apiUrl: slack.apiUrl,
    pingTimeout: 300,
  });
  const queue = makeDelivery({ slack: running.poster }, stage.surroundings, stage.surroundings.log);
  return {
    stage,
    poster: running.poster,
    connected: running.connected.then(async (url) => {
      if (by === "socket") await slack.socket.waitForConnection();
      return url;
    }),
    async stop() {
      await running.stop();
      await queue.stop();
    },
  };
}

/**
 * Connects the tutor, with these doors too, by a socket before each test of a file, with the scopes of the manifest and no others, and has the fake find
 * nothing to warn of after it.
 */
export function connectEach(...doors: Door[]): { slack: FakeSlack; running: OnStage } {
  const on = {} as { slack: FakeSlack; running: OnStage };
  beforeEach(async () => {
    on.slack = await startFakeSlack({ scopes: Object.keys(scopes) });
    on.running = startOnStage(on.slack, "socket", 0, doors);
    await on.running.connected;
  });
  afterEach(async () => {
    expect(on.slack.warnings).toEqual([]);
    await on.running.stop();
    await on.slack.stop();
  });
  return on;
}
