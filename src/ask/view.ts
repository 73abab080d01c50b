import type { Choice, Fact, Part, Reply } from "../conversation.ts";
import { writeCommand } from "../command.ts";
import type { Library } from "../knowledge/library.ts";
import type { Entry } from "../knowledge/schema.ts";
import { differenceTold, type Comparison } from "./compare.ts";

/** How answers about entries look. Pure: knowledge in, Reply out. */

/** One entry as the answer to a question. `reason` is the line of it that met the question best. */
export function answerView(library: Library, entry: Entry, reason: string, runnersUp: readonly string[]): Reply {
  const rival = lookAlikeToShow(library, entry, runnersUp);
  const parts = reply(
    { kind: "heading", text: capital(entry.name) },
    ...examLine(library, entry),
    { kind: "text", text: entry.summary },
    {
      kind: "facts",
      facts: [
        { label: "Why", text: reason },
        { label: `Not ${shortOf(library, rival.id)}`, text: rival.difference },
        ...today(entry),
        where(library, entry),
        documentation(entry),
      ],
    },
    { kind: "choices", choices: [compareChoice(library, entry.id, rival.id), moreChoice(entry)] },
  );
  return { ...parts, share: `card ${entry.id}` };
}

/** Two entries that the knowledge marks as both right. */
export function bothView(library: Library, first: Entry, second: Entry, reason: string): Reply {
  const told = differenceTold(first, second);
  const closed = [first, second].filter(hasClosed);
  return reply(
    { kind: "heading", text: capital(`${first.short} or ${second.short}`) },
    { kind: "text", text: "Both are right for this one." },
    {
      kind: "facts",
      facts: [
        { label: capital(first.short), text: first.summary },
        { label: capital(second.short), text: second.summary },
        { label: "Why", text: reason },
        ...(told ? [{ label: "Which when", text: told }] : []),
        ...closed.flatMap(todayNamed),
        where(library, first),
        documentation(first),
        { ...documentation(second), label: `Docs for ${second.short}` },
      ],
    },
    {
      kind: "choices",
      choices: [compareChoice(library, first.id, second.id), moreChoice(first), moreChoice(second)],
    },
  );
}

/** Everything worth knowing about an entry. */
export function explainView(library: Library, entry: Entry): Reply {
  const elsewhere = entry.kind === "service" ? entry.notWhen.map((not) => not.instead) : [];
  const rivals = entry.lookAlikes
    .filter((l) => !elsewhere.includes(l.id))
    .map((l) => ({ label: `Not ${shortOf(library, l.id)}`, text: l.difference }));
  const body: Fact[] =
    entry.kind === "service"
      ? [
          { label: "Use it when", text: entry.useWhen.join(" ") },
          ...entry.notWhen.map((not) => ({
            label: `${capital(shortOf(library, not.instead))} instead`,
            text: not.when,
          })),
        ]
      : [
          ...(entry.formula ? [{ label: "Formula", text: entry.formula }] : []),
          { label: "You can tell by", text: entry.cue },
          ...(entry.services.length > 0
            ? [{ label: "At work in", text: entry.services.map((id) => shortOf(library, id)).join(", ") }]
            : []),
        ];
  const former = entry.formerNames.length > 0 ? [{ label: "Earlier name", text: entry.formerNames.join(", ") }] : [];
  return reply(
    { kind: "heading", text: capital(entry.name) },
    ...examLine(library, entry),
    { kind: "text", text: entry.summary },
    { kind: "list", items: entry.kind === "service" ? entry.capabilities : entry.points },
    {
      kind: "facts",
      facts: [
        ...body,
        ...rivals,
        ...(entry.gotchas.length > 0 ? [{ label: "Watch out", text: entry.gotchas.join(" ") }] : []),
        ...former,
        ...today(entry),
        where(library, entry),
        documentation(entry),
      ],
    },
    {
      kind: "choices",
      choices: entry.lookAlikes.slice(0, 3).map((l) => compareChoice(library, entry.id, l.id)),
    },
  );
}

export function compareView(library: Library, comparison: Comparison): Reply {
  const entries = comparison.sides.flatMap((side) => library.entries.get(side.id ?? "") ?? []);
  return reply(
    { kind: "heading", text: capital(comparison.sides.map((side) => side.name).join(" or ")) },
    ...(comparison.difference ? [{ kind: "text", text: comparison.difference } as const] : []),
    {
      kind: "facts",
      facts: [
        ...comparison.sides.map((side) => ({ label: side.name, text: side.tell })),
        ...entries.filter(hasClosed).flatMap(todayNamed),
        { label: "Documentation", text: checkedOn(comparison.checked), link: comparison.source },
      ],
    },
    {
      kind: "choices",
      choices: entries.map((entry) => moreChoice(entry, `About ${entry.short}`)),
    },
  );
}

/** Where the facts about an entry come from, and when they were last held against it. */
export function sourceView(entry: Entry): Reply {
  const more = new Set([
    ...(entry.kind === "service" && entry.status.source ? [entry.status.source] : []),
    ...entry.sources,
  ]);
  more.delete(entry.doc);
  return reply(
    { kind: "heading", text: `Where this comes from: ${entry.short}` },
    {
      kind: "facts",
      facts: [documentation(entry), ...[...more].map((link) => ({ label: "Also", text: "AWS", link }))],
    },
  );
}

