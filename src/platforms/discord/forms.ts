import { ComponentType, TextInputStyle, type APIModalInteractionResponseCallbackData } from "discord.js";
import type { Form, Reply } from "../../conversation.ts";
import { cut } from "../wording.ts";

/** Forms as Discord modals. https://docs.discord.com/developers/components/reference#label */

export const formLimits = { title: 45, customId: 100, label: 45, fields: 5 } as const;

/** Before the written command in a modal's id. */
const formMark = "form ";

export function formOf(reply: Reply): Form | undefined {
  return reply.parts.flatMap((part) => (part.kind === "form" ? [part.form] : []))[0];
}

export function drawForm(form: Form): APIModalInteractionResponseCallbackData {
  return {
    title: cut(form.title, formLimits.title),
    custom_id: `${formMark}${form.command}`.slice(0, formLimits.customId),
    components: form.fields.slice(0, formLimits.fields).map((field) => ({
      type: ComponentType.Label,
      label: cut(field.label, formLimits.label),
      component: {
        type: ComponentType.TextInput,
        custom_id: field.id,
        style: field.kind === "line" && field.long ? TextInputStyle.Paragraph : TextInputStyle.Short,
      },
    })),
  };
}

/** The command that a sent modal says; nothing if it is none of ours. */
export function commandOfForm(customId: string): string | undefined {
  return customId.startsWith(formMark) ? customId.slice(formMark.length) : undefined;
}
