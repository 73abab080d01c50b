import { anchor, element, image } from "./element.js";

/**
 * What Slack and Discord would show for a reply, drawn from the messages that their adapters make. Only what those
 * messages hold is understood; buttons say their commands here too.
 *
 * @typedef {{ slack: SlackMessage, discord: DiscordMessage }} Previews
 * @typedef {{ text: string, blocks: SlackBlock[] }} SlackMessage
 * @typedef {{ type: string, text?: { text: string }, elements?: SlackElement[] }} SlackBlock
 * @typedef {{ type: string, text: string | { text: string }, action_id?: string }} SlackElement
 * @typedef {{ content: string, embeds: Embed[], components: { components: DiscordButton[] }[] }} DiscordMessage
 * @typedef {{ description?: string, fields?: { name: string, value: string }[], footer?: { text: string } }} Embed
 * @typedef {{ label?: string, placeholder?: string, custom_id: string }} DiscordButton
 */

/**
 * The pictures are those of the reply itself: in Slack they come as a direct message, in Discord
 * between the first line and the rest.
 *
 * @param {Previews} previews
 * @param {import("../../../conversation.ts").Reply} reply
 */
export function drawPreviews({ slack, discord }, { parts }) {
  const images = () => parts.flatMap((part) => (part.kind === "picture" ? [image(part.picture)] : []));
  return element(
    "div",
    { class: "previews" },
    preview("In Slack", element("div", { class: "slack" }, ...slack.blocks.map(drawBlock), ...images())),
    preview("In Discord", element("div", { class: "discord" }, ...drawDiscord(discord, images()))),
  );
}

/**
 * Closed, or as the reader left the last one of that platform: both open are long on a phone.
 *
 * @param {string} title
 * @param {HTMLElement} message
 */
function preview(title, message) {
  const details = element("details", { class: "preview" }, element("summary", {}, title), message);
  if (opened.has(title)) details.setAttribute("open", "");
  details.addEventListener("toggle", () => {
    if (details.hasAttribute("open")) opened.add(title);
    else opened.delete(title);
  });
  return details;
}

/** @type {Set<string>} */
const opened = new Set();

/** @param {SlackBlock} block */
function drawBlock(block) {
  const elements = block.elements ?? [];
  switch (block.type) {
    case "header":
      return element("p", { class: "header" }, block.text?.text ?? "");
    case "section":
      return element("p", {}, ...mrkdwn(block.text?.text ?? ""));
    case "divider":
      return element("hr", {});
    case "context":
      return element("p", { class: "context" }, ...elements.flatMap((one) => mrkdwn(textOf(one))));
    default:
      return element("div", { class: "buttons" }, ...elements.map((one) => button(textOf(one), one.action_id ?? "")));
  }
}

/** @param {SlackElement} one */
function textOf(one) {
  return typeof one.text === "string" ? one.text : one.text.text;
}

/**
 * @param {DiscordMessage} message
 * @param {HTMLElement[]} images attachments stand above the embed
 */
function drawDiscord({ content, embeds, components }, images) {
  return [
    element("p", {}, ...markdown(content)),
    ...images,
    ...embeds.map((embed) =>
      element(
        "div",
        { class: "embed" },
        ...(embed.description ? [element("p", {}, ...markdown(embed.description))] : []),
        ...(embed.fields ?? []).flatMap(({ name, value }) => [
          element("p", { class: "name" }, ...markdown(name)),
          element("p", {}, ...markdown(value)),
        ]),
        ...(embed.footer ? [element("p", { class: "context" }, embed.footer.text)] : []),
      ),
    ),
    ...components.map((row) =>
      element(
        "div",
        { class: "buttons" },
        ...row.components.map((one) => button(one.label ?? one.placeholder ?? "", one.custom_id)),
      ),
    ),
  ];
}

/**
 * @param {string} label
 * @param {string} command
 */
function button(label, command) {
  return element("button", { type: "button", "data-say": command }, label);
}

/**
 * Slack's text: *bold*, _italic_, <address|text>, three escaped characters.
 * @param {string} text
 */
function mrkdwn(text) {
  return pieces(text, /<(https:[^|>]*)\|([^>]*)>|\*([^*\n]+)\*|_([^_\n]+)_/g, ([, link, label, bold, italic]) => {
    if (link) return anchor(link, unescape(label ?? ""));
    return bold ? element("b", {}, unescape(bold)) : element("i", {}, unescape(italic ?? ""));
  });
}

/**
 * Discord's text: **bold**, [text](address), a hyphen before a list's item, a backslash before what is no markup.
 * @param {string} text
 */
function markdown(text) {
  return pieces(
    text.replace(/^- /gm, "• "),
    /\[([^\]]*)\]\((https:[^)]*)\)|\*\*((?:[^*\\]|\\.)+)\*\*|\\(.)/g,
    ([, label, link, bold, plain]) => {
      if (link) return anchor(link, label ?? "");
      return bold ? element("b", {}, bold.replace(/\\(.)/g, "$1")) : (plain ?? "");
    },
  );
}

/**
 * A text with what `pattern` finds drawn, the rest as it stands.
 * @param {string} text
 * @param {RegExp} pattern
 * @param {(match: RegExpMatchArray) => string | Node} draw
 */
function pieces(text, pattern, draw) {
  /** @type {(string | Node)[]} */
  const found = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    found.push(unescape(text.slice(at, match.index)), draw(match));
    at = match.index + match[0].length;
  }
  return [...found, unescape(text.slice(at))];
}

/** @param {string} text */
function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
