import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import dotenv from "dotenv";
import { knowledgeFolder, openLibrary, openTutor } from "./compose.ts";
import { readConfig, type Config } from "./config.ts";
import type { Platform, Poster, Reply } from "./conversation.ts";
import { makeDelivery } from "./delivery/delivery.ts";
import { makeOutbox } from "./delivery/outbox.ts";
import { keptSecret, openMemory, wakeUp } from "./memory.ts";
import { say as sayOnDiscord } from "./platforms/discord/say.ts";
import { startDiscord } from "./platforms/discord/wire.ts";
import { allUnderway } from "./platforms/pictures.ts";
import { keepTrying } from "./platforms/backoff.ts";
import { whyNotListening } from "./platforms/listening.ts";
import type { Running } from "./platforms/platform.ts";
import { say as sayOnSlack } from "./platforms/slack/say.ts";
import { comesDirectly } from "./platforms/slack/direct-pictures.ts";
import { startSlack } from "./platforms/slack/wire.ts";
import { startWeb } from "./platforms/web/wire.ts";
import { makePainter } from "./pictures/png.ts";
import { makeRedact } from "./redact.ts";
import { sleep, timer } from "./sleep.ts";
import { messageOf } from "./thrown.ts";

/** The composition root: config, knowledge, tutor, delivery, platforms; stopped in reverse order. */
async function main(): Promise<void> {
  dotenv.config({ path: fileURLToPath(new URL("../.env", import.meta.url)), quiet: true });
  const read = readConfig(process.env);
  if ("problems" in read) {
    giveUp(["The settings have a problem; nothing was started.", ...read.problems].join("\n"));
    return;
  }
  const { config } = read;
  const redact = makeRedact([
    config.SLACK_BOT_TOKEN,
    config.SLACK_APP_TOKEN,
    config.SLACK_SIGNING_SECRET,
    config.DISCORD_TOKEN,
    config.WEB_SECRET,
    ...(config.DATABASE_URL ? [config.DATABASE_URL, new URL(config.DATABASE_URL).password] : []),
  ]);
  const log = (line: string) => {
    console.error(redact(line));
  };

  const surroundings = { now: Date.now, sleep, timer, log, painter: makePainter(log) };
  const stopping = new AbortController();
  const memory = await openMemory(config, surroundings, stopping.signal);
  if ("problem" in memory) {
    giveUp(memory.problem);
    return;
  }
  const { store, alarms } = memory;

  const posters: Partial<Record<Platform, Poster>> = {};
  const queue = makeDelivery(posters, surroundings, log);
  let slack: ReturnType<typeof startSlack> | undefined;
  const has = (platform: Platform) => platform in posters;
  // What fails here is noted by nobody, and told again with the next try.
  const onLost = (key: string) => lost(key);
  const onPosted = (key: string, at: number) => {
    posted(key, at).catch((error: unknown) => {
      log(`A question's clock was not set by its post: ${messageOf(error)}`);
    });
  };
  const outbox = makeOutbox(store, queue, surroundings, has, log, onLost, onPosted);
  const library = openLibrary(knowledgeFolder, config.KNOWLEDGE_DIR);
  const { tutor, ring, lost, posted } = openTutor(library, {
    ...{ log, publish: queue.deliver, remembering: { store, alarms, send: outbox.send } },
    persist: async (work) => {
      await keepTrying(
        work,
        (error) => `A workspace or server is not forgotten yet: ${messageOf(error)}`,
        surroundings,
        stopping.signal,
      );
    },
    // Discord says it along with each press; alone, or at a page for this machine only, one is one's own manager.
    mayManage: ({ learner, place }, what) =>
      place.platform === "slack" && slack
        ? slack.mayManage(learner, place, what)
        : Promise.resolve(place.private || (place.platform === "web" && isLoopback(config.HOST))),
  });

  const web = await startWeb(tutor, {
    host: config.HOST,
    port: config.PORT,
    secret: config.WEB_SECRET ?? keptSecret(config) ?? randomUUID(),
    now: Date.now,
    timer,
    newId: randomUUID,
    health: () => ({ services: library.services.length, concepts: library.concepts.length }),
    preview: (reply: Reply) => ({
      slack: sayOnSlack(reply, true, undefined, () => comesDirectly),
      discord: sayOnDiscord(reply, true, "", allUnderway(reply)),
    }),
  }).catch((error: unknown) => {
    explainStart(error, config);
  });
  if (!web) {
    stopping.abort();
    await store.close();
    return;
  }
  posters.web = web.poster;
  console.log(`The AWS ML tutor is at ${web.address}`);

  const stops: Running["stop"][] = [store.close, web.stop, queue.stop, outbox.stop, alarms.stop];
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      stopping.abort();
      void stopAll(stops);
    });

  // A press that came before the records are reached would be refused.
  const patience = timer(longestWait);
  await Promise.race([memory.arrived, patience.over]);
  patience.cancel();
  if (stopping.signal.aborted) return;

  const by = slackBy(config);
  if (config.SLACK_BOT_TOKEN && by) {
    slack = startSlack(tutor, {
      ...surroundings,
      botToken: config.SLACK_BOT_TOKEN,
      by,
      ...(config.SLACK_API_URL ? { apiUrl: config.SLACK_API_URL } : {}),
    });
    posters.slack = slack.poster;
    stops.push(slack.stop);
    void slack.connected.then((where) => {
      console.log(`Slack is connected by ${where}.`);
    });
  }
  if (config.DISCORD_TOKEN) {
    const discord = startDiscord(tutor, {
      ...surroundings,
      token: config.DISCORD_TOKEN,
      ...(config.DISCORD_API_URL ? { apiUrl: config.DISCORD_API_URL } : {}),
    });
    posters.discord = discord.poster;
    stops.push(discord.stop);
    void discord.connected.then((invitation) => {
      console.log(`Discord is connected. Invite the bot with ${invitation}`);
    });
  }
  const missing = [
    posters.slack ? "" : "Slack (SLACK_BOT_TOKEN, SLACK_APP_TOKEN)",
    posters.discord ? "" : "Discord (DISCORD_TOKEN)",
  ];
  const unset = missing.filter(Boolean).join(" and ");
  if (unset) console.log(`To connect ${unset}, see README.md, “Slack” and “Discord”.`);

  void memory.arrived.then(() =>
    stopping.signal.aborted ? undefined : wakeUp(memory, { ...surroundings, library, outbox, ring }),
  );
}

