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

/** The case once more, so that the answer is read against it: below a heading of its own reply. */
export function caseInView({ case: told }: Item): Part[] {
  return told ? [{ kind: "text", text: `${told.title}. ${told.scenario}` }] : [];
}

function caseView({ title, scenario }: NonNullable<Item["case"]>): Part[] {
  return [
    { kind: "heading", text: title },
    { kind: "text", text: scenario },
  ];
}

/**
 * The question again with the right answer, what was answered, and why each option is right or when it would be.
 * `number`: which it is of several that are shown together; `chosen`: what everybody answered, to be counted.
 */
export function solutionView(
  showing: Showing,
  answer: Answer | undefined,
  entries: ReadonlyMap<string, Entry>,
  { number, chosen }: { readonly number?: number; readonly chosen?: readonly Answer[] | undefined } = {},
): Part[] {
  const { item } = showing;
  const outcome = answer ? (grade(item, answer).correct ? "Right" : "Not this time") : "The answer";
  return [
    { kind: "heading", text: number === undefined ? outcome : `Question ${String(number)}. ${outcome}` },
    ...caseInView(item),
    { kind: "text", text: item.stem },
    { kind: "facts", facts: explained(showing, { answer, ...(chosen ? { votes: [chosen] } : {}) }) },
    { kind: "facts", facts: [...statusFacts(item, entries), source(item)] },
    { kind: "footer", text: footer(item) },
  ];
}

/** Each option, step or pair with its explanation; what one learner said of it, and how many did at each vote. */
export function explained(
  showing: Showing,
  { answer, votes = [] }: { readonly answer?: Answer | undefined; readonly votes?: readonly (readonly Answer[])[] },
): Fact[] {
  const counted = (is: (one: Answer) => boolean, verb: string) =>
    votes.length > 0 ? `${votes.map((answers) => answers.filter(is).length).join(", then ")} ${verb}` : "";
  const label = (...says: readonly string[]) => says.filter(Boolean).join(" · ");
  const mine = (is: (one: Answer) => boolean, said: string, otherwise?: string) =>
    answer && is(answer) ? said : otherwise === undefined ? "" : `you said ${otherwise}`;
  if (showing.kind === "order") {
    const said = answer?.kind === "order" ? answer.ids : [];
    return showing.item.steps.map(({ id, text, why }, i) => {
      const isHere = (one: Answer) => one.kind === "order" && one.ids[i] === id;
      return {
        label: label(
          `${String(i + 1)}. ${text}`,
          mine(isHere, "as you said", showing.item.steps.find((step) => step.id === said[i])?.text),
          counted(isHere, "had it"),
        ),
        text: why,
      };
    });
  }
  if (showing.kind === "match") {
    const said = answer?.kind === "match" ? answer.given : {};
    return showing.item.pairs.map(({ id, prompt, answer: right, why }) => {
      const isRight = (one: Answer) => one.kind === "match" && one.given[id] === id;
      return {
        label: label(
          `${prompt}: ${right}`,
          mine(isRight, "as you said", showing.item.pairs.find((pair) => pair.id === said[id])?.answer),
          counted(isRight, "had it"),
        ),
        text: why,
      };
    });
  }
  return showing.slots.map(({ id, text, correct, why }, slot) => {
    const isChosen = (one: Answer) => one.kind === "options" && one.ids.includes(id);
    const says = [correct ? "right" : "", mine(isChosen, "your answer"), counted(isChosen, "chose it")];
    return { label: label(`${letter(slot)}. ${text}`, ...says), text: why };
  });
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
