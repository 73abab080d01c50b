/**
 * Changes what is in a box. Whoever was in it by keyboard, on something that is no longer there, is put on the button
 * that says the same, else on the box.
 * @param {HTMLElement} box
 * @param {() => void} change
 */
export function keepFocus(box, change) {
  const before = document.activeElement;
  const wasInside = before instanceof HTMLElement && box.contains(before);
  change();
  if (!wasInside || box.contains(document.activeElement)) return;
  const same = [...box.querySelectorAll("button")].find(({ dataset }) => dataset.say === before.dataset.say);
  const next = before.dataset.say === undefined || !same ? box : same;
  if (next === box) box.tabIndex = -1;
  next.focus({ preventScroll: true });
}
