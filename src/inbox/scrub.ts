/**
 * Takes out of a text what could tell whose it is: addresses, secrets and numbers. What stays is what was asked.
 */
export function scrub(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters to remove
  const readable = text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");
  return patterns.reduce((told, [pattern, mark]) => told.replace(pattern, mark), readable);
}

/** From the most telling to the least, so that an address is not taken for a number. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b(?:[a-z][a-z\d+.-]*:\/\/|www\.)\S+/gi, "[address]"],
  [/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, "[address]"],
  [/\barn:[\w-]*:\S+/gi, "[address]"],
  [/\bs3:\S+/gi, "[address]"],
  [/\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b/g, "[address]"],
  [/\b(?:[a-f\d]{0,4}:){3,7}[a-f\d]{0,4}\b/gi, "[address]"],
  [
    /\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|ai|app|co|dev|cloud|info|biz|edu|gov|internal|local|corp|lan|eu|de|fr|it|uk|us|ch|at|nl|be|es|pt|pl|se|no|dk|fi|ie|ca|au|nz|jp|in|br|cn|ru)\b\S*/gi,
    "[address]",
  ],
  [/(?:~|\.{0,2})(?:\/[\w.@-]+){2,}\/?|[A-Za-z]:\\\S+/g, "[address]"],
  [
    /\b(pass(?:word|wd)?|pwd|secret|token|(?:api|access)[ _-]?key|bearer)(\s*(?:is|:|=)\s*|\s+(?=\S*\d))\S+/gi,
    "$1$2[secret]",
  ],
  [/\b(?:xox[a-z]|xapp|sk|ghp|gho|github_pat|glpat|AKIA|ASIA|AIza)[-_]?[\w-]{8,}/g, "[secret]"],
  [/-----BEGIN [\s\S]*?(?:-----END [^-]*-----|$)/g, "[secret]"],
  // Long and mixed: no word of a language, so a key or an id.
  [/(?=[\w+/=.-]*\d)(?=[\w+/=.-]*[A-Za-z])[\w+/=.-]{20,}/g, "[secret]"],
  [/[A-Za-z]{26,}/g, "[secret]"],
  [/<?[@#][\w.-]+>?/g, "[name]"],
  [/\+?\d[\d\s().,:/-]{5,}\d/g, "[number]"],
  [/\d{2,}(?:[.,]\d+)*/g, "[number]"],
];
