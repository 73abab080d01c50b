import {
  ComponentType,
  TextInputStyle,
  type APIComponentInLabel,
  type APIModalInteractionResponseCallbackData,
} from "discord.js";
import type { Field, Form, Reply } from "../../conversation.ts";
import { cut, noteOnOptions } from "../wording.ts";
import { drawOptions, isMenuForm, menuLimits } from "./menus.ts";

/** Forms as Discord modals. https://docs.discord.com/developers/components/reference#label */

export const formLimits = { title: 45, customId: 100, label: 45, fields: 5, line: 4000 } as const;

/** Before the written command in a modal's id. */
const formMark = "form ";

/** The form that opens as a modal, if the reply has one; of more fields than a modal holds it is told in words. */
export function modalOf(reply: Reply): Form | undefined {
  const forms = reply.parts.flatMap((part) => (part.kind === "form" ? [part.form] : []));
  return forms.find((form) => !isMenuForm(form) && form.fields.length <= formLimits.fields);
}

export function drawForm(form: Form): APIModalInteractionResponseCallbackData {
  return {
    title: cut(form.title, formLimits.title),
    custom_id: `${formMark}${form.command}`.slice(0, formLimits.customId),
    components: form.fields.map((field) => {
      const note = field.kind === "menu" ? noteOnOptions(field, menuLimits.options) : undefined;
      return {
        type: ComponentType.Label,
        label: cut(field.label, formLimits.label),
        ...(note === undefined ? {} : { description: note }),
        component: drawField(field),
      };
    }),
  };
}

function drawField(field: Field): APIComponentInLabel {
  if (field.kind === "menu") return { type: ComponentType.StringSelect, custom_id: field.id, ...drawOptions(field) };
  const style = field.long ? TextInputStyle.Paragraph : TextInputStyle.Short;
  return {
    ...{ type: ComponentType.TextInput, custom_id: field.id, style },
    ...(field.optional ? { required: false } : {}),
    ...(field.value ? { value: field.value.slice(0, formLimits.line) } : {}),
  };
}

/** What was entered in a field of a sent modal; of several values, with commas between. */
export function enteredIn(field: object): string {
  if ("value" in field) return String(field.value);
  return "values" in field && Array.isArray(field.values) ? field.values.join(",") : "";
}

/** The command that a sent modal says; nothing if it is none of ours. */
export function commandOfForm(customId: string): string | undefined {
  return customId.startsWith(formMark) ? customId.slice(formMark.length) : undefined;
}
