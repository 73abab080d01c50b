/**
 * What the tutor posts for everyone with the page open. A post that comes again takes the place of what was there.
 *
 * @typedef {import("../../../conversation.ts").Reply} Reply
 * @typedef {import("../post.ts").Post} Post
 */

import { setClock } from "./countdown.js";
import { drawParts, redrawParts } from "./draw.js";
import { element } from "./element.js";
import { keepFocus } from "./focus.js";

/** @type {Map<string, { article: HTMLElement, label: HTMLElement, parts: Element[], reply: Reply }>} */
const shown = new Map();

/**
 * Shows what came, and says which posts are new or say something new.
 * @param {HTMLElement} talk
 * @param {Post[]} posts
 */
export function showPosts(talk, posts) {
  return posts.flatMap((post) => {
    const before = shown.get(post.id);
    const article = before ? edit(post, before) : add(talk, post);
    return before && outline(before.reply) === outline(post.reply) ? [] : [{ article, isNew: !before }];
  });
}

/**
 * @param {HTMLElement} talk
 * @param {Post} post
 */
function add(talk, { id, under, reply }) {
  const label = element("p", { class: "audience" }, "Everyone");
  const parts = drawParts(reply);
  // Its edits are many: what is worth saying aloud is said elsewhere.
  const article = element(
    "article",
    { class: "post", tabindex: "-1", "aria-live": "off", "aria-label": "To everyone" },
    ...[label, ...parts],
  );
  threadOf(talk, under ?? id).append(article);
  shown.set(id, { article, label, parts, reply });
  return article;
}

/** The posts of a thread stand together as long as nothing was said in between. @param {HTMLElement} talk @param {string} root */
function threadOf(talk, root) {
  const last = talk.lastElementChild;
  if (last instanceof HTMLElement && last.dataset.thread === root) return last;
  const thread = element("section", { class: "thread", "data-thread": root });
  talk.append(thread);
  return thread;
}

/**
 * @param {Post} post
 * @param {{ article: HTMLElement, label: HTMLElement, parts: Element[], reply: Reply }} before
 */
function edit({ id, reply }, { article, label, parts, reply: old }) {
  const now = redrawParts(parts, old, reply);
  keepFocus(article, () => {
    parts.forEach((part, i) => {
      if (now[i] === undefined) part.remove();
      else if (now[i] !== part) part.replaceWith(now[i]);
    });
    article.append(...now.slice(parts.length));
  });
  shown.set(id, { article, label, parts: now, reply });
  return article;
}

/** What an edit changes when it says something new, and not only how far something is. @param {Reply} reply */
function outline({ parts }) {
  return JSON.stringify(parts.map((part) => [part.kind, part.kind === "heading" ? part.text : ""]));
}

/**
 * Follows the posts as long as the tab is in view: a browser opens few lines to one server, however many tabs there are.
 * @param {(posts: Post[]) => void} onPosts
 * @param {(connected: boolean) => void} onLine
 */
export function followPosts(onPosts, onLine) {
  /** @type {EventSource | undefined} */
  let line;
  let mark = "";
  const hangUp = () => {
    line?.close();
    line = undefined;
  };
  const call = () => {
    if (line || document.hidden) return;
    const called = new EventSource(mark === "" ? "/posts" : `/posts?after=${encodeURIComponent(mark)}`);
    line = called;
    called.addEventListener("open", () => {
      onLine(true);
    });
    called.addEventListener("message", ({ data, lastEventId }) => {
      mark = lastEventId;
      const { at, posts } = JSON.parse(data);
      setClock(at);
      onPosts(posts);
    });
    called.addEventListener("error", () => {
      onLine(false);
      // A line that only broke calls again by itself.
      if (called.readyState !== EventSource.CLOSED || called !== line) return;
      hangUp();
      setTimeout(call, pause);
    });
  };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) hangUp();
    else call();
  });
  call();
}

/** Before the tutor is called again that turned the tab away, in milliseconds. */
const pause = 5000;
