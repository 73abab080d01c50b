import { lintBank } from "./bank-lint.ts";
import { lintChanges } from "./change-lint.ts";
import { lintItem } from "./item-lint.ts";
import { lintLesson, lintLessons } from "./lesson-lint.ts";
import { partsTaught } from "./lesson.ts";
import type { Library } from "./library.ts";
import { likeness, wordsOf } from "./likeness.ts";
import type { Entry } from "./schema.ts";
import { curriculumServices, lintSpread } from "./spread.ts";

/** What the knowledge holds itself to beyond being well-formed: nothing here stops a start, all of it fails a check. */
export type Finding = { readonly where: string; readonly message: string };

/** Fewest example questions: they decide what the matcher understands. */
export function fewestExamples(entry: Entry): number {
  if ((curriculumServices as readonly string[]).includes(entry.id)) return 40;
  return entry.kind === "service" && entry.group === "sagemaker" ? 20 : 10;
}

const longestSummary = 160;

/** Two questions that share more than this part of their words are one question. */
const mostAlike = 0.8;

export function lint(library: Library): Finding[] {
  return [
    ...[...library.entries.values()].flatMap(lintEntry),
    ...library.services.flatMap((service) =>
      lintChanges(service).map((message) => ({ where: `services/${service.id}`, message })),
    ),
    ...lintPairs(library),
    ...lintNames(library),
    ...library.items.flatMap((item) =>
      lintItem(item, library.entries).map((message) => ({ where: `question ${item.id}`, message })),
    ),
    ...lintBank(library.items).map((message) => ({ where: "questions", message })),
    ...lintSpread(library).map((message) => ({ where: "questions", message })),
    ...library.lessons.flatMap((lesson) =>
      lintLesson(lesson, library.entries, library.items).map((message) => ({ where: `lessons/${lesson.id}`, message })),
    ),
    ...lintLessons(library.lessons).map((message) => ({ where: "lessons", message })),
    ...lintTaught(library),
  ];
}

function lintEntry(entry: Entry): Finding[] {
  const find = (message: string) => ({ where: `${entry.kind}s/${entry.id}`, message });
  const fewest = fewestExamples(entry);
  const texts = [entry.summary, ...entry.gotchas, ...entry.lookAlikes.map((l) => l.difference)].concat(
    entry.kind === "service"
      ? [...entry.capabilities, ...entry.useWhen, ...entry.notWhen.map((n) => n.when)]
      : [...entry.points, entry.cue],
  );
  return [
    ...(entry.examples.length < fewest
      ? [find(`has ${String(entry.examples.length)} example questions; it needs ${String(fewest)}`)]
      : []),
    ...(entry.summary.length > longestSummary ? [find(`the summary is longer than ${String(longestSummary)} characters`)] : []),
    ...texts.filter((text) => /[*_`<>]|!|\bTODO\b/.test(text)).map((text) => find(`markup or shouting in: ${text}`)),
    ...texts.filter((text) => !/[.?)]$/.test(text)).map((text) => find(`no full stop: ${text}`)),
    ...alike(entry.examples).map(([a, b]) => find(`two examples are nearly one: “${a}” and “${b}”`)),
  ];
}

/** Every part of the curriculum has its lesson. */
function lintTaught({ curriculum, lessons }: Library): Finding[] {
  return [...partsTaught(curriculum)]
    .filter(([part]) => !lessons.some(({ of }) => of === part))
    .map(([part, kind]) => ({ where: "lessons", message: `no lesson teaches the ${kind} ${part}` }));
}

/** A pair is told once. */
function lintPairs({ pairs }: Library): Finding[] {
  const seen = new Map<string, string>();
  return pairs.flatMap((pair) => {
    const sides = pair.sides
      .map((side) => side.id ?? side.name)
      .sort()
      .join(" ");
    const earlier = seen.get(sides);
    seen.set(sides, pair.id);
    return earlier ? [{ where: "pairs", message: `${pair.id} has the same sides as ${earlier}` }] : [];
  });
}

/** A name means one entry, or a learner who types it gets the wrong one. */
function lintNames({ entries }: Library): Finding[] {
  const owner = new Map<string, string>();
  const findings: Finding[] = [];
  for (const entry of entries.values())
    for (const name of [entry.name, entry.short, entry.id, ...entry.formerNames, ...entry.aliases]) {
      const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, " ");
      const other = owner.get(plain);
      if (other !== undefined && other !== entry.id)
        findings.push({ where: `${entry.kind}s/${entry.id}`, message: `the name “${name}” is also ${other}'s` });
      owner.set(plain, other ?? entry.id);
    }
  return findings;
}

function alike(examples: readonly string[]): [string, string][] {
  const words = examples.map((text) => new Set(wordsOf(text)));
  return examples.flatMap((text, i) =>
    examples
      .slice(0, i)
      .flatMap((earlier, j): [string, string][] =>
        likeness(words[i] as Set<string>, words[j] as Set<string>) > mostAlike ? [[earlier, text]] : [],
      ),
  );
}
