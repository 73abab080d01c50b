import type { Choice, Fact, File, Part, Reply } from "../../conversation.ts";
import { formInWords, linkText, once, withAddress } from "../wording.ts";
import { attachable, attachments, noteOn, type Attachment } from "./files.ts";
import { drawMenus, isFilledIn, isMenuForm, menusInWords, type MenuForm, type Select } from "./menus.ts";

/**
 * A Reply as the body of a Discord message, within Discord's limits: what does not fit is cut where a reader sees it,
 * never sent to be refused. https://docs.discord.com/developers/resources/message#embed-object-embed-limits
 */

export const limits = {
  /** Characters. */
  content: 2000,
  description: 4096,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  /** All of an embed's texts together. */
  embed: 6000,
  fields: 25,
  buttonLabel: 80,
  customId: 100,
  buttonsInRow: 5,
  rows: 5,
} as const;

export type DiscordMessage = {
  /** The heading: what notifications show, and where embeds are switched off all there is. */
  readonly content: string;
  readonly embeds: readonly Embed[];
  readonly components: readonly Row[];
  readonly allowed_mentions: { readonly parse: readonly [] };
  readonly attachments?: readonly Attachment[];
};

export type Embed = {
  readonly color: number;
  readonly description?: string;
  readonly fields?: readonly { readonly name: string; readonly value: string; readonly inline: false }[];
  readonly footer?: { readonly text: string };
};

export type Row = { readonly type: 1; readonly components: readonly (Button | Select)[] };
export type Button = {
  readonly type: 2;
  /** Plain, or the one that a form is sent with. */
  readonly style: 2 | 1;
  readonly label: string;
  readonly custom_id: string;
  readonly disabled?: true;
};

/**
 * `shareable`: whether there is a channel that the answer could be shown to. `said`: what the press said that is
 * answered, if it was one.
 */
export function say(reply: Reply, shareable: boolean, said = ""): DiscordMessage {
  const attached = attachable(reply);
  const parts = reply.parts.flatMap((part): Part[] => {
    if (part.kind === "file") return [inWords(part.file, noteOn(part.file, attached))];
    return part.kind === "form" && isMenuForm(part.form) ? chosenSoFar(part.form) : [part];
  });
  const form = reply.parts.flatMap((part) => (part.kind === "form" && isMenuForm(part.form) ? [part.form] : []))[0];
  const menus = form ? drawMenus(form, said) : { selects: [], turns: [] };
  const share = shareable && reply.share !== undefined ? [drawButton("Share to channel", `share ${reply.share}`)] : [];
  const firstFacts = parts.findIndex((part) => part.kind === "facts");
  const before = firstFacts < 0 ? parts.length : firstFacts;
  const embed = fit({
    description: parts.slice(0, before).flatMap(describe),
    fields: fieldsOf(parts.slice(before)),
    footer: parts.flatMap((part) => (part.kind === "footer" ? [part.text] : [])).join(" "),
  });
  return {
    content: heading(parts),
    embeds: embed ? [embed] : [],
    components: rows(menus.selects, [
      ...(form ? [sendButton(form)] : []),
      ...menus.turns.map(({ label, to }) => drawButton(label, to)),
      ...parts.flatMap((part) => (part.kind === "choices" ? part.choices.map(button) : [])),
      ...share,
    ]),
    allowed_mentions: { parse: [] },
    ...(attached.length === 0 ? {} : { attachments: attachments(reply) }),
  };
}

/** The file itself is shown by Discord, below the message. */
function inWords({ name, about }: File, note: string): Part & { kind: "text" } {
  return { kind: "text", text: [`${name}: ${about}`, note].filter(Boolean).join("\n") };
}

function chosenSoFar(form: MenuForm): Part[] {
  return [
    { kind: "heading", text: form.title },
    { kind: "text", text: menusInWords(form) },
  ];
}

function heading([first]: readonly Part[]): string {
  return first ? firstLine(first) : "…";
}

const firstLine = once((first: Part): string => {
  if (first.kind === "heading") return cut(`**${escape(first.text)}**`, limits.content);
  if (first.kind === "countdown") return drawCountdown(first, limits.content);
  return first.kind === "text" ? visible(cut(escape(first.text), limits.content)) : blank;
});

/** The running text of a part; the first heading or text is the message's content already. */
function describe(part: Part, index: number): string[] {
  if (part.kind === "heading") return index === 0 ? [] : [`**${escape(part.text)}**`];
  if (part.kind === "text") return index === 0 ? [] : paragraph(part);
  if (part.kind === "list") return part.items.map((item) => `- ${escape(item)}`);
  if (part.kind === "countdown") return index === 0 ? [] : [drawCountdown(part, limits.fieldValue), ""];
  if (part.kind === "form") return [escape(formInWords(part.form))];
  return [];
}

/** Counted down by the reader's own Discord. https://docs.discord.com/developers/reference#message-formatting */
function drawCountdown({ text, until }: Part & { kind: "countdown" }, longest: number): string {
  const left = `<t:${String(Math.round(until / 1000))}:R>`;
  return `${cut(escape(text), longest - left.length - 1)} ${left}`;
}

