import type { Choice, Fact, Part } from "../conversation.ts";
import { writeCommand } from "../command.ts";
import type { Library } from "../knowledge/library.ts";
import type { Entry } from "../knowledge/schema.ts";

/** What can be told of one entry, a line or a button at a time. */

/** A service that newcomers can no longer start with is still the answer that is looked for; say that first. */
export function examLine(library: Library, entry: Entry): Part[] {
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

export function todayNamed(entry: Entry): Fact[] {
  return today(entry).map((fact) => ({ ...fact, label: `${entry.short} today` }));
}

export function today(entry: Entry): Fact[] {
  if (entry.kind !== "service") return [];
  const { state, today: told, replacement } = entry.status;
  if (!told) return state === "active" ? [{ label: "Today", text: "Active; we saw no closing notice." }] : [];
  return [{ label: "Today", text: [told, replacement].filter(Boolean).join(" ") }];
}

export function where(library: Library, entry: Entry): Fact {
  const stages = entry.stages.map((id) => library.curriculum.stages.find((stage) => stage.id === id)?.name ?? id);
  const module = library.curriculum.modules.find((m) => m.number === entry.modules[0]);
  const parts = [
    ...(stages.length > 5 ? ["every stage"] : [stages.join(", ")]),
    module ? `module ${String(module.number)}, ${module.title}` : "beside the curriculum's modules",
  ];
  return { label: "Where", text: parts.filter(Boolean).join(" · ") };
}

export function documentation(entry: Entry): Fact {
  return { label: "Documentation", text: checkedOn(entry.checked), link: entry.doc };
}

/** `2026-11-24` as "checked 24 November 2026". */
export function checkedOn(day: string): string {
  let told = toldDays.get(day);
  if (told === undefined) toldDays.set(day, (told = `checked ${dayFormat.format(new Date(`${day}T00:00:00Z`))}`));
  return told;
}

/** Formatting a date costs more than finding the answer, and there are few days in the knowledge. */
const toldDays = new Map<string, string>();
const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

export function compareChoice(library: Library, a: string, b: string): Choice {
  return {
    label: `Compare with ${shortOf(library, b)}`,
    command: writeCommand({ name: "compare", arguments: [a, b] }),
  };
}

export function commandChoice(command: string, label = command): Choice {
  return { label, command };
}

export function moreChoice(entry: Entry, label = `More on ${entry.short}`): Choice {
  return { label, command: writeCommand({ name: "explain", arguments: [entry.id] }) };
}

export function cardChoice(entry: Entry): Choice {
  return { label: `About ${entry.short}`, command: writeCommand({ name: "card", arguments: [entry.id] }) };
}

export function shortOf(library: Library, id: string): string {
  return library.entries.get(id)?.short ?? id;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
