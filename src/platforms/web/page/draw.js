/**
 * A reply's parts as elements; all text goes in as text, never as markup.
 *
 * @typedef {import("../../../conversation.ts").Reply} Reply
 * @typedef {import("../../../conversation.ts").Part} Part
 */

import { drawCountdown } from "./countdown.js";
import { anchor, download, element, image } from "./element.js";
import { drawForm } from "./form.js";

/** @param {Reply} reply */
export function drawReply(reply) {
  return element("article", { class: "reply" }, ...drawParts(reply), ...drawShare(reply));
}

/**
 * A button that posts what the reply shows for everyone.
 * @param {Reply} reply
 */
function drawShare({ share }) {
  if (share === undefined) return [];
  return [drawPart({ kind: "choices", choices: [{ label: "Share to channel", command: `share ${share}` }] }, 1)];
}

/** @param {Reply} reply */
export function drawParts({ parts }) {
  return parts.map(drawPart);
}

/**
 * Puts the parts of `after` where those of `before` stand. What is the same stays, with what was filled in there.
 * @param {Element[]} drawn
 * @param {Reply} before
 * @param {Reply} after
 * @returns {Element[]}
 */
export function redrawParts(drawn, before, after) {
  return after.parts.map((part, i) => {
    const old = drawn[i];
    return old && JSON.stringify(part) === JSON.stringify(before.parts[i]) ? old : drawPart(part, i);
  });
}

/**
 * @param {Part} part
 * @param {number} index
 * @returns {HTMLElement}
 */
function drawPart(part, index) {
  switch (part.kind) {
    case "heading":
      return element(index === 0 ? "h2" : "h3", {}, part.text);
    case "text":
      return element("p", {}, part.text);
    case "footer":
      return element("p", { class: "footer" }, part.text);
    case "list":
      return element("ul", {}, ...part.items.map((item) => element("li", {}, item)));
    case "facts":
      return element("dl", {}, ...part.facts.map(drawFact));
    case "file":
      return element("p", {}, download(part.file.name, part.file.text), ` ${part.file.about}`);
    case "picture":
      return image(part.picture);
    case "form":
      return drawForm(part.form);
    case "countdown":
      return drawCountdown(part);
    case "choices":
      return element(
        "div",
        { class: "choices" },
        ...part.choices.map(({ label, command }) => element("button", { type: "button", "data-say": command }, label)),
      );
  }
}

/** @param {import("../../../conversation.ts").Fact} fact */
function drawFact({ label, text, link }) {
  const shown = link && link.startsWith("https://") ? linked(anchor(link, shorten(link)), text) : [text];
  return element("div", {}, element("dt", {}, label), element("dd", {}, ...shown));
}

/**
 * A sentence of its own stands above its address, a note such as "checked" behind it.
 * @param {HTMLElement} address
 * @param {string} text
 */
function linked(address, text) {
  return /[.!?]$/.test(text) ? [text, element("br", {}), address] : [address, ` · ${text}`];
}

/** @param {string} address */
function shorten(address) {
  const { host, pathname } = new URL(address);
  return host + pathname.replace(/\/(?:latest\/)?(?:dg|ug|userguide)\//, "/…/");
}
