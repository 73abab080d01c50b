import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { postgresFolder } from "./store/postgres-for-tests.ts";

const program = fileURLToPath(new URL("../dist/bench/bench/chaos.js", import.meta.url));

type Run = Readonly<Record<"acknowledged" | "alarms" | "kills", number>> & { readonly engine: string };

test("killed three times while it takes answers and alarms, each engine loses and doubles none", async () => {
  const child = spawn(process.execPath, [program, "--json", "--kills", "3"], { stdio: ["ignore", "pipe", "pipe"] });
  let [said, complained] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (complained += chunk.toString()));
  const [code] = (await once(child, "close")) as [number];
  expect(code, complained).toBe(0);
  const { runs } = JSON.parse(said) as { runs: Run[] };
  expect(runs.map(({ engine }) => engine)).toEqual(postgresFolder ? ["sqlite", "postgres"] : ["sqlite"]);
  for (const run of runs) {
    expect(run).toMatchObject({ kills: 3, lost: 0, doubled: 0, alarmsLost: 0, alarmsDoubled: 0 });
    expect(run.acknowledged).toBeGreaterThanOrEqual(3 * 200);
    expect(run.alarms).toBeGreaterThanOrEqual(3 * 20);
  }
}, 240_000);
