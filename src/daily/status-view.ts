import type { Choice, Part, Reply } from "../conversation.ts";
import { say } from "../replies.ts";
import { dateInWords } from "./question-view.ts";
import type { StoredSchedule } from "./records.ts";
import type { Occurrence } from "./recurrence.ts";
import type { Schedule } from "./schedule.ts";
import { daysInWords } from "./day-words.ts";
import { describeSchedule } from "./wish.ts";

export const onlyManagers =
  "Only whoever manages this channel can change its daily question. Ask one of them; answering is for everyone.";

/** What was just set or changed. */
export function setView(stored: StoredSchedule, next: Occurrence | undefined, wasThere: boolean): Reply {
  const { id, schedule } = stored;
  const when = next ? `The next one comes on ${dateInWords(next.date)}, ${schedule.recurrence.time}.` : "";
  const state = schedule.paused?.until === undefined ? pausedInWords(schedule) : "Paused until then.";
  return say(
    `${wasThere ? "Now" : "Set"}: ${describeSchedule(schedule)}. ${[when, state].filter(Boolean).join(" ")}`.trim() +
      (wasThere ? "" : " If nothing appears, I may not write here: invite me."),
    choicesOf(id, schedule, true),
  );
}

export function statusView(there: readonly (StoredSchedule & { readonly next: Occurrence | undefined })[]): Reply {
  if (there.length === 0)
    return say(
      "This channel has no daily question yet. Whoever manages it sets one like this: daily set 09:00 Europe/Rome weekdays",
      [{ label: "Set one", command: "daily-set" }],
    );
  return {
    to: "asker",
    parts: there.flatMap(({ id, schedule, next }, i): Part[] => [
      { kind: "heading", text: there.length === 1 ? "The daily question here" : `Daily question ${String(i + 1)}` },
      { kind: "text", text: describeSchedule(schedule) },
      ...(pausedInWords(schedule) === "" ? [] : [{ kind: "text" as const, text: pausedInWords(schedule) }]),
      ...(next ? [{ kind: "countdown" as const, text: `Next, ${dateInWords(next.date)},`, until: next.at }] : []),
      { kind: "choices", choices: choicesOf(id, schedule, there.length === 1) },
    ]),
  };
}

/** Several are there, and it was not said which is meant. */
export function whichView(there: readonly StoredSchedule[], command: string, words: string): Reply {
  return say(
    "Which one?",
    there.map(({ id, schedule: { recurrence, about } }) => ({
      label: `${daysInWords(recurrence.days)} at ${recurrence.time} (${recurrence.zone})${about ? `, ${about.name}` : ""}`,
      command: [command, id, words].filter(Boolean).join(" "),
    })),
  );
}

function pausedInWords({ paused }: Schedule): string {
  if (paused === undefined) return "";
  return `It is paused until ${paused.until === undefined ? "somebody resumes it" : dateInWords(paused.until)}.`;
}

/** Alone there is room for all; of several, for what is wanted most. */
function choicesOf(id: string, { paused, digest }: Schedule, alone: boolean): Choice[] {
  return [
    paused === undefined
      ? { label: "Pause", command: `daily-pause ${id}` }
      : { label: "Resume", command: `daily-resume ${id}` },
    { label: "Switch off", command: `daily-off ${id}` },
    ...(alone
      ? [
          { label: "Ask now", command: `daily-now ${id}` },
          digest
            ? { label: "No weekly summary", command: `daily-digest ${id} off` }
            : { label: "Weekly summary", command: `daily-digest ${id} on` },
        ]
      : []),
  ];
}
