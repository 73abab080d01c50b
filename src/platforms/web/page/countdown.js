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
  const shown = seconds > 0 ? `${text} in ${written(seconds)}` : `${text} now`;
  if (drawn.textContent !== shown) drawn.textContent = shown;
}

/** "4:05", "7:59:00", or from two days on "3 days": seconds of what is so far off tell nothing. */
function written(/** @type {number} */ seconds) {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60)];
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  const padded = (/** @type {number} */ count) => String(count % 60).padStart(2, "0");
  return hours === 0 ? `${minutes}:${padded(seconds)}` : `${hours}:${padded(minutes)}:${padded(seconds)}`;
}
