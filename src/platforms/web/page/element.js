/**
 * An element with attributes and children; text goes in as text, never as markup.
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {(string | Node)[]} children
 */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/**
 * A link out of the page. A long address breaks after a slash rather than within a word.
 * @param {string} address
 * @param {string} text
 */
export function anchor(address, text) {
  const pieces = text.split(/(?<=\/)/).flatMap((piece, i) => (i === 0 ? [piece] : [element("wbr", {}), piece]));
  return element("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, ...pieces);
}

/**
 * A drawing as an image, which runs and loads nothing, whatever stands in it.
 * @param {import("../../../conversation.ts").Picture} picture
 */
export function image({ svg, alt }) {
  return element("img", { class: "picture", src: `data:image/svg+xml,${encodeURIComponent(svg)}`, alt });
}

/**
 * A link that saves a text as a file. The text never leaves the page.
 * @param {string} name
 * @param {string} text
 */
export function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  return element("a", { href: address, download: name }, `Save ${name}`);
}
