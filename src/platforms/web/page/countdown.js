import { duration } from "./duration.js";
import { element } from "./element.js";

/** How far the server's clock is ahead of the page's, in milliseconds: deadlines are the server's. */
let ahead = 0;

/** @param {number} at what the server's clock says */
export function setClock(at) {
  ahead = at - Date.now();
  tick();
}

/**
 * How long it still is, counted down by the page. A screen reader reads it when asked, not every second.
 * @param {{ text: string, until: number }} part
 */
export function drawCountdown({ text, until }) {
  const drawn = element("p", { class: "countdown", role: "timer", "data-until": String(until), "data-text": text });
  write(drawn);
  return drawn;
}

setInterval(tick, 250);

function tick() {
  for (const drawn of document.querySelectorAll("[data-until]")) write(drawn);
}

/** @param {Element} drawn */
function write(drawn) {
  const text = drawn.getAttribute("data-text") ?? "";
  const seconds = Math.ceil((Number(drawn.getAttribute("data-until")) - Date.now() - ahead) / 1000);
  const shown = seconds > 0 ? `${text} in ${duration(seconds)}` : `${text} now`;
  if (drawn.textContent !== shown) drawn.textContent = shown;
}
