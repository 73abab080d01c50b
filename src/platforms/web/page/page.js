/**
 * The chat page. It sends what is typed or pressed to /say and draws the reply's parts; all text goes in as text,
 * never as markup.
 *
 * @typedef {import("../../../conversation.ts").Reply} Reply
 * @typedef {import("../../../conversation.ts").Part} Part
 */

import { anchor, download, element } from "./element.js";
import { drawPreviews } from "./preview.js";

const talk = find("#talk", HTMLElement);
const form = find("#form", HTMLFormElement);
const question = find("#question", HTMLTextAreaElement);

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = question.value.trim();
  if (text === "") return;
  question.value = "";
  void say(text, text);
});

question.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

talk.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button[data-say]") : null;
  if (button instanceof HTMLButtonElement) void say(button.dataset.say ?? "", button.textContent);
});

/**
 * Says something to the tutor and shows both sides.
 * @param {string} text what the tutor hears
 * @param {string} shown what the learner sees as their own line
 */
async function say(text, shown) {
  const mine = element("p", { class: "mine" }, shown);
  talk.append(mine);
  const turn = element("section", { class: "turn" });
  talk.append(turn);
  const id = unanswered.get(text) ?? newId();
  unanswered.delete(text);
  try {
    const { reply, previews } = await send(text, id);
    turn.append(drawReply(reply), drawPreviews(previews));
  } catch (error) {
    if (!(error instanceof Refused)) unanswered.set(text, id);
    turn.append(element("article", { class: "reply" }, element("p", {}, apology(error))));
    if (question.value === "") question.value = text;
  }
  mine.scrollIntoView({ block: "start" });
}

/**
 * Words that had no answer keep their id for when they are sent again: they may have arrived all the same.
 * @type {Map<string, string>}
 */
const unanswered = new Map();

/** A random id; `crypto.randomUUID` is missing where a page comes over plain HTTP. */
function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {string} text
 * @param {string} id
 * @returns {Promise<{ reply: Reply, previews: import("./preview.js").Previews }>}
 */
async function send(text, id) {
  const response = await fetch("/say", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text, id }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Refused(answer.error);
  return answer;
}

/** What the tutor said against a message, or else that it could not be reached. @param {unknown} error */
function apology(error) {
  if (error instanceof Refused) return `${error.message} Your words are back in the box.`;
  return "I cannot be reached just now. Your words are back in the box: send them again in a moment.";
}

/** The tutor was reached and would not take the message. */
class Refused extends Error {}

/** @param {Reply} reply */
function drawReply(reply) {
  return element("article", { class: "reply" }, ...reply.parts.map(drawPart));
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
    case "countdown":
      return element("p", {}, `${part.text} ${new Date(part.until).toISOString().slice(11, 19)} UTC`);
    case "form":
      return element("p", {}, `${part.form.title}: write ${part.form.command} …`);
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

/**
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T}
 */
function find(selector, type) {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`the page has no ${selector}`);
  return found;
}
