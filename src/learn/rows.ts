import type { Row } from "../command.ts";

export const rows: readonly Row[] = [
  {
    name: "learn",
    section: "learn",
    aliases: ["teach me", "teach me about"],
    takes: [
      {
        ...{ name: "what", kind: "lesson-wish", optional: true },
        hint: "A module, an objective, a lesson or a service; what comes next if left out",
      },
    ],
    about: "A lesson in short cards, then three questions",
    personal: true,
    example: "learn 1.2",
  },
  {
    name: "lessons",
    section: "learn",
    aliases: ["my lessons", "show lessons", "the course"],
    takes: [],
    about: "All lessons, and how far you are",
    personal: true,
    example: "lessons",
  },
  {
    name: "lesson",
    takes: [
      { name: "which", kind: "lesson", hint: "as the button says it" },
      { name: "card", kind: "lesson-card", hint: "as the button says it" },
    ],
    about: "What a button of a lesson says",
    personal: true,
    example: "lesson 1.2 3",
    unlisted: true,
  },
];
