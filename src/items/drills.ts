import { areBothRight } from "../knowledge/both-right.ts";
import type { ChoiceItem, Option } from "../knowledge/item.ts";
import type { Library } from "../knowledge/library.ts";
import type { Chance } from "../knowledge/numbers.ts";
import type { Entry, Pair, Service, StageId } from "../knowledge/schema.ts";
import { pick, shuffled } from "./chance.ts";

/**
 * Quick questions made from the knowledge itself, beside the authored ones. Distractors are near look-alikes, and never
 * an entry that is right as well.
 */
export type Drill = ChoiceItem;

/** "Which service does this?", from a line of what it does. */
export function whichService({ entries }: Library, service: Service, chance: Chance): Drill | undefined {
  const lines = [...service.capabilities, ...service.useWhen].filter((line) => !names(line, service));
  const line = pick(lines, () => 1, chance);
  const others = rivals(entries, service, chance).filter((other) => other.kind === "service");
  if (line === undefined || others.length < 3) return undefined;
  return drill({
    id: `drill-service-${service.id}`,
    about: service,
    stem: `Which AWS service or feature is this? ${line}`,
    right: option(service, `${service.short}: ${service.summary}`),
    wrong: others.slice(0, 3).map((other) => option(other, `${other.short}: ${other.summary}`)),
  });
}

/** "At which stage?", for services with one main stage. */
export function whichStage({ curriculum }: Library, entry: Entry, chance: Chance): Drill | undefined {
  const [main] = entry.stages;
  const stage = curriculum.stages.find(({ id }) => id === main);
  if (!stage) return undefined;
  // A stage where it helps as well would not be wrong.
  const others = shuffled(
    curriculum.stages.filter(({ id }) => !entry.stages.includes(id)),
    chance,
  ).slice(0, 3);
  if (others.length < 3) return undefined;
  const told = ({ id, name, definition }: typeof stage, correct: boolean): Option => ({
    id,
    text: name,
    correct,
    why: definition,
  });
  return drill({
    id: `drill-stage-${entry.id}`,
    about: entry,
    stem: `At which stage of an ML pipeline is ${entry.short} mainly at home?`,
    right: told(stage, true),
    wrong: others.map((other) => told(other, false)),
  });
}

/** "Tell A from B": which side of a comparison a line describes. */
export function tellApart({ entries }: Library, pair: Pair, chance: Chance): Drill | undefined {
  const known = pair.sides.flatMap((side) => {
    const entry = entries.get(side.id ?? "");
    return entry ? [{ ...side, entry }] : [];
  });
  const asked = pick(known, ({ tell, entry }) => (names(tell, entry) ? 0 : 1), chance);
  if (!asked || known.length < 2) return undefined;
  if (known.some(({ entry }) => entry !== asked.entry && areBothRight(asked.entry, entry))) return undefined;
  const sides = new Set(known.map(({ entry }) => entry.id));
  const fill = rivals(entries, asked.entry, chance).filter(
    ({ id, kind }) => !sides.has(id) && kind === asked.entry.kind,
  );
  const wrong = [
    ...known
      .filter((side) => side !== asked)
      .map((side) => option(side.entry, `${side.name}: ${side.tell}`, side.name)),
    ...fill.map((entry) => option(entry, `${entry.short}: ${entry.summary}`)),
  ].slice(0, 3);
  if (wrong.length < 3) return undefined;
  return drill({
    id: `drill-pair-${pair.id}`,
    about: asked.entry,
    stem: `Which of these is meant? ${asked.tell}`,
    right: option(asked.entry, `${asked.name}: ${pair.difference}`, asked.name),
    wrong,
    source: pair.source,
    checked: pair.checked,
  });
}

/**
 * The ids of what can be made on some entries: which is meant, which service it is, at which stage. Of several entries what
 * tells them apart comes first, of one what asks for it.
 */
export function drillsOn({ entries, pairs }: Library, ids: readonly string[]): string[] {
  const between = pairs.filter(({ sides }) => {
    const named = sides.filter(({ id }) => id !== undefined && ids.includes(id));
    return named.length >= Math.min(2, ids.length);
  });
  const apart = between.map(({ id }) => `drill-pair-${id}`);
  const services = ids.filter((id) => entries.get(id)?.kind === "service").map((id) => `drill-service-${id}`);
  const stages = ids.map((id) => `drill-stage-${id}`);
  return ids.length > 1 ? [...apart, ...services] : [...services, ...stages, ...apart];
}

/** The drill of that id; nothing where there is none, or none can be made. */
export function madeDrill(library: Library, id: string, chance: Chance): Drill | undefined {
  const [, kind, of = ""] = /^drill-(service|stage|pair)-(.+)$/.exec(id) ?? [];
  const pair = library.pairs.find((one) => one.id === of);
  const entry = library.entries.get(of);
  if (kind === "pair") return pair && tellApart(library, pair, chance);
  if (kind === "stage") return entry && whichStage(library, entry, chance);
  return kind === "service" && entry?.kind === "service" ? whichService(library, entry, chance) : undefined;
}

/** The look-alikes of an entry, its nearest first, then entries that share its stage; none that is right as well. */
function rivals(entries: Library["entries"], entry: Entry, chance: Chance): Entry[] {
  const nearest = entry.lookAlikes.flatMap(({ id }) => entries.get(id) ?? []);
  const stages: ReadonlySet<StageId> = new Set(entry.stages);
  const sameStage = shuffled([...entries.values()], chance).filter(
    (other) => other.kind === entry.kind && other.stages.some((stage) => stages.has(stage)),
  );
  return [...new Set([...nearest, ...sameStage])].filter((other) => other !== entry && !areBothRight(entry, other));
}

/** Whether a line gives the entry away by a word of its name. */
function names(line: string, { short, name, aliases }: Entry): boolean {
  const said = line.toLowerCase();
  return [short, name, ...aliases].some((called) => said.includes(called.toLowerCase()));
}

function option(entry: Entry, why: string, text = entry.short): Omit<Option, "correct"> {
  return { id: entry.id, text, about: entry.id, why };
}

type Made = {
  readonly id: string;
  readonly about: Entry;
  readonly stem: string;
  readonly right: Omit<Option, "correct">;
  readonly wrong: readonly Omit<Option, "correct">[];
  readonly source?: string;
  readonly checked?: string;
};

function drill({ id, about, stem, right, wrong, source = about.doc, checked = about.checked }: Made): Drill {
  const module = about.modules[0] ?? 1;
  return {
    type: "choice",
    id,
    objective: about.exam[0] ?? "1.3.4",
    curriculum: `${String(module)}.1`,
    module,
    stage: about.stages[0] ?? "framing",
    difficulty: 1,
    tags: [],
    services: about.kind === "service" ? [about.id] : [],
    concepts: about.kind === "concept" ? [about.id] : [],
    answers: [about.id],
    reserved: false,
    withdrawn: false,
    ruledOut: [],
    stem,
    options: [{ ...right, correct: true }, ...wrong.map((o) => ({ ...o, correct: false }))],
    source,
    checked,
    revision: "drill",
  };
}
