import type { Row } from "../command.ts";

export const rows: readonly Row[] = [
  {
    name: "exam",
    section: "learn",
    aliases: ["mock exam", "mock"],
    takes: [
      {
        ...{ name: "how", kind: "exam-wish", optional: true },
        hint: "Questions and minutes, such as 20 28; or 20 untimed; or stop",
      },
    ],
    about: "A timed mock exam; the result at the end",
    personal: true,
    example: "exam 20",
  },
  {
    name: "paper",
    takes: [
      { name: "which", kind: "paper", hint: "as the button says it" },
      { name: "act", kind: "text", hint: "as the button says it" },
    ],
    about: "What a button of a mock exam says",
    personal: true,
    example: "paper x-8Zr1x0 go.3",
    unlisted: true,
  },
];
