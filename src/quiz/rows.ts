import type { Row } from "../command.ts";

export const rows: readonly Row[] = [
  {
    name: "quiz",
    section: "together",
    aliases: ["start a quiz", "start a round", "play a round", "quiz us"],
    takes: [
      {
        ...{ name: "how", kind: "text", optional: true },
        hint: "Such as: 5 drift 20s speed, or: teams Owls Foxes",
      },
    ],
    about: "A quiz round for everyone here",
    example: "quiz 5 monitoring",
  },
  {
    name: "stop",
    section: "together",
    group: "round",
    aliases: ["stop the quiz", "stop the round"],
    takes: [],
    about: "Ends the round that is being played here",
    example: "stop",
  },
  {
    name: "skip",
    section: "together",
    group: "round",
    aliases: ["skip the question"],
    takes: [],
    about: "Goes past a question of the round",
    example: "skip",
  },
  {
    name: "leave",
    section: "together",
    group: "round",
    aliases: ["leave the quiz", "leave the round"],
    takes: [],
    about: "Takes you out of the round that is being played here",
    example: "leave",
  },
  {
    name: "play",
    takes: [
      { name: "round", kind: "round", hint: "as the button says it" },
      { name: "act", kind: "text", hint: "as the button says it" },
    ],
    about: "What a button of a round says",
    personal: true,
    example: "play r-8Zr1x0 join",
    unlisted: true,
  },
];
