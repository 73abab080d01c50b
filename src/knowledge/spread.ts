import { partsOf, type Item } from "./item.ts";
import type { Library } from "./library.ts";
import { examObjectiveIds, type Pair } from "./schema.ts";

/** How the bank is spread over what we teach: counted for the table, held to the least that is worth learning from. */

/** The fifteen services that the curriculum names. */
export const curriculumServices = [
  ...["data-wrangler", "ground-truth", "processing", "studio", "jumpstart", "feature-store", "mlflow", "experiments"],
  ...["model-registry", "pipelines", "model-monitor", "clarify", "model-cards", "endpoints", "macie"],
] as const;

export type Count = {
  readonly of: string;
  readonly count: number;
  readonly least: number;
};

export type Spread = {
  readonly types: readonly Count[];
  readonly objectives: readonly Count[];
  readonly curriculum: readonly Count[];
  readonly tags: readonly Count[];
  readonly keys: readonly Count[];
  readonly concepts: readonly Count[];
  readonly pairs: readonly Count[];
  readonly difficulty: readonly Count[];
  readonly reserved: readonly Count[];
};

export function spreadOf({ items: all, concepts, pairs, curriculum }: Library): Spread {
  const items = all.filter(({ withdrawn }) => !withdrawn);
  const counts = (of: string, least: number, is: (item: Item) => boolean): Count => ({
    of,
    least,
    count: items.filter(is).length,
  });
  const share = (part: number) => Math.floor(part * items.length);
  return {
    types: [
      counts("items", 450, () => true),
      counts("choice", 260, ({ type }) => type === "choice"),
      counts("multi", 50, ({ type }) => type === "multi"),
      counts("order", 30, ({ type }) => type === "order"),
      counts("match", 40, ({ type }) => type === "match"),
      { of: "cases", least: 10, count: new Set(items.flatMap((item) => item.case?.id ?? [])).size },
    ],
    objectives: examObjectiveIds.map((id) => counts(id, 40, ({ objective }) => objective === id)),
    curriculum: curriculum.modules
      .flatMap(({ objectives }) => objectives)
      .map(({ id }) => counts(id, 12, (item) => item.curriculum === id)),
    tags: (
      [
        ["governance", 30],
        ["shared-responsibility", 8],
        ["prerequisite", 20],
        ["beyond-exam", 20],
        ["v1.1", 40],
      ] as const
    ).map(([tag, least]) => counts(tag, least, ({ tags }) => tags.includes(tag))),
    keys: curriculumServices.map((id) => counts(id, 12, (item) => isKey(item, id))),
    concepts: concepts.map(({ id }) => counts(id, 2, (item) => item.concepts.includes(id) || item.answers.includes(id))),
    pairs: pairs.map((pair) => counts(pair.id, 2, (item) => competes(item, pair))),
    difficulty: [
      counts("1", share(0.2), ({ difficulty }) => difficulty === 1),
      counts("2", share(0.4), ({ difficulty }) => difficulty === 2),
      counts("3", share(0.1), ({ difficulty }) => difficulty === 3),
    ],
    reserved: [counts("reserved", share(0.24), ({ reserved }) => reserved)],
  };
}

/** Asked for by itself: a line in a matching item is no question of its own. */
function isKey(item: Item, id: string): boolean {
  return item.type !== "order" && item.type !== "match" && item.options.some((o) => o.correct && o.about === id);
}

/** Two sides of a comparison are options or answers of one item, and one of them is right. */
function competes(item: Item, { sides }: Pair): boolean {
  if (item.type === "order") return false;
  const parts = partsOf(item) as readonly { readonly about?: string; readonly text?: string; readonly answer?: string }[];
  const met = sides.filter((side) =>
    parts.some((part) => (side.id !== undefined && part.about === side.id) || says(part, side)),
  );
  return met.length >= 2;
}

/** Sides such as "online store" have no entry of their own: they are told by their name. */
function says(part: { readonly text?: string; readonly answer?: string }, side: Pair["sides"][number]): boolean {
  const text = ` ${(part.text ?? part.answer ?? "").toLowerCase()} `;
  return [side.name, ...side.aliases].some((name) => new RegExp(`\\b${escaped(name.toLowerCase())}s?\\b`).test(text));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** A bank with nothing in it is none yet: a folder for tests, say. */
export function lintSpread(library: Library): string[] {
  if (library.items.length === 0) return [];
  return Object.entries(spreadOf(library)).flatMap(([name, counts]) =>
    counts.filter(({ count, least }) => count < least).map(({ of, count, least }) => `${name}: ${of} has ${String(count)} items; it needs ${String(least)}`),
  );
}
