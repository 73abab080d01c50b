import type { Row } from "../command.ts";

export const rows: readonly Row[] = [
  {
    name: "remind",
    section: "you",
    group: "me",
    aliases: ["remind me", "reminders", "my reminders", "stop reminding me"],
    takes: [
      {
        ...{ name: "when", kind: "reminder", optional: true },
        hint: "Such as: 17:00, reviews 08:00, off",
        pieces: [
          {
            name: "time",
            kind: "remind-time",
            hint: "Such as 17:00, or off; how it stands if left out",
            optional: true,
          },
          { name: "zone", kind: "zone", hint: "Such as Europe/Rome; yours if left out", optional: true },
          { name: "about", kind: "remind-about", hint: "daily, if left out, or reviews", optional: true },
        ],
      },
    ],
    about: "A private nudge when a daily question is unanswered, or reviews are due",
    personal: true,
    example: "remind 17:00",
  },
];
