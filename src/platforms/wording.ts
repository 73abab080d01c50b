import { writeCommand } from "../command.ts";
import type { Command, Form, Reply } from "../conversation.ts";
import type { Listener } from "./platform.ts";

/** What every platform words alike. */

/** At most so many characters, with a mark where something was cut. */
export function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;
}

/** An address as a reader likes it: without the scheme, the middle of a long path left out. */
export function linkText(link: string): string {
  const { host, pathname } = new URL(link);
  return host + pathname.replace(/\/(?:latest\/)?(?:dg|ug|userguide)\//, "/…/");
}

/** A form where no window can be opened: as the command that sending it would say. */
export function formInWords({ title, command, fields }: Form): string {
  return `${title}: write ${command} ${fields.map((field) => `<${field.label}>`).join(" ")}`;
}

/** The command a button's id says; nothing if it is not one that we write. */
export function commandOfButton(id: string, grammar: Pick<Listener["grammar"], "parse">): Command | undefined {
  const command = grammar.parse(id);
  return writeCommand(command) === id ? command : undefined;
}

/** The answer to a button that an older version wrote, or nobody. */
export const unknownButton: Reply = {
  to: "asker",
  parts: [{ kind: "text", text: "I no longer know that button. Ask again, or say help for what I understand." }],
};
