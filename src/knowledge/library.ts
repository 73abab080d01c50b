import { existsSync } from "node:fs";
import { join } from "node:path";
import { readBank } from "./bank.ts";
import type { Item } from "./item.ts";
import type { Lesson } from "./lesson.ts";
import { readLessons } from "./lessons.ts";
import { crossCheck, type Claim } from "./references.ts";
import {
  conceptSchema,
  curriculumSchema,
  edgesSchema,
  pairsSchema,
  serviceSchema,
  type Concept,
  type Curriculum,
  type Edges,
  type Entry,
  type Pair,
  type Service,
} from "./schema.ts";
import { readFile, readFolder, type Fault, type Read } from "./source.ts";

/** Everything the tutor may say, checked and cross-referenced. Never changes once loaded. */
export type Library = {
  readonly services: readonly Service[];
  readonly concepts: readonly Concept[];
  /** Services, then concepts, each by id. */
  readonly entries: ReadonlyMap<string, Entry>;
  readonly pairs: readonly Pair[];
  readonly curriculum: Curriculum;
  readonly edges: Edges;
  /** The practice questions, withdrawn ones among them, in the order of their files. */
  readonly items: readonly Item[];
  /** In the order of the curriculum: prerequisites, objectives, real-world points. */
  readonly lessons: readonly Lesson[];
};

/**
 * Reads and checks a knowledge folder, with a team's own folder on top of it where there is one: more services,
 * concepts, comparisons, questions, cases and lessons. All faults of all files come back together; with any, there is no library.
 */
export function loadLibrary(
  folder: string,
  own?: string,
): { readonly library: Library } | { readonly faults: readonly Fault[] } {
  if (own !== undefined && !existsSync(own))
    return { faults: [{ file: own, line: 1, message: "this folder does not exist; KNOWLEDGE_DIR names it" }] };
  const faults: Fault[] = [];
  const base = readEntries(folder, faults);
  const pairs = readFile(folder, "pairs.yaml", pairsSchema, faults);
  const curriculum = readFile(folder, "curriculum.yaml", curriculumSchema, faults);
  const edges = readFile(folder, "edges.yaml", edgesSchema, faults);
  const added = own === undefined ? undefined : readOwn(own, faults);

  const reads = [...base.reads, ...(added?.reads ?? [])];
  const entries = new Map<string, Entry>();
  for (const { value } of reads) if (!entries.has(value.id)) entries.set(value.id, value);
  // An entry that has a fault of its own is there all the same: who names it has no fault.
  const known = { entries, ids: new Set([...base.ids, ...(added?.ids ?? [])]) };
  const report = <T>(read: Read<T> | undefined, check: (value: T) => readonly Claim[]) => {
    if (read) faults.push(...check(read.value).map(({ path, message }) => read.fault(path, message)));
  };
  for (const read of reads) {
    if (entries.get(read.value.id) !== read.value)
      faults.push(read.fault(["id"], `there is another entry "${read.value.id}"`));
    report(read, (entry) => crossCheck.entry(entry, known));
  }
  const allPairs = [...(pairs?.value ?? []), ...(added?.pairs?.value ?? [])];
  report(pairs, (value) => crossCheck.pairs(value, known));
  report(added?.pairs, (value) => [
    ...crossCheck.pairs(value, known),
    ...value.flatMap(({ id }, i) =>
      pairs?.value.some((ours) => ours.id === id) ? [{ path: [i, "id"], message: `there is another pair "${id}"` }] : [],
    ),
  ]);
  report(curriculum, (value) => crossCheck.curriculum(value, known));
  report(edges, crossCheck.edges);
  const folders = [folder, ...(own === undefined ? [] : [own])];
  const items = readBank(folders, known, faults);
  const lessons = curriculum ? readLessons(folders, { curriculum: curriculum.value, known, items }, faults) : [];

  if (faults.length > 0 || !pairs || !curriculum || !edges) return { faults: faults.sort(byPlace) };
  const all = [...entries.values()];
  return {
    library: {
      services: all.filter((entry) => entry.kind === "service"),
      concepts: all.filter((entry) => entry.kind === "concept"),
      entries,
      pairs: allPairs,
      curriculum: curriculum.value,
      edges: edges.value,
      items,
      lessons,
    },
  };
}

type Entries = { readonly reads: readonly Read<Entry>[]; readonly ids: readonly string[] };

function readEntries(folder: string, faults: Fault[], of: { readonly optional?: boolean } = {}): Entries {
  const services = readFolder(folder, "services", serviceSchema, faults, of);
  const concepts = readFolder(folder, "concepts", conceptSchema, faults, of);
  return {
    reads: [
      ...services.reads.map((read) => ({ ...read, value: { ...read.value, kind: "service" as const } })),
      ...concepts.reads.map((read) => ({ ...read, value: { ...read.value, kind: "concept" as const } })),
    ],
    ids: [...services.ids, ...concepts.ids],
  };
}

/** A team's own entries and comparisons; its faults are told with the whole path, to be found outside the project. */
function readOwn(own: string, faults: Fault[]): Entries & { readonly pairs: Read<readonly Pair[]> | undefined } {
  const found: Fault[] = [];
  const entries = readEntries(own, found, { optional: true });
  const pairs = existsSync(join(own, "pairs.yaml")) ? readFile(own, "pairs.yaml", pairsSchema, found) : undefined;
  faults.push(...found.map((fault) => outside(own, fault)));
  return {
    ids: entries.ids,
    reads: entries.reads.map((read) => withPath(own, read)),
    pairs: pairs && withPath(own, pairs),
  };
}

function withPath<T>(own: string, read: Read<T>): Read<T> {
  return { ...read, fault: (path, message) => outside(own, read.fault(path, message)) };
}

function outside(own: string, fault: Fault): Fault {
  return { ...fault, file: join(own, fault.file) };
}

/** One fault a line, as `file:line  what is wrong`, for a terminal. */
export function writeFaults(faults: readonly Fault[]): string {
  const lines = faults.map((fault) => `${fault.file}:${String(fault.line)}  ${fault.message}`);
  const count = faults.length === 1 ? "1 fault" : `${String(faults.length)} faults`;
  return [`The knowledge has ${count}; nothing was started.`, ...lines].join("\n");
}

function byPlace(a: Fault, b: Fault): number {
  return a.file.localeCompare(b.file) || a.line - b.line;
}
