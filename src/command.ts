import type { Command, Reply, Request } from "./conversation.ts";
import { isMisspelling } from "./spelling.ts";

/**
 * The tutor's one written language. A slash command, a typed message, a button and a line in a test transcript are
 * all commands that `parse` reads and `write` writes, and `parse(write(command))` is that command again. Which words
 * there are is declared by the features; help, menus and registrations derive from their rows.
 */

/** One command word, what may follow it, and how help puts it. */
export type Row = {
  readonly name: string;
  /** Other beginnings that mean the same; may be several words. */
  readonly aliases?: readonly string[];
  /** Words that mean this command when they stand between its first two arguments. */
  readonly infix?: readonly string[];
  readonly takes: readonly Argument[];
  readonly about: string;
  readonly example: string;
  /** Understood, but not offered in help: it refers to what was just said. */
  readonly followUp?: true;
};

/** `kind` names the resolver that turns what was typed into an id; `text` is free and takes the rest of the line. */
export type Argument = { readonly name: string; readonly kind: string; readonly optional?: true };

/** Turns typed words into the id they mean, or nothing if they mean none. */
export type Resolver = (typed: string) => string | undefined;

/** A feature as the tutor sees it. */
export type Door = {
  readonly rows: readonly Row[];
  readonly resolvers: Readonly<Record<string, Resolver>>;
  readonly handle: (request: Request) => Promise<Reply>;
};

export type Grammar = {
  readonly rows: readonly Row[];
  /** Reads any text. What is no command, or a command whose arguments mean nothing, is a question. */
  readonly parse: (text: string) => Command;
};

export function makeGrammar(rows: readonly Row[], resolvers: Readonly<Record<string, Resolver>>): Grammar {
  const beginnings = rows
    .flatMap((row) => [row.name, ...(row.aliases ?? [])].map((words) => ({ row, words: words.split(" ") })))
    .sort((a, b) => b.words.length - a.words.length);

  const read = (row: Row, rest: readonly string[]): Command | undefined => {
    const found = resolve(row.takes, rest, resolvers);
    return found && { name: row.name, arguments: found };
  };

  return {
    rows,
    parse(text) {
      const words = text.trim().split(/\s+/).filter(Boolean);
      if (words.length === 0) return { name: "help", arguments: [] };
      const first = plain(words[0] ?? "");
      if (first === "ask" && words.length > 1) return ask(words.slice(1));

      for (const { row, words: beginning } of beginnings) {
        if (!beginning.every((word, i) => plain(words[i] ?? "") === word)) continue;
        const rest = words.slice(beginning.length);
        const command = read(row, rest);
        if (command) return command;
        if (rest.length === 0 && beginning.length === 1) return { name: "help", arguments: [row.name] };
      }
      return readInfix(rows, words, read) ?? readMisspelt(rows, words, read) ?? ask(words);
    },
  };
}

export function writeCommand(command: Command): string {
  return [command.name, ...command.arguments].join(" ");
}

function ask(words: readonly string[]): Command {
  return { name: "ask", arguments: [words.join(" ")] };
}

type Read = (row: Row, rest: readonly string[]) => Command | undefined;

/** "Model Monitor vs Clarify": a command whose word stands between its arguments. */
function readInfix(rows: readonly Row[], words: readonly string[], read: Read): Command | undefined {
  const row = rows.find((r) => r.infix?.some((infix) => words.slice(1).some((word) => plain(word) === infix)));
  return row && read(row, words);
}

function readMisspelt(rows: readonly Row[], words: readonly string[], read: Read): Command | undefined {
  const typed = plain(words[0] ?? "");
  const row = rows.find((r) => r.takes.length > 0 && isMisspelling(typed, r.name));
  return row && words.length > 1 ? read(row, words.slice(1)) : undefined;
}

/**
 * Deals the words out to the arguments, trying every place to cut; words that only join ("and", "vs") may stand
 * between two of them. The first dealing in which every part means something wins.
 */
function resolve(
  takes: readonly Argument[],
  words: readonly string[],
  resolvers: Readonly<Record<string, Resolver>>,
): string[] | undefined {
  const [argument, ...others] = takes;
  if (!argument) return words.length === 0 ? [] : undefined;
  if (words.length === 0) return takes.every((a) => a.optional) ? [] : undefined;
  if (argument.kind === "text") return [words.join(" ")];
  if (words.length > takes.length * (longestArgument + 1)) return undefined;
  const shortest = others.length === 0 ? words.length : 1;
  for (let length = Math.min(words.length, longestArgument); length >= shortest; length--) {
    if (length > 1 && joiners.has(plain(words[length - 1] ?? ""))) continue;
    const value = resolvers[argument.kind]?.(withoutEndMarks(words.slice(0, length).join(" ")));
    if (value === undefined) continue;
    const rest = resolve(others, withoutJoiner(words.slice(length)), resolvers);
    if (rest) return [value, ...rest];
  }
  const joined = withoutJoiner(words);
  return joined.length < words.length ? resolve(takes, joined, resolvers) : undefined;
}

/** No name of ours has more words; longer parts are not looked up, so that a long question costs nothing. */
const longestArgument = 6;

const joiners = new Set([
  "and",
  "vs",
  "versus",
  "with",
  "to",
  "from",
  "or",
  "against",
  "the",
  "between",
  "&",
  "/",
  "+",
]);

function withoutJoiner(words: readonly string[]): readonly string[] {
  return joiners.has(plain(words[0] ?? "")) ? words.slice(1) : words;
}

/** A word in lower case without the marks that end or close a sentence. */
function plain(word: string): string {
  return word.length === 1 ? word : withoutEndMarks(word.toLowerCase());
}

function withoutEndMarks(text: string): string {
  return text.replace(/[\s?!.,:;]+$/u, "");
}
