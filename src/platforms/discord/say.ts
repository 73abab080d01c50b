import type { File, Part, Reply } from "../../conversation.ts";
import { inWords, nothingShown, type Shown } from "../pictures.ts";
import { once } from "../wording.ts";
import { drawButton, drawChoice, drawRows, sendButton, type Row } from "./buttons.ts";
import { drawEmbed, type Embed } from "./embed.ts";
import { attachable, attachments, noteOn, type Attachment } from "./files.ts";
import { blank, cut, drawCountdown, escape, visible } from "./markdown.ts";
import { drawMenus, isMenuForm, menusInWords, type MenuForm } from "./menus.ts";

/**
 * A Reply as the body of a Discord message, within Discord's limits: what does not fit is cut where a reader sees it,
 * never sent to be refused. https://docs.discord.com/developers/resources/message#create-message
 */

/** In characters. */
export const longestContent = 2000;

export type DiscordMessage = {
  /** The heading: what notifications show, and where embeds are switched off all there is. */
  readonly content: string;
  readonly embeds: readonly Embed[];
  readonly components: readonly Row[];
  readonly allowed_mentions: { readonly parse: readonly [] };
  readonly attachments?: readonly Attachment[];
};

/**
 * `shareable`: whether there is a channel that the answer could be shown to. `said`: what the press said that is
 * answered, if it was one.
 */
export function say(reply: Reply, shareable: boolean, said = "", shown: Shown = nothingShown): DiscordMessage {
  const attached = attachable(reply, shown);
  const parts = reply.parts.flatMap((part): Part[] => {
    if (part.kind === "file") return [announced(part.file, noteOn(part.file, attached))];
    if (part.kind === "picture") {
      const isShown = attached.has(part.picture) || shown.get(part.picture) === "underway";
      const words = isShown ? "" : inWords(part.picture);
      return words === "" ? [] : [{ kind: "text", text: words }];
    }
    return part.kind === "form" && isMenuForm(part.form) ? chosenSoFar(part.form) : [part];
  });
  const form = reply.parts.flatMap((part) => (part.kind === "form" && isMenuForm(part.form) ? [part.form] : []))[0];
  const menus = form ? drawMenus(form, said) : { selects: [], turns: [] };
  const share = shareable && reply.share !== undefined ? [drawButton("Share to channel", `share ${reply.share}`)] : [];
  const embed = drawEmbed(parts);
  return {
    content: heading(parts),
    embeds: embed ? [embed] : [],
    components: drawRows(menus.selects, [
      ...(form ? [sendButton(form)] : []),
      ...menus.turns.map(({ label, to }) => drawButton(label, to)),
      ...parts.flatMap((part) => (part.kind === "choices" ? part.choices.map(drawChoice) : [])),
      ...share,
    ]),
    allowed_mentions: { parse: [] },
    ...(attached.size === 0 ? {} : { attachments: attachments(reply, shown) }),
  };
}

/** The file itself is shown by Discord, below the message. */
function announced({ name, about }: File, note: string): Part & { kind: "text" } {
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
  if (first.kind === "heading") return cut(`**${escape(first.text)}**`, longestContent);
  if (first.kind === "countdown") return drawCountdown(first, longestContent);
  return first.kind === "text" ? visible(cut(escape(first.text), longestContent)) : blank;
});
