import type { Delivery, Part, Reply } from "../src/conversation.ts";

/** Whether it is the post of a daily question, and no edit of it. */
export function isDaily({ key }: Pick<Delivery, "key">): boolean {
  return /^day d-\S+ post$/.test(key);
}

/** What a learner says to a post: a press, or what is sent once its form is there. */
export function answerTo(day: string, { parts }: Reply): string | ((form: Reply | undefined) => string | undefined) {
  const commands = parts.flatMap((part) => (part.kind === "choices" ? part.choices : [])).map(({ command }) => command);
  const press = commands.find((command) => command.startsWith(`day ${day} say.`));
  return press ?? ((form) => filled(day, form?.parts ?? []));
}

/** Another value in each menu, so that the order of steps is one. */
function filled(day: string, parts: readonly Part[]): string | undefined {
  const form = parts.find((part): part is Part & { kind: "form" } => part.kind === "form")?.form;
  const values = form?.fields.flatMap((field, i) =>
    field.kind === "menu"
      ? [Array.from({ length: field.count }, (_, n) => field.options[(i + n) % field.options.length]?.value).join(",")]
      : [],
  );
  return values && ["day", day, "send", ...values].join(" ");
}
