import type { Checkboxes, InputBlock, ModalView, MultiStaticSelect, PlainTextOption, StaticSelect } from "@slack/types";
import type { Field, Form, Menu, Reply } from "../../conversation.ts";
import { cut, noteOnOptions } from "../wording.ts";
import { say } from "./say.ts";

/** Forms as Slack modals. https://docs.slack.dev/reference/views/modal-views */

export const formLimits = {
  title: 24,
  button: 24,
  label: 2000,
  line: 3000,
  metadata: 3000,
  option: 75,
  boxes: 10,
  options: 100,
} as const;

/** All modals of ours; what they say is in their private metadata. */
export const formCallback = "form";

/** What a sent modal has to know again. */
export type Opened = {
  readonly channel: string;
  /** The thread in which it was opened. */
  readonly thread_ts?: string;
  /** Of the private message on whose button it was opened, which the answer may take the place of. */
  readonly responseUrl?: string;
};

type Metadata = Opened & {
  readonly command: string;
  /** How many values each menu takes, by block. */
  readonly counts: Readonly<Record<string, number>>;
};

/** The answer to a press whose form came too late to be opened. */
export const openedTooLate: Reply = {
  to: "asker",
  parts: [{ kind: "text", text: "That took me too long to open. Please press it again." }],
};

export function formOf(reply: Reply): Form | undefined {
  return reply.parts.flatMap((part) => (part.kind === "form" ? [part.form] : []))[0];
}

/** The form as a modal, below whatever else the reply says: what it is about stays in view. */
export function drawForm(form: Form, { parts, to }: Reply, opened: Opened): ModalView {
  const menus = form.fields.filter((field) => field.kind === "menu");
  const metadata: Metadata = {
    command: form.command,
    counts: Object.fromEntries(menus.map(({ id, count }) => [id, count])),
    ...opened,
  };
  const about = parts.filter(({ kind }) => kind !== "form" && kind !== "choices");
  return {
    type: "modal",
    callback_id: formCallback,
    private_metadata: JSON.stringify(metadata).slice(0, formLimits.metadata),
    title: { type: "plain_text", text: cut(form.title, formLimits.title) },
    submit: { type: "plain_text", text: cut(form.send, formLimits.button) },
    blocks: [...say({ to, parts: about }, false).blocks, ...form.fields.map(drawField)],
  };
}

function drawField(field: Field): InputBlock {
  const { id } = field;
  const label = { type: "plain_text" as const, text: cut(field.label, formLimits.label) };
  const input = { type: "input" as const, block_id: id, label };
  if (field.kind === "menu") {
    const note = noteOnOptions(field, formLimits.options);
    const hint = note === undefined ? {} : { hint: { type: "plain_text" as const, text: note } };
    return { ...input, ...hint, element: drawMenu(field) };
  }
  const initially = field.value ? { initial_value: field.value.slice(0, formLimits.line) } : {};
  return {
    ...input,
    ...(field.optional ? { optional: true } : {}),
    element: { type: "plain_text_input", action_id: id, multiline: field.long, ...initially },
  };
}

/** One value by a select; several by boxes, which show themselves all, or by a select of several where they are many. */
function drawMenu(menu: Menu): StaticSelect | Checkboxes | MultiStaticSelect {
  const { id, count } = menu;
  const options = menu.options.slice(0, formLimits.options).map(drawOption);
  const chosen = options.filter((option) => menu.chosen.includes(option.value ?? "")).slice(0, count);
  if (count === 1) {
    const [initial] = chosen;
    return { type: "static_select", action_id: id, options, ...(initial ? { initial_option: initial } : {}) };
  }
  const initially = chosen.length === 0 ? {} : { initial_options: chosen };
  return options.length <= formLimits.boxes
    ? { type: "checkboxes", action_id: id, options, ...initially }
    : { type: "multi_static_select", action_id: id, options, max_selected_items: count, ...initially };
}

function drawOption({ label, value }: Menu["options"][number]): PlainTextOption {
  return {
    text: { type: "plain_text", text: cut(label, formLimits.option) },
    value: value.slice(0, formLimits.option),
  };
}

type SentView = {
  readonly private_metadata: string;
  readonly blocks: readonly { readonly type: string; readonly block_id?: string }[];
  readonly state: { readonly values: Readonly<Record<string, Readonly<Record<string, Entry>>>> };
};
type Entry = {
  readonly value?: string | null;
  readonly selected_option?: { readonly value: string } | null;
  readonly selected_options?: readonly { readonly value: string }[];
};

export type SentForm = Opened & {
  readonly command: string;
  readonly entered: readonly string[];
  /** What is wrong, by block, in a sentence. */
  readonly errors: Readonly<Record<string, string>>;
};

/** What a sent modal says; nothing if it is none of ours. */
export function readForm(view: SentView): SentForm | undefined {
  const metadata = readMetadata(view.private_metadata);
  if (!metadata) return undefined;
  const { command, counts, ...opened } = metadata;
  const fields = view.blocks
    .filter(({ type }) => type === "input")
    .map(({ block_id: id = "" }) => ({ id, values: Object.values(view.state.values[id] ?? {}).flatMap(valuesOf) }));
  const wrong = fields.flatMap(({ id, values }) => {
    const count = counts[id];
    return count === undefined || values.length === count ? [] : [[id, wrongCount(count, values.length)] as const];
  });
  return {
    ...opened,
    command,
    entered: fields.map(({ values }) => values.join(",")),
    errors: Object.fromEntries(wrong),
  };
}

function wrongCount(count: number, chosen: number): string {
  return `Choose ${count === 1 ? "one" : `exactly ${String(count)}`}: you have chosen ${String(chosen)}.`;
}

function valuesOf({ value, selected_option: one, selected_options: several }: Entry): string[] {
  return several
    ? several.map((option) => option.value)
    : [one?.value ?? value].filter((each) => typeof each === "string");
}

function readMetadata(text: string): Metadata | undefined {
  let metadata: unknown;
  try {
    metadata = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { command, channel, counts, ...more } = (metadata ?? {}) as Partial<Metadata>;
  if (typeof command !== "string" || typeof channel !== "string") return undefined;
  return { ...more, command, channel, counts: counts ?? {} };
}
