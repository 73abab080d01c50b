import type { Choice, Form, Menu, Reply } from "../../conversation.ts";

/** What a number or a letter typed at the prompt presses: the buttons and forms of what was printed last. Pure. */

/** What can be pressed of one reply or post: its buttons are numbered from `from`. */
export type Sheet = {
  readonly id: string;
  readonly from: number;
  readonly choices: readonly Choice[];
  readonly form?: MenuForm;
};

export type MenuForm = Omit<Form, "fields"> & { readonly fields: readonly Menu[] };

/** Replies and posts whose buttons can still be pressed, besides the one that was printed last. */
const mostOthers = 2;

/** The buttons of a reply, in the order they are numbered. */
export function choicesOf(reply: Reply): readonly Choice[] {
  return reply.parts.flatMap((part) => (part.kind === "choices" ? part.choices : []));
}

/** The form of a reply that numbers and letters can fill in. */
export function menuFormOf(reply: Reply): MenuForm | undefined {
  const forms = reply.parts.flatMap((part) => (part.kind === "form" ? [part.form] : []));
  return forms.find(hasMenusOnly);
}

export function hasMenusOnly(form: Form): form is MenuForm {
  return form.fields.every(({ kind }) => kind === "menu");
}

/** With a reply or post on top of what can be pressed; its buttons take the first numbers that are free. */
export function lay(sheets: readonly Sheet[], id: string, reply: Reply): { sheets: readonly Sheet[]; from: number } {
  const others = sheets.filter((sheet) => sheet.id !== id).slice(0, mostOthers);
  const [choices, form] = [choicesOf(reply), menuFormOf(reply)];
  // A number alone may mean an option of its form.
  const options = Math.max(0, ...(form?.fields ?? []).map((menu) => menu.options.length));
  const from = [options + 1, ...others.map((sheet) => sheet.from + sheet.choices.length)]
    .sort((a, b) => a - b)
    .find((first) => first > options && others.every((sheet) => isApart(sheet, first, choices.length)));
  const sheet = { id, from: from ?? options + 1, choices, ...(form ? { form } : {}) };
  return { sheets: choices.length > 0 || form ? [sheet, ...others] : others, from: sheet.from };
}

function isApart(sheet: Sheet, first: number, count: number): boolean {
  return first >= sheet.from + sheet.choices.length || first + count <= sheet.from;
}

/** Puts other commands behind the buttons of a post where they stand, numbers unchanged. */
export function relay(sheets: readonly Sheet[], id: string, reply: Reply): readonly Sheet[] {
  return sheets.map((sheet) => (sheet.id === id ? { ...sheet, choices: choicesOf(reply) } : sheet));
}

/** What a typed line presses, or why it presses nothing; nothing at all if it is no press. */
export function press(sheets: readonly Sheet[], text: string): { command: string } | { wrong: string } | undefined {
  const tokens = text.split(/[\s,]+/);
  if (!tokens.every((token) => /^([a-z]|\d{1,2})$/i.test(token))) return undefined;
  const form = sheets.find((sheet) => sheet.form)?.form;
  const isOne = tokens.length === 1;
  if (form && tokens.length === wanted(form)) return fill(form, tokens);
  const button = isOne ? buttonOf(sheets, text) : undefined;
  if (button) return { command: button.command };
  if (form) return { wrong: `The form takes ${answers(wanted(form))}; ${String(tokens.length)} came. ${howTo(form)}` };
  if (!isOne) return tokens.every((token) => buttonOf(sheets, token)) ? { wrong: "Press one at a time." } : undefined;
  const count = sheets.reduce((sum, { choices }) => sum + choices.length, 0);
  if (count === 0 || !/\d/.test(text)) return undefined;
  return {
    wrong: `There ${count === 1 ? "is 1 button" : `are ${String(count)} buttons`} above; ${text} is none of them.`,
  };
}

function buttonOf(sheets: readonly Sheet[], token: string): Choice | undefined {
  if (/\d/.test(token)) return sheets.flatMap((sheet) => sheet.choices[Number(token) - sheet.from] ?? [])[0];
  for (const { choices } of sheets) {
    const lettered = choices.find(({ label }) => new RegExp(`^${token}(?![\\p{L}\\p{N}])`, "iu").test(label));
    const beginning = choices.filter(({ label }) => label.toLowerCase().startsWith(token.toLowerCase()));
    if (lettered) return lettered;
    if (beginning.length === 1) return beginning[0];
  }
  return undefined;
}

function wanted({ fields }: MenuForm): number {
  return fields.reduce((sum, { count }) => sum + count, 0);
}

/** Deals what was typed out to the menus, each as many as it takes. */
function fill(form: MenuForm, tokens: readonly string[]): { command: string } | { wrong: string } {
  const left = [...tokens];
  const entered: string[] = [];
  for (const menu of form.fields) {
    const values = left.splice(0, menu.count).map((token) => ({ token, value: valueOf(menu, token) }));
    const unknown = values.find(({ value }) => value === undefined);
    if (unknown) return { wrong: `${unknown.token} is no option of “${menu.label}”. ${howTo(form)}` };
    entered.push(values.map(({ value }) => value).join(","));
  }
  return { command: [form.command, ...entered].join(" ") };
}

function valueOf({ options }: Menu, token: string): string | undefined {
  const typed = token.toLowerCase();
  const option = /\d/.test(typed)
    ? options[Number(typed) - 1]
    : (options.find(({ value }) => value.toLowerCase() === typed) ??
      options.find(({ label }) => label.toLowerCase().startsWith(typed)));
  return option?.value;
}

/** How a form is filled in at the prompt. */
export function howTo(form: MenuForm): string {
  const each = form.fields.map(({ label, count }) => `${String(count)} for “${label}”`).join(", ");
  const numbers = form.fields.flatMap(({ options, count }, i) =>
    Array.from({ length: count }, (_, j) => String(count === 1 ? (i % options.length) + 1 : j + 1)),
  );
  const values = form.fields.map(({ options, count }) =>
    options
      .slice(0, count)
      .map(({ value }) => value)
      .join(","),
  );
  return `Type numbers or letters: ${each}. For example ${numbers.join(" ")}, or in full ${[form.command, ...values].join(" ")}`;
}

function answers(count: number): string {
  return count === 1 ? "1 answer" : `${String(count)} answers`;
}
