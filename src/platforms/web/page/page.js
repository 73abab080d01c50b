/**
 * The chat page. It sends what is typed, pressed or filled in to /say and draws the reply, and shows what is posted for
 * everyone.
 *
 * @typedef {import("../../../conversation.ts").Reply} Reply
 * @typedef {{ at: number, reply: Reply, previews: import("./preview.js").Previews }} Answer
 */

import { setClock } from "./countdown.js";
import { drawReply } from "./draw.js";
import { element } from "./element.js";
import { keepFocus } from "./focus.js";
import { readForm } from "./form.js";
import { followPosts, showPosts } from "./posts.js";
import { drawPreviews } from "./preview.js";

const talk = find("#talk", HTMLElement);
const form = find("#form", HTMLFormElement);
const question = find("#question", HTMLTextAreaElement);
const news = find("#news", HTMLElement);
const connection = find("#connection", HTMLElement);
const jump = find("#jump", HTMLButtonElement);

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
  if (button instanceof HTMLButtonElement) void say(button.dataset.say ?? "", button.textContent, button);
});

talk.addEventListener("submit", (event) => {
  event.preventDefault();
  const filled = event.target instanceof HTMLFormElement ? readForm(event.target) : undefined;
  if (filled && event.target instanceof HTMLFormElement) void say(filled.text, filled.shown, event.target);
});

/**
 * Says something to the tutor and shows both sides. What is said on a post is answered below it, and what is said on an
 * answer may be answered in its place.
 * @param {string} text what the tutor hears
 * @param {string} shown what the learner sees as their own line
 * @param {HTMLElement} [pressed] the button or form that says it
 */
async function say(text, shown, pressed) {
  if (pressed?.getAttribute("aria-busy") === "true") return;
  const press = (presses += 1);
  const post = pressed?.closest(".post");
  const turn = pressed?.closest(".turn");
  const lines = post || turn ? undefined : open(shown);
  const id = unanswered.get(text) ?? newId();
  unanswered.delete(text);
  pressed?.setAttribute("aria-busy", "true");
  /** @type {Element[]} */
  let drawn;
  let isInPlace = false;
  try {
    const { at, reply, previews } = await send(text, id);
    setClock(at);
    drawn = [drawReply(reply), drawPreviews(previews, reply)];
    isInPlace = reply.inPlace === true;
  } catch (error) {
    if (!(error instanceof Refused)) unanswered.set(text, id);
    drawn = [element("article", { class: "reply" }, element("p", {}, apology(error)))];
    if (question.value === "") question.value = text;
  }
  pressed?.removeAttribute("aria-busy");
  if (post) answerBelow(post, press, drawn);
  else if (turn instanceof HTMLElement && isInPlace) answerIn(turn, press, drawn);
  else (lines ?? open(shown)).append(...drawn);
}

let presses = 0;

/** The learner's own line, and room for the answer. @param {string} shown */
function open(shown) {
  const mine = element("p", { class: "mine" }, shown);
  const turn = element("section", { class: "turn" });
  talk.append(mine, turn);
  mine.scrollIntoView({ block: "start" });
  return turn;
}

/**
 * @param {Element} post
 * @param {number} press
 * @param {Element[]} drawn
 */
function answerBelow(post, press, drawn) {
  const next = post.nextElementSibling;
  if (next instanceof HTMLElement && next.matches(".turn")) {
    answerIn(next, press, drawn);
    return;
  }
  const turn = element("section", { class: "turn", "data-press": String(press) }, ...drawn);
  post.after(turn);
  turn.scrollIntoView({ block: "nearest" });
}

/**
 * Of two presses the later has the last word.
 * @param {HTMLElement} turn
 * @param {number} press
 * @param {Element[]} drawn
 */
function answerIn(turn, press, drawn) {
  if (Number(turn.dataset.press ?? 0) > press) return;
  turn.dataset.press = String(press);
  keepFocus(turn, () => {
    turn.replaceChildren(...drawn);
  });
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
 * @returns {Promise<Answer>}
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

/** Who is new is welcomed; the examples that stand there anyway do for everybody else. */
async function arrive() {
  const response = await fetch("/open", { method: "POST", headers: { "content-type": "application/json" } });
  if (response.status !== 200) return;
  /** @type {Answer} */
  const { at, reply, previews } = await response.json();
  setClock(at);
  const welcome = element("section", { class: "turn" }, drawReply(reply), drawPreviews(previews, reply));
  talk.querySelector(".welcome")?.replaceWith(welcome);
}

arrive().catch(() => undefined);

/** What the tutor said against a message, or else that it could not be reached. @param {unknown} error */
function apology(error) {
  if (error instanceof Refused) return `${error.message} Your words are back in the box.`;
  return "I cannot be reached just now. Your words are back in the box: send them again in a moment.";
}

/** The tutor was reached and would not take the message. */
class Refused extends Error {}

followPosts(
  (posts) => {
    const wasAtEnd = isAtEnd();
    const fresh = showPosts(talk, posts);
    const last = fresh.at(-1);
    if (last) announce(last.article);
    const added = fresh.filter(({ isNew }) => isNew).at(-1);
    if (added && wasAtEnd) added.article.scrollIntoView({ block: "start" });
    else if (added) jump.hidden = false;
  },
  (isConnected) => {
    connection.textContent = isConnected
      ? ""
      : "The line to the tutor is broken. What is posted comes when it is back.";
  },
);

/** Says a post aloud: its words, not its buttons. @param {Element} post */
function announce(post) {
  const words = [...post.children].filter((part) => !part.matches(".choices, .fill, .footer, .countdown"));
  news.textContent = words
    .map(({ textContent }) => textContent)
    .join(". ")
    .slice(0, longestNews);
}

const longestNews = 600;

jump.addEventListener("click", () => {
  const last = [...talk.querySelectorAll(".post")].at(-1);
  jump.hidden = true;
  if (!(last instanceof HTMLElement)) return;
  last.scrollIntoView({ block: "start" });
  last.focus({ preventScroll: true });
});

window.addEventListener("scroll", () => {
  if (isAtEnd()) jump.hidden = true;
});

function isAtEnd() {
  return window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - closeBy;
}

/** Pixels. */
const closeBy = 160;

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
