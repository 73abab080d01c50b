import { readTime, timeForm } from "../daily/clock-words.ts";
import type { LocalTime } from "../daily/recurrence.ts";
import { findPlace, findZoneName } from "../daily/zone-words.ts";

/** What a learner can be reminded of: a daily question that is open and that they have not answered, or cards due. */
export const reminderKinds = ["daily", "reviews"] as const;
export type ReminderKind = (typeof reminderKinds)[number];

export type Wish =
  | { readonly kind: "status" }
  /** `of`: all of them, if left out. */
  | { readonly kind: "off"; readonly of?: ReminderKind }
  /** `zone`: an IANA name, where one was written. */
  | { readonly kind: "set"; readonly of: ReminderKind; readonly time: LocalTime; readonly zone?: string }
  /** A zone was named by what stands for several: what each would have been in full. */
  | { readonly kind: "which"; readonly choices: readonly { readonly zone: string; readonly command: string }[] }
  | { readonly kind: "refused"; readonly told: string };

/** Reads what stands behind `remind`: "me at 5pm Rome", "reviews 08:00", "off". `known` is the learner's own zone. */
export function readWish(text: string, known?: string): Wish {
  let rest = ` ${text.replace(/\s+/g, " ").trim()} `;
  const take = (form: RegExp): RegExpExecArray | undefined => {
    const found = form.exec(rest) ?? undefined;
    if (found) rest = rest.replace(found[0], "  ");
    return found;
  };
  if (rest.trim() === "") return { kind: "status" };
  const named = findZoneName(rest);
  rest = named?.rest ?? rest;
  take(everyDayForm);
  const reviews = take(reviewsForm) !== undefined;
  const daily = take(dailyForm) !== undefined;
  if (take(offForm)) {
    if (reviews === daily) return { kind: "off" };
    return { kind: "off", of: reviews ? "reviews" : "daily" };
  }
  const of: ReminderKind = reviews ? "reviews" : "daily";
  const written = take(clockForm);
  const time = readTime(written?.slice(1).find(Boolean) ?? "");
  const place = named ?? findPlace(rest, known);
  const left = (named ? rest : (place?.rest ?? rest)).replace(fillers, " ").trim();

  if (reviews && daily) return refused("One at a time: the daily question, or reviews.", "daily");
  if (written === undefined) return refused("At what time?", of);
  if (time === undefined) return refused("A time lies between 00:00 and 23:59.", of);
  if ((place && "unknown" in place) || (!place && left !== "" && /\bin\b/i.test(rest)))
    return refused("I know no zone of that name. Name a big city near you.", of);
  if (left !== "") return refused("I can remind you of the daily question or of reviews, at one time a day.", of);
  if (place && "choices" in place)
    return { kind: "which", choices: place.choices.map((zone) => ({ zone, command: writeReminder(of, time, zone) })) };
  return { kind: "set", of, time, ...(place && "zone" in place ? { zone: place.zone } : {}) };
}

/** Whether words behind `remind` speak of reminders; "remind me what drift is" is a question. */
export function isWish(text: string): boolean {
  const words = ` ${text.trim()} `;
  return onlyKnown.test(words.replace(fillers, " ")) || clockForm.test(words);
}

/** "remind reviews 08:00 Europe/Rome". */
export function writeReminder(of: ReminderKind, time: LocalTime, zone: string): string {
  return ["remind", ...(of === "reviews" ? ["reviews"] : []), time, zone].join(" ");
}

function refused(told: string, of: ReminderKind): Wish {
  return { kind: "refused", told: `${told} For example: ${examples[of]}` };
}

const examples: Readonly<Record<ReminderKind, string>> = {
  daily: writeReminder("daily", "17:00", "Europe/Rome"),
  reviews: writeReminder("reviews", "08:00", "Europe/Rome"),
};

const clockForm = new RegExp(
  String.raw`(?:\bat )?(${timeForm})|\bat (\d{1,2})\b(?: o['’]?clock\b)?(?![:.]\d)|^ +(?:me )?(\d{1,2})(?= )|(?<![\d.:])(\d{1,2}:\d{2})(?![\d.:])`,
  "i",
);
const offForm = /\b(?:off|stop|never|no more|not any more)\b/i;
const everyDayForm = /\b(?:every|each) ?(?:day|morning|afternoon|evening)\b/i;
const reviewsForm = /\b(?:reviews?|cards?|deck)\b(?: (?:are |is )?due\b)?/i;
const dailyForm = /\bdaily\b(?: questions?\b)?/i;
const fillers = /\b(?:me|please|of|about|for|the|my|when|to|do|answer|at|in|by|on|and|reminders?)\b|[,;.?]/gi;
const onlyKnown = new RegExp(
  String.raw`^ *(?:(?:${[offForm, everyDayForm, reviewsForm, dailyForm].map(({ source }) => source).join("|")}) *)*$`,
  "i",
);
