import type { Choice } from "../../conversation.ts";
import { once } from "../wording.ts";
import { cut, visible } from "./markdown.ts";
import { isFilledIn, type MenuForm, type Select } from "./menus.ts";

/** The buttons and selects below a message. https://docs.discord.com/developers/components/reference#action-row */

export const buttonLimits = { label: 80, customId: 100, inRow: 5, rows: 5 } as const;

export type Row = { readonly type: 1; readonly components: readonly (Button | Select)[] };
export type Button = {
  readonly type: 2;
  /** Plain, or the one that a form is sent with. */
  readonly style: 2 | 1;
  readonly label: string;
  readonly custom_id: string;
  readonly disabled?: true;
};

/** Each select in a row of its own, then five buttons a row; of what says the same one is shown, as Discord asks. */
export function drawRows(selects: readonly Select[], all: readonly Button[]): Row[] {
  const unique = new Map(all.map((one) => [one.custom_id, one]));
  const buttons = [...unique.values()].slice(0, (buttonLimits.rows - selects.length) * buttonLimits.inRow);
  const found: Row[] = selects.map((select) => ({ type: 1, components: [select] }));
  for (let i = 0; i < buttons.length; i += buttonLimits.inRow)
    found.push({ type: 1, components: buttons.slice(i, i + buttonLimits.inRow) });
  return found;
}

/** It can be pressed once everything is chosen. */
export function sendButton(form: MenuForm): Button {
  return { ...drawButton(form.send, form.command), style: 1, ...(isFilledIn(form) ? {} : { disabled: true }) };
}

export const drawChoice = once(({ label, command }: Choice) => drawButton(label, command));

export function drawButton(label: string, command: string): Button {
  return {
    type: 2,
    style: 2,
    label: visible(cut(label, buttonLimits.label)),
    custom_id: command.slice(0, buttonLimits.customId),
  };
}
