import { areBothRight } from "./both-right.ts";
import { partsOf, shortestWhy, type ChoiceItem, type Item, type Option } from "./item.ts";
import { tellingWords, wordsOf } from "./likeness.ts";
import { withNumbers } from "./numbers.ts";
import type { Entry } from "./schema.ts";

/** The rules that every practice question keeps by itself. */
export function lintItem(written: Item, entries: ReadonlyMap<string, Entry>): string[] {
  const item = withNumbers(written, () => 0);
  const own = [...tooShort(item), ...partsOf(item).flatMap((part) => shouting(part.why)), ...shouting(item.stem), ...places(item)];
  if (item.type === "order") return [...own, ...alike(item.steps.map(({ text }) => text))];
  if (item.type === "match")
    return [...own, ...alike(item.pairs.map((p) => p.prompt)), ...alike(item.pairs.map((p) => p.answer), item.pairs.map((p) => p.about))];
  return [...own, ...lintOptions(item, entries)];
}

function lintOptions(item: ChoiceItem, entries: ReadonlyMap<string, Entry>): string[] {
  const keys = item.options.filter(({ correct }) => correct);
  const distractors = item.options.filter(({ correct }) => !correct);
  return [
    ...countOfKeys(item, keys.length),
    ...alike(item.options.map(({ text }) => text), item.options.map(({ about }) => about)),
    ...repeatedIds(item.options),
    ...keys.filter((key) => containsName(item.stem, key.text)).map((key) => `the stem contains the key's name “${key.text}”`),
    ...item.options.filter(({ text }) => /\b(all|none|both) of (the above|these)\b/i.test(text)).map(({ text }) => `“${text}” is no option`),
    ...(keys.some(isAbsolute) ? [] : distractors.filter(isAbsolute).map(({ text }) => `only distractors speak in absolutes: “${text}”`)),
    ...keys.flatMap((key) => statusTold(key, entries)),
    ...keys.flatMap((key) => distractors.flatMap((other) => alsoRight(item, key, other, entries))),
  ];
}

function countOfKeys({ type, stem }: ChoiceItem, count: number): string[] {
  if (type === "choice") return count === 1 ? [] : [`has ${String(count)} right options; it needs 1`];
  if (count < 2 || count > 3) return [`has ${String(count)} right options; it needs 2 or 3`];
  const said = count === 2 ? /\btwo\b/i : /\bthree\b/i;
  return said.test(stem) ? [] : [`the stem does not say how many to select (${String(count)})`];
}

/** A learner must not be able to rule an option out because one holds the other; two products may be named alike. */
function alike(texts: readonly string[], abouts: readonly (string | undefined)[] = []): string[] {
  const plain = texts.map((text) => ` ${wordsOf(text).join(" ")} `);
  return texts.flatMap((text, i) => {
    const inside = plain.findIndex((other, j) => {
      if (j === i || (abouts[i] !== undefined && abouts[j] !== undefined && abouts[i] !== abouts[j])) return false;
      return other.includes(plain[i] as string) && (other !== plain[i] || j < i);
    });
    return inside < 0 ? [] : [`“${text}” and “${texts[inside] as string}” overlap`];
  });
}

function repeatedIds(options: readonly Option[]): string[] {
  const ids = options.map(({ id }) => id);
  const abouts = options.flatMap(({ about }) => about ?? []);
  return [
    ...ids.filter((id, i) => ids.indexOf(id) < i).map((id) => `two options have the id "${id}"`),
    ...abouts.filter((id, i) => abouts.indexOf(id) < i).map((id) => `two options are about "${id}"`),
  ];
}

function isAbsolute({ text }: Option): boolean {
  return /\b(always|never|only|every|all)\b/i.test(text);
}

/** What a key is called without its vendor; a sentence as a key is no name. */
function containsName(stem: string, key: string): boolean {
  const name = wordsOf(key).filter((word) => !vendor.has(word));
  return name.length > 0 && name.length <= longestName && ` ${wordsOf(stem).join(" ")} `.includes(` ${name.join(" ")} `);
}

const vendor = new Set(["amazon", "aws", "sagemaker", "ai"]);
const longestName = 4;

/** Who cannot start with a service any more must learn it where it is the answer. */
function statusTold({ about, why }: Option, entries: ReadonlyMap<string, Entry>): string[] {
  const entry = entries.get(about ?? "");
  if (entry?.kind !== "service" || !shut.has(entry.status.state)) return [];
  return /clos|legacy|new customers|ended|no longer|sunset/i.test(why)
    ? []
    : [`the key ${entry.short} is ${entry.status.state}; its explanation has to say so`];
}

const shut: ReadonlySet<string> = new Set(["closed", "legacy", "ended"]);

/** A distractor may not be marked as right as well, nor list the very capability that makes the key right. */
function alsoRight(item: ChoiceItem, key: Option, other: Option, entries: ReadonlyMap<string, Entry>): string[] {
  const [right, wrong] = [entries.get(key.about ?? ""), entries.get(other.about ?? "")];
  if (!right || !wrong) return [];
  if (item.ruledOut.includes(wrong.id)) return [];
  if (areBothRight(right, wrong)) return [`${wrong.short} is right as well where ${right.short} is`];
  const reason = new Set(tellingWords(key.why));
  const same = linesOf(wrong).find((line) => {
    const words = [...new Set(tellingWords(line))];
    return words.length >= 4 && words.filter((word) => reason.has(word)).length / words.length > mostShared;
  });
  return same === undefined ? [] : [`${wrong.short} lists what makes ${right.short} right: ${same}`];
}

const mostShared = 0.8;

function linesOf(entry: Entry): readonly string[] {
  return entry.kind === "service" ? entry.capabilities : entry.points;
}

/** The shape asks for it too, but before numbers take the place of longer words in braces. */
function tooShort(item: Item): string[] {
  return partsOf(item)
    .filter(({ why }) => why.length < shortestWhy)
    .map(({ why }) => `too short an explanation: ${why}`);
}

/** Every place in braces is one that the item's numbers fill. */
function places(item: Item): string[] {
  const texts = partsOf(item).flatMap((part) => Object.values(part).filter((value) => typeof value === "string"));
  return [item.stem, ...texts].flatMap((text) => /\{\w+\}/.exec(text)?.[0] ?? []).map((place) => `nothing fills ${place}`);
}

function shouting(text: string): string[] {
  return /!|\*\*|`|\bTODO\b/.test(text) ? [`markup or shouting in: ${text}`] : [];
}
