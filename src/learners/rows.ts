import type { Row } from "../command.ts";

export const settingNames = ["zone", "boards", "nudges"] as const;
export type SettingName = (typeof settingNames)[number];

export const rows: readonly Row[] = [
  {
    name: "settings",
    section: "you",
    group: "me",
    aliases: ["my settings"],
    takes: [
      { name: "setting", kind: "setting", hint: "zone, boards or nudges", optional: true },
      { name: "value", kind: "setting-value", hint: "on or off; a time zone such as Europe/Rome", optional: true },
    ],
    about: "Your time zone, leaderboards and nudges",
    personal: true,
    example: "settings zone Europe/Rome",
  },
  {
    name: "export-me",
    section: "you",
    group: "me",
    aliases: ["export me", "export my data"],
    takes: [],
    about: "Sends you everything I keep about you",
    personal: true,
    example: "export-me",
  },
  {
    name: "forget-me",
    section: "you",
    group: "me",
    aliases: ["forget me", "delete my data"],
    takes: [{ name: "sure", kind: "sure", word: "yes", hint: "yes, to delete everything at once", optional: true }],
    about: "Deletes everything I keep about you",
    personal: true,
    example: "forget-me",
  },
];
