import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { startFakeSlack } from "../../fakes/slack.ts";
import { settled } from "../tutor-on-platforms.ts";
import { startOnStage } from "./slack-on-stage.ts";

/** The line was Node's own, "listen EADDRINUSE", and left it to the reader which setting that was. */
test("a SLACK_PORT that is taken is named, and taken once it is free", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  const slack = await startFakeSlack();
  const running = startOnStage(slack, "http", port);
  await settled(() => running.stage.logged.length > 0);
  expect(running.stage.logged[0]).toMatch(
    `Slack is not connected: Port ${String(port)} is taken. Stop what uses it, or set SLACK_PORT to another`,
  );
  taken.close();
  expect(await running.connected).toBe(`http://127.0.0.1:${String(port)}/slack/events`);
  expect(running.stage.logged.length).toBe(1);
  await running.stop();
  await slack.stop();
});
