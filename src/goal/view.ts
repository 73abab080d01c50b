import { hasDirectMessages, type Choice, type Part, type Platform, type Reply } from "../conversation.ts";
import type { LocalDate } from "../learners/zones.ts";
import { say } from "../replies.ts";
import { agenda, counted, dayInWords, listed } from "./agenda.ts";
import type { Confused } from "./confused.ts";
import { daysAfter, daysBetween } from "./dates.ts";
import { lettersCome, type Goal } from "./goal.ts";
import { nightSheet } from "./night-sheet.ts";
import type { Standing } from "./standing.ts";
import { writeGoal, writeOutcome } from "./wish.ts";

/** The written commands that begin a lesson and a mock, where there are such. */
export type Starts = { readonly lesson?: string; readonly mock?: string };

/** So many lessons are named among those to leave out. */
const mostNamed = 4;

/** So many minutes a day are offered at most; more is told, and would be no kind offer. */
const mostOffered = 120;

/** What is planned, and what setting it means. `zoneKnown`: the learner has told where they live. */
export function setView(
  goal: Goal,
  standing: Standing,
  { starts, platform, zoneKnown }: { starts: Starts; platform: Platform; zoneKnown: boolean },
): Reply {
  const { examOn, zone } = goal;
  return {
    to: "asker",
    parts: [
      { kind: "heading", text: `Exam on ${longDate(examOn)}` },
      { kind: "text", text: fitInWords(goal, standing) },
      ...planParts(standing),
      {
        kind: "text",
        text: "I write to you twice because of this: the evening before, and the day after. Nothing else unless you ask (remind).",
      },
      { kind: "choices", choices: choicesFor(goal, standing, starts) },
      {
        kind: "footer",
        text: [
          `Both come at ${lettersCome} (${zone}).`,
          zoneKnown ? "" : "If you live by other clocks, write for example: settings zone Europe/Rome.",
          hasDirectMessages[platform] ? "" : "I cannot write to you here, so I tell you with my next answer.",
          "To end it: goal off.",
        ]
          .filter(Boolean)
          .join(" "),
      },
    ],
  };
}

/** How it stands today. */
export function statusView(goal: Goal, standing: Standing, starts: Starts): Reply {
  const { left, lessons, behind } = standing;
  const learned = lessons - left.length;
  const pace =
    left.length === 0
      ? "All lessons are learned. What is left is to keep them fresh."
      : `${behind === 0 ? "On track" : `Behind by ${counted(behind, "lesson")}`}: ${String(learned)} of ${counted(lessons, "lesson")} learned.`;
  return {
    to: "asker",
    parts: [
      { kind: "heading", text: `Exam on ${longDate(goal.examOn)}` },
      { kind: "text", text: pace },
      { kind: "text", text: fitInWords(goal, standing) },
      ...planParts(standing),
      { kind: "choices", choices: choicesFor(goal, standing, starts, behind > 0) },
      { kind: "footer", text: `To change it, write for example: ${writeGoal(goal.examOn, 30)}. To end it: goal off.` },
    ],
  };
}

export const noGoalView: Reply = say(
  "When is your exam? Tell me the day, and how many minutes a day you have, and I plan what to do until then. For example: goal 15 January 20, or: goal in 6 weeks",
);

export function whichDayView(choices: readonly { readonly date: LocalDate; readonly command: string }[]): Reply {
  return say(
    "Which day do you mean?",
    choices.map(({ date, command }) => ({ label: longDate(date), command })),
  );
}

export function offView(was: boolean): Reply {
  return say(
    was
      ? "Your goal is gone, and I will not write to you because of it."
      : "You have set no goal. To set one, write for example: goal 15 January",
  );
}

export function examTodayView({ examOn }: Goal): Reply {
  return {
    to: "asker",
    parts: [
      { kind: "text", text: "Today is the day. You have done what you could; go and show it. All the best." },
      { kind: "choices", choices: [{ label: "It has moved", command: writeOutcome("moved", examOn) }] },
    ],
  };
}

/** The letter of the evening before. */
export function eveView(confused: Confused): Reply {
  return {
    to: "asker",
    parts: [
      { kind: "text", text: "Your exam is tomorrow. One look at this, then let it rest." },
      { kind: "picture", picture: nightSheet(confused) },
    ],
  };
}

/** The letter of the day after, also shown to who asks then. */
export function howDidItGoView({ examOn }: Pick<Goal, "examOn">): Reply {
  const choice = (label: string, outcome: Parameters<typeof writeOutcome>[0]): Choice => ({
    label,
    command: writeOutcome(outcome, examOn),
  });
  return {
    to: "asker",
    parts: [
      { kind: "text", text: "How did your exam go? It stays between us." },
      {
        kind: "choices",
        choices: [
          choice("Passed", "passed"),
          choice("Not this time", "not-yet"),
          choice("It has moved", "moved"),
          choice("Rather not say", "untold"),
        ],
      },
    ],
  };
}

