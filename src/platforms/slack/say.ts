import type { ActionsBlock, Button, KnownBlock } from "@slack/types";
import type { Choice, Fact, File, Part, Picture, Reply } from "../../conversation.ts";
import { inWords } from "../pictures.ts";
import { countdownInWords, cut, formInWords, linkText, once, timeOfDay, withAddress } from "../wording.ts";

/**
 * A Reply as Slack blocks, within Slack's limits: what does not fit is cut where a reader sees it, never sent to be
 * refused. https://docs.slack.dev/reference/block-kit/blocks
 */

export const limits = {
  /** Characters. */
  header: 150,
  section: 3000,
  contextText: 2000,
  buttonText: 75,
  actionId: 255,
  buttonValue: 2000,
  fallbackText: 3900,
  /** Buttons in a row: Slack takes 25, a phone shows five well. */
  buttonsInRow: 5,
  buttons: 25,
  blocks: 50,
  /** All characters of a message's blocks. Slack refuses from about 13,200 on (slackapi/bolt-js#2509). */
  total: 12_000,
} as const;

export type SlackMessage = {
  /** What notifications on phones and screen readers get. */
  readonly text: string;
  readonly blocks: KnownBlock[];
};

/** What is told in the place of a picture, which no message holds itself; nothing where it comes below. */
export type InPlaceOf = (picture: Picture) => string;

/**
 * `shareable`: whether there is a channel that the answer could be shown to. `noteOn`: what is said of a file, nothing
 * where it comes along; what is shown to one person alone has no files.
 */
export function say(
  reply: Reply,
  shareable: boolean,
  noteOn: (file: File) => string = notHere,
  inPlaceOf: InPlaceOf = inWords,
): SlackMessage {
  const share = shareable && reply.share !== undefined ? [shareChoice(reply.share)] : [];
  const drawPart = (part: Part): KnownBlock[] => {
    if (part.kind === "picture") return [inPlaceOf(part.picture)].filter(Boolean).map((told) => section(escape(told)));
    return part.kind === "file" ? [section(drawFile(part.file, noteOn(part.file)))] : draw(part);
  };
  const blocks = fit(
    reply.parts.flatMap((part, i) => [...lineBefore(part, reply.parts[i - 1]), ...drawPart(part)]),
    share,
  );
  return { text: fallback(reply.parts, noteOn, inPlaceOf), blocks };
}

function notHere(): string {
  return "I send files in direct messages only: ask for it there.";
}

function drawFile({ name, about }: File, note: string): string {
  return [`*${escape(name)}*`, escape(about), note === "" ? "" : `_${escape(note)}_`].filter(Boolean).join("\n");
}

/** Button that posts what `command` shows for everyone in the channel. */
function shareChoice(command: string): Choice {
  return { label: "Share to channel", command: `share ${command}` };
}

/** Facts after facts or after a list would read as more of the same: a line keeps them apart. */
function lineBefore({ kind }: Part, before: Part | undefined): KnownBlock[] {
  return kind === "facts" && (before?.kind === "facts" || before?.kind === "list") ? [{ type: "divider" }] : [];
}

function draw(part: Exclude<Part, { kind: "file" | "picture" }>): KnownBlock[] {
  switch (part.kind) {
    case "heading":
      return [{ type: "header", text: { type: "plain_text", text: cut(part.text, limits.header), emoji: false } }];
    case "text":
      return [section(escape(part.text))];
    case "list":
      return sections(
        part.items.map((item) => `• ${escape(item)}`),
        "\n",
      );
    case "facts":
      return sections(part.facts.map(drawFact), "\n\n");
    case "choices":
      return buttonRows(part.choices);
    case "form":
      return [section(escape(formInWords(part.form)))];
    case "countdown":
      return [section(drawCountdown(part.text, part.until))];
    case "footer":
      return [
        { type: "context", elements: [{ type: "mrkdwn", text: cutEscaped(escape(part.text), limits.contextText) }] },
      ];
  }
}

