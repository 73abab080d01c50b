import { hasDirectMessages, type Choice, type Part, type Platform, type Reply } from "../conversation.ts";
import { dateInWords } from "../daily/question-view.ts";
import type { StoredDay } from "../daily/records.ts";
import type { Item } from "../knowledge/item.ts";
import { say } from "../replies.ts";
import type { Reminder } from "./records.ts";
import type { ReminderKind } from "./wish.ts";

const stop: Choice = { label: "Stop reminding me", command: "remind off" };

/** Of several dailies that are open at once, so many are told. */
const mostTold = 4;

export function setView({ kind, time, zone, place }: Reminder, platform: Platform, turnedOn: boolean): Reply {
  return {
    to: "asker",
    parts: [
      { kind: "text", text: `At ${time} (${zone}) I remind you ${inWords[kind]}, once a day at most.` },
      ...(kind === "daily" ? [{ kind: "text" as const, text: place ? hereAndTheirs : theirs }] : []),
      ...(turnedOn ? [{ kind: "text" as const, text: "I have turned nudges on in your settings for that." }] : []),
      ...(hasDirectMessages[platform]
        ? []
        : [{ kind: "text" as const, text: "I cannot write to you here, so I tell you with my next answer." }]),
      { kind: "choices", choices: [stop] },
    ],
  };
}

export function statusView(there: readonly Reminder[], nudges: boolean): Reply {
  const told = (kind: ReminderKind) => {
    const set = there.find((reminder) => reminder.kind === kind);
    return set ? `At ${set.time} (${set.zone}), ${inWords[kind]}.` : "Off.";
  };
  const isMute = there.length > 0 && !nudges;
  return {
    to: "asker",
    parts: [
      { kind: "heading", text: "Your reminders" },
      {
        kind: "facts",
        facts: [
          { label: "Daily question", text: told("daily") },
          { label: "Reviews", text: told("reviews") },
        ],
      },
      ...(isMute ? [{ kind: "text" as const, text: "Nudges are off in your settings, so I send none." }] : []),
      {
        kind: "choices",
        choices: [
          ...(there.length > 0 ? [stop] : [{ label: "Remind me at 17:00", command: "remind 17:00" }]),
          ...(isMute ? [{ label: "Turn nudges on", command: "settings nudges on" }] : []),
        ],
      },
      { kind: "footer", text: "To set one, write for example: remind 17:00, or: remind reviews 08:00" },
    ],
  };
}

export function offView(of: ReminderKind | undefined, wereOn: boolean): Reply {
  if (!wereOn) return say("There is no such reminder to stop. To set one, write for example: remind 17:00");
  if (of === undefined) return say("I no longer remind you of anything.");
  return say(of === "daily" ? "I no longer remind you of the daily question." : "I no longer remind you of reviews.");
}

/** Dailies that are open and unanswered, each by its first line. */
export function dailyNudge(open: readonly { readonly stored: StoredDay; readonly item: Item }[]): Reply {
  const shown = open.slice(0, mostTold);
  const label = (i: number) => (shown.length === 1 ? "Answer" : `Answer ${String(i + 1)}`);
  return {
    to: "asker",
    parts: [
      ...shown.flatMap(({ stored: { day }, item }): Part[] => [
        { kind: "text", text: `The daily question of ${dateInWords(day.date)} is open, and you have not answered it:` },
        { kind: "text", text: item.stem.split("\n", 1)[0] ?? "" },
        { kind: "countdown", text: "Result", until: day.revealAt },
      ]),
      {
        kind: "choices",
        choices: [...shown.map(({ stored }, i) => ({ label: label(i), command: `day ${stored.id} result` })), stop],
      },
    ],
  };
}

export function reviewsNudge(due: number): Reply {
  return say(due === 1 ? "1 card is due in your deck." : `${String(due)} cards are due in your deck.`, [stop]);
}

const inWords: Readonly<Record<ReminderKind, string>> = {
  daily: "if a daily question is open that you have not answered",
  reviews: "if cards of your deck are due",
};
const theirs = "That goes for every channel whose daily question you have answered in the last 30 days.";
const hereAndTheirs =
  "That goes for this channel, and for every other whose daily question you have answered in the last 30 days.";
