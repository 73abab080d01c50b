import type { Choice, Reply } from "../conversation.ts";
import { flagChoice } from "../items/flag.ts";
import { answerInWords, menusOf } from "../items/form.ts";
import { grade, type Answer } from "../items/grade.ts";
import { letter, type Showing } from "../items/showing.ts";
import { questionView, solutionView } from "../items/view.ts";
import type { Entry } from "../knowledge/schema.ts";
import type { Day, Outcome } from "./day.ts";
import type { StoredDay } from "./records.ts";
import type { LocalDate } from "../learners/zones.ts";

/** A daily as its channel sees it, and as each learner does. What goes to the channel never tells the key. */

type Entries = ReadonlyMap<string, Entry>;

export function questionPost(id: string, day: Day, showing: Showing, answered: number): Reply {
  const { before } = day;
  return {
    to: "everyone",
    parts: [
      { kind: "heading", text: `The daily question, ${dateInWords(day.date)}` },
      ...(before ? [{ kind: "text" as const, text: beforeInWords(before, day.date) }] : []),
      ...questionView(showing),
      { kind: "text", text: answeredSoFar(answered) },
      { kind: "countdown", text: "Result", until: day.revealAt },
      {
        kind: "choices",
        choices: [
          ...answerChoices(id, showing),
          ...(before ? [press("The last one's result", before.day, "result")] : []),
        ],
      },
    ],
  };
}

/** Once its figures are final. Who is late can still try: the key is told to each alone. */
export function closedView(id: string, day: Day, showing: Showing, outcome: Outcome): Reply {
  return {
    to: "everyone",
    parts: [
      { kind: "heading", text: `The daily question, ${dateInWords(day.date)}` },
      ...questionView(showing),
      { kind: "text", text: outcomeInWords(outcome) },
      { kind: "choices", choices: [press("My result", id, "result")] },
    ],
  };
}

/** The question again, to somebody who has not answered it. */
export function questionForOne(id: string, { date, revealAt }: Day, showing: Showing, isLate: boolean): Reply {
  return {
    to: "asker",
    parts: [
      { kind: "heading", text: `The daily question, ${dateInWords(date)}` },
      ...(isLate
        ? [
            {
              kind: "text" as const,
              text: "Answer first, then see how it went. It counts for your streak, not for points.",
            },
          ]
        : []),
      ...questionView(showing),
      ...(isLate ? [] : [{ kind: "countdown" as const, text: "Result", until: revealAt }]),
      { kind: "choices", choices: answerChoices(id, showing) },
    ],
  };
}

/** An answer that may still be changed: it is not said whether it is right. */
export function keptView({ day }: StoredDay, showing: Showing, answer: Answer): Reply {
  return {
    to: "asker",
    parts: [
      { kind: "text", text: `Your answer is ${answerInWords(showing, answer)}. You can change it until the result.` },
      { kind: "countdown", text: "Result", until: day.revealAt },
      { kind: "choices", choices: [flagChoice(showing.item)] },
    ],
  };
}

export function stillOpenView({ id, day }: StoredDay, showing: Showing, answer: Answer | undefined): Reply {
  const said = answer ? `Your answer is ${answerInWords(showing, answer)}. ` : "";
  return {
    to: "asker",
    parts: [
      { kind: "text", text: `${said}Right or wrong comes with the result; until then you can change it.` },
      { kind: "countdown", text: "Result", until: day.revealAt },
      { kind: "choices", choices: answerChoices(id, showing) },
    ],
  };
}

/** Right or wrong, and why. */
export function gradedView(
  stored: StoredDay,
  showing: Showing,
  answer: Answer,
  entries: Entries,
  { late, streak }: { readonly late: boolean; readonly streak: number },
): Reply {
  const { id, day } = stored;
  const isRight = grade(showing.item, answer).correct;
  return {
    to: "asker",
    parts: [
      ...solutionView(showing, answer, entries),
      { kind: "text", text: streakInWords(streak) },
      ...(late ? [] : [{ kind: "countdown" as const, text: "How the channel did", until: day.revealAt }]),
      {
        kind: "choices",
        choices: [
          ...(late ? [press("How the channel did", id, "result")] : []),
          ...(isRight ? [] : [press("Add it to my deck", id, "deck")]),
          flagChoice(showing.item),
        ],
      },
    ],
  };
}

/** A learner's own choice, every explanation and the source; once it is closed, what everybody chose. */
export function resultView(
  { id, day }: StoredDay,
  showing: Showing,
  answer: Answer | undefined,
  entries: Entries,
  { chosen, first }: { readonly chosen: readonly Answer[] | undefined; readonly first: string | undefined },
): Reply {
  const isRight = answer !== undefined && grade(showing.item, answer).correct;
  return {
    to: "asker",
    parts: [
      ...(first === undefined ? [] : [{ kind: "text" as const, text: first }]),
      ...solutionView(showing, answer, entries, chosen ? { chosen } : {}),
      ...(chosen ? [] : [{ kind: "countdown" as const, text: "How the channel did", until: day.revealAt }]),
      {
        kind: "choices",
        choices: [...(isRight ? [] : [press("Add it to my deck", id, "deck")]), flagChoice(showing.item)],
      },
    ],
  };
}

/** "Tuesday 24 November". */
export function dateInWords(date: LocalDate): string {
  return dates.format(new Date(date)).replace(",", "");
}

const dates = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
const weekdayOnly = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" });
const dayLong = 24 * 60 * 60 * 1000;

function beforeInWords({ date, answered, right }: Outcome, today: LocalDate): string {
  const days = Math.round((Date.parse(today) - Date.parse(date)) / dayLong);
  const when = days === 1 ? "Yesterday" : days < 7 ? `On ${weekdayOnly.format(new Date(date))}` : "Last time";
  if (answered === 0) return `${when} nobody answered. Today is another chance.`;
  // The share of one person would be that person's own result.
  if (answered === 1) return `${when} 1 person answered.`;
  return `${when} ${String(right)} of ${String(answered)} had it right.`;
}

function outcomeInWords({ answered, right }: Outcome): string {
  if (answered === 0) return "Closed: nobody answered in time.";
  if (answered === 1) return "Closed: 1 person answered.";
  const share = Math.round((100 * right) / answered);
  return `Closed: ${String(right)} of ${String(answered)} had it right (${String(share)} %).`;
}

function answeredSoFar(answered: number): string {
  if (answered === 0) return "Nobody has answered yet.";
  return answered === 1 ? "1 person has answered." : `${String(answered)} have answered.`;
}

function streakInWords(days: number): string {
  return days <= 1 ? "Day 1 of a new streak." : `${String(days)} days in a row.`;
}

function answerChoices(id: string, showing: Showing): Choice[] {
  return menusOf(showing) > 0
    ? [press("Answer", id, "open")]
    : showing.slots.map((_, slot) => press(letter(slot), id, `say.${letter(slot)}`));
}

function press(label: string, id: string, act: string): Choice {
  return { label, command: `day ${id} ${act}` };
}
