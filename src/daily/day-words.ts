import { weekdays, type Weekday } from "./recurrence.ts";

const names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
export const workdays: readonly Weekday[] = [1, 2, 3, 4, 5];
const weekend: readonly Weekday[] = [6, 7];

const nameForm = String.raw`(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?s?`;
const listForm = String.raw`${nameForm}(?:(?: ?(?:[-–]|to|through|,? ?and|,|&) ?| )${nameForm})*`;
const setForm = String.raw`(?:(?:every|each) ?(?:day|morning)|all days|daily|week ?days?|work(?:ing)? ?days?|week ?ends?)`;

/** What days look like inside a longer form: "weekdays", "Mon, Wed and Fri", "mon-fri and sunday". */
export const daysForm = String.raw`\b(?:on |at )?(?:the |every |each )?(?:${setForm}|${listForm})(?:(?:,? and|,) (?:on )?(?:${setForm}|${listForm}))*\b`;

/** The days that such words mean, from Monday on. */
export function readDays(written: string): Weekday[] {
  const typed = written.toLowerCase();
  const meant = new Set<Weekday>();
  const add = (days: readonly Weekday[]) => {
    for (const day of days) meant.add(day);
  };
  if (/\b(?:every|each) ?(?:day|morning)\b|\ball days|\bdaily/.test(typed)) add(weekdays);
  if (/\bweek ?day|\bwork/.test(typed)) add(workdays);
  if (/\bweek ?end/.test(typed)) add(weekend);
  let before: Weekday | undefined;
  let until = false;
  for (const word of typed.match(/[a-z]+|[-–]/g) ?? []) {
    const day =
      weekdays[names.findIndex((name) => word.length >= 3 && name.toLowerCase().startsWith(word.slice(0, 3)))];
    if (day !== undefined) {
      add(until && before !== undefined ? span(before, day) : [day]);
      before = day;
    }
    until = /^(?:[-–]|to|through)$/.test(word);
  }
  return weekdays.filter((day) => meant.has(day));
}

/** "every day", "weekdays", "weekends", or "Mon, Wed and Fri". */
export function writeDays(days: readonly Weekday[]): string {
  return setName(days) ?? listed(days.map((day) => nameOf(day).slice(0, 3)));
}

/** "every day", "weekdays", "weekends", or "Mondays, Wednesdays and Fridays". */
export function daysInWords(days: readonly Weekday[]): string {
  return setName(days) ?? listed(days.map((day) => `${nameOf(day)}s`));
}

function setName(days: readonly Weekday[]): string | undefined {
  const are = (set: readonly Weekday[]) => days.length === set.length && set.every((day) => days.includes(day));
  return are(weekdays) ? "every day" : are(workdays) ? "weekdays" : are(weekend) ? "weekends" : undefined;
}

function nameOf(day: Weekday): string {
  return names[day - 1] ?? "";
}

/** From one day to another, over a Sunday if need be. */
function span(from: Weekday, to: Weekday): Weekday[] {
  return weekdays.filter((day) => (from <= to ? from <= day && day <= to : day >= from || day <= to));
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}
