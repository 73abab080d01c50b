import type { Choice, Reply } from "../conversation.ts";
import { say } from "../replies.ts";
import type { Learner } from "./learner.ts";

export function settingsView({ zone, onBoards, nudges }: Learner, told?: string): Reply {
  return {
    to: "asker",
    parts: [
      ...(told === undefined ? [] : [{ kind: "text" as const, text: told }]),
      { kind: "heading", text: "Your settings" },
      {
        kind: "facts",
        facts: [
          { label: "Time zone", text: zone ?? "Not set. Your days are counted by the channel's zone, or else by UTC." },
          {
            label: "Leaderboards",
            text: onBoards ? "You are shown with your name." : "You are not shown.",
          },
          {
            label: "Nudges",
            text: nudges ? "On: I may remind you of what is due." : "Off: I write to you only when you ask.",
          },
        ],
      },
      {
        kind: "choices",
        choices: [
          onBoards
            ? choice("Hide me from boards", "settings boards off")
            : choice("Show me on boards", "settings boards on"),
          nudges ? choice("Turn nudges off", "settings nudges off") : choice("Turn nudges on", "settings nudges on"),
          choice("What you keep about me", "export-me"),
        ],
      },
      {
        kind: "footer",
        text: "To set your zone, write for example: settings zone Europe/Rome. To have everything deleted: forget-me.",
      },
    ],
  };
}

export function areYouSureView(kept: readonly string[]): Reply {
  return {
    to: "asker",
    parts: [
      { kind: "heading", text: "Delete everything about you?" },
      {
        kind: "text",
        text: `I keep: ${kept.join(", ")}. Once deleted, nobody can bring it back. You may want a copy first.`,
      },
      {
        kind: "choices",
        choices: [choice("Delete everything", "forget-me yes"), choice("Send me a copy first", "export-me")],
      },
    ],
  };
}

export const nothingKeptView = say("I keep nothing about you, so there is nothing to delete.");

export const forgottenView = say(
  "Done: I have deleted everything I kept about you. If you use me again, we begin as strangers.",
);

export const exportSentView = say("I am sending it to you in a direct message.");

export const nothingToExportView = say("I keep nothing about you, so there is nothing to send.");

/** The file itself: in the reply, where there are no direct messages, else in one. */
export function exportView(text: string): Reply {
  return {
    to: "asker",
    parts: [
      {
        kind: "file",
        file: { name: "aws-ml-tutor-about-me.json", text, about: "Everything I keep about you, in JSON." },
      },
    ],
  };
}

function choice(label: string, command: string): Choice {
  return { label, command };
}
