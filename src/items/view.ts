import type { Fact, Part } from "../conversation.ts";
import type { Item } from "../knowledge/item.ts";
import type { Entry } from "../knowledge/schema.ts";
import { grade, type Answer } from "./grade.ts";
import { letter, type Showing } from "./showing.ts";

/** How items look in words. Buttons and menus are for whoever asks: they know what an answer says. */

/** The question, without a hint of its answer. */
export function questionView({ kind, item, slots }: Showing): Part[] {
  return [
    ...(item.case ? caseView(item.case) : []),
    { kind: "text", text: item.stem },
    ...(kind === "match"
      ? [
          { kind: "list" as const, items: item.pairs.map(({ prompt }, i) => `${String(i + 1)}. ${prompt}`) },
          { kind: "list" as const, items: slots.map(({ answer }, slot) => `${letter(slot)}. ${answer}`) },
        ]
      : [{ kind: "list" as const, items: slots.map(({ text }, slot) => `${letter(slot)}. ${text}`) }]),
    { kind: "footer", text: footer(item) },
  ];
}

function caseView({ title, scenario }: NonNullable<Item["case"]>): Part[] {
  return [
    { kind: "heading", text: title },
    { kind: "text", text: scenario },
  ];
}

/**
 * The question again with the right answer, what was answered, and why each option is right or when it would be.
 * `number`: which it is of several that are shown together.
 */
export function solutionView(
  showing: Showing,
  answer: Answer | undefined,
  entries: ReadonlyMap<string, Entry>,
  number?: number,
): Part[] {
  const { item } = showing;
  const outcome = answer ? (grade(item, answer).correct ? "Right" : "Not this time") : "The answer";
  return [
    { kind: "heading", text: number === undefined ? outcome : `Question ${String(number)}. ${outcome}` },
    { kind: "text", text: item.stem },
    { kind: "facts", facts: explained(showing, answer) },
    { kind: "facts", facts: [...statusFacts(item, entries), source(item)] },
    { kind: "footer", text: footer(item) },
  ];
}

function explained(showing: Showing, answer: Answer | undefined): Fact[] {
  if (showing.kind === "order")
    return showing.item.steps.map(({ text, why }, i) => ({ label: `${String(i + 1)}. ${text}`, text: why }));
  if (showing.kind === "match")
    return showing.item.pairs.map(({ prompt, answer: right, why }) => ({ label: `${prompt}: ${right}`, text: why }));
  const chosen = answer?.kind === "options" ? answer.ids : [];
  return showing.slots.map(({ id, text, correct, why }, slot) => ({
    label: [`${letter(slot)}. ${text}`, correct ? "right" : "", chosen.includes(id) ? "your answer" : ""]
      .filter(Boolean)
      .join(" · "),
    text: why,
  }));
}

/** What has become of the services that are the key, where something has. */
function statusFacts({ answers }: Item, entries: ReadonlyMap<string, Entry>): Fact[] {
  return answers.flatMap((id) => {
    const entry = entries.get(id);
    if (entry?.kind !== "service" || entry.status.today === undefined) return [];
    return [{ label: `${entry.short} today`, text: entry.status.today }];
  });
}

function source({ source: link, checked }: Item): Fact {
  return { label: "Documentation", text: `checked ${checked}`, link };
}

function footer(item: Item): string {
  return [
    `Objective ${item.objective}.`,
    item.case ? "Case study: practice, not in the current exam guide." : "",
    item.tags.includes("beyond-exam") ? "Beyond the exam." : "",
    "Our own practice question, independent of AWS; no real exam content.",
  ]
    .filter(Boolean)
    .join(" ");
}
