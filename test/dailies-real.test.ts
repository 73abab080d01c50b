import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { postgresFolder } from "./store/postgres-for-tests.ts";

const program = fileURLToPath(new URL("../dist/bench/bench/dailies-real.js", import.meta.url));

test.skipIf(!postgresFolder)(
  "of two tutors on one PostgreSQL one is killed at the minute of twenty daily questions: none is lost or doubled",
  async () => {
    const child = spawn(process.execPath, [program, "--json", "--short"], { stdio: ["ignore", "pipe", "pipe"] });
    let [said, complained] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (complained += chunk.toString()));
    const [code] = (await once(child, "close")) as [number];
    expect(code, complained).toBe(0);
    const { channels, asked, closed, unknown, answers, results, ...counted } = JSON.parse(said) as Ran;
    expect(counted).toMatchObject({ doubled: 0, missing: 0, answersLost: 0, answersDoubled: 0, leaks: 0 });
    expect(channels).toBe(20);
    expect(asked + closed + unknown).toBe(20);
    expect(answers).toBeGreaterThanOrEqual(10);
    expect(results[1]).toBe(results[0]);
  },
  300_000,
);

type Ran = Readonly<
  Record<
    | "channels"
    | "asked"
    | "closed"
    | "unknown"
    | "answers"
    | "doubled"
    | "missing"
    | "answersLost"
    | "answersDoubled"
    | "leaks",
    number
  >
> & { readonly results: readonly [wanted: number, came: number] };