/**
 * The reader's own day and time of day: it may be of another day than the present. What is due on the full minute was not
 * counted to the second. https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
function drawCountdown(text: string, until: number): string {
  const time = until % 60_000 === 0 ? "{time}" : "{time_secs}";
  const date = `<!date^${String(Math.round(until / 1000))}^{date_short_pretty} at ${time}|${timeOfDay(until)}>`;
  return `${cutEscaped(escape(text), limits.section - date.length - 1)} ${date}`;
}

const drawFact = once(({ label, text, link }: Fact) => `*${escape(label)}*\n${told(text, link)}`);

function told(text: string, link: string | undefined): string {
  if (link === undefined) return escape(text);
  const address = `<${escape(link)}|${escape(linkText(link))}>`;
  return withAddress(escape(text), address);
}

/** Lines in as few sections as hold them. */
function sections(lines: readonly string[], between: string): KnownBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + between.length + line.length <= limits.section)
      texts[texts.length - 1] = `${last}${between}${line}`;
    else texts.push(line);
  }
  return texts.map(section);
}

function section(text: string): KnownBlock {
  return { type: "section", text: { type: "mrkdwn", text: cutEscaped(text, limits.section) }, expand: true };
}

function buttonRows(choices: readonly Choice[]): ActionsBlock[] {
  const buttons = choices.slice(0, limits.buttons).map(button);
  const rows: ActionsBlock[] = [];
  for (let i = 0; i < buttons.length; i += limits.buttonsInRow)
    rows.push({ type: "actions", elements: buttons.slice(i, i + limits.buttonsInRow) });
  return rows;
}

/** A button's id is the written command it says. */
function button({ label, command }: Choice): Button {
  return {
    type: "button",
    text: { type: "plain_text", text: cut(label, limits.buttonText), emoji: false },
    action_id: command.slice(0, limits.actionId),
    value: command.slice(0, limits.buttonValue),
  };
}

/** Keeps what fits, the buttons always, and says that something was left out. */
function fit(blocks: readonly KnownBlock[], share: readonly Choice[]): KnownBlock[] {
  const seen = new Set<string>();
  const unique = [...blocks, ...buttonRows(share)].flatMap((block) => withoutRepeatedButtons(block, seen));
  const rows = unique.filter((block) => block.type === "actions");
  let room = limits.total - size(rows) - size([leftOut]);
  let places = limits.blocks - rows.length - 1;
  const told: KnownBlock[] = [];
  for (const block of unique.filter((one) => one.type !== "actions")) {
    room -= size([block]);
    places -= 1;
    if (room < 0 || places < 0) return [...told, leftOut, ...rows];
    told.push(block);
  }
  return unique;
}

const leftOut: KnownBlock = {
  type: "context",
  elements: [{ type: "mrkdwn", text: "_Shortened: the rest does not fit into one message here._" }],
};

/** Slack refuses a message in which two buttons have one id. */
function withoutRepeatedButtons(block: KnownBlock, seen: Set<string>): KnownBlock[] {
  if (block.type !== "actions") return [block];
  const elements = block.elements.filter((element) => {
    const id = element.action_id ?? "";
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew;
  });
  return elements.length === 0 ? [] : [{ ...block, elements }];
}

function size(blocks: readonly KnownBlock[]): number {
  return JSON.stringify(blocks).length;
}

/** The whole reply as plain text, for where blocks are not shown. */
function fallback(parts: readonly Part[], noteOn: (file: File) => string, inPlaceOf: InPlaceOf): string {
  const lines = parts.flatMap((part) => {
    if (part.kind === "list") return part.items;
    if (part.kind === "facts")
      return part.facts.map(({ label, text, link }) => [`${label}:`, text, link].filter(Boolean).join(" "));
    if (part.kind === "choices") return [];
    if (part.kind === "file") return [`${part.file.name}: ${part.file.about}`, noteOn(part.file)].filter(Boolean);
    if (part.kind === "countdown") return [countdownInWords(part)];
    if (part.kind === "picture") return [inPlaceOf(part.picture)].filter(Boolean);
    return [part.kind === "form" ? formInWords(part.form) : part.text];
  });
  return cutEscaped(escape(lines.join("\n")), limits.fallbackText) || "…";
}

/** Slack reads these three as markup, and so mentions and links; nothing else needs escaping. */
export function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Cuts escaped text without leaving half an entity or half a link at its end. */
function cutEscaped(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const kept = text.slice(0, longest - 1).replace(/&[a-z]*$/, "");
  const open = kept.lastIndexOf("<");
  return `${(open > kept.lastIndexOf(">") ? kept.slice(0, open) : kept).trimEnd()}…`;
}
