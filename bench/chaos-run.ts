import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleepFor } from "node:timers/promises";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import type { Bare } from "./bare.ts";

export type Chaos = {
  readonly engine: "sqlite" | "postgres";
  /** A file, or an address: what the child opens. */
  readonly where: string;
  /** The compiled `chaos-child.ts`. */
  readonly program: string;
  readonly kills: number;
  /** The same moments for the same seed, as far as a machine allows. */
  readonly seed: number;
};

/** What was acknowledged and what is there. */
export type Count = {
  readonly kills: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  readonly alarms: number;
  readonly alarmsLost: number;
  readonly alarmsDoubled: number;
};

/** At least so many of each are acknowledged before a kill. */
const [answersAKill, alarmsAKill] = [200, 20];

/** One command in so many sets an alarm. */
const alarmEvery = 8;

/** Commands under way at once: as many people who press. */
const atOnce = 24;

/** In milliseconds: for one life of the child, and for what is left when all is over. A worker's lock lasts 30 s. */
const [longestLife, longestRest] = [60_000, 90_000];

/**
 * Kills a process over and over while it takes answers and alarms, says again to the next one what was not
 * acknowledged, as a platform would, and counts in the end what the bare driver finds.
 */
export async function runChaos(
  { engine, where, program, kills, seed }: Chaos,
  open: () => Promise<Bare>,
): Promise<Count> {
  const chance = mersenne(seed);
  const acknowledged = new Set<string>();
  const unanswered = new Set<string>();
  let next = 0;

  const nextCommand = (): string => {
    next += 1;
    return next % alarmEvery === 0 ? `alarm ${String(next)}` : `answer ${String(next)}`;
  };

  const live = async (isLast: boolean): Promise<void> => {
    const child = spawn(process.execPath, [program, engine, where], { stdio: ["pipe", "pipe", "inherit"] });
    const before = { answers: countOf(acknowledged, "answer"), alarms: countOf(acknowledged, "alarm") };
    const say = (line: string) => {
      unanswered.add(line);
      child.stdin.write(`${line}\n`);
    };
    child.stdin.on("error", () => undefined); // it was killed with a line on its way
    const deadline = Date.now() + longestLife;
    let until = Infinity;
    for await (const line of readLines(child)) {
      if (line === "ready") {
        for (const again of unanswered) say(again);
        while (unanswered.size < atOnce) say(nextCommand());
        continue;
      }
      unanswered.delete(line);
      acknowledged.add(line);
      if (Date.now() > deadline) throw new Error(`the child has not done its share after ${String(longestLife)} ms`);
      const answers = countOf(acknowledged, "answer") - before.answers;
      const alarms = countOf(acknowledged, "alarm") - before.alarms;
      if (until === Infinity && answers >= answersAKill && alarms >= alarmsAKill)
        until = acknowledged.size + uniformInt(chance, 0, answersAKill);
      if (acknowledged.size >= until && !isLast) break;
      if (until === Infinity || !isLast) say(nextCommand());
      else if (unanswered.size === 0) break;
    }
    if (isLast) await rest(open);
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  };

  for (let killed = 0; killed < kills; killed++) await live(false);
  await live(true);
  return recount(kills, acknowledged, await open());
}

/** Waits until every alarm that was set has fired. */
async function rest(open: () => Promise<Bare>): Promise<void> {
  const bare = await open();
  for (const end = Date.now() + longestRest; Date.now() < end && (await bare.waiting()) > 0;) await sleepFor(100);
  await bare.close();
}

async function recount(kills: number, acknowledged: ReadonlySet<string>, bare: Bare): Promise<Count> {
  const found = await bare.questions();
  await bare.close();
  const effects = new Map<string, number>();
  for (const [question, times] of found) {
    const [what, number = ""] = question.split(":");
    if (what === "effect") effects.set(number, (effects.get(number) ?? 0) + times);
  }
  const numbersOf = (what: string) =>
    [...acknowledged].filter((line) => line.startsWith(`${what} `)).map((line) => line.slice(what.length + 1));
  const [answers, alarms] = [numbersOf("answer"), numbersOf("alarm")];
  const timesOf = (number: string) => found.get(`answer:${number}`) ?? 0;
  return {
    kills,
    acknowledged: answers.length,
    lost: answers.filter((number) => timesOf(number) === 0).length,
    doubled: answers.filter((number) => timesOf(number) > 1).length,
    alarms: alarms.length,
    alarmsLost: alarms.filter((number) => !effects.has(number)).length,
    alarmsDoubled: [...effects.values()].filter((times) => times > 1).length,
  };
}

function countOf(acknowledged: ReadonlySet<string>, what: string): number {
  let count = 0;
  for (const line of acknowledged) if (line.startsWith(what)) count += 1;
  return count;
}

function readLines(child: ChildProcessByStdio<Writable, Readable, null>): AsyncIterable<string> {
  return createInterface({ input: child.stdout });
}
