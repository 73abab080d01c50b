import type { Door, Row } from "../../src/command.ts";
import type { Field, Form } from "../../src/conversation.ts";
import { makeMenu } from "./puzzle-for-tests.ts";

/**
 * A form of lines and a menu, for tests of wires: `plan` opens it, with a time in it; `long-plan` opens one of six
 * fields. What is sent says `planned`.
 */
export const plan: Door = {
  rows: [row("plan"), row("long-plan"), row("planned")],
  resolvers: {},
  handle({ command }) {
    const [words = ""] = command.arguments;
    if (command.name === "planned") return { to: "asker", parts: [{ kind: "text", text: `Planned ${words}.` }] };
    return { to: "asker", parts: [{ kind: "form", form: command.name === "plan" ? planForm : longPlanForm }] };
  },
};

const fields: readonly Field[] = [
  { kind: "line", id: "time", label: "When", long: false, value: "09:00" },
  { kind: "line", id: "topic", label: "What about", long: false, optional: true },
  { ...makeMenu(1, 1), label: "Step", chosen: ["train"] },
  { kind: "line", id: "note", label: "A note", long: true, optional: true, value: "as before" },
];

export const planForm: Form = { title: "A plan", send: "Plan it", command: "planned", fields };

export const longPlanForm: Form = { ...planForm, fields: [...fields, makeMenu(2, 1), makeMenu(3, 1)] };

function row(name: string): Row {
  const takes = [{ name: "words", kind: "text", hint: "For tests", optional: true }] as const;
  return { name, takes, about: "For tests", example: name, unlisted: true };
}