export const passedView: Reply = say(
  "Congratulations! You worked for that. Your goal is closed, and nudges and reminders are off. Come back whenever you like.",
);

export function notYetView(today: LocalDate, minutes: number): Reply {
  return say(
    "That hurts, and it says little about what you can do. What you know stays, and so does your deck. When you have a new date, tell me.",
    [...laterChoices(today, minutes, [4, 8]), { label: "My weak spots", command: "weak" }],
  );
}

export function movedView(today: LocalDate, minutes: number): Reply {
  return say(
    "To which day? Write for example: goal 15 February. Or pick a week, and tell me the day once you know it.",
    laterChoices(today, minutes, [2, 4, 8]),
  );
}

export const untoldView: Reply = say("That is fine. Your goal is closed, and I will not ask again.");

export const notThatExamView: Reply = say("That was about another exam. How things stand now: goal", [
  { label: "My goal", command: "goal" },
]);

/** "Friday 15 January 2027". */
export function longDate(date: LocalDate): string {
  return long.format(new Date(date)).replace(",", "");
}

const long = new Intl.DateTimeFormat("en-GB", {
  ...({ weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const),
});

function laterChoices(today: LocalDate, minutes: number, weeks: readonly number[]): Choice[] {
  return weeks.map((count) => ({
    label: `In ${String(count)} weeks`,
    command: writeGoal(daysAfter(today, count * 7), minutes),
  }));
}

function fitInWords({ examOn, minutes }: Goal, { today, plan, left }: Standing): string {
  const days = daysBetween(today, examOn);
  const span = `${days === 1 ? "One day" : `${String(days)} days`} at ${String(minutes)} minutes a day`;
  if (plan.fits) return `${span}: it all fits, with ${mocksInWords(plan.mocksFrom, examOn, today)}.`;
  const { dropped, reviewsLeft, enough } = plan;
  const remedy =
    enough === undefined
      ? "No number of minutes a day would do; a later date would."
      : `It would take ${String(roundedUp(enough))} minutes a day.`;
  const named = dropped.slice(0, mostNamed).map(({ title }) => `“${title}”`);
  const more = dropped.length - named.length;
  const names = listed([...named, ...(more > 0 ? [`${String(more)} more`] : [])]);
  return [
    `${span}: it does not all fit. ${remedy}`,
    dropped.length > 0
      ? `Else leave out ${String(dropped.length)} of ${counted(left.length, "lesson")}: ${names}.`
      : "",
    reviewsLeft > 0 ? `${counted(reviewsLeft, "review")} would stay undone, those due last.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

function mocksInWords(mocksFrom: LocalDate, examOn: LocalDate, today: LocalDate): string {
  const days = daysBetween(mocksFrom, examOn);
  if (mocksFrom === today) return "nothing but mock exams and reviews from here";
  if (days === 7) return "the last week for mock exams";
  if (days === 0) return "nothing left for mock exams";
  return days === 1 ? "the last day for mock exams" : `the last ${String(days)} days for mock exams`;
}

function planParts({ plan, left }: Standing): Part[] {
  const [first] = plan.days;
  const today = first && dayInWords(first, left);
  const lines = agenda(plan);
  return [
    {
      kind: "text",
      text: today
        ? `Today, about ${counted(today.minutes, "minute")}: ${today.text}.`
        : "For today there is nothing left to do.",
    },
    ...(lines.length > 0 ? [{ kind: "list" as const, items: lines }] : []),
  ];
}

function choicesFor(goal: Goal, { plan }: Standing, starts: Starts, isBehind = false): Choice[] {
  const { examOn, minutes } = goal;
  const [first] = plan.days;
  const learns = starts.lesson !== undefined && first !== undefined && first.lessons.length > 0;
  const mocks = starts.mock !== undefined && first !== undefined && first.date >= plan.mocksFrom;
  const enough = roundedUp(plan.enough ?? Infinity);
  return [
    ...(learns ? [{ label: "Learn", command: starts.lesson }] : []),
    ...(mocks ? [{ label: "Mock exam", command: starts.mock }] : []),
    { label: "Study", command: "study" },
    ...(enough > mostOffered ? [] : [{ label: `${String(enough)} min a day`, command: writeGoal(examOn, enough) }]),
    ...(isBehind ? [{ label: "Plan anew from today", command: writeGoal(examOn, minutes) }] : []),
  ];
}

/** To five minutes: nobody plans to the minute. */
function roundedUp(minutes: number): number {
  return Math.ceil(minutes / 5) * 5;
}
