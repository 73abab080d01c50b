import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as sleepFor } from "node:timers/promises";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import type { Part } from "../src/conversation.ts";
import type { Bare } from "./bare.ts";

export type Plan = {
  readonly engine: "sqlite" | "postgres";
  readonly where: string;
  readonly processes: number;
  readonly program: string;
  readonly knowledge: string;
  readonly rounds: number;
  readonly players: number;
};

export type Played = Pick<Plan, "engine" | "processes" | "rounds" | "players"> & {
  /** Answers in the busiest second. */
  readonly answersPerSecond: number;
  /** From a press being sent to its confirmation, which follows its commit. */
  readonly p99AckMs: number;
  readonly rssMb: number;
  /** Players whose posted score is not what the log says, and rounds that did not end. */
  readonly differences: number;
};

type Post = { readonly key: string; readonly place: string; readonly parts: readonly Part[] };
type Child = { readonly process: ChildProcess; readonly say: (line: string) => void };

/** Starts are spread over so long; presses come in the last moments before a question closes. In milliseconds. */
const [spread, burst] = [30_000, 500];

/** Of a hundred presses, so many are sent twice, and so many come late. */
const [doubled, late] = [5, 5];

/** A round of two questions at ten seconds takes 45 seconds. In milliseconds, with patience. */
const longest = 180_000;

export async function playRounds(plan: Plan, open: () => Bare): Promise<Played> {
  const { engine, where, processes, program, knowledge, rounds, players } = plan;
  const generator = mersenne(7);
  const chance = (below: number) => uniformInt(generator, 0, below - 1);
  const sentAt = new Map<number, number>();
  const waits: number[] = [];
  const answeredAt: number[] = [];
  const standings = new Map<string, readonly string[]>();
  const children: Child[] = [];
  let ids = 0;
  let memory = 0;

  const nameOf = (place: string, player: number) => `P${place}x${String(player)}`;
  const press = (place: string, player: number, text: string, counts = false): void => {
    ids += 1;
    sentAt.set(ids, performance.now());
    if (counts) answeredAt.push(ids);
    const name = nameOf(place, player);
    const line = JSON.stringify({ id: ids, learner: `slack:T0:${name}`, name, place, text });
    children[chance(children.length)]?.say(line);
  };

  const heard = (line: string): void => {
    const [word = "", ...rest] = line.split(" ");
    if (word === "done") {
      const id = Number(rest[0]);
      waits.push(performance.now() - (sentAt.get(id) ?? 0));
    } else if (word === "post") onPost(JSON.parse(line.slice(5)) as Post);
    else if (word === "memory") memory += Number(rest[0]);
  };

  const onPost = ({ key, place, parts }: Post): void => {
    const [, token = "", what = ""] = key.split(" ");
    if (what === "lobby") {
      for (let player = 0; player < players; player++) press(place, player, `play ${token} join`);
      setTimeout(() => {
        press(place, 0, `play ${token} start`);
      }, 1000);
    } else if (/^\d+\.\d$/.test(what)) {
      const closes = parts.find((part): part is Part & { kind: "countdown" } => part.kind === "countdown")?.until ?? 0;
      for (let player = 0; player < players; player++) {
        const isLate = chance(100) < late;
        const at = isLate ? closes + 100 + chance(burst) : closes - chance(burst);
        const act = `play ${token} say.${what}.${"ABCD"[chance(4)] ?? "A"}`;
        setTimeout(() => {
          press(place, player, act, true);
          if (chance(100) < doubled) press(place, player, act);
        }, at - Date.now());
      }
    } else if (what === "standings")
      standings.set(
        token,
        parts.flatMap((part) => (part.kind === "list" ? part.items : [])),
      );
  };

  for (let i = 0; i < processes; i++) children.push(await start(program, [engine, where, knowledge], heard));
  const begun = Date.now();
  for (let round = 0; round < rounds; round++)
    setTimeout(
      () => {
        press(`C${String(round)}`, 0, "quiz 2 10s");
      },
      (spread * round) / rounds,
    );
  while (standings.size < rounds && Date.now() - begun < longest) await sleepFor(200);
  for (const { say } of children) say("memory");
  await sleepFor(500);
  for (const { process } of children) {
    process.kill();
    if (process.exitCode === null && process.signalCode === null) await once(process, "exit");
  }
  const bare = open();
  const differences = rounds - standings.size + differ(standings, await bare.scores());
  await bare.close();
  return {
    ...{ engine, processes, rounds, players, differences },
    answersPerSecond: busiest(answeredAt.map((id) => sentAt.get(id) ?? 0)),
    p99AckMs: Math.round(waits.sort((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? Number.NaN),
    rssMb: Math.round(memory / 1e6),
  };
}

/** Players whose posted points are not a hundred for each right answer in the log. */
function differ(standings: ReadonlyMap<string, readonly string[]>, scores: ReadonlyMap<string, number>): number {
  let differences = 0;
  for (const lines of standings.values())
    for (const line of lines) {
      const [, name = "", points = ""] = /^\d+\. (\S+), (\d+) points$/.exec(line) ?? [];
      if (Number(points) !== 100 * (scores.get(`slack:T0:${name}`) ?? 0)) differences += 1;
    }
  return differences;
}

function busiest(times: readonly number[]): number {
  const seconds = new Map<number, number>();
  for (const time of times) seconds.set(Math.floor(time / 1000), (seconds.get(Math.floor(time / 1000)) ?? 0) + 1);
  return Math.max(0, ...seconds.values());
}

async function start(program: string, words: string[], heard: (line: string) => void): Promise<Child> {
  const child = spawn(process.execPath, [program, ...words], { stdio: ["pipe", "pipe", "inherit"] });
  await new Promise<void>((ready) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line === "ready") ready();
      else heard(line);
    });
  });
  return { process: child, say: (line) => child.stdin.write(`${line}\n`) };
}
