import { daysBetween } from "./dates.ts";
import type { LocalDate } from "../learners/zones.ts";
import type { LessonLeft, Plan, PlannedDay } from "./plan.ts";
import { lessonMinutes, reviewMinutes } from "./plan.ts";

/** A plan in few lines: a line for each week before the exam, or for each day where there are less than two weeks. */
export function agenda({ days, mocksFrom }: Plan): string[] {
  const learning = days.filter(({ date }) => date < mocksFrom);
  const mocks = days.filter(({ date }) => date >= mocksFrom);
  const isShort = days.length < shortest;
  const spans: PlannedDay[][] = [];
  // Weeks are counted back from the exam, so that the one for mocks is whole.
  for (const day of learning) {
    const last = spans.at(-1);
    const first = last?.[0];
    const isSame = first && !isShort && weekOf(first.date, mocksFrom) === weekOf(day.date, mocksFrom);
    if (last && isSame) last.push(day);
    else spans.push([day]);
  }
  return [...joined(spans), ...(mocks.length > 0 ? [mocks] : [])].flatMap(
    (span) => lineOf(span, span === mocks ? mocksInWords(span) : undefined) ?? [],
  );
}

/** What is to be done on one day; nothing where there is nothing. */
export function dayInWords(
  { lessons, reviews, mockMinutes }: PlannedDay,
  known: readonly LessonLeft[],
): { readonly text: string; readonly minutes: number } | undefined {
  const taken = lessons.flatMap((id) => known.find((lesson) => lesson.id === id) ?? []);
  const minutes = taken.reduce((sum, lesson) => sum + lessonMinutes(lesson), 0) + reviews * reviewMinutes + mockMinutes;
  const titles = taken.map(({ title }) => `“${title}”`);
  const what = [
    ...(titles.length > 0 ? [`the ${titles.length === 1 ? "lesson" : "lessons"} ${listed(titles)}`] : []),
    ...(reviews > 0 ? [counted(reviews, "review")] : []),
    ...(mockMinutes >= leastMock ? ["mock questions"] : []),
  ];
  return what.length === 0 ? undefined : { text: listed(what), minutes: Math.ceil(minutes) };
}

export function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? "" : "s"}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}

/** "Tue 24 Nov", as a day of the near future is called in a list. */
export function shortDate(date: LocalDate): string {
  return short.format(new Date(date)).replace(",", "");
}

/** From so many days on, a line is a week. */
const shortest = 14;

/** Of fewer minutes no mock is worth beginning. */
const leastMock = 5;

const short = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });

function weekOf(date: LocalDate, mocksFrom: LocalDate): number {
  return Math.ceil(daysBetween(date, mocksFrom) / 7);
}

/** Weeks with nothing but reviews are one line. */
function joined(spans: readonly PlannedDay[][]): PlannedDay[][] {
  const out: PlannedDay[][] = [];
  const hasLessons = (span: readonly PlannedDay[]) => span.some(({ lessons }) => lessons.length > 0);
  for (const span of spans) {
    const last = out.at(-1);
    if (last && !hasLessons(last) && !hasLessons(span)) last.push(...span);
    else out.push([...span]);
  }
  return out;
}

function lineOf(span: readonly PlannedDay[], told = workInWords(span)): string | undefined {
  const [first, last] = [span[0]?.date, span.at(-1)?.date];
  if (first === undefined || last === undefined || told === "") return undefined;
  return `${first === last ? shortDate(first) : `${shortDate(first)} to ${shortDate(last)}`}: ${told}`;
}

function workInWords(span: readonly PlannedDay[]): string {
  const lessons = span.reduce((sum, day) => sum + day.lessons.length, 0);
  const reviews = span.reduce((sum, day) => sum + day.reviews, 0);
  return [
    ...(lessons > 0 ? [counted(lessons, "lesson")] : []),
    ...(reviews > 0 ? [counted(reviews, "review")] : []),
  ].join(", ");
}

function mocksInWords(span: readonly PlannedDay[]): string {
  return [span.some(({ mockMinutes }) => mockMinutes >= leastMock) ? "mock exams" : "", workInWords(span)]
    .filter(Boolean)
    .join(", ");
}
