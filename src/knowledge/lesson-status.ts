import type { Lesson } from "./lesson.ts";
import type { Entry, Service } from "./schema.ts";

/** Holds what a lesson says of a service's status against the service's own entry, sentence by sentence. */

/**
 * What contradicts or leaves out a status: a service that cannot be started with is named and this is not told, or is
 * told to be open; one that is open is told to be closed; a day is not the entry's, or is more certain than there.
 */
export function lintStatusTold({ cards }: Lesson, entries: ReadonlyMap<string, Entry>): string[] {
  const services = [...entries.values()].filter((entry) => entry.kind === "service");
  const namedIn = (text: string) => services.filter((service) => isNamed(service, text, services));
  const sentences = cards.flatMap(({ text }) => text.split(/(?<=[.?])\s+/));
  const tellsShut = sentences.filter((sentence) => saysShut.test(sentence));
  const tellsOpen = sentences.filter((sentence) => saysOpen.test(sentence) && !saysShut.test(sentence));
  const told = new Set(tellsShut.flatMap(namedIn));
  return [
    ...namedIn(cards.map(({ heading, text }) => `${heading}. ${text}`).join(" "))
      .filter((service) => isShut(service) && !told.has(service))
      .map(({ short, status }) => `${short} is ${status.state}; a card has to say so`),
    ...tellsShut.flatMap((sentence) => contradicted(sentence, namedIn(sentence))),
    ...tellsOpen.flatMap((sentence) => namedIn(sentence).filter(isShut).map((service) => notSo(service, sentence))),
  ];
}

/** Whether a sentence tells that something is closed, or has come to an end. */
export const saysShut = /\bclosed?\b|\blegacy\b|new customers|\bended\b|no longer (open|offered)|no new (sign-ups|set-ups)/i;
const saysOpen = /\b(is|are|remains?|stays?) (still |all )?(active|open|available)\b/i;

function isShut({ status }: Service): boolean {
  return ["closed", "legacy", "ended"].includes(status.state);
}

/** A sentence that tells of an end has to mean a service about which there is something to tell, and its days. */
function contradicted(sentence: string, named: readonly Service[]): string[] {
  const meant = named.filter(({ status }) => status.today !== undefined);
  if (meant.length === 0) return named.map((service) => notSo(service, sentence));
  return daysIn(sentence).flatMap((day) => {
    const saying = meant.filter(({ status }) => `${status.today ?? ""} ${status.replacement ?? ""}`.includes(day));
    if (saying.length === 0)
      return [`“${day}” is not in the status of ${meant.map(({ short }) => short).join(", ")}, but here: ${sentence}`];
    const isCertain = saying.some(({ status }) => !/reportedly/.test(status.today ?? ""));
    return isCertain || /reportedly/i.test(sentence)
      ? []
      : [`“${day}” is reported, not certain, but not so here: ${sentence}`];
  });
}

function notSo({ short, status }: Service, sentence: string): string {
  return `${short} is ${status.state}, not so here: ${sentence}`;
}

/** Days as the statuses write them: "30 July 2026", "30 July", "July 2026". */
export function daysIn(sentence: string): string[] {
  return sentence.match(new RegExp(`\\b(\\d{1,2} (${months})( \\d{4})?|(${months}) \\d{4})\\b`, "g")) ?? [];
}

const months = "January|February|March|April|May|June|July|August|September|October|November|December";

/** By its short name, where this is not a part of another service's, as "Ground Truth" is of "Ground Truth Plus". */
function isNamed(service: Service, text: string, services: readonly Service[]): boolean {
  const name = plainName(service);
  if (!text.includes(name)) return false;
  const longer = services.map(plainName).filter((other) => other !== name && other.includes(name));
  const left = longer.reduce((rest, other) => rest.replaceAll(other, ""), text);
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, "u").test(left);
}

function plainName({ short }: Service): string {
  return short.replace(/^(Amazon|AWS|SageMaker) /, "");
}
