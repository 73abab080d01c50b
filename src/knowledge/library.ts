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
};

/** Reads and checks a knowledge folder. All faults of all files come back together; with any, there is no library. */
export function loadLibrary(folder: string): { readonly library: Library } | { readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const services = readFolder(folder, "services", serviceSchema, faults);
  const concepts = readFolder(folder, "concepts", conceptSchema, faults);
  const pairs = readFile(folder, "pairs.yaml", pairsSchema, faults);
  const curriculum = readFile(folder, "curriculum.yaml", curriculumSchema, faults);
  const edges = readFile(folder, "edges.yaml", edgesSchema, faults);

  const reads: Read<Entry>[] = [
    ...services.reads.map((read) => ({ ...read, value: { ...read.value, kind: "service" as const } })),
    ...concepts.reads.map((read) => ({ ...read, value: { ...read.value, kind: "concept" as const } })),
  ];
  const entries = new Map(reads.map(({ value }) => [value.id, value]));
  // An entry that has a fault of its own is there all the same: who names it has no fault.
  const known = { entries, ids: new Set([...services.ids, ...concepts.ids]) };
  const report = <T>(read: Read<T> | undefined, check: (value: T) => readonly Claim[]) => {
    if (read) faults.push(...check(read.value).map(({ path, message }) => read.fault(path, message)));
  };
  for (const read of reads) {
    if (entries.get(read.value.id) !== read.value)
      faults.push(read.fault(["id"], `there is another entry "${read.value.id}"`));
    report(read, (entry) => crossCheck.entry(entry, known));
  }
  report(pairs, (value) => crossCheck.pairs(value, known));
  report(curriculum, (value) => crossCheck.curriculum(value, known));
  report(edges, crossCheck.edges);

  if (faults.length > 0 || !pairs || !curriculum || !edges) return { faults: faults.sort(byPlace) };
  const all = [...entries.values()];
  return {
    library: {
      services: all.filter((entry) => entry.kind === "service"),
      concepts: all.filter((entry) => entry.kind === "concept"),
      entries,
      pairs: pairs.value,
      curriculum: curriculum.value,
      edges: edges.value,
    },
  };
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
