import { writeCommand } from "../command.ts";
import type { Command, Field, File, Form, Menu, Reply } from "../conversation.ts";
import { say } from "../replies.ts";
import type { Listener } from "./platform.ts";

/** What every platform words alike. */

/** Draws the same object once: much of a reply is told in other replies too, and is the same object there. */
export function once<Told extends object, Drawn>(draw: (told: Told) => Drawn): (told: Told) => Drawn {
  const drawings = new WeakMap<Told, Drawn>();
  return (told) => {
    let drawn = drawings.get(told);
    if (drawn === undefined) drawings.set(told, (drawn = draw(told)));
    return drawn;
  };
}

/** At most so many characters, with a mark where something was cut. */
export function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;
}

/** An address as a reader likes it: without the scheme, the middle of a long path left out. */
export function linkText(link: string): string {
  const { host, pathname } = new URL(link);
  return host + pathname.replace(/\/(?:latest\/)?(?:dg|ug|userguide)\//, "/…/");
}

/** A fact's text with its address, both as the platform marks them up: below a sentence, before a mere note. */
export function withAddress(text: string, address: string): string {
  return /[.!?]$/.test(text) ? `${text}\n${address}` : `${address}, ${text}`;
}

/** A form where no window can be opened: as the command that sending it would say, and as it would be sent now. */
export function formInWords({ title, command, fields }: Form): string {
  const written = `${title}: write ${[command, ...fields.map(fieldInWords)].join(" ")}`;
  if (!fields.some((field) => field.kind === "line" && field.value)) return written;
  return `${written}. As it stands: ${[command, ...fields.map(filledIn)].filter(Boolean).join(" ")}`;
}

function fieldInWords(field: Field): string {
  return field.kind === "line" && field.optional ? `[${field.label}]` : `<${field.label}>`;
}

function filledIn(field: Field): string {
  return field.kind === "line" ? (field.value ?? "") : field.chosen.join(",");
}

/** Of a menu whose options are more than a platform takes; nothing where they all are shown. */
export function noteOnOptions({ options }: Menu, most: number): string | undefined {
  return options.length > most ? `The first ${String(most)} of ${String(options.length)} are shown here.` : undefined;
}

/** A countdown where the platform has none: until when, to the second. */
export function countdownInWords({ text, until }: { readonly text: string; readonly until: number }): string {
  return `${text} ${timeOfDay(until)}`;
}

/** A moment of today, alike for everybody. */
export function timeOfDay(at: number): string {
  return `${new Date(at).toISOString().slice(11, 19)} UTC`;
}

export function filesOf(reply: Reply): File[] {
  return reply.parts.flatMap((part) => (part.kind === "file" ? [part.file] : []));
}

export function isTooLarge({ text }: File, bytes: number): boolean {
  return Buffer.byteLength(text) > bytes;
}

/** Instead of a file that is larger than a platform takes. */
export function noteOnSize({ text }: File, largest: number): string {
  return `It is too large to be sent here: ${megabytes(Buffer.byteLength(text))}, of ${megabytes(largest)} at most.`;
}

function megabytes(bytes: number): string {
  return `${(bytes / (1024 * 1024)).toFixed(1)} MB`;
}

/** The command a button's id says; nothing if it is not one that we write. */
export function commandOfButton(id: string, grammar: Pick<Listener["grammar"], "parse">): Command | undefined {
  const command = grammar.parse(id);
  return writeCommand(command) === id ? command : undefined;
}

/** The answer to a button that an older version wrote, or nobody. */
export const unknownButton = say("I no longer know that button. Ask again, or say help for what I understand.");

/** The answer to "Which AWS service?" on a message of pictures or files alone. */
export const noTextInMessage = say(
  "That message has no text for me to look at; pictures and files I cannot read. Choose a message that has the question in words, or type the question to me.",
);

/** Longest message read, in characters: as long as a question may be, which is for the core to say. */
export const longestMessage = 2000;

/** The answer to "Which AWS service?" on a long message, which is often somebody else's: the asker cannot shorten it. */
export function messageTooLong(length: number): Reply {
  return say(
    `That message is ${String(length)} characters long; I read up to ${String(longestMessage)}. Paste the sentence that holds the question to me, and I will look at that.`,
  );
}

/** What is to say of a message that cannot be asked about as it stands; nothing if it can. */
export function whyNotAsked(text: string): Reply | undefined {
  const { length } = text.trim();
  if (length === 0) return noTextInMessage;
  return length > longestMessage ? messageTooLong(length) : undefined;
}
