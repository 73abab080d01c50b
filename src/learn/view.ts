import type { Choice, Part, Reply } from "../conversation.ts";
import type { CardKind, Lesson } from "../knowledge/lesson.ts";
import type { LocalDate } from "../learners/zones.ts";
import { say } from "../replies.ts";
import type { Part as CoursePart } from "./finding.ts";
import { isCheckReady, nextIn, type Standing } from "./standing.ts";
import { cardChoice, checkChoice, fullName, shortName } from "./words.ts";

/** Lessons as their learner sees them: a card at a time, and the course on one screen. */

/** `number`: of the card, from 1; `first`: a line before it; `isRead`: its last card was reached before. */
export function cardView(
  lesson: Lesson,
  number: number,
  { first, isRead }: { readonly first?: string | undefined; readonly isRead: boolean },
): Reply {
  const count = lesson.cards.length;
  const card = lesson.cards[number - 1];
  if (!card) throw new Error(`the lesson "${lesson.id}" has no card ${String(number)}`);
  const isLast = number === count;
  return {
    to: "asker",
    parts: [
      ...(first === undefined ? [] : [text(first)]),
      { kind: "heading", text: `${kindInWords[card.kind]}: ${card.heading}` },
      text(card.text),
      { kind: "facts", facts: [{ label: "Source", text: `checked ${dayInWords(card.checked)}`, link: card.source }] },
      {
        kind: "choices",
        choices: [
          ...(isLast ? [] : [cardChoice(lesson, number + 1, "Next")]),
          ...(isLast || isRead ? [checkChoice(lesson)] : []),
          ...(number > 1 ? [cardChoice(lesson, number - 1, "Back")] : []),
        ],
      },
      { kind: "footer", text: `${fullName(lesson)} · Card ${String(number)} of ${String(count)}` },
    ],
  };
}

/** A check that is ready. */
export function checkView({ lesson, readOn }: Standing): Reply {
  return {
    to: "asker",
    parts: [
      { kind: "heading", text: fullName(lesson) },
      text(
        `You read this on ${dayInWords(readOn ?? "")}. Has it stuck? Three questions; with two of them right it is learned.`,
      ),
      { kind: "choices", choices: [checkChoice(lesson), cardChoice(lesson, 1, "Read it again")] },
    ],
  };
}

/** The whole course, part by part. */
export function overview(parts: readonly CoursePart[], standings: readonly Standing[], today: LocalDate): Reply {
  const byId = new Map(standings.map((standing) => [standing.lesson.id, standing]));
  const next = nextIn(standings, today);
  const learned = standings.filter(({ state }) => state === "learned").length;
  const line = (lesson: Lesson) => {
    const standing = byId.get(lesson.id);
    const name = lesson.kind === "objective" ? lesson.id : lesson.title;
    const told = standing ? stateInWords(standing, today) : "";
    const isNext = lesson.id === next?.lesson.id && standing?.state === "new";
    return [name, isNext ? "next" : told].filter(Boolean).join(" ");
  };
  return {
    to: "asker",
    parts: [
      { kind: "heading", text: `${String(learned)} of ${String(standings.length)} lessons learned` },
      {
        kind: "facts",
        facts: parts.map(({ name, lessons }) => ({ label: name, text: lessons.map(line).join(" · ") })),
      },
      text(next ? nextInWords(next, today) : allRead(standings)),
      { kind: "choices", choices: next ? [{ label: "Go on", command: "learn" }] : [practise] },
      { kind: "footer", text: "For any other, say its number or name, such as: learn 3.3" },
    ],
  };
}

/** Nothing is left to read, and no check is ready. */
export function nothingLeft(standings: readonly Standing[]): Reply {
  return say(allRead(standings), [practise, { label: "All lessons", command: "lessons" }]);
}

/** `typed`: told only to who is alone with the tutor. */
export function noSuchLesson(typed: string | undefined): Reply {
  const came = typed === undefined ? "I have no lesson of that name." : `I have no lesson on “${typed}”.`;
  return say(
    `${came} Say learn with a module (1 to 4), an objective (1.1 to 4.3), a service, prerequisites or real world. For example: learn 1.2`,
    [
      { label: "All lessons", command: "lessons" },
      { label: "Next lesson", command: "learn" },
    ],
  );
}

/** The line before a card that a lesson is opened at. */
export function openedAt(standing: Standing, card: number, today: LocalDate): string {
  const { lesson, state } = standing;
  const count = lesson.cards.length;
  if (state === "learned") return "You have learned this one. Here it is once more.";
  if (isCheckReady(standing, today)) return "You have read this one. Read it again, or go straight to its questions.";
  if (state === "new")
    return `${fullName(lesson)}: ${counts[count] ?? String(count)} short cards, then three questions.`;
  return card === 1 ? `${fullName(lesson)}, from the start.` : "Here you left off.";
}

const practise: Choice = { label: "Practise", command: "study" };

const kindInWords: Readonly<Record<CardKind, string>> = {
  idea: "The idea",
  "look-alike": "Look-alike",
  "at-work": "At work",
  today: "Today",
};

const counts: Readonly<Record<number, string>> = { 2: "two", 3: "three", 4: "four", 5: "five" };

function stateInWords(standing: Standing, today: LocalDate): string {
  const { state, card } = standing;
  if (state === "begun") return `card ${String(card)}`;
  if (state === "read") return isCheckReady(standing, today) ? "check ready" : "check from tomorrow";
  return state === "learned" ? "learned" : "";
}

function nextInWords(next: Standing, today: LocalDate): string {
  if (isCheckReady(next, today)) return `Next: the check of ${shortName(next.lesson)}.`;
  return `Next: ${fullName(next.lesson)}.`;
}

function allRead(standings: readonly Standing[]): string {
  return standings.every(({ state }) => state === "learned")
    ? "You have learned every lesson. Practice keeps it fresh."
    : "You have read every lesson. The checks that are left are ready tomorrow.";
}

function dayInWords(day: LocalDate): string {
  return dayFormat.format(new Date(`${day}T00:00:00Z`));
}

const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

function text(told: string): Part {
  return { kind: "text", text: told };
}
