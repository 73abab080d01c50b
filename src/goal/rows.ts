import type { Row } from "../command.ts";

export const rows: readonly Row[] = [
  {
    name: "goal",
    section: "you",
    group: "me",
    aliases: [
      ...["my goal", "set goal", "set a goal", "exam date", "my exam date", "my exam date is", "my exam", "my exam is"],
      ...["i have my exam", "i take my exam", "i take the exam", "when is my exam"],
    ],
    takes: [
      {
        ...{ name: "date", kind: "goal-date", optional: true },
        hint: "The day of your exam, such as 2027-01-15 or in 6 weeks; how it stands if left out; or off",
      },
      { name: "minutes", kind: "goal-minutes", hint: "Minutes a day, 5 to 240; 20 if left out", optional: true },
    ],
    about: "Your exam date, and a plan to be ready by then",
    personal: true,
    example: "goal 2027-01-15 20",
  },
];
