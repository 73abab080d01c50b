import { readDate } from "../daily/date-words.ts";
import type { LocalDate } from "../learners/zones.ts";
import { daysAfter, daysBetween } from "./dates.ts";
import { outcomes, type Outcome } from "./goal.ts";
import { fewestMinutes, mostMinutes } from "./plan.ts";

export type Wish =
  | { readonly kind: "status" }
  | { readonly kind: "off" }
  /** `examOn`: of which exam, where a button says it. */
  | { readonly kind: "outcome"; readonly outcome: Outcome; readonly examOn?: LocalDate }
  /** One of the two is there at least. */
  | { readonly kind: "set"; readonly examOn?: LocalDate; readonly minutes?: number }
  /** The day may be either; what each would have been without doubt. */
  | { readonly kind: "which"; readonly choices: readonly { readonly date: LocalDate; readonly command: string }[] }
  | { readonly kind: "refused"; readonly told: string };

/** So far ahead an exam may be, in days: two years, with a leap day. */
const farthest = 731;

/** Reads what stands behind `goal`: "15 January, 30 min a day", "in 6 weeks", "off". */
export function readWish(text: string, today: LocalDate): Wish {
  const typed = plain(text);
  if (typed === "") return { kind: "status" };
  if (offForm.test(typed)) return { kind: "off" };
  const [, told, of] = outcomeForm.exec(typed) ?? [];
  if (told !== undefined)
    return { kind: "outcome", outcome: outcomeOf(told), ...(of === undefined ? {} : { examOn: of }) };

  const { minutes, rest } = readMinutes(typed, today);
  if (minutes !== undefined && (minutes < fewestMinutes || minutes > mostMinutes))
    return refused(
      `I plan with ${String(fewestMinutes)} to ${String(mostMinutes)} minutes a day. For example: ${writeGoal(daysAfter(today, 42), 20)}`,
    );
  if (rest === "") return minutes === undefined ? { kind: "status" } : { kind: "set", minutes };
  const dates = datesMeant(rest, today);
  const [date, ...others] = dates.filter((each) => whyNot(each, today) === undefined);
  if (date === undefined) return refused(dates[0] === undefined ? noSuchDay : (whyNot(dates[0], today) ?? noSuchDay));
  if (others.length > 0)
    return {
      kind: "which",
      choices: [date, ...others].map((each) => ({ date: each, command: writeGoal(each, minutes) })),
    };
  return { kind: "set", examOn: date, ...(minutes === undefined ? {} : { minutes }) };
}

/** Whether words behind `goal` speak of a day, of minutes or of how it went; "goal of a business" is a question. */
export function isWish(text: string): boolean {
  const typed = plain(text);
  if ([offForm, outcomeForm, aUnitForm].some((form) => form.test(typed))) return true;
  const left = typed.split(/[\s,]+/).filter((word) => !fillers.has(word));
  return left.length > 0 && left.every((word) => saysWhen.test(word));
}

/** "goal 2027-01-15 20". */
export function writeGoal(examOn: LocalDate, minutes?: number): string {
  return ["goal", examOn, ...(minutes === undefined ? [] : [String(minutes)])].join(" ");
}

/** What a button says under the question of how it went. */
export function writeOutcome(outcome: Outcome, examOn: LocalDate): string {
  return `goal ${outcome} ${examOn}`;
}

/** The minutes a day, and what is left without them. A number alone, or behind a day, is minutes. */
function readMinutes(typed: string, today: LocalDate): { minutes?: number; rest: string } {
  const found = lengthForm.exec(typed);
  if (found) {
    const [whole, hours, minutes] = found;
    const told = hours === undefined ? Number(minutes) : wordOrNumber(hours) * 60;
    return { minutes: /^half/.test(whole) ? 30 : told, rest: trimmed(typed.replace(whole, " ")) };
  }
  const [, before = "", last] = /^(.*?)(?:^| )(\d{1,4})$/.exec(typed) ?? [];
  if (last !== undefined && (before === "" || (datesMeant(before, today).length > 0 && last.length < 4)))
    return { minutes: Number(last), rest: trimmed(before) };
  return { rest: trimmed(typed) };
}

