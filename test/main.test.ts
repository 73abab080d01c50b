import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleepFor } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { startFakeSlack, type FakeSlack } from "./fakes/slack.ts";

const program = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const folder = fileURLToPath(new URL("..", import.meta.url));

const files = mkdtempSync(join(tmpdir(), "tutor-main-"));
afterAll(() => {
  rmSync(files, { recursive: true, force: true });
});

function start(environment: Record<string, string>) {
  return spawn(process.execPath, [program], {
    cwd: folder,
    env: { PATH: process.env["PATH"], PORT: "0", DATABASE_FILE: join(files, `${randomUUID()}.db`), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function failure(environment: Record<string, string>): Promise<{ code: unknown; said: string }> {
  const child = start(environment);
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, "close")) as [number];
  return { code, said };
}

describe("npm start", () => {
  test("serves the page and says so in two lines, and stops when told to", async () => {
    const child = start({});
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) if (lines.push(line) === 2) break;
    expect(lines[0]).toMatch(/^The AWS ML tutor is at http:\/\/127\.0\.0\.1:\d+$/);
    expect(lines[1]).toMatch(/^To connect Slack .* and Discord .*, see README\.md/);
    const address = lines[0]?.split(" ").at(-1) ?? "";
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  test.each([
    ["PORT", "http", /^PORT: "http" will not do; write a port number/m],
    ["PORT", "70000", /^PORT: "70000" will not do/m],
    ["HOST", "no.such.host.invalid", /HOST "no.such.host.invalid" is no address of this machine/],
    [
      "SLACK_BOT_TOKEN",
      "xapp-not-a-bot-token",
      /^SLACK_BOT_TOKEN: the value will not do; write the Bot User OAuth Token/m,
    ],
    ["SLACK_BOT_TOKEN", "xoxb-alone-here", /^SLACK_BOT_TOKEN: needs SLACK_APP_TOKEN beside it/m],
    ["SLACK_APP_TOKEN", "xapp-alone-here", /^SLACK_BOT_TOKEN: is missing/m],
    ["DISCORD_TOKEN", "too short", /^DISCORD_TOKEN: the value will not do/m],
    ["WEB_SECRET", "short", /^WEB_SECRET: the value will not do; write at least 16/m],
  ])("%s=%s is named with what would do, with no stack", async (name, value, message) => {
    const { code, said } = await failure({ [name]: value });
    expect(code).toBe(1);
    expect(said).toMatch(message);
    expect(said).not.toMatch(/^\s+at /m);
    if (/SECRET|TOKEN/.test(name)) expect(said).not.toContain(value);
  });

  test("a port that is taken is named", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    const { code, said } = await failure({ PORT: String(port) });
    taken.close();
    expect([code, said]).toEqual([1, expect.stringContaining(`Port ${String(port)} is taken.`)]);
    // 3001 was suggested, which is where Slack is taken unless told.
    expect(said).toMatch(/set PORT to another, for example PORT=(?!3001)\d+ npm start/);
  });
});

describe("npm start with tokens", () => {
  test("connects Slack as the README says, while a Discord that is down costs one line; no secret is printed", async () => {
    const slack = await startFakeSlack();
    const discordToken = "of-a-discord-that-is-down-for-the-day";
    const child = start({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: discordToken,
      DISCORD_API_URL: "http://127.0.0.1:1/api",
    });
    let printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    await settled(() => /Slack is connected by a socket/.test(printed) && /Discord is not connected/.test(printed));
    await slack.socket.waitForConnection();

    const answer = await slack.send.command({ text: "who labels my images?", channel: "C0CLASS", user: "U0BEN" });
    expect(answer.acked).toBe(true);
    expect(slack.ephemerals("C0CLASS", "U0BEN")[0]?.text).toMatch(/^Amazon SageMaker Ground Truth/);
    expect(printed.match(/Discord is not connected/g)?.length).toBe(1);

    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    await slack.stop();
    for (const secret of [slack.botToken, slack.appToken, discordToken]) expect(printed).not.toContain(secret);
  });
});

describe("npm start with a signing secret", () => {
  /** HOST was the page's address and Slack's: whoever opened the page to a network opened this with it. */
  test("takes Slack's deliveries at SLACK_HOST, wherever the page is", async () => {
    const slack = await startFakeSlack();
    const child = start({ ...byHttp(slack), SLACK_PORT: "0", HOST: "localhost" });
    let printed = "";
    child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    await settled(() => printed.includes("Slack is connected by"));
    expect(printed).toMatch(/^The AWS ML tutor is at http:\/\/localhost:\d+$/m);
    const url = /^Slack is connected by (http:\/\/127\.0\.0\.1:\d+\/slack\/events)\.$/m.exec(printed)?.[1] ?? "";
    const question = { text: "who labels my images?", channel: "C0CLASS", user: "U0BEN" };
    expect(await slack.send.command({ ...question, over: "http", url })).toMatchObject({ acked: true, status: 200 });
    child.kill("SIGTERM");
    await once(child, "exit");
    await slack.stop();
  });

  test.each([
    ["SLACK_PORT", (port: string) => ({ SLACK_PORT: port }), /Port \d+ is taken\..* set SLACK_PORT to another/],
    [
      "SLACK_HOST",
      () => ({ SLACK_HOST: "no.such.host.invalid" }),
      /SLACK_HOST "no\.such\.host\.invalid" is no address/,
    ],
  ])("that cannot listen names %s, and the page goes on", async (_, setting, line) => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    const slack = await startFakeSlack();
    const child = start({ ...byHttp(slack), ...setting(String(port)) });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    await settled(() => said.includes("Slack is not connected"));
    expect(said).toMatch(line);
    expect(child.exitCode).toBeNull();
    child.kill("SIGTERM");
    await once(child, "exit");
    taken.close();
    await slack.stop();
  });
});

function byHttp(slack: FakeSlack): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
  };
}

/** Waits, at most five seconds, until something another process does has come about. */
async function settled(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !holds(); i++) await sleepFor(10);
  if (!holds()) throw new Error("it has not come about within five seconds");
}
