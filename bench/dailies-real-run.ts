import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleepFor } from "node:timers/promises";
import { partsOf, type Item } from "../src/knowledge/item.ts";
import { query } from "../test/store/postgres-for-tests.ts";
import { people, type Channel, type Stand } from "./dailies-real-stands.ts";

export type Ran = {
  readonly channels: number;
  /** Channels whose question came by its alarm, and those where it was asked before and closed by its alarm. */
  readonly asked: number;
  readonly closed: number;
  /** Channels with more than one post of the day. */
  readonly doubled: number;
  /** Channels without a post, but for those of Slack where the killed process was in the middle of it. */
  readonly missing: number;
  readonly unknown: number;
  /** Confirmed answers, those that the log has not, and those that it has more than once. */
  readonly answers: number;
  readonly answersLost: number;
  readonly answersDoubled: number;
  /** Private results that were asked for, and those that came. */
  readonly results: readonly [wanted: number, came: number];
  /** What went to channels and tells what is right. */
  readonly leaks: number;
  /** From the full minute until the last channel had its post, and its result, in milliseconds. */
  readonly lastAfterMs: number;
};

export type Plan = {
  readonly url: string;
  readonly program: string;
  readonly stands: readonly Stand[];
  readonly items: readonly Item[];
  /** Waits a quarter of an hour more, for the results of the questions that came by their alarm. */
  readonly whole: boolean;
};

const minute = 60_000;

/** For setting all and answering some before the full minute, in milliseconds. */
const leastLead = 35_000;

/** What a dead process held is taken over within half a minute, what it was posting after a minute. In milliseconds. */
const patience = 90_000;

/**
 * Half of the channels are to have their question at the next full minute, the others have it already and are to have
 * its result then; a process is killed as soon as the first of it is seen.
 */
export async function runDailies({ url, program, stands, items, whole }: Plan): Promise<Ran> {
  const environment = Object.assign({ DATABASE_URL: url }, ...stands.map((stand) => stand.environment)) as Environment;
  const channels = stands.flatMap((stand) => stand.channels);
  const [byAlarm, atOnce] = [channels.filter((_, i) => i % 2 === 0), channels.filter((_, i) => i % 2 === 1)];
  const processes = [await start(program, environment), await start(program, environment)];
  const answered = new Set<string>();

  const answerIn = async (channel: Channel, persons: readonly number[]): Promise<void> => {
    for (const person of persons) {
      const letters = (channel.dailies()[0]?.labels ?? []).filter((label) => /^[A-Z]$/.test(label));
      const letter = letters[person % Math.max(letters.length, 1)];
      if (letter === undefined) return; // it takes a form
      for (let tries = 0; tries < 4; tries++) {
        const told = await channel.press(person, letter);
        if (!/Right|Not this time/.test(told)) continue;
        answered.add(answerOf(channel, person));
        break;
      }
    }
  };

  try {
    const due = Math.ceil((Date.now() + leastLead) / minute) * minute;
    const clock = (at: number) => new Date(at).toISOString().slice(11, 16);
    const zone = { zone: "UTC", days: "every day" };
    const set = async (channel: Channel, filled: Readonly<Record<string, string>>) => {
      let told = "";
      for (let tries = 0; tries < 20 && !told.includes("right or wrong"); tries++) {
        if (tries > 0) await sleepFor(500); // the records are reached a moment after the platforms
        told = await channel.manage("set", filled);
      }
      if (!told.includes("right or wrong")) throw new Error(`it was not set in ${channel.id}: ${told}`);
    };
    for (const channel of byAlarm) await set(channel, { time: clock(due), ...zone, reveal: "reveal after 15min" });
    for (const channel of atOnce) {
      await set(channel, { time: clock(due + 30 * minute), ...zone, reveal: `reveal ${clock(due)}` });
      await channel.manage("now");
    }
    await until(() => atOnce.every((channel) => channel.dailies().length > 0), 10_000);
    await Promise.all(atOnce.map((channel) => answerIn(channel, [0, 1])));

    const isAsked = (channel: Channel) => channel.dailies().length > 0;
    const isClosed = (channel: Channel) => channel.dailies().some(({ text }) => text.includes("Closed: "));
    await sleepFor(due - Date.now());
    await until(() => byAlarm.some(isAsked) || atOnce.some(isClosed), patience);
    processes.shift()?.kill("SIGKILL");
    processes.push(await start(program, environment));
    const all = () => byAlarm.every(isAsked) && atOnce.every(isClosed);
    const answering = byAlarm.map(async (channel) => {
      await until(() => isAsked(channel), due + patience - Date.now());
      await answerIn(channel, [0, 1, 2, 3]);
    });
    await until(all, due + patience - Date.now());
    const lastAfterMs = Date.now() - due;
    await Promise.all(answering);
    if (whole) await until(() => byAlarm.every(isClosed), due + 15 * minute + patience - Date.now());
    const results = await resultsIn(channels.filter(isClosed), answered);

    const rows = await query(url, "select place, learner, count(*) as times from answers group by place, learner");
    const logged = new Set(rows.map(({ place, learner }) => `${String(place)} ${String(learner)}`));
    const unsure = await query(url, "select place from outbox where state = 'unknown' and replaces is null");
    const without = channels.filter((channel) => !isAsked(channel));
    const unknown = without.filter(
      ({ id, platform }) => platform === "slack" && unsure.some(({ place }) => place === id),
    );
    return {
      ...{ channels: channels.length, results, answers: answered.size, unknown: unknown.length, lastAfterMs },
      asked: byAlarm.filter(isAsked).length,
      closed: atOnce.filter(isClosed).length,
      doubled: channels.filter((channel) => channel.dailies().length > 1).length,
      missing: without.length - unknown.length,
      answersLost: [...answered].filter((answer) => !logged.has(answer)).length,
      answersDoubled: rows.filter(({ times }) => Number(times) > 1).length,
      leaks: leaksIn(
        stands.flatMap((stand) => stand.said()),
        items,
      ),
    };
  } finally {
    for (const child of processes) {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    }
  }
}

type Environment = Readonly<Record<string, string>>;

function answerOf({ id, learnerOf }: Channel, person: number): string {
  return `${id} ${learnerOf(person)}`;
}

/** Everybody who has answered looks at their own result. */
async function resultsIn(channels: readonly Channel[], answered: ReadonlySet<string>): Promise<[number, number]> {
  let [wanted, came] = [0, 0];
  for (const channel of channels)
    for (let person = 0; person < people; person++) {
      if (!answered.has(answerOf(channel, person))) continue;
      wanted += 1;
      if (/your answer/.test(await channel.press(person, "My result"))) came += 1;
    }
  return [wanted, came];
}

function leaksIn(said: readonly string[], items: readonly Item[]): number {
  const whys = items.flatMap((item) => partsOf(item).map(({ why }) => squash(why))).filter((why) => why.length > 20);
  return said.map(squash).filter((text) => whys.some((why) => text.includes(why))).length;
}

function squash(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}

async function until(holds: () => boolean, ms: number): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end && !holds();) await sleepFor(5);
}

async function start(program: string, environment: Environment): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env["PATH"], PORT: "0", WEB_SECRET: "0123456789abcdef", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const isThere = () => /Slack is connected/.test(said) && /Discord is connected/.test(said);
  await until(isThere, 30_000);
  if (!isThere()) throw new Error(`a tutor has not connected within half a minute: ${said}`);
  return child;
}