/** The days that may be meant: two where day and month may be either. Also such as are past. */
function datesMeant(typed: string, today: LocalDate): LocalDate[] {
  const words = typed.replace(/^(?:on|is|by|until|for) /, "").replace(/ (?:from (?:now|today)|time)$/, "");
  const [, first, mark, second, year] = numericForm.exec(words) ?? [];
  if (first !== undefined && second !== undefined) {
    const orders =
      mark === "."
        ? [[first, second]]
        : [
            [first, second],
            [second, first],
          ];
    const dates = orders.flatMap(([day, month]) => dayOf(Number(day), Number(month), year, today) ?? []);
    return [...new Set(dates)];
  }
  const [, count, unit] = /^(?:in )?(an?|\d{1,3}|[a-z]+) (days?|weeks?|months?|years?)$/.exec(words) ?? [];
  if (count !== undefined && unit?.startsWith("year") && wordOrNumber(count) > 0)
    return [daysAfter(today, Math.min(wordOrNumber(count), 9) * 365)];
  if (count !== undefined && unit !== undefined && wordOrNumber(count) > 0)
    return list(readDate(`for ${String(wordOrNumber(count))} ${unit}`, today));
  if (words === "today") return [today];
  if (words === "yesterday") return [daysAfter(today, -1)];
  return list(readDate(words.replace(weekdayBefore, ""), today));
}

function dayOf(day: number, month: number, year: string | undefined, today: LocalDate): LocalDate | undefined {
  if (month < 1 || month > 12) return undefined;
  if (year !== undefined)
    return readDate(`${year.length === 2 ? "20" : ""}${year}-${String(month)}-${String(day)}`, today);
  return readDate(`${String(day)} ${months[month - 1] ?? ""}`, today);
}

/** Why a day will not do. */
function whyNot(date: LocalDate, today: LocalDate): string | undefined {
  const example = writeGoal(daysAfter(today, 42));
  if (date === today) return "That is today, so there is nothing left to plan. All the best!";
  if (date < today) return `That day is past. Name one to come, for example: ${example}`;
  if (daysBetween(today, date) > farthest)
    return `That is more than two years away, too far to plan for. For example: ${example}`;
  return undefined;
}

const noSuchDay = "I do not know that day. Write it such as: goal 15 January, goal 2027-01-15, or goal in 6 weeks";

function refused(told: string): Wish {
  return { kind: "refused", told };
}

function outcomeOf(told: string): Outcome {
  return outcomes.find((known) => known === told) ?? "not-yet";
}

function plain(text: string): string {
  return trimmed(text.toLowerCase().replace(/\b(?:my|the) exam\b/g, " "));
}

function trimmed(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/^[ ,;]+|[ ,;.]+$/g, "")
    .replace(/^with |(?:,| for| with| at| and)+$/g, "")
    .trim();
}

function list<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

function wordOrNumber(word: string): number {
  if (word === "a" || word === "an") return 1;
  const spelt = numbers.indexOf(word);
  return spelt < 0 ? Number(word) || 0 : spelt + 1;
}

const numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const months = [
  ...["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"],
  "december",
];
const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const offForm = /^(?:off|stop|cancel|delete|none|end)$/;
const outcomeForm = new RegExp(`^(?:i )?(${outcomes.join("|")}|failed)(?: (\\d{4}-\\d{2}-\\d{2}))?$`);
const aUnitForm = /^in an? (?:day|week|month|year)\b/;
const lengthForm =
  /(?:\bhalf an hour\b|\b(an?|one|two|three|four|\d(?:\.5)?) ?h(?:(?:ou)?rs?)?\b|\b(\d{1,4}) ?m(?:in(?:ute)?s?)?\b)(?: (?:a|per|each|every) day| daily|\/day)?/;
/** "15.1", "15.1.2027", "3/4/2027", "15-1-27". */
const numericForm = /^(\d{1,2})([./-])(\d{1,2})(?:[./-](\d{4}|\d{2})?)?$/;
const weekdayBefore = new RegExp(
  `^(?:${weekdays.map((name) => `${name}|${name.slice(0, 3)}`).join("|")})[,.]? (?=.*\\d)`,
);
const fillers = new Set(
  "on is by until for in at the of a an and with each every per day days week weeks month months year years from now time exam".split(
    " ",
  ),
);
const saysWhen = new RegExp(
  `^(?:\\d[\\d./-]*(?:st|nd|rd|th|m|min|mins|minutes?|h|hrs?|hours?)?|m|mins?|minutes?|h|hours?|half|hour|daily|today|tomorrow|yesterday|next|this|${[
    ...months.map((name) => `${name}|${name.slice(0, 3)}|${name.slice(0, 4)}`),
    ...weekdays.map((name) => `${name}|${name.slice(0, 3)}`),
    ...numbers,
  ].join("|")})[.,]?$`,
);
