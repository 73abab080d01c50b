import { openLibrary } from "../compose.ts";
import type { Library } from "../knowledge/library.ts";
import { curriculumServices, lint } from "../knowledge/lint.ts";
import type { Entry } from "../knowledge/schema.ts";

/** `npm run knowledge` checks everything the tutor may say and prints what there is of it. */
const library = openLibrary(process.argv[2]);
const findings = lint(library);

printContents(library);
for (const { where, message } of findings) console.error(`${where}  ${message}`);
console.log(findings.length === 0 ? "\nNothing to mend." : `\n${String(findings.length)} to mend.`);
if (findings.length > 0) process.exitCode = 1;

function printContents({ services, concepts, pairs, curriculum, edges, entries }: Library): void {
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
  const days = [...entries.values()].map((entry) => entry.checked).sort();
  console.log(
    [
      `${String(pairs.length)} comparisons, ${String(objectives)} objectives, ${String(curriculum.stages.length)} stages`,
      `${String(notActive)} services closed, renamed or ended`,
      `${String(edges.elsewhere.length)} messages to leave alone`,
      `oldest checked-on date ${days[0] ?? "none"}`,
    ].join("\n"),
  );
}
