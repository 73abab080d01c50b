import type { Row } from "../command.ts";

const daily = { group: "daily", section: "together" } as const;
const which = { name: "which", kind: "text", hint: "Which one, where there are several", optional: true } as const;

export const rows: readonly Row[] = [
  {
    ...{
      name: "daily-set",
      ...daily,
      aliases: ["daily set", "daily sett", "set daily", "set up daily", "set up a daily question"],
    },
    takes: [
      {
        ...{ name: "how", kind: "text", optional: true },
        hint: "Such as: 09:00 Europe/Rome weekdays drift, reveal 17:00",
        pieces: [
          { name: "time", kind: "daily-time", hint: "Such as 09:00" },
          { name: "zone", kind: "zone", hint: "Such as Europe/Rome; yours if left out", optional: true },
          { name: "days", kind: "daily-days", hint: "weekdays if left out", optional: true },
          {
            name: "topic",
            kind: "text",
            hint: "A module, stage, objective, service or two look-alikes",
            optional: true,
          },
          {
            name: "reveal",
            kind: "daily-reveal",
            hint: "When the result comes: 8 hours later if left out",
            optional: true,
          },
          { name: "told", kind: "daily-told", hint: "Whether right or wrong is told at once", optional: true },
        ],
      },
    ],
    about: "A daily question for this channel, at its own time",
    example: "daily-set 09:00 Europe/Rome weekdays",
  },
  {
    ...{ name: "daily-status", ...daily, aliases: ["daily status", "daily", "daily question", "the daily question"] },
    takes: [],
    about: "The daily questions of this channel",
    example: "daily-status",
  },
  {
    ...{ name: "daily-now", ...daily, aliases: ["daily now"] },
    takes: [which],
    about: "Today's question at once, before its time",
    example: "daily-now",
  },
  {
    ...{
      name: "daily-pause",
      ...daily,
      aliases: ["daily pause", "pause daily", "pause the daily", "pause the daily question"],
    },
    takes: [
      { name: "until", kind: "text", hint: "Such as: until 7 January; until resumed if left out", optional: true },
    ],
    about: "Pauses the daily question",
    example: "daily-pause until 2027-01-07",
  },
  {
    ...{
      name: "daily-resume",
      ...daily,
      aliases: ["daily resume", "resume daily", "resume the daily", "resume the daily question"],
    },
    takes: [which],
    about: "Goes on with a paused daily question",
    example: "daily-resume",
  },
  {
    name: "daily-off",
    ...daily,
    aliases: [
      ...["daily off", "daily stop", "turn off daily", "turn off the daily", "turn off the daily question"],
      ...["turn the daily question off", "switch off the daily question", "stop the daily question"],
    ],
    takes: [which],
    about: "Ends the daily question of this channel",
    example: "daily-off",
  },
  {
    ...{ name: "daily-digest", ...daily, aliases: ["daily digest", "weekly summary"] },
    takes: [{ name: "wanted", kind: "text", hint: "on or off" }],
    about: "The weekly summary, on or off",
    example: "daily-digest off",
  },
  {
    name: "day",
    takes: [
      { name: "which", kind: "day", hint: "as the button says it" },
      { name: "act", kind: "text", hint: "as the button says it" },
    ],
    about: "What a button of a daily question says",
    personal: true,
    example: "day d-8Zr1x0 result",
    unlisted: true,
  },
];
