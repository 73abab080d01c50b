import type { Choice, Part, Reply } from "../conversation.ts";
import { say } from "../replies.ts";

/**
 * A button by what it may say, the best first: the first that is understood is on it, and a button of which nothing is
 * understood is left out.
 */
export type Wish = { readonly label: string; readonly commands: readonly string[] };

/** Whether a written command is read back as it stands. */
export type Understands = (command: string) => boolean;

/** The buttons of some wishes, each command once. */
export function granted(wishes: readonly Wish[], understands: Understands): Choice[] {
  const choices = wishes.flatMap(({ label, commands }) => {
    const command = commands.find(understands);
    return command === undefined ? [] : [{ label, command }];
  });
  return choices.filter(({ command }, at) => choices.findIndex((other) => other.command === command) === at);
}

/** The first message of all. */
export function welcomeView(understands: Understands): Reply {
  return say(
    "Hello! Tell me what you need, and I say which AWS service fits and why. I also help you learn for the AI Practitioner exam, a few questions at a time.",
    granted(beginnings, understands),
  );
}

/** The same beneath the first answer, which has shown already what asking is like. */
export function introduction(understands: Understands): Part[] {
  return [
    { kind: "text", text: "We have not met yet: I answer questions, and help you learn for the exam. Begin anywhere:" },
    { kind: "choices", choices: granted(beginnings, understands) },
  ];
}

export const howToAskView = say(
  "Write what you need, as you would to a colleague. After the answer you can go on: “why not Clarify?”, “source?”, “and today?”. Try this one:",
  [{ label: "Who labels my images?", command: "ask who labels my images?" }],
);

const beginnings: readonly Wish[] = [
  { label: "Ask", commands: ["how-to-ask"] },
  { label: "Try five", commands: ["study level", "study 5"] },
  { label: "My exam date", commands: ["goal"] },
];