const paragraph = once(({ text }: { readonly text: string }) => [escape(text), ""]);

/**
 * Discord shows an embed's fields below its running text. So whatever comes after the first facts becomes a field as
 * well, a heading the name of the field that follows: everything is read in the order it was put.
 */
function fieldsOf(parts: readonly Part[]): Field[] {
  const fields: Field[] = [];
  let name: string | undefined;
  const text = (lines: readonly string[]) => {
    for (const value of packed(lines, limits.fieldValue)) {
      fields.push({ name: name ?? blank, value, inline: false });
      name = undefined;
    }
  };
  for (const part of parts) {
    if (part.kind === "heading") {
      if (name !== undefined) text([blank]);
      name = cut(escape(part.text), limits.fieldName);
    } else if (part.kind === "facts") {
      if (name !== undefined) text([blank]);
      fields.push(...part.facts.map(field));
    } else if (isRunning(part)) text(describe(part, 1).filter((line) => line !== ""));
  }
  if (name !== undefined) text([blank]);
  return fields;
}

function isRunning({ kind }: Part): boolean {
  return kind === "text" || kind === "list" || kind === "form" || kind === "countdown";
}

/** Lines put together into as few texts as they fit in. */
function packed(lines: readonly string[], longest: number): string[] {
  const texts: string[] = [];
  for (const line of lines.map((l) => visible(cut(l, longest)))) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= longest) texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts;
}

type Field = NonNullable<Embed["fields"]>[number];

const field = once(({ label, text, link }: Fact): Field => {
  const value = visible(cut(told(text, link), limits.fieldValue));
  return { name: visible(cut(escape(label), limits.fieldName)), value, inline: false };
});

function told(text: string, link: string | undefined): string {
  if (link === undefined) return escape(text);
  const address = `[${linkText(link)}](${link})`;
  return withAddress(escape(text), address);
}

type Texts = {
  readonly description: readonly string[];
  readonly fields: readonly Field[];
  readonly footer: string;
};

/** As much as fits, from the top; what is left out is said at the end. */
function fit(texts: Texts): Embed | undefined {
  const footer = cut(texts.footer, limits.footer);
  let room = limits.embed - footer.length - shortened.length - 1;
  let left = false;

  const lines: string[] = [];
  let length = 0;
  for (const line of texts.description) {
    if (length + line.length + 1 > Math.min(limits.description, room)) left = true;
    if (left) break;
    lines.push(line);
    length += line.length + 1;
  }
  room -= length;

  const fields: Field[] = [];
  for (const field of texts.fields) {
    room -= field.name.length + field.value.length;
    if (room < 0 || fields.length === limits.fields) left = true;
    if (left) break;
    fields.push(field);
  }

  const foot = [footer, left ? shortened : ""].filter(Boolean).join(" ");
  const description = lines.join("\n").trim();
  if (description === "" && fields.length === 0 && foot.trim() === "") return undefined;
  return {
    color: 0x1f5f5b,
    ...(description === "" ? {} : { description }),
    ...(fields.length > 0 ? { fields } : {}),
    ...(foot.trim() === "" ? {} : { footer: { text: cut(foot, limits.footer) } }),
  };
}

const shortened = "Shortened: the rest does not fit into one message here.";

/** Each select in a row of its own, then five buttons a row; of what says the same one is shown, as Discord asks. */
function rows(selects: readonly Select[], all: readonly Button[]): Row[] {
  const unique = new Map(all.map((one) => [one.custom_id, one]));
  const buttons = [...unique.values()].slice(0, (limits.rows - selects.length) * limits.buttonsInRow);
  const found: Row[] = selects.map((select) => ({ type: 1, components: [select] }));
  for (let i = 0; i < buttons.length; i += limits.buttonsInRow)
    found.push({ type: 1, components: buttons.slice(i, i + limits.buttonsInRow) });
  return found;
}

/** It can be pressed once everything is chosen. */
function sendButton(form: MenuForm): Button {
  return { ...drawButton(form.send, form.command), style: 1, ...(isFilledIn(form) ? {} : { disabled: true }) };
}

const button = once(({ label, command }: Choice) => drawButton(label, command));

function drawButton(label: string, command: string): Button {
  return {
    type: 2,
    style: 2,
    label: visible(cut(label, limits.buttonLabel)),
    custom_id: command.slice(0, limits.customId),
  };
}

/** Characters that Discord's markdown, mentions and links are made of, each behind a backslash. */
export function escape(text: string): string {
  return text.replace(/[\\*_~`|>#@<[\]()]/g, (mark) => (/[()]/.test(mark) ? mark : `\\${mark}`));
}

/** Discord takes no text of nothing but spaces; this shows as nothing and is something. */
const blank = "\u200b";

function visible(text: string): string {
  return text.trim() === "" ? blank : text;
}

/** Cuts marked-up text without leaving a backslash that would escape the mark of the cut. */
function cut(text: string, longest: number): string {
  return text.length <= longest
    ? text
    : `${text
        .slice(0, longest - 1)
        .replace(/\\+$/, "")
        .trimEnd()}…`;
}
