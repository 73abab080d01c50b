import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openLibrary } from "../src/compose.ts";
import { seeded } from "../src/items/chance.ts";
import { fitted } from "./study-memory.ts";
import { oldestFirst, randomOrder, studyOrder } from "./study-orders.ts";
import { interval, mean, studyFor } from "./study-simulate.ts";

/**
 * `npm run study` has simulated learners give 600 answers each in the order that the tutor studies in, in random order and
 * oldest first, and compares what they can recall of all open questions 30 days later. The gain is over random order,
 * learner by learner, with its 95 % interval. `--json` prints one JSON object; `--learners N`, `--seed N` for another run,
 * `--tau=N` for a memory with another threshold: the lower, the more is recalled.
 */
const { values } = parseArgs({
  options: {
    json: { type: "boolean" },
    learners: { type: "string" },
    seed: { type: "string" },
    tau: { type: "string" },
  },
});
const learners = whole("learners", 400);
const seed = whole("seed", 1);
const parameters = { ...fitted, tau: threshold() };
const { items } = openLibrary(fileURLToPath(new URL("../../../knowledge", import.meta.url)));
const open = items.filter(({ reserved, withdrawn }) => !reserved && !withdrawn);

const results = Array.from({ length: learners }, (_, i) => {
  const learner = `${String(seed)} ${String(i)}`;
  const [study, random, oldest] = [studyOrder, randomOrder, oldestFirst].map((order) =>
    studyFor(learner, order, open, parameters),
  ) as [number, number, number];
  return { study, random, oldest };
});
const [low, high] = interval(
  results.map(({ study, random }) => study - random),
  seeded(`${String(seed)} interval`),
);
const figures = {
  learners,
  recallStudyOrder: rounded(mean(results.map(({ study }) => study))),
  recallRandomOrder: rounded(mean(results.map(({ random }) => random))),
  recallOldestFirst: rounded(mean(results.map(({ oldest }) => oldest))),
  gainLow: rounded(low),
  gainHigh: rounded(high),
};
console.log(values.json ? JSON.stringify(figures) : { ...figures, questions: open.length });

function whole(name: "learners" | "seed", usual: number): number {
  const number = Number(values[name] ?? usual);
  if (Number.isInteger(number) && number > 0) return number;
  console.error(`--${name} takes a whole number, for example --${name} ${String(usual)}; "${values[name] ?? ""}" came`);
  process.exit(2);
}

function threshold(): number {
  const tau = Number(values.tau ?? fitted.tau);
  if (Number.isFinite(tau)) return tau;
  console.error(`--tau takes a number, for example --tau=${String(fitted.tau)}; "${values.tau ?? ""}" came`);
  process.exit(2);
}

function rounded(number: number): number {
  return Number(number.toFixed(4));
}
