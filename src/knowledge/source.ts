import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isCollection, LineCounter, parseDocument, type Document } from "yaml";
import { z } from "zod";
import { messageOf } from "../thrown.ts";

/** Reads YAML files so that whatever is wrong with a value, now or later, can be told with its line. */

/** Something wrong in the knowledge. `line` counts from 1. */
export type Fault = { readonly file: string; readonly line: number; readonly message: string };

/** A value of the right shape, the file it stands in, and a way to say what else is wrong with the part of it at `path`. */
export type Read<T> = {
  readonly file: string;
  readonly value: T;
  readonly fault: (path: readonly PropertyKey[], message: string) => Fault;
};

/** Reads one file; what is wrong is added to `faults`, and then there is no value. */
export function readFile<T>(
  folder: string,
  file: string,
  schema: z.ZodType<T>,
  faults: Fault[],
): Read<T> | undefined {
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
      faults.push({ file, line: error.linePos?.[0].line ?? 1, message: error.message.split("\n", 1)[0] ?? "" });
    return undefined;
  }
  if (!isCollection(document.contents)) {
    faults.push({ file, line: 1, message: "this file holds no fields" });
    return undefined;
  }
  let data: unknown;
  try {
    data = document.toJS();
  } catch (error) {
    // An alias without an anchor, or one that unfolds without end.
    faults.push({ file, line: 1, message: messageOf(error) });
    return undefined;
  }
  const fault: Read<T>["fault"] = (path, message) => ({ file, line: lineOf(document, lines, path), message });
  const result = schema.safeParse(data);
  if (result.success) return { file, value: result.data, fault };
  for (const issue of result.error.issues) {
    const path = issue.code === "unrecognized_keys" ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
    faults.push(fault(path, `${z.core.toDotPath(path) || "the file"}: ${issue.message}`));
  }
  return undefined;
}

/** Reads every YAML file of a folder that is right, in the order of names. One that holds an id is named after it. */
export function readFolder<T extends { id: string } | readonly unknown[]>(
  folder: string,
  name: string,
  schema: z.ZodType<T>,
  faults: Fault[],
  { optional = false } = {},
): { readonly reads: readonly Read<T>[]; readonly ids: readonly string[] } {
  let files: string[] = [];
  try {
    files = readdirSync(join(folder, name)).sort();
  } catch {
    if (!optional) faults.push({ file: name, line: 1, message: "this folder is missing" });
  }
  const reads = files.flatMap((file) => {
    if (!file.endsWith(".yaml")) {
      faults.push({ file: `${name}/${file}`, line: 1, message: "only files that end in .yaml belong here" });
      return [];
    }
    const read = readFile(folder, `${name}/${file}`, schema, faults);
    if (!read) return [];
    if ("id" in read.value && `${read.value.id}.yaml` !== file)
      faults.push(read.fault(["id"], `the id "${read.value.id}" is not the file's name`));
    return [read];
  });
  return { reads, ids: files.map((file) => file.replace(/\.yaml$/, "")) };
}

/** The line of the value at `path`, or of the nearest thing around it that exists. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
