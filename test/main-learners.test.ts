import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleepFor } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import Sqlite from "libsql";
import { afterAll, expect, test } from "vitest";
import { startFakeDiscord } from "./fakes/discord.ts";
import { startFakeSlack } from "./fakes/slack.ts";

/** What is kept about people, through the program as it is run, on both platforms. */
const program = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tutor-learners-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test("settings are kept, exported in a direct message, deleted on demand and with the workspace", async () => {
  const [slack, discord] = [await startFakeSlack(), await startFakeDiscord()];
  const file = join(folder, "tutor.db");
  const child = spawn(process.execPath, [program], {
    env: {
      ...{ PATH: process.env["PATH"], PORT: "0", DATABASE_FILE: file },
      ...{ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl },
      ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const until = async (holds: () => boolean) => {
    for (let tries = 0; tries < 400 && !holds(); tries++) await sleepFor(25);
    if (!holds()) throw new Error(`it has not come about within ten seconds: ${printed}`);
  };
  await until(() => printed.includes("Slack is connected") && printed.includes("Discord is connected"));
  const learners = () => {
    const database = new Sqlite(file);
    const rows = database.prepare("select id, name, zone from learners order by id").all([]);
    database.close();
    return rows;
  };
  const inSlack = (text: string) => slack.send.command({ text, channel: "C0CLASS", user: "U0BEN" });
  const inDiscord = async (customId: string) =>
    (await discord.send.button({ customId, forged: true })).message?.content;

  await inSlack("settings zone Europe/Rome");
  await inDiscord("settings boards off");
  const [ofDiscord, ofSlack] = [`discord:${discord.ids.user}`, `slack:${slack.teamId}:U0BEN`];
  expect(learners()).toMatchObject([
    { id: ofDiscord, name: "Ada", zone: null },
    { id: ofSlack, zone: "Europe/Rome" },
  ]);

  await inSlack("export-me");
  expect(slack.ephemerals("C0CLASS", "U0BEN").at(-1)?.text).toContain("in a direct message");
  await until(() => slack.files.some(({ channel }) => channel === slack.direct("U0BEN")));
  expect(JSON.parse(slack.files[0]?.bytes.toString() ?? "")).toMatchObject({
    learner: { id: ofSlack, zone: "Europe/Rome", on_boards: true },
  });
  expect(await inDiscord("export-me")).toContain("in a direct message");
  const direct = () => discord.messages(discord.dmWith(discord.ids.user));
  await until(() => direct().length > 0);
  expect(JSON.stringify(direct()[0])).toContain("aws-ml-tutor-about-me.json");

  expect(await inDiscord("forget-me")).toContain("Delete everything about you?");
  expect(await inDiscord("forget-me yes")).toContain("I have deleted everything");
  expect(learners()).toMatchObject([{ id: ofSlack }]);
  await slack.send.event({ event: { type: "app_uninstalled" } });
  await until(() => learners().length === 0);

  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
  await Promise.all([slack.stop(), discord.stop()]);
});