/** Socket Mode where there is an app token, else signed HTTP. */
function slackBy({ SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_HOST, SLACK_PORT }: Config) {
  if (SLACK_APP_TOKEN) return { appToken: SLACK_APP_TOKEN };
  return SLACK_SIGNING_SECRET ? { signingSecret: SLACK_SIGNING_SECRET, host: SLACK_HOST, port: SLACK_PORT } : undefined;
}

async function stopAll(stops: readonly Running["stop"][]): Promise<void> {
  for (const stop of [...stops].reverse()) {
    const late = timer(longestStop);
    await Promise.race([stop(), late.over]);
    late.cancel();
  }
  // What would not stop, such as a connection being made to a platform that is down, must not hold the process.
  process.exit();
}

/** How long the platforms wait at the start for the records, in milliseconds: without these they answer what they can. */
const longestWait = 3000;

/** How long one part may take to stop, in milliseconds. */
const longestStop = 2000;

/** Whether nobody but this machine reaches an address. */
function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|::1|\[::1\])$/.test(host);
}

function giveUp(text: string): void {
  console.error(text);
  process.exitCode = 1;
}

function explainStart(error: unknown, { HOST, PORT }: Config): void {
  const listening = { host: { setting: "HOST", value: HOST }, port: { setting: "PORT", value: PORT } };
  const why = whyNotListening(error, listening);
  if (why === undefined) throw error;
  giveUp(why);
}

await main();
