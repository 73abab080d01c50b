import { fileURLToPath } from "node:url";
import { makeAsk } from "../src/ask/ask.ts";
import { makeBrowse } from "../src/browse/browse.ts";
import { readQuestions } from "../src/bin/measure.ts";
import { loadLibrary, writeFaults } from "../src/knowledge/library.ts";
import { makeTutor } from "../src/tutor.ts";
import { compare } from "./contest.ts";
import { openDiscord } from "./discord.ts";
import { openSlack } from "./slack.ts";

/**
 * `npm run bench:wire` measures a press on a button that asks, through the real SDKs on the fakes, against a bare app
 * that only sends the words back: to the acknowledgement, and beside it to the answer. `--json` prints the first as
 * one JSON object.
 */
const folder = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));
const loaded = loadLibrary(folder("knowledge"));
if ("faults" in loaded) throw new Error(writeFaults(loaded.faults));
const tutor = makeTutor([makeAsk(loaded.library), makeBrowse(loaded.library)], {
  newReference: () => "bench",
  report: (error) => {
    throw error;
  },
  publish: () => Promise.resolve("failed"),
});
const questions = readQuestions(folder("test/eval"))
  .ask.map(({ q }) => q)
  .slice(0, 120);

const slack = await measure(openSlack);
const discord = await measure(openDiscord);
if (process.argv.includes("--json"))
  console.log(JSON.stringify({ slack: slack.acknowledged, discord: discord.acknowledged }));
else
  for (const [name, measured] of Object.entries({ slack, discord }))
    for (const [what, { ratioP50, ratioP99 }] of Object.entries(measured))
      console.log(
        `${name.padEnd(8)} ${what.padEnd(13)} ${ratioP50.toFixed(2)} times a bare app in the middle, ${ratioP99.toFixed(2)} at the 99th percentile`,
      );
process.exit(0);

async function measure(open: typeof openSlack) {
  const contest = await open(tutor);
  const found = await compare(contest, questions);
  await contest.close();
  return found;
}
