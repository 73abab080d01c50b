import type { Lesson } from "./lesson.ts";
import type { Entry, Service } from "./schema.ts";

/** Holds what a lesson says of a service's status against the service's own entry, sentence by sentence. */

/**
 * What contradicts or leaves out a status: a service that cannot be started with is named and this is not told; it is
 * told of one that is open; a day is another than the entry's, or an uncertain day is told as certain.
 */
export function lintStatusTold(lesson: Lesson, entries: ReadonlyMap<string, Entry>): string[] {
  const services = [...entries.values()].filter((entry) => entry.kind === "service");
  const shut = services.filter(({ status }) => shutStates.has(status.state));
  const open = services.filter(({ status }) => status.state === "active" && status.today === undefined);
  const sentences = lesson.cards.flatMap(({ text }) => text.split(/(?<=[.?])\s+/));
  const all = lesson.cards.map(({ heading, text }) => `${heading}. ${text}`).join(" ");
  const told = sentences.filter((sentence) => saysShut.test(sentence));
  return [
    ...shut
      .filter((service) => isNamed(service, all, services) && !told.some((one) => isNamed(service, one, services)))
      .map(({ short, status }) => `${short} is ${status.state}; a card has to say so`),
    ...told.flatMap((sentence) => {
      const named = services.filter((service) => isNamed(service, sentence, services));
      const meant = named.filter(({ status }) => status.today !== undefined);
      if (meant.length === 0)
        return named.filter((service) => open.includes(service)).map(({ short }) => `${short} is active, not so here: ${sentence}`);
      return daysIn(sentence).flatMap((day) => wrongDay(day, sentence, meant));
    }),
    ...sentences
      .filter((sentence) => saysOpen.test(sentence) && !saysShut.test(sentence))
      .flatMap((sentence) =>
        shut
          .filter((service) => isNamed(service, sentence, services))
          .map(({ short, status }) => `${short} is ${status.state}, not so here: ${sentence}`),
      ),
  ];
}

const shutStates: ReadonlySet<string> = new Set(["closed", "legacy", "ended"]);
const saysShut = /\bclosed?\b|\blegacy\b|new customers|\bended\b|no longer (open|offered)|no new (sign-ups|set-ups)/i;
const saysOpen = /\b(is|are|remains?|stays?) (still |all )?(active|open|available)\b/i;

function wrongDay(day: string, sentence: string, services: readonly Service[]): string[] {
  const saying = services.filter(({ status }) => `${status.today ?? ""} ${status.replacement ?? ""}`.includes(day));
  if (saying.length === 0) return [`${services.map(({ short }) => short).join(", ")}: “${day}” is not in the status, but here: ${sentence}`];
  const uncertain = saying.every(({ status }) => /reportedly/.test(status.today ?? ""));
  return uncertain && !/reportedly/i.test(sentence) ? [`“${day}” is reported, not certain, but not so here: ${sentence}`] : [];
}

/** Days as the statuses write them: "30 July 2026", "30 July", "July 2026". */
function daysIn(sentence: string): string[] {
  return sentence.match(new RegExp(`\\b(\\d{1,2} (${months})( \\d{4})?|(${months}) \\d{4})\\b`, "g")) ?? [];
}

const months = "January|February|March|April|May|June|July|August|September|October|November|December";

/** By its short name, which is not a part of another service's, "Ground Truth" of "Ground Truth Plus", in the text. */
function isNamed(service: Service, text: string, services: readonly Service[]): boolean {
  const name = plainName(service);
  const longer = services.map(plainName).filter((other) => other !== name && other.includes(name));
  return longer.reduce((left, other) => left.replaceAll(other, ""), text).includes(name);
}

function plainName({ short }: Service): string {
  return short.replace(/^(Amazon|AWS|SageMaker) /, "");
}
