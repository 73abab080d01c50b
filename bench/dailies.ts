import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openLibrary } from "../src/compose.ts";
import { playYear } from "./dailies-year.ts";

/**
 * `npm run dailies` plays a year of 1,000 channels with a daily question by a clock that is set by hand, with failures,
 * outages, restarts and kills, and recounts what everyone could see. `--json` prints one JSON object; `--channels N`,
 * `--days N` and `--seed N` for another run.
 */
const { values } = parseArgs({
  options: {
    ...{ json: { type: "boolean" }, channels: { type: "string" }, days: { type: "string" }, seed: { type: "string" } },
  },
});
const [channels, days, seed] = [values.channels ?? "1000", values.days ?? "365", values.seed ?? "1"].map(Number);
const folder = mkdtempSync(join(tmpdir(), "tutor-dailies-"));
try {
  const library = openLibrary(fileURLToPath(new URL("../../../knowledge", import.meta.url)));
  const count = await playYear({
    ...{ channels: channels ?? 1000, days: days ?? 365, seed: seed ?? 1, library },
    file: join(folder, "tutor.db"),
  });
  console.log(values.json ? JSON.stringify(count) : count);
} finally {
  rmSync(folder, { recursive: true });
}
