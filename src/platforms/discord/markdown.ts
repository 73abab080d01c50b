import type { Part } from "../../conversation.ts";

/** Text as Discord's markdown, and no longer than may be. */

/** Characters that Discord's markdown, mentions and links are made of, each behind a backslash. */
export function escape(text: string): string {
  return text.replace(/[\\*_~`|>#@<[\]()]/g, (mark) => (/[()]/.test(mark) ? mark : `\\${mark}`));
}

/** Discord takes no text of nothing but spaces; this shows as nothing and is something. */
export const blank = "\u200b";

export function visible(text: string): string {
  return text.trim() === "" ? blank : text;
}

/** Cuts marked-up text without leaving a backslash that would escape the mark of the cut. */
export function cut(text: string, longest: number): string {
  return text.length <= longest
    ? text
    : `${text
        .slice(0, longest - 1)
        .replace(/\\+$/, "")
        .trimEnd()}…`;
}

/** Counted down by the reader's own Discord. https://docs.discord.com/developers/reference#message-formatting */
export function drawCountdown({ text, until }: Part & { kind: "countdown" }, longest: number): string {
  const left = `<t:${String(Math.round(until / 1000))}:R>`;
  return `${cut(escape(text), longest - left.length - 1)} ${left}`;
}
