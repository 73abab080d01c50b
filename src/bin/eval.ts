import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { knowledgeFolder, openLibrary, openTutor, ownFolder } from "../compose.ts";
import { quantile, slowdown } from "./growth.ts";
import { answer, isRight, measure, readQuestions, share, type Answered, type Question } from "./measure.ts";

/**
 * `npm run eval` measures the matcher on `test/eval`, and on `../shared/eval` where that is there.
 * `npm run eval -- --misses 40` prints more of what it got wrong.
 */
const folders = [
  ["test/eval", fileURLToPath(new URL("../../test/eval", import.meta.url))],
  ["shared/eval", fileURLToPath(new URL("../../../shared/eval", import.meta.url))],
] as const;

const wanted = Number(process.argv[process.argv.indexOf("--misses") + 1]);
const mostMisses = process.argv.includes("--misses") && wanted >= 0 ? wanted : 12;

const library = openLibrary(knowledgeFolder, ownFolder());
const { match } = openTutor(library).ask;

for (const [name, folder] of folders) {
  if (!existsSync(folder)) continue;
  const { ask, concepts, reject } = readQuestions(folder);
  console.log(`\n${name}`);
  for (const [kind, questions] of [
    ["ask", ask],
    ["concepts", concepts],
  ] as const) {
    const answered = answer(match, questions);
    printMeasure(kind, answered);
    printMisses(answered);
  }
  const rejected = answer(match, reject);
  const fooled = rejected.filter(({ result }) => result.confident);
  console.log(
    `  reject    ${String(rejected.length).padStart(4)}   answered confidently ${percent(share(rejected, ({ result }) => result.confident))}`,
  );
  for (const { question, result } of fooled)
    console.log(`      ${question.id} ${question.kind}: ${String(result.id)} for ${question.q.slice(0, 90)}`);
}
printTimes();

function printMeasure(kind: string, answered: readonly Answered<Question>[]): void {
  const { count, top1, top3, notConfident, confidentRight, byStyle } = measure(answered);
  console.log(
    `  ${kind.padEnd(9)} ${String(count).padStart(4)}   top-1 ${percent(top1)}  top-3 ${percent(top3)}  not confident ${percent(notConfident)}  right when confident ${percent(confidentRight)}`,
  );
  if (byStyle.size > 1)
    console.log(
      `      ${[...byStyle].map(([style, of]) => `${style} ${percent(of.top1)} of ${String(of.count)}`).join("   ")}`,
    );
}

/** The worst misses first: wrong and sure of it. */
function printMisses(answered: readonly Answered<Question>[]): void {
  const misses = answered.filter((one) => !isRight(one)).sort((a, b) => b.result.score - a.result.score);
  for (const { question, result } of misses.slice(0, mostMisses)) {
    const sure = result.confident ? "!" : " ";
    console.log(
      `    ${sure} ${question.id} wants ${question.accept.join("|")}, got ${[result.id, ...result.runnersUp.slice(0, 2)].join(" ")}: ${question.q.slice(0, 90)}`,
    );
  }
}

function printTimes(): void {
  const questions = folders.flatMap(([, folder]) => readQuestions(folder).ask.map(({ q }) => q));
  for (const q of questions) match(q);
  const times = questions.map((q) => {
    const before = performance.now();
    match(q);
    return performance.now() - before;
  });
  const [middle, worst] = [quantile(times, 0.5), quantile(times, 0.99)];
  console.log(
    `\n  a question takes ${middle.toFixed(2)} ms in the middle, ${worst.toFixed(2)} ms at the 99th percentile`,
  );
  console.log(
    `  with ten times the entries ${slowdown(library, 10, questions).toFixed(1)} times as long in the middle`,
  );
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}
