import type { WriteStream } from "node:tty";
import { stripVTControlCharacters, styleText } from "node:util";
import type { Fact, File, Form, Part, Reply } from "../../conversation.ts";
import { inWords } from "../pictures.ts";
import { formInWords } from "../wording.ts";
import { hasMenusOnly, howTo } from "./buttons.ts";

/** Longest line written, in columns; a wider terminal does not make a line easier to read. */
const widestLine = 100;

export type Paper = {
  /** Columns to write in. */
  readonly columns: number;
  /** Whether the terminal shows bold and dim. */
  readonly styled: boolean;
};

/** What a terminal offers; a pipe or a file gets 80 plain columns. */
export function terminalPaper(output: Partial<WriteStream>): Paper {
  return { columns: output.columns || 80, styled: output.hasColors?.() ?? false };
}

/** A Reply as lines for a terminal, its buttons numbered from `from`. */
export function say(reply: Reply, paper: Paper, now: number, from = 1): string {
  const columns = Math.max(30, Math.min(paper.columns, widestLine));
  const style = (name: "bold" | "dim", text: string) =>
    paper.styled ? styleText(name, text, { validateStream: false }) : text;
  let next = from;
  const told = reply.parts.filter((part) => part.kind !== "picture" || inWords(part.picture) !== "");
  const blocks = told.map((part) => {
    if (part.kind !== "choices") return draw(part, columns, style, now);
    return part.choices.map(({ label }) => style("dim", `[${String(next++)}] ${harmless(label)}`)).join("   ");
  });
  return `${blocks.join("\n\n")}\n`;
}

type Style = (name: "bold" | "dim", text: string) => string;

function draw(part: Exclude<Part, { kind: "choices" }>, columns: number, style: Style, now: number): string {
  switch (part.kind) {
    case "heading":
      return style("bold", wrap(harmless(part.text), columns));
    case "text":
      return wrap(harmless(part.text), columns);
    case "list":
      return part.items.map((item) => hang("• ", harmless(item), columns)).join("\n");
    case "facts":
      return drawFacts(part.facts, columns, style);
    case "countdown":
      return wrap(`${harmless(part.text)}: ${timeLeft(part.until - now)}`, columns);
    case "form":
      return drawForm(part.form, columns, style);
    case "file":
      return drawFile(part.file, columns, style);
    case "picture":
      return wrap(harmless(inWords(part.picture)), columns);
    case "footer":
      return style("dim", wrap(harmless(part.text), columns));
  }
}

/** Seconds only where they matter. */
function timeLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds < 120) return seconds === 1 ? "1 second left" : `${String(seconds)} seconds left`;
  const minutes = Math.ceil(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${String(Math.round(hours / 24))} days left`;
  return `${[...(hours > 0 ? [`${String(hours)} h`] : []), ...(minutes % 60 > 0 ? [`${String(minutes % 60)} min`] : [])].join(" ")} left`;
}

/** Menus as numbered options, those that several share once. */
function drawForm(form: Form, columns: number, style: Style): string {
  if (!hasMenusOnly(form)) return wrap(harmless(formInWords(form)), columns);
  const lists = new Map<string, string[]>();
  for (const { label, options } of form.fields) {
    const list = options.map((option, i) => hang(`${String(i + 1).padStart(3)}  `, harmless(option.label), columns));
    lists.set(list.join("\n"), [...(lists.get(list.join("\n")) ?? []), harmless(label)]);
  }
  const drawn = [...lists].map(([list, labels]) => `${wrap(labels.join(", "), columns)}\n${list}`);
  return [style("bold", harmless(form.title)), ...drawn, wrap(harmless(howTo(form)), columns)].join("\n\n");
}

/** A file's lines are whole, to be copied: the terminal breaks them. */
function drawFile({ name, text, about }: File, columns: number, style: Style): string {
  return `${style("bold", harmless(name))}\n${wrap(harmless(about), columns)}\n\n${harmless(text).trimEnd()}`;
}

/** Labels in a column of their own where that leaves enough room beside them, else above their text. */
function drawFacts(facts: readonly Fact[], columns: number, style: Style): string {
  const widest = Math.max(...facts.map((fact) => fact.label.length));
  const beside = widest <= 26 && columns - widest >= 40;
  return facts
    .map((fact) => {
      const label = harmless(fact.label);
      const text = harmless(fact.text) + (fact.link ? `\n${fact.link}` : "");
      if (!beside) return `${style("bold", label)}\n${hang("  ", text, columns)}`;
      const lines = hang(" ".repeat(widest + 2), text, columns);
      return style("bold", label) + " ".repeat(widest + 2 - label.length) + lines.slice(widest + 2);
    })
    .join("\n");
}

/** Wraps with a prefix on the first line and as much space before the others. */
function hang(prefix: string, text: string, columns: number): string {
  const lines = wrap(text, columns - prefix.length).split("\n");
  return lines.map((line, i) => (i === 0 ? prefix : " ".repeat(prefix.length)) + line).join("\n");
}

function wrap(text: string, columns: number): string {
  return text
    .split("\n")
    .map((paragraph) => wrapLine(paragraph, columns))
    .join("\n");
}

function wrapLine(text: string, columns: number): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}

/** A terminal obeys control characters; nothing that we print may carry one. */
function harmless(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters to remove
  return stripVTControlCharacters(text).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");
}
