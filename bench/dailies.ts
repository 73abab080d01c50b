import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openLibrary } from "../src/compose.ts";
import { playBurst } from "./dailies-burst.ts";
import { recount, type Count } from "./dailies-count.ts";
import { playYear } from "./dailies-year.ts";

/**
 * `npm run dailies` plays a year of 1,000 channels with a daily question by a clock that is set by hand, with failures,
 * outages, restarts and kills, and recounts what everyone could see. Half of the channels have a tutor and a file of
 * their own, so that two cores play at once. `--burst` has 10,000 channels ask in the same minute. `--json` prints one
 * JSON object; `--channels N`, `--days N`, `--seed N` and `--tutors N` for another run.
 */
const { values } = parseArgs({
  options: {
    ...{ json: { type: "boolean" }, burst: { type: "boolean" }, channels: { type: "string" } },
    ...{ days: { type: "string" }, seed: { type: "string" }, tutors: { type: "string" } },
  },
});
const began = performance.now();
const seed = whole("seed", 1);
const tutors = whole("tutors", values.burst ? 1 : 2);
const channels = whole("channels", values.burst ? 10_000 : 1000);
const days = whole("days", 365);
const count =
  tutors > 1 ? added(await Promise.all(Array.from({ length: tutors }, (_, i) => inChild(i)))) : await here();
const seconds = Math.round((performance.now() - began) / 100) / 10;
console.log(values.json ? JSON.stringify({ ...count, seconds }) : { ...count, seconds });

function whole(name: "seed" | "tutors" | "channels" | "days", usual: number): number {
  const number = Number(values[name] ?? usual);
  if (Number.isInteger(number) && number > 0) return number;
  console.error(`--${name} takes a whole number, for example --${name} ${String(usual)}; "${values[name] ?? ""}" came`);
  process.exit(2);
}

async function here() {
  // In memory, where there is such a folder: processes are killed here, not machines, and nobody waits for a disk.
  const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "tutor-dailies-"));
  try {
    const library = openLibrary(fileURLToPath(new URL("../../../knowledge", import.meta.url)));
    const shared = { library, channels, file: join(folder, "tutor.db") };
    if (values.burst) return await playBurst(shared);
    return { channels, days, ...recount(await playYear({ ...shared, days, seed }), tellLate) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tellLate(key: string, at: number, by: number) {
  console.error(`${key} came ${(by / 1000).toFixed(1)} s late, at ${new Date(at).toISOString()}`);
}

type Counted = Omit<Count, "seconds">;

/** Plays a share of the channels. */
async function inChild(i: number): Promise<Counted> {
  const share = Math.floor((channels + i) / tutors);
  const words = ["--json", "--tutors", "1", "--channels", share, "--days", days, "--seed", seed * 1000 + i].map(String);
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...words], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, "close")) as [number];
  if (code !== 0) throw new Error(`a share of the channels was not played to its end: ${String(code)}`);
  return JSON.parse(said) as Counted;
}

function added(counts: readonly Counted[]): Counted {
  const [first, ...others] = counts;
  if (!first) throw new Error("nothing was played");
  const sums = others.reduce<Record<string, number>>(
    (sum, other) => Object.fromEntries(Object.entries(other).map(([name, value]) => [name, (sum[name] ?? 0) + value])),
    first,
  );
  return { ...(sums as Counted), days };
}
