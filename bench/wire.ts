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
 * `npm run bench:wire` measures from command to acknowledgement, through the real SDKs on the fakes, against a bare
 * app that only sends the words back. `--json` prints one JSON object.
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

const ratios = { slack: await measure(openSlack), discord: await measure(openDiscord) };
if (process.argv.includes("--json")) console.log(JSON.stringify(ratios));
else
  for (const [name, { ratioP50, ratioP99 }] of Object.entries(ratios))
    console.log(
      `${name.padEnd(8)} ${String(ratioP50)} times a bare app in the middle, ${String(ratioP99)} times at the 99th percentile`,
    );
process.exit(0);

async function measure(open: typeof openSlack) {
  const contest = await open(tutor);
  const found = await compare(contest, questions);
  await contest.close();
  return found;
}
