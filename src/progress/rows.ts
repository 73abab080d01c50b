import type { Row } from "../command.ts";
import { periods } from "./periods.ts";

/** Whose board it is: the channel's, or the whole workspace's or server's. */
export const scopes = ["channel", "server"] as const;
export type Scope = (typeof scopes)[number];

export const rows: readonly Row[] = [
  {
    name: "leaderboard",
    section: "together",
    aliases: ["board", "leader board", "standings", "ranking"],
    takes: [
      { name: "period", kind: "board-period", hint: "week, month, season or all", optional: true },
      { name: "where", kind: "board-scope", hint: "channel or server", optional: true },
    ],
    about: "How everyone here stands",
    example: "leaderboard month",
  },
  {
    name: "season",
    section: "together",
    takes: [
      { name: "act", kind: "season-act", word: "reset", hint: "reset, to begin a new one now" },
      { name: "where", kind: "season-word", hint: "channel or server", optional: true },
      { name: "sure", kind: "season-word", word: "yes", hint: "yes, to begin it without being asked", optional: true },
    ],
    about: "Begins a new season of the leaderboard, for whoever manages the channel",
    example: "season reset",
  },
];

type Word = (typeof periods)[number] | Scope;

/** A period or a scope, in whichever order: both may be left out. */
export function readWord(typed: string): Word | undefined {
  return words.find(([form]) => form.test(typed.trim()))?.[1];
}

const words: readonly (readonly [RegExp, Word])[] = [
  [/^(this )?week(ly)?$/i, "week"],
  [/^(this )?month(ly)?$/i, "month"],
  [/^(this )?season$/i, "season"],
  [/^(all([ -]time)?|overall)$/i, "all"],
  [/^(this )?channel$|^here$/i, "channel"],
  [/^(this |whole )?(server|workspace)$/i, "server"],
];

/** "yes", and on a button when it was asked, so that it begins one season alone: "yes.mie0c4g0". */
export const isSure = /^yes(?:\.([0-9a-z]{1,9}))?$/i;

export function writeSure(asked: number): string {
  return `yes.${asked.toString(36)}`;
}

/** When it was asked, in milliseconds since 1970; nothing where it was said unasked. */
export function readSure(sure: string): number | undefined {
  const asked = isSure.exec(sure)?.[1];
  return asked === undefined ? undefined : parseInt(asked, 36);
}
