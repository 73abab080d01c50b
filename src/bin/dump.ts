import { seeded } from "../items/chance.ts";
import type { Item } from "../knowledge/item.ts";
import { withNumbers } from "../knowledge/numbers.ts";

/** An authored item as one line of JSON, for whoever wants to look at all of them; its numbers as one seed draws them. */
export function dumpItem(authored: Item): string {
  const item = withNumbers(authored, seeded(authored.id));
  const { id, type, objective, curriculum, services, difficulty, reserved, stem, tags, source, checked } = item;
  const head = {
    id,
    type,
    case: item.case?.id ?? null,
    objective,
    curriculum,
    services,
    difficulty,
    reserved,
    stem,
    tags,
  };
  return JSON.stringify({ ...head, ...parts(item), source, checked });
}

function parts(item: Item): object {
  if (item.type === "order") return { steps: item.steps.map(({ text, why }) => ({ text, why })) };
  if (item.type === "match") return { pairs: item.pairs.map(({ prompt, answer, why }) => ({ prompt, answer, why })) };
  return {
    options: item.options.map((o) => ({
      id: o.id,
      text: o.text,
      about: o.about ?? null,
      correct: o.correct,
      why: o.why,
    })),
  };
}