export function todayView(library: Library, entry: Entry): Reply {
  const facts = today(entry);
  const replacements = entry.kind === "service" ? entry.status.replacementIds : [];
  return reply(
    { kind: "heading", text: capital(`${entry.short} today`) },
    facts.length > 0
      ? { kind: "facts", facts }
      : { kind: "text", text: "This is an idea, not a service, so nothing opens or closes." },
    { kind: "facts", facts: [documentation(entry)] },
    {
      kind: "choices",
      choices: replacements.flatMap((id) => {
        const other = library.entries.get(id);
        return other ? [moreChoice(other, `About ${other.short}`)] : [];
      }),
    },
  );
}

export function didYouMeanView(entries: readonly Entry[]): Reply {
  return reply(
    { kind: "heading", text: "Did you mean one of these?" },
    { kind: "facts", facts: entries.map((entry) => ({ label: capital(entry.short), text: entry.summary })) },
    { kind: "choices", choices: entries.map((entry) => moreChoice(entry, capital(entry.short))) },
    { kind: "footer", text: "Or say what goes in and what should come out, and I will look again." },
  );
}

export function dontKnowView(): Reply {
  return reply(
    {
      kind: "text",
      text: "I don't know that one. I know which AWS service fits a machine-learning task, and the ideas behind it.",
    },
    { kind: "choices", choices: exampleQuestions.map((text) => commandChoice(`ask ${text}`, text)) },
  );
}

/** Asked where the tutor shows what it can do; each has to be answered with confidence. */
export const exampleQuestions = [
  "detect drift in prod?",
  "who labels my images?",
  "great in training, poor on new data?",
];

/** Small talk and what we decline, with commands to go on with. */
export function talkView(text: string, offers: readonly string[]): Reply {
  return reply({ kind: "text", text }, { kind: "choices", choices: offers.map((offer) => commandChoice(offer)) });
}

/** Every service that new customers can no longer start with, in the words of its status. */
export function closedView(library: Library): Reply {
  const closed = library.services.filter(hasClosed);
  return reply(
    { kind: "heading", text: "Closed to new customers, legacy or ended" },
    {
      kind: "text",
      text: "They stay the answer in the curriculum and in most study material. Closed is not shut down: existing customers carry on.",
    },
    { kind: "list", items: closed.map((entry) => `${entry.short}: ${entry.status.today ?? entry.status.state}`) },
  );
}

export function tooLongView(length: number, limit: number): Reply {
  return say(
    `That is ${String(length)} characters; I read up to ${String(limit)}. One or two sentences about what you have and what you need are best.`,
  );
}

export function say(text: string): Reply {
  return reply({ kind: "text", text });
}

function reply(...parts: readonly Part[]): Reply {
  const filled = parts.filter((part) => !(part.kind === "choices" && part.choices.length === 0));
  return { to: "asker", parts: filled };
}

/** The look-alike to tell apart: of the same kind if there is one, and rather one that ranked near. */
function lookAlikeToShow(library: Library, entry: Entry, runnersUp: readonly string[]): Entry["lookAlikes"][number] {
  const worth = ({ id }: { id: string }) =>
    (library.entries.get(id)?.kind === entry.kind ? 2 : 0) + (runnersUp.includes(id) ? 1 : 0);
  return entry.lookAlikes.reduce((a, b) => (worth(b) > worth(a) ? b : a));
}

/** A service that newcomers can no longer start with is still the answer that is looked for; say that first. */
function examLine(library: Library, entry: Entry): Part[] {
  if (!hasClosed(entry)) return [];
  const { modules } = library.curriculum;
  const taught = modules.some((m) => [m, ...m.objectives].some(({ services }) => services.includes(entry.id)));
  const asked = taught ? "For the exam and the curriculum, the answer is" : "In older study material, the answer is";
  return [{ kind: "text", text: `${asked} ${entry.short}.` }];
}

/** Whether nobody new can start with it. */
export function hasClosed(entry: Entry): boolean {
  return entry.kind === "service" && ["closed", "legacy", "ended"].includes(entry.status.state);
}

function todayNamed(entry: Entry): Fact[] {
  return today(entry).map((fact) => ({ ...fact, label: `${entry.short} today` }));
}

function today(entry: Entry): Fact[] {
  if (entry.kind !== "service") return [];
  const { state, today: told, replacement } = entry.status;
  if (!told) return state === "active" ? [{ label: "Today", text: "Active; we saw no closing notice." }] : [];
  return [{ label: "Today", text: [told, replacement].filter(Boolean).join(" ") }];
}

function where(library: Library, entry: Entry): Fact {
  const stages = entry.stages.map((id) => library.curriculum.stages.find((stage) => stage.id === id)?.name ?? id);
  const module = library.curriculum.modules.find((m) => m.number === entry.modules[0]);
  const parts = [
    ...(stages.length > 5 ? ["every stage"] : [stages.join(", ")]),
    module ? `module ${String(module.number)}, ${module.title}` : "beside the curriculum's modules",
  ];
  return { label: "Where", text: parts.filter(Boolean).join(" · ") };
}

function documentation(entry: Entry): Fact {
  return { label: "Documentation", text: checkedOn(entry.checked), link: entry.doc };
}

/** `2026-11-24` as "checked 24 November 2026". */
function checkedOn(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return `checked ${date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })}`;
}

function compareChoice(library: Library, a: string, b: string): Choice {
  return {
    label: `Compare with ${shortOf(library, b)}`,
    command: writeCommand({ name: "compare", arguments: [a, b] }),
  };
}

function commandChoice(command: string, label = command): Choice {
  return { label, command };
}

function moreChoice(entry: Entry, label = `More on ${entry.short}`): Choice {
  return { label, command: writeCommand({ name: "explain", arguments: [entry.id] }) };
}

function shortOf(library: Library, id: string): string {
  return library.entries.get(id)?.short ?? id;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
