import { openLibrary, ownFolder } from "../compose.ts";
import type { Library } from "../knowledge/library.ts";
import { countWords } from "../knowledge/lesson-lint.ts";
import { lint } from "../knowledge/lint.ts";
import type { Entry } from "../knowledge/schema.ts";
import { curriculumServices, spreadOf, type Count } from "../knowledge/spread.ts";
import { dumpItem } from "./dump.ts";
import { endWhenUnread } from "./early-end.ts";

/**
 * `npm run knowledge` checks everything the tutor may say and prints what there is of it. `-- FOLDER` checks another
 * folder; `-- --dump` prints every authored question instead, as one JSON object a line.
 */
const folder = process.argv.slice(2).find((argument) => !argument.startsWith("--"));
endWhenUnread(process.stdout);

const library = openLibrary(folder, ownFolder());
if (process.argv.includes("--dump")) process.stdout.write(library.items.map((item) => `${dumpItem(item)}\n`).join(""));
else check();

function check(): void {
  printContents(library);
  // A team's own folder was held to the rules of single items as it was read; those of a whole bank are for ours.
  const findings = lint(ownFolder() === undefined ? library : openLibrary(folder));
  for (const { where, message } of findings) console.error(`${where}  ${message}`);
  console.log(findings.length === 0 ? "\nNothing to mend." : `\n${String(findings.length)} to mend.`);
  if (findings.length > 0) process.exitCode = 1;
}

function printContents(library: Library): void {
  const { services, concepts, pairs, curriculum, edges, entries, items, lessons } = library;
  const taught = services.filter((s) => (curriculumServices as readonly string[]).includes(s.id));
  const sagemaker = services.filter((s) => s.group === "sagemaker" && !taught.includes(s));
  const others = services.filter((s) => !taught.includes(s) && !sagemaker.includes(s));
  const rows: [string, readonly Entry[]][] = [
    ["services of the curriculum", taught],
    ["other SageMaker features", sagemaker],
    ["other services", others],
    ["concepts", concepts],
  ];
  console.log("                             entries   examples   fewest");
  for (const [name, of] of rows) {
    const counts = of.map((entry) => entry.examples.length);
    const cells = [of.length, counts.reduce((a, b) => a + b, 0), Math.min(...counts)];
    console.log(`${name.padEnd(27)}${cells.map((cell) => String(cell).padStart(9)).join("")}`);
  }
  const objectives = curriculum.modules.flatMap((module) => module.objectives).length;
  const notActive = services.filter((service) => service.status.state !== "active").length;
  const cards = lessons.flatMap((lesson) => lesson.cards);
  const days = [...entries.values(), ...items, ...cards].map(({ checked }) => checked).sort();
  console.log(
    [
      `${String(pairs.length)} comparisons, ${String(objectives)} objectives, ${String(curriculum.stages.length)} stages`,
      `${String(notActive)} services closed, renamed or ended`,
      `${String(edges.elsewhere.length)} messages to leave alone`,
      `${String(lessons.length)} lessons of ${String(cards.length)} cards, the longest of ${String(Math.max(0, ...cards.map(countWords)))} words`,
      `oldest checked-on date ${days[0] ?? "none"}`,
    ].join("\n"),
  );
  if (items.length > 0) printSpread(library);
}

function printSpread(library: Library): void {
  const spread = spreadOf(library);
  const line = (counts: readonly Count[]) => counts.map(({ of, count }) => `${of} ${String(count)}`).join(", ");
  const fewest = (counts: readonly Count[]) => line([...counts].sort((a, b) => a.count - b.count).slice(0, 3));
  console.log(
    [
      "",
      `questions         ${line(spread.types)}`,
      `  exam objective  ${line(spread.objectives)}`,
      `  curriculum      ${line(spread.curriculum)}`,
      `  difficulty      ${line(spread.difficulty)}; ${line(spread.reserved)}`,
      `  tags            ${line(spread.tags)}`,
      `  key of          ${line(spread.keys)}`,
      `  look-alikes     ${String(spread.pairs.length)} pairs compete, fewest: ${fewest(spread.pairs)}`,
      `  concepts        ${String(spread.concepts.length)} asked about, fewest: ${fewest(spread.concepts)}`,
    ].join("\n"),
  );
}
