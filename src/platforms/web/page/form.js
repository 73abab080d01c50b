/**
 * A form of a reply as a form of the page. Sending it says its command, followed by what was entered.
 *
 * @typedef {import("../../../conversation.ts").Form} Form
 * @typedef {import("../../../conversation.ts").Field} Field
 * @typedef {import("../../../conversation.ts").Line} Line
 * @typedef {import("../../../conversation.ts").Menu} Menu
 */

import { element } from "./element.js";

/** @param {Form} form */
export function drawForm({ title, send, command, fields }) {
  return element(
    "form",
    { class: "fill", "data-command": command, "data-send": send, novalidate: "" },
    element(
      "fieldset",
      {},
      element("legend", {}, title),
      ...fields.map(drawField),
      element("p", { class: "problem", role: "alert" }),
      element("button", { type: "submit" }, send),
    ),
  );
}

/** @param {Field} field */
function drawField(field) {
  if (field.kind === "menu" && field.count > 1) return drawBoxes(field);
  const id = newId();
  const isOptional = field.kind === "line" && field.optional === true;
  const label = element("label", { for: id }, isOptional ? `${field.label} (optional)` : field.label);
  const entry = field.kind === "line" ? drawLine(id, field) : drawMenu(id, field);
  const optional = isOptional ? { "data-optional": "" } : {};
  return element("div", { class: "field", "data-label": field.label, ...optional }, label, entry);
}

/**
 * @param {string} id
 * @param {Line} line
 */
function drawLine(id, { long, value = "" }) {
  return long
    ? element("textarea", { id, rows: "3" }, value)
    : element("input", { id, type: "text", autocomplete: "off", value });
}

/**
 * @param {string} id
 * @param {Menu} menu
 */
function drawMenu(id, { options, chosen }) {
  const drawn = options.map(({ label, value }) =>
    element("option", { value, ...(chosen.includes(value) ? { selected: "" } : {}) }, label),
  );
  return element("select", { id }, element("option", { value: "" }, "Choose…"), ...drawn);
}

/** @param {Menu} menu */
function drawBoxes({ label, options, count, chosen }) {
  const id = newId();
  const hint = element("p", { id, class: "hint" });
  const boxes = options.map((option) => {
    const checked = chosen.includes(option.value) ? { checked: "" } : {};
    const box = element("input", { type: "checkbox", value: option.value, ...checked });
    return element("label", { class: "option" }, box, element("span", {}, option.label));
  });
  const field = element(
    "fieldset",
    { class: "field", "aria-describedby": id, "data-label": label, "data-count": String(count) },
    element("legend", {}, label),
    hint,
    ...boxes,
  );
  const tell = () => {
    hint.textContent = `${String(checkedIn(field).length)} of ${String(count)} chosen`;
  };
  field.addEventListener("change", tell);
  tell();
  return field;
}

/**
 * What a filled-in form says, and how its sender sees it; or what is still wanted, which is told at the form.
 * @param {HTMLFormElement} form
 * @returns {{ text: string, shown: string } | undefined}
 */
export function readForm(form) {
  const problem = form.querySelector(".problem");
  const entered = [];
  for (const field of form.querySelectorAll(".field")) {
    const { values, labels, wanted, entry } = readField(field);
    if (problem) problem.textContent = wanted ?? "";
    if (wanted !== undefined) {
      if (entry instanceof HTMLElement) entry.focus();
      return undefined;
    }
    if (values.join("") !== "") entered.push({ values: values.join(","), labels: labels.join(", ") });
  }
  return {
    text: [form.dataset.command, ...entered.map(({ values }) => values)].join(" "),
    shown: `${form.dataset.send}: ${entered.map(({ labels }) => labels).join(" · ")}`,
  };
}

/** @param {Element} field */
function readField(field) {
  const label = field.getAttribute("data-label") ?? "";
  const entry = field.querySelector("input, select, textarea");
  const count = Number(field.getAttribute("data-count") ?? 0);
  if (count > 0) {
    const boxes = checkedIn(field);
    const came = boxes.length === 1 ? "1 is" : `${String(boxes.length)} are`;
    return {
      values: boxes.map(({ value }) => value),
      labels: boxes.map(({ parentElement }) => parentElement?.textContent ?? ""),
      wanted: boxes.length === count ? undefined : `“${label}” takes exactly ${String(count)}; ${came} chosen.`,
      entry,
    };
  }
  if (entry instanceof HTMLSelectElement) {
    const labels = [...entry.selectedOptions].map(({ label }) => label);
    return { values: [entry.value], labels, wanted: entry.value === "" ? `Choose for “${label}”.` : undefined, entry };
  }
  const typed = entry instanceof HTMLInputElement || entry instanceof HTMLTextAreaElement ? entry.value.trim() : "";
  const isMissing = typed === "" && !field.hasAttribute("data-optional");
  return { values: [typed], labels: [typed], wanted: isMissing ? `Fill in “${label}”.` : undefined, entry };
}

/**
 * @param {Element} field
 * @returns {HTMLInputElement[]}
 */
function checkedIn(field) {
  return [...field.querySelectorAll("input")].filter(({ checked }) => checked);
}

function newId() {
  return `entry-${String((made += 1))}`;
}

let made = 0;
