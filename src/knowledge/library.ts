import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isCollection, LineCounter, parseDocument, type Document } from "yaml";
import { z } from "zod";
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

/** Something wrong in the knowledge. `line` counts from 1. */
export type Fault = { readonly file: string; readonly line: number; readonly message: string };

/** Reads and checks a knowledge folder. All faults of all files come back together; with any, there is no library. */
export function loadLibrary(folder: string): { readonly library: Library } | { readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const services = readFolder(folder, "services", serviceSchema, faults).map(({ value, source }) => ({
    value: { ...value, kind: "service" as const },
    source,
  }));
  const concepts = readFolder(folder, "concepts", conceptSchema, faults).map(({ value, source }) => ({
    value: { ...value, kind: "concept" as const },
    source,
  }));
  const pairs = readFile(folder, "pairs.yaml", pairsSchema, faults);
  const curriculum = readFile(folder, "curriculum.yaml", curriculumSchema, faults);
  const edges = readFile(folder, "edges.yaml", edgesSchema, faults);

  const entries = new Map<string, Entry>();
  for (const { value, source } of [...services, ...concepts]) {
    if (entries.has(value.id)) faults.push(source.fault(["id"], `there is already an entry "${value.id}"`));
    else entries.set(value.id, value);
  }
  const report = (source: Source | undefined) => (claim: Claim) =>
    faults.push((source as Source).fault(claim.path, claim.message));
  for (const { value, source } of [...services, ...concepts]) crossCheck.entry(value, entries).forEach(report(source));
  if (pairs) crossCheck.pairs(pairs.value, entries).forEach(report(pairs.source));
  if (curriculum) crossCheck.curriculum(curriculum.value, entries).forEach(report(curriculum.source));

  if (faults.length > 0 || !pairs || !curriculum || !edges) return { faults: faults.sort(byPlace) };
  return {
    library: {
      services: services.map((s) => s.value),
      concepts: concepts.map((c) => c.value),
      entries,
      pairs: pairs.value,
      curriculum: curriculum.value,
      edges: edges.value,
    },
  };
}

/** One fault a line, as `file:line  what is wrong`, for a terminal. */
export function writeFaults(faults: readonly Fault[]): string {
  const lines = faults.map((f) => `${f.file}:${String(f.line)}  ${f.message}`);
  const count = faults.length === 1 ? "1 fault" : `${String(faults.length)} faults`;
  return [`The knowledge has ${count}; nothing was started.`, ...lines].join("\n");
}

type Read<T> = { readonly value: T; readonly source: Source };

/** A parsed file that can still say on which line a value stands. */
class Source {
  readonly file: string;
  readonly #document: Document;
  readonly #lines: LineCounter;

  constructor(file: string, document: Document, lines: LineCounter) {
    this.file = file;
    this.#document = document;
    this.#lines = lines;
  }

  fault(path: readonly PropertyKey[], message: string): Fault {
    return { file: this.file, line: this.#line(path), message };
  }

  /** The line of the value at `path`, or of the nearest thing around it that exists. */
  #line(path: readonly PropertyKey[]): number {
    for (let length = path.length; length > 0; length--) {
      const node = this.#document.getIn(path.slice(0, length), true);
      const range = (node as { range?: [number, number, number] } | undefined)?.range;
      if (range) return this.#lines.linePos(range[0]).line;
    }
    return 1;
  }
}

function readFolder<T extends { id: string }>(
  folder: string,
  name: string,
  schema: z.ZodType<T>,
  faults: Fault[],
): Read<T>[] {
  const files = listFiles(join(folder, name));
  if (typeof files === "string") {
    faults.push({ file: name, line: 1, message: files });
    return [];
  }
  return files.flatMap((file) => {
    const read = readFile(folder, `${name}/${file}`, schema, faults);
    if (!read) return [];
    if (`${read.value.id}.yaml` !== file)
      faults.push(read.source.fault(["id"], `the id "${read.value.id}" is not the file's name`));
    return [read];
  });
}

function listFiles(folder: string): string[] | string {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith(".yaml"))
      .sort();
  } catch {
    return "this folder is missing";
  }
}

function readFile<T>(folder: string, file: string, schema: z.ZodType<T>, faults: Fault[]): Read<T> | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, file), "utf8");
  } catch {
    faults.push({ file, line: 1, message: "this file is missing or cannot be read" });
    return undefined;
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    for (const error of document.errors)
      faults.push({ file, line: error.linePos?.[0].line ?? 1, message: firstLine(error.message) });
    return undefined;
  }
  if (!isCollection(document.contents)) {
    faults.push({ file, line: 1, message: "this file holds no fields" });
    return undefined;
  }
  const source = new Source(file, document, lines);
  const result = schema.safeParse(document.toJS());
  if (result.success) return { value: result.data, source };
  for (const issue of result.error.issues)
    faults.push(source.fault(issue.path, `${z.core.toDotPath(issue.path) || "the file"}: ${issue.message}`));
  return undefined;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? text;
}

function byPlace(a: Fault, b: Fault): number {
  return a.file.localeCompare(b.file) || a.line - b.line;
}
