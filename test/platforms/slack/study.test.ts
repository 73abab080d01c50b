import { afterEach, beforeEach } from "vitest";
import { scopes } from "../../../src/platforms/slack/manifest.ts";
import { startSlack } from "../../../src/platforms/slack/wire.ts";
import { startFakeSlack, type FakeSlack } from "../../fakes/slack.ts";
import { startRounds, type Running } from "../rounds-on-platforms.ts";
import { describeStudy } from "../study-cases.ts";
import type { Talk } from "../talk.ts";
import { makeTalk } from "./talk.ts";

/** Study through the real Bolt. */
const on = {} as { slack: FakeSlack; running: Running; talk: Talk };

beforeEach(async () => {
  const slack = await startFakeSlack({
    scopes: Object.keys(scopes),
    members: { C0CLASS: ["U0TUTOR", "U0ANN"] },
  });
  on.slack = slack;
  on.talk = makeTalk(slack, "U0ANN");
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

describeStudy(on);
