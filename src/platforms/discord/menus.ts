import type { Form, Menu } from "../../conversation.ts";
import { cut, noteOnOptions } from "../wording.ts";

/**
 * A form of menus alone, as part of a message: modals keep no drafts and hold five fields. Four menus stand on a page,
 * above a row of buttons. https://docs.discord.com/developers/components/reference#string-select
 */

export const menuLimits = { option: 100, options: 25, placeholder: 150, customId: 100, menus: 4 } as const;

export type Select = {
  readonly type: 3;
  readonly custom_id: string;
  readonly placeholder: string;
  readonly min_values: number;
  readonly max_values: number;
  readonly options: SelectOption[];
};
export type SelectOption = { readonly label: string; readonly value: string; readonly default?: true };

export type MenuForm = Form & { readonly fill: string; readonly fields: readonly Menu[] };

type Numbered = { readonly menu: Menu; readonly number: number };

/** Whether it is drawn as part of a message rather than as a modal. */
export function isMenuForm(form: Form): form is MenuForm {
  return form.fill !== undefined && form.fields.length > 0 && form.fields.every(({ kind }) => kind === "menu");
}

/** Every menu with what is chosen in it: a chosen option hides the select's own placeholder. */
export function menusInWords({ fields }: MenuForm): string {
  return numbered(fields)
    .map(({ menu, number }) => {
      const note = noteOnOptions(menu, menuLimits.options);
      return `${String(number)}. ${menu.label}: ${chosenInWords(menu)}${note === undefined ? "" : `. ${note}`}`;
    })
    .join("\n");
}

/**
 * The selects of one page, and buttons to the others. `said` is what the press said that the message answers: a choice
 * stays on its page until nothing is missing there, then the next with something missing is shown.
 */
export function drawMenus(form: MenuForm, said: string): { selects: Select[]; turns: { label: string; to: string }[] } {
  const pages = pagesOf(form.fields);
  const shown = pageToShow(form, pages, said);
  return {
    selects: (pages[shown] ?? []).map((one) => drawSelect(form.fill, one)),
    turns: pages
      .filter((_, at) => at !== shown)
      .map((page) => ({ label: `Show ${rangeOf(page)}`, to: `${form.fill} ${String(page[0]?.number)}` })),
  };
}

export function isFilledIn({ fields }: MenuForm): boolean {
  return fields.every(isChosen);
}

/** The options, and how many of them: the same in a message and in a modal. */
export function drawOptions({ options, count, chosen }: Menu): Pick<Select, "min_values" | "max_values" | "options"> {
  const offered = options.slice(0, menuLimits.options);
  const wanted = Math.max(1, Math.min(count, offered.length));
  const kept = new Set(chosen.filter((value) => offered.some((one) => one.value === value)).slice(0, wanted));
  return {
    min_values: wanted,
    max_values: wanted,
    options: offered.map(({ label, value }) => ({
      label: cut(label.trim() === "" ? value : label, menuLimits.option),
      value: value.slice(0, menuLimits.option),
      ...(kept.has(value) ? { default: true } : {}),
    })),
  };
}

function drawSelect(fill: string, { menu, number }: Numbered): Select {
  return {
    type: 3,
    custom_id: `${fill} ${String(number)}`.slice(0, menuLimits.customId),
    placeholder: cut(`${String(number)}. ${menu.label}`, menuLimits.placeholder),
    ...drawOptions(menu),
  };
}

function pageToShow(form: MenuForm, pages: readonly (readonly Numbered[])[], said: string): number {
  const [number, values] = said.startsWith(`${form.fill} `) ? said.slice(form.fill.length + 1).split(" ") : [];
  const asked = pages.findIndex((page) => page.some((one) => String(one.number) === number));
  const missing = (page: readonly Numbered[]) => page.some(({ menu }) => !isChosen(menu));
  if (asked >= 0 && (values === undefined || missing(pages[asked] ?? []))) return asked;
  const next = pages.findIndex(missing);
  return next >= 0 ? next : Math.max(asked, 0);
}

function pagesOf(menus: readonly Menu[]): Numbered[][] {
  const all = numbered(menus);
  const count = Math.ceil(all.length / menuLimits.menus);
  return Array.from({ length: count }, (_, at) => all.slice(at * menuLimits.menus, (at + 1) * menuLimits.menus));
}

function rangeOf(page: readonly Numbered[]): string {
  const [first, last] = [page[0]?.number, page.at(-1)?.number];
  return first === last ? String(first) : `${String(first)} to ${String(last)}`;
}

function numbered(menus: readonly Menu[]): Numbered[] {
  return menus.map((menu, at) => ({ menu, number: at + 1 }));
}

function isChosen({ chosen, count }: Menu): boolean {
  return chosen.length === count;
}

function chosenInWords({ options, chosen }: Menu): string {
  const labels = chosen.flatMap((value) => options.find((one) => one.value === value)?.label ?? []);
  return labels.length === 0 ? "not chosen yet" : labels.join(", ");
}
