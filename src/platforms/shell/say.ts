import type { WriteStream } from "node:tty";
import { stripVTControlCharacters, styleText } from "node:util";
import type { Choice, Fact, File, Part, Reply } from "../../conversation.ts";
import { countdownInWords, formInWords } from "../wording.ts";

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

/** A Reply as lines for a terminal. Choices are numbered in the order of `choicesOf`. */
export function say(reply: Reply, paper: Paper): string {
  const columns = Math.max(30, Math.min(paper.columns, widestLine));
  const style = (name: "bold" | "dim", text: string) =>
    paper.styled ? styleText(name, text, { validateStream: false }) : text;
  const blocks = reply.parts.map((part) => draw(part, columns, style));
  return `${blocks.join("\n\n")}\n`;
}

/** The buttons of a reply, in the order they are numbered. */
export function choicesOf(reply: Reply): readonly Choice[] {
  return reply.parts.flatMap((part) => (part.kind === "choices" ? part.choices : []));
}

type Style = (name: "bold" | "dim", text: string) => string;

function draw(part: Part, columns: number, style: Style): string {
  switch (part.kind) {
    case "heading":
      return style("bold", wrap(harmless(part.text), columns));
    case "text":
      return wrap(harmless(part.text), columns);
    case "list":
      return part.items.map((item) => hang("• ", harmless(item), columns)).join("\n");
    case "facts":
      return drawFacts(part.facts, columns, style);
    case "choices":
      return part.choices.map((choice, i) => style("dim", `[${String(i + 1)}] ${harmless(choice.label)}`)).join("   ");
    case "form":
      return wrap(formInWords(part.form), columns);
    case "countdown":
      return wrap(harmless(countdownInWords(part)), columns);
    case "file":
      return drawFile(part.file, columns, style);
    case "footer":
      return style("dim", wrap(harmless(part.text), columns));
  }
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
