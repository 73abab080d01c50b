import { createHash } from "node:crypto";
import { join } from "node:path";
import { asItem, caseSchema, namedIn, questionsSchema, type Case, type Item } from "./item.ts";
import { lintItem } from "./item-lint.ts";
import type { Known } from "./references.ts";
import { readFolder, type Fault, type Read } from "./source.ts";

/**
 * Reads the practice questions of the folders, ours first. A team's own are held to the rules of single items at once:
 * ours are by `npm run knowledge`, before anybody gets them.
 */
export function readBank(folders: readonly string[], known: Known, faults: Fault[]): Item[] {
  const items = new Map<string, Item>();
  const cases = new Map<string, Case>();
  folders.forEach((folder, i) => {
    const own = i > 0;
    const found: Fault[] = [];
    for (const { item, fault } of readItems(folder, own, found)) {
      const { case: of } = item;
      if (of && cases.has(of.id) && cases.get(of.id) !== of) found.push(fault([], `there is already a case "${of.id}"`));
      else if (of) cases.set(of.id, of);
      if (items.has(item.id)) found.push(fault(["id"], `there is already a question "${item.id}"`));
      else items.set(item.id, item);
      for (const id of namedIn(item))
        if (!known.entries.has(id) && !known.ids.has(id)) found.push(fault([], `${item.id}: there is no entry "${id}"`));
      for (const message of own ? lintItem(item, known.entries) : []) found.push(fault([], `${item.id}: ${message}`));
    }
    faults.push(...found.map((fault) => (own ? { ...fault, file: join(folder, fault.file) } : fault)));
  });
  return [...items.values()];
}

type Found = { readonly item: Item; readonly fault: Read<unknown>["fault"] };

function readItems(folder: string, optional: boolean, faults: Fault[]): Found[] {
  const lists = readFolder(folder, "questions", questionsSchema, faults, { optional }).reads.flatMap((read) =>
    read.value.map((written, i) => ({ item: asItem(written, revisionOf(written)), fault: below(read, [i]) })),
  );
  const cases = readFolder(folder, "cases", caseSchema, faults, { optional }).reads.flatMap((read) => {
    const { questions, ...of } = read.value;
    return questions.map((written, i) => ({
      item: asItem(written, revisionOf({ ...written, scenario: of.scenario }), of),
      fault: below(read, ["questions", i]),
    }));
  });
  return [...lists, ...cases];
}

function below(read: Read<unknown>, path: readonly PropertyKey[]): Read<unknown>["fault"] {
  return (further, message) => read.fault([...path, ...further], message);
}

/** The same for the same question: a changed stem, option or key is another revision, a changed explanation is not. */
function revisionOf(written: object): string {
  const asked = JSON.stringify(written, (key, value: unknown) => (told.has(key) ? undefined : value));
  return createHash("sha256").update(asked).digest("base64url").slice(0, 8);
}

/** What may change without changing the question. */
const told = new Set([
  ...["why", "source", "checked", "tags", "reserved", "withdrawn", "difficulty", "services", "concepts", "stage"],
  ...["objective", "curriculum", "answers", "about"],
]);
