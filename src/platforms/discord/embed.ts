import type { Fact, Part } from "../../conversation.ts";
import { formInWords, linkText, once, withAddress } from "../wording.ts";
import { blank, cut, drawCountdown, escape, visible } from "./markdown.ts";

/**
 * What a message says below its first line, as an embed. What does not fit is cut where a reader sees it.
 * https://docs.discord.com/developers/resources/message#embed-object-embed-limits
 */

export const embedLimits = {
  /** Characters. */
  description: 4096,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  /** All of an embed's texts together. */
  embed: 6000,
  fields: 25,
} as const;

export type Embed = {
  readonly color: number;
  readonly description?: string;
  readonly fields?: readonly { readonly name: string; readonly value: string; readonly inline: false }[];
  readonly footer?: { readonly text: string };
};

/** Nothing where the first part has said it all: that is the message's content. */
export function drawEmbed(parts: readonly Part[]): Embed | undefined {
  const firstFacts = parts.findIndex((part) => part.kind === "facts");
  const before = firstFacts < 0 ? parts.length : firstFacts;
  return fit({
    description: parts.slice(0, before).flatMap(describe),
    fields: fieldsOf(parts.slice(before)),
    footer: parts.flatMap((part) => (part.kind === "footer" ? [part.text] : [])).join(" "),
  });
}

/** The running text of a part; the first heading or text is the message's content already. */
function describe(part: Part, index: number): string[] {
  if (part.kind === "heading") return index === 0 ? [] : [`**${escape(part.text)}**`];
  if (part.kind === "text") return index === 0 ? [] : paragraph(part);
  if (part.kind === "list") return part.items.map((item) => `- ${escape(item)}`);
  if (part.kind === "countdown") return index === 0 ? [] : [drawCountdown(part, embedLimits.fieldValue), ""];
  if (part.kind === "form") return [escape(formInWords(part.form))];
  return [];
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
    for (const value of packed(lines, embedLimits.fieldValue)) {
      fields.push({ name: name ?? blank, value, inline: false });
      name = undefined;
    }
  };
  for (const part of parts) {
    if (part.kind === "heading") {
      if (name !== undefined) text([blank]);
      name = cut(escape(part.text), embedLimits.fieldName);
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
  const value = visible(cut(told(text, link), embedLimits.fieldValue));
  return { name: visible(cut(escape(label), embedLimits.fieldName)), value, inline: false };
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
  const footer = cut(texts.footer, embedLimits.footer);
  let room = embedLimits.embed - footer.length - shortened.length - 1;
  let left = false;

  const lines: string[] = [];
  let length = 0;
  for (const line of texts.description) {
    if (length + line.length + 1 > Math.min(embedLimits.description, room)) left = true;
    if (left) break;
    lines.push(line);
    length += line.length + 1;
  }
  room -= length;

  const fields: Field[] = [];
  for (const field of texts.fields) {
    room -= field.name.length + field.value.length;
    if (room < 0 || fields.length === embedLimits.fields) left = true;
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
    ...(foot.trim() === "" ? {} : { footer: { text: cut(foot, embedLimits.footer) } }),
  };
}

const shortened = "Shortened: the rest does not fit into one message here.";
