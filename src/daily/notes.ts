import type { Choice, Reply } from "../conversation.ts";
import { say } from "../replies.ts";
import type { StoredSchedule } from "./records.ts";
import { mostUnanswered, type Schedule } from "./schedule.ts";

/** What whoever set a daily is told of their own accord, privately, with what they can do about it. */

export function gaveUpView(id: string, { recurrence }: Schedule): Reply {
  return say(
    `The last ${String(mostUnanswered)} daily questions of ${recurrence.time} (${recurrence.zone}) went without an answer, so I have paused them. Shall I go on?`,
    [resume(id), off(id)],
  );
}

export function notPostedView({ id, schedule }: StoredSchedule): Reply {
  return say(
    `The daily question of ${schedule.recurrence.time} (${schedule.recurrence.zone}) is not in its channel: I could not post it, or the post was deleted. If I was taken out of the channel, invite me again; the next one comes at its time.`,
    [off(id)],
  );
}

export function nothingToAskView(id: string, { about, recurrence }: Schedule): Reply {
  return say(
    `I have no question left on ${about?.name ?? "that"} for the daily of ${recurrence.time} (${recurrence.zone}). Set one with a wider topic.`,
    [off(id)],
  );
}

function resume(id: string): Choice {
  return { label: "Go on", command: `daily-resume ${id}` };
}

function off(id: string): Choice {
  return { label: "Switch it off", command: `daily-off ${id}` };
}
