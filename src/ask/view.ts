import type { Fact, Part, Reply } from "../conversation.ts";
import type { Library } from "../knowledge/library.ts";
import type { Entry } from "../knowledge/schema.ts";
import { say } from "../replies.ts";
import { differenceTold, type Comparison } from "./compare.ts";
import {
  capital,
  checkedOn,
  commandChoice,
  compareChoice,
  documentation,
  examLine,
  hasClosed,
  moreChoice,
  shortOf,
  today,
  todayNamed,
  where,
} from "./facts.ts";

/** How answers about entries look. Pure: knowledge in, Reply out. */

/** Two entries that the knowledge marks as both right. */
export function bothView(library: Library, first: Entry, second: Entry, reason: Fact): Reply {
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
        { ...reason, label: `Why ${first.short}` },
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
      ? entry.notWhen.map((not) => ({ label: `${capital(shortOf(library, not.instead))} instead`, text: not.when }))
      : [
          ...(entry.formula ? [{ label: "Formula", text: entry.formula }] : []),
          { label: "You can tell by", text: entry.cue },
          ...(entry.services.length > 0
            ? [{ label: "At work in", text: capital(entry.services.map((id) => shortOf(library, id)).join(", ")) }]
            : []),
        ];
  const former = entry.formerNames.length > 0 ? [{ label: "Earlier name", text: entry.formerNames.join(", ") }] : [];
  return reply(
    { kind: "heading", text: capital(entry.name) },
    ...examLine(library, entry),
    { kind: "text", text: entry.summary },
    { kind: "list", items: entry.kind === "service" ? entry.capabilities : entry.points },
    ...(entry.kind === "service"
      ? ([
          { kind: "heading", text: "Use it when" },
          { kind: "list", items: entry.useWhen },
        ] as const)
      : []),
    { kind: "facts", facts: [...body, ...rivals] },
    ...(entry.gotchas.length > 0
      ? ([
          { kind: "heading", text: "Watch out" },
          { kind: "list", items: entry.gotchas },
        ] as const)
      : []),
    {
      kind: "facts",
      facts: [...former, ...today(entry), where(library, entry), documentation(entry)],
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
      facts: [
        documentation(entry),
        ...[...more].map((link) => ({ label: "Also", text: checkedOn(entry.checked), link })),
      ],
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

/** `tell` is the command that keeps the question for the maintainers, where that can be done. */
export function dontKnowView(tell?: string): Reply {
  const examples = exampleQuestions.map((text) => commandChoice(`ask ${text}`, text));
  return reply(
    {
      kind: "text",
      text: "I don't know that one. I know which AWS service fits a machine-learning task, and the ideas behind it.",
    },
    {
      kind: "choices",
      choices: tell === undefined ? examples : [...examples, commandChoice(tell, "Tell the maintainers")],
    },
  );
}

/** What was kept is shown to whoever sent it, where nobody else reads along. */
export function toldView(kept: string, inPrivate: boolean): Reply {
  const thanks = "Thank you. The maintainers will see your question without your name, for 90 days at most.";
  return reply(
    { kind: "text", text: thanks },
    ...(inPrivate ? [{ kind: "facts" as const, facts: [{ label: "Kept as", text: kept }] }] : []),
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
  const closed = library.services.filter(hasClosed).sort((a, b) => a.short.localeCompare(b.short, "en"));
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

export function reply(...parts: readonly Part[]): Reply {
  const filled = parts.filter((part) => !(part.kind === "choices" && part.choices.length === 0));
  return { to: "asker", parts: filled };
}
